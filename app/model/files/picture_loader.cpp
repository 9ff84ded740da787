#include "app/model/files/picture_loader.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

#include "core/picture/resize.h"

namespace patchlens::model {
namespace {

PictureLoader::Outcome load(const std::filesystem::path& path, const ProgressCallback& on_progress) {
    try {
        auto picture = std::make_shared<Picture>(Picture{path, load_image(path, {}, on_progress)});
        auto small = std::make_shared<Image>(thumbnail(picture->decoded.image, thumbnail_side));
        return LoadedPicture{std::move(picture), std::move(small), mark_of(path)};
    } catch (const Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return Error(ErrorCode::memory_exhausted);
    }
}

}  // namespace

Image thumbnail(const Image& image, int side) {
    const int longer = std::max(image.size.height, image.size.width);
    if (longer <= side) return image;
    const auto smaller = [&](int length) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(length) * side / longer)));
    };
    return resize(image, {smaller(image.size.height), smaller(image.size.width)}, Filter::bilinear);
}

PictureLoader::PictureLoader(std::function<void()> wake)
    : wake_(std::move(wake)), worker_([this](const std::stop_token& closing) { work(closing); }) {}

PictureLoader::~PictureLoader() = default;

void PictureLoader::open(std::filesystem::path path) {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(path);
    outcome_.reset();
    changed_.notify_all();
}

std::optional<PictureLoader::Outcome> PictureLoader::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(outcome_, std::nullopt);
}

bool PictureLoader::busy() const {
    const std::lock_guard lock(mutex_);
    return wanted_ || opening_;
}

OpeningProgress PictureLoader::progress() const {
    const std::lock_guard lock(mutex_);
    return progress_;
}

/// False once the picture is not wanted any more.
bool PictureLoader::note(const OpeningProgress& progress, const std::stop_token& closing) {
    const std::lock_guard lock(mutex_);
    progress_ = progress;
    return !wanted_ && !closing.stop_requested();
}

void PictureLoader::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !wanted_ && !opening_; });
}

void PictureLoader::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, closing, [this] { return wanted_.has_value(); }) &&
           !closing.stop_requested()) {
        const std::filesystem::path path = *std::exchange(wanted_, std::nullopt);
        opening_ = true;
        progress_ = {};
        lock.unlock();
        Outcome outcome =
            load(path, [&](const OpeningProgress& progress) { return note(progress, closing); });
        lock.lock();
        opening_ = false;
        if (!wanted_) outcome_ = std::move(outcome);  // else a newer wish is waiting, and this one is old
        changed_.notify_all();
        lock.unlock();
        wake_();
        lock.lock();
    }
}

}  // namespace patchlens::model
