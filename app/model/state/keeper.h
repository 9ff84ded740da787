// Saves the settings and the open session while the program runs, in a thread of its own: neither a slow disk
// nor a full one blocks the screen, and a crash loses the last seconds at most.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/model/state/session.h"
#include "app/model/state/settings.h"

namespace patchlens::model {

/// Where they are saved. An empty path saves nothing.
struct KeptFiles {
    std::filesystem::path settings;
    std::filesystem::path state;  ///< the session that was open last
};

class Keeper {
public:
    /// `known`: the settings as they are in the file. `wake` is called from the thread when there is an error
    /// to take.
    Keeper(KeptFiles files, Settings known, std::function<void()> wake);
    ~Keeper();
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    /// Both can be called often: a no-op when nothing changed since the last call. Settings are written at
    /// once, a session `patience` after its first change.
    void keep(const Settings& settings);
    void keep(const Session& session);
    /// Writes both, even if another window has written since, and waits until they are written.
    void finish();
    /// Why something could not be written; reported once until a write succeeds again.
    std::optional<Error> take_error();

    static constexpr std::chrono::milliseconds patience{2000};

private:
    using Clock = std::chrono::steady_clock;

    void work(const std::stop_token& closing);
    void write_due(std::unique_lock<std::mutex>& lock);
    bool write(const std::filesystem::path& file, bool& failing, const std::function<void()>& writing);

    KeptFiles files_;
    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Settings known_;                    ///< in the file, or soon to be
    Settings written_;                  ///< in the file
    std::optional<Settings> settings_;  ///< to be written
    std::optional<Session> session_;    ///< newest
    bool session_waits_ = false;        ///< it is not in the file yet
    Clock::time_point due_;             ///< when to write it
    bool settings_failing_ = false;     ///< and reported; used by the thread alone, as is …
    bool state_failing_ = false;        ///< … this
    std::optional<Error> error_;
    std::jthread thread_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
