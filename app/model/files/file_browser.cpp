#include "app/model/files/file_browser.h"

#include <algorithm>
#include <utility>

#include "app/model/files/picture_loader.h"
#include "core/error.h"

namespace patchlens::model {
namespace {

/// Larger pictures get no thumbnail: browsing a folder should not fill the memory.
constexpr ImageLimits thumbnail_limits{128ULL << 20, 16384, 40LL << 20};

std::shared_ptr<const Image> small_copy(const std::filesystem::path& picture, const std::stop_token& stop) {
    const auto made = outcome_of([&] {
        const auto go_on = [&](const OpeningProgress&) { return !stop.stop_requested(); };
        return std::make_shared<const Image>(
            thumbnail(load_image(picture, thumbnail_limits, go_on).image, Thumbnails::side));
    });
    const auto* image = std::get_if<std::shared_ptr<const Image>>(&made);
    return image == nullptr ? nullptr : *image;
}

}  // namespace

FolderReader::FolderReader(std::function<void()> wake)
    : folders_([](const Request& request,
                  const auto& running) { return read_folder(request.folder, request.kind, running.stop()); },
               std::move(wake)) {}

void FolderReader::read(std::filesystem::path folder, FileKind kind) {
    request_ = {std::move(folder), kind};
    folders_.ask(request_);
}

std::shared_ptr<const Folder> FolderReader::take() {
    auto outcome = folders_.take();
    if (!outcome) return nullptr;
    if (const auto* error = std::get_if<Error>(&*outcome))
        return std::make_shared<const Folder>(Folder{request_.folder, request_.kind, {}, *error});
    return std::make_shared<const Folder>(std::get<Folder>(std::move(*outcome)));
}

Thumbnails::Thumbnails(std::function<void()> wake)
    : wake_(std::move(wake)),
      maker_(
          [this](MakeWanted, const Maker::Running& running) {
              make_wanted(running.stop());
              return std::monostate();
          },
          wake_) {}

std::shared_ptr<const Image> Thumbnails::of(const std::filesystem::path& picture) {
    const std::lock_guard lock(mutex_);
    if (const auto found = made_.find(picture); found != made_.end()) return found->second;
    if (picture == making_ || std::find(wanted_.begin(), wanted_.end(), picture) != wanted_.end()) {
        return nullptr;
    }
    if (making_.empty()) {
        making_ = picture;
        maker_.ask({}, Overtaken::finished);
        return nullptr;
    }
    wanted_.push_front(picture);
    if (wanted_.size() > most_wanted) wanted_.pop_back();
    return nullptr;
}

void Thumbnails::make_wanted(const std::stop_token& stop) {
    while (keep(small_copy(making_, stop)) && !stop.stop_requested())
        wake_();
}

/// Stores the thumbnail just made; true if there is another one to make.
bool Thumbnails::keep(std::shared_ptr<const Image> small) {
    const std::lock_guard lock(mutex_);
    order_.push_back(making_);
    made_.insert_or_assign(std::exchange(making_, {}), std::move(small));
    if (order_.size() > most_kept) {
        made_.erase(order_.front());
        order_.pop_front();
    }
    if (wanted_.empty()) return false;
    making_ = std::move(wanted_.front());
    wanted_.pop_front();
    return true;
}

}  // namespace patchlens::model
