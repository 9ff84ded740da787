#include "app/model/state/keeper.h"

#include <utility>

#include "app/model/files/save_file.h"

namespace patchlens::model {

Keeper::Keeper(KeptFiles files, Settings known, std::function<void()> wake)
    : files_(std::move(files)),
      wake_(std::move(wake)),
      known_(known),
      written_(std::move(known)),
      thread_([this](const std::stop_token& closing) { work(closing); }) {}

Keeper::~Keeper() = default;

void Keeper::keep(const Settings& settings) {
    const std::lock_guard lock(mutex_);
    if (settings == known_) return;
    settings_ = known_ = settings;
    changed_.notify_all();
}

void Keeper::keep(const Session& session) {
    const std::lock_guard lock(mutex_);
    if (session_ && same_when_saved(*session_, session)) return;
    session_ = session;
    if (std::exchange(session_waits_, true)) return;
    due_ = Clock::now() + patience;
    changed_.notify_all();
}

void Keeper::finish() {
    std::unique_lock lock(mutex_);
    if (known_ != written_) settings_ = known_;
    session_waits_ = session_.has_value();
    due_ = {};
    changed_.notify_all();
    changed_.wait(lock, [this] { return !settings_ && !session_waits_; });
}

std::optional<Error> Keeper::take_error() {
    const std::lock_guard lock(mutex_);
    return std::exchange(error_, std::nullopt);
}

void Keeper::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (!closing.stop_requested()) {
        const auto due = [this] { return settings_ || (session_waits_ && Clock::now() >= due_); };
        if (due()) {
            write_due(lock);
        } else if (session_waits_) {
            changed_.wait_until(lock, closing, due_, due);
        } else {
            changed_.wait(lock, closing, [this] { return settings_ || session_waits_; });
        }
    }
}

void Keeper::write_due(std::unique_lock<std::mutex>& lock) {
    const std::optional<Settings> settings = settings_;
    std::optional<Session> session;
    if (session_waits_ && Clock::now() >= due_) session = session_;
    const Settings before = written_;
    lock.unlock();
    const bool settings_written = settings && write(files_.settings, settings_failing_, [&] {
                                      write_settings(*settings, before, files_.settings);
                                  });
    if (session) write(files_.state, state_failing_, [&] { save_file(files_.state, state_json(*session)); });
    lock.lock();
    if (settings_written) written_ = *settings;
    if (settings_ == settings) settings_.reset();
    if (session && same_when_saved(*session_, *session)) session_waits_ = false;
    if (session && session_waits_) due_ = Clock::now() + patience;
    changed_.notify_all();
}

/// Whether the file could be written. `failing` records that a failure has been reported.
bool Keeper::write(const std::filesystem::path& file, bool& failing, const std::function<void()>& writing) {
    if (file.empty()) return true;
    try {
        writing();
        failing = false;
    } catch (const Error& error) {
        if (std::exchange(failing, true)) return false;
        {
            const std::lock_guard lock(mutex_);
            error_ = error;
        }
        wake_();
    }
    return !failing;
}

}  // namespace patchlens::model
