#include "app/ui/shell/browser.h"

#include <algorithm>

namespace patchlens::ui {

model::FolderReader& Browser::reader() {
    if (!reader_) reader_.emplace(wake_);
    return *reader_;
}

void Browser::look_into(const std::filesystem::path& folder, model::FileKind kind) {
    left_ = folder_;
    folder_ = folder;
    kind_ = kind;
    content_.reset();
    current_ = -1;
    reader().read(folder, kind);
}

void Browser::update() {
    if (!reader_ || content_) return;
    content_ = reader_->take();
    if (!content_) return;
    // After going up to the parent, the current row is the folder just left.
    const auto& entries = content_->entries;
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [this](const model::FolderEntry& entry) { return entry.path == left_; });
    if (found != entries.end()) move_to(static_cast<int>(found - entries.begin()));
}

std::shared_ptr<const Image> Browser::thumbnail(const std::filesystem::path& picture) {
    if (!thumbnails_) thumbnails_.emplace(wake_);
    return thumbnails_->of(picture);
}

void Browser::move_to(int row) {
    if (!content_ || content_->entries.empty()) return;
    current_ = std::clamp(row, 0, static_cast<int>(content_->entries.size()) - 1);
    moved_ = true;
}

std::span<const model::FolderEntry> Browser::on_screen(const model::Folder& folder) const {
    const auto count = static_cast<int>(folder.entries.size());
    const int last = std::clamp(rows_.second, 0, count);
    const int first = std::clamp(rows_.first, 0, last);
    return std::span(folder.entries)
        .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
}

void Browser::wait() {
    if (reader_) reader_->wait();
    if (thumbnails_) thumbnails_->wait();
}

}  // namespace patchlens::ui
