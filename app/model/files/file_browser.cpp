#include "app/model/files/file_browser.h"

#include <algorithm>
#include <new>
#include <utility>

#include "app/model/files/picture_loader.h"
#include "core/error.h"

namespace patchlens::model {
namespace {

/// Larger pictures are shown by their name alone: looking through a folder should not fill the memory.
constexpr ImageLimits thumbnail_limits{128ULL << 20, 16384, 40LL << 20};

std::shared_ptr<const Image> small_copy(const std::filesystem::path& picture) {
    try {
        return std::make_shared<Image>(
            thumbnail(load_image(picture, thumbnail_limits).image, Thumbnails::side));
    } catch (const Error&) {
        return nullptr;
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

}  // namespace

FolderReader::FolderReader(std::function<void()> wake)
    : wake_(std::move(wake)), worker_([this](const std::stop_token& closing) { work(closing); }) {}

void FolderReader::read(std::filesystem::path folder, FileKind kind) {
    const std::lock_guard lock(mutex_);
    wish_ = {std::move(folder), kind};
    changed_.notify_all();
}

std::shared_ptr<const Folder> FolderReader::latest() const {
    const std::lock_guard lock(mutex_);
    return latest_;
}

bool FolderReader::busy() const {
    const std::lock_guard lock(mutex_);
    return wish_ || reading_;
}

void FolderReader::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !wish_ && !reading_; });
}

void FolderReader::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, closing, [this] { return wish_.has_value(); }) && !closing.stop_requested()) {
        const Wish wish = *std::exchange(wish_, std::nullopt);
        reading_ = true;
        lock.unlock();
        auto folder = std::make_shared<const Folder>(read_folder(wish.folder, wish.kind));
        lock.lock();
        reading_ = false;
        if (!wish_) latest_ = std::move(folder);
        changed_.notify_all();
        lock.unlock();
        wake_();
        lock.lock();
    }
}

Thumbnails::Thumbnails(std::function<void()> wake)
    : wake_(std::move(wake)), worker_([this](const std::stop_token& closing) { work(closing); }) {}

std::shared_ptr<const Image> Thumbnails::of(const std::filesystem::path& picture) {
    const std::lock_guard lock(mutex_);
    if (const auto found = made_.find(picture); found != made_.end()) return found->second;
    if (picture == making_ || std::find(wanted_.begin(), wanted_.end(), picture) != wanted_.end()) {
        return nullptr;
    }
    wanted_.push_front(picture);
    if (wanted_.size() > most_wanted) wanted_.pop_back();
    changed_.notify_all();
    return nullptr;
}

bool Thumbnails::busy() const {
    const std::lock_guard lock(mutex_);
    return !wanted_.empty() || !making_.empty();
}

void Thumbnails::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return wanted_.empty() && making_.empty(); });
}

void Thumbnails::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, closing, [this] { return !wanted_.empty(); }) && !closing.stop_requested()) {
        making_ = std::move(wanted_.front());
        wanted_.pop_front();
        lock.unlock();
        auto small = small_copy(making_);
        lock.lock();
        order_.push_back(making_);
        made_.insert_or_assign(std::exchange(making_, {}), std::move(small));
        if (order_.size() > most_kept) {
            made_.erase(order_.front());
            order_.pop_front();
        }
        changed_.notify_all();
        lock.unlock();
        wake_();
        lock.lock();
    }
}

}  // namespace patchlens::model
