// The folder shown by the open box, and the current row in it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/model/files/file_browser.h"

namespace patchlens::ui {

class Browser {
public:
    /// `wake` is called from other threads when there is something new to show. The threads start when they
    /// are first needed.
    explicit Browser(std::function<void()> wake) : wake_(std::move(wake)) {}

    /// Starts reading a folder.
    void look_into(const std::filesystem::path& folder, model::FileKind kind);
    /// Collects what has been read since the last call.
    void update();

    const std::filesystem::path& folder() const { return folder_; }
    model::FileKind kind() const { return kind_; }
    /// The folder's content; null until it has been read.
    const model::Folder* content() const { return content_.get(); }
    /// A thumbnail of a picture; null until there is one.
    std::shared_ptr<const Image> thumbnail(const std::filesystem::path& picture);

    /// The row the keyboard is on; -1 before the first key.
    int current() const { return current_; }
    void move_to(int row);
    /// Whether the row has moved since the last call, so that the list scrolls to it.
    bool take_moved() { return std::exchange(moved_, false); }

    /// Records which rows are on the screen.
    void show_rows(int first, int last) { rows_ = {first, last}; }
    std::span<const model::FolderEntry> on_screen(const model::Folder& folder) const;

    void wait();

    /// What the save box keeps from frame to frame.
    struct Saving {
        std::string name;                     ///< of the file, in the folder or as a whole path
        std::filesystem::path replaces = {};  ///< the file it would replace, once the user has been told …
        double asked_at = 0;                  ///< … when, in seconds as ImGui counts them
        std::optional<Error> problem = {};    ///< why that name cannot be had
        bool fresh = false;                   ///< the box has just been opened
    };
    Saving saving;
    int pixels = 0;  ///< of a scene that is saved, for one of the screen's; 0: something else is saved
    std::vector<std::filesystem::path> places;  ///< folders that the save box offers

private:
    model::FolderReader& reader();

    std::function<void()> wake_;
    std::filesystem::path folder_;
    std::filesystem::path left_;  ///< the previous folder, the first current row if the new one contains it
    model::FileKind kind_ = model::FileKind::picture;
    std::shared_ptr<const model::Folder> content_;
    std::pair<int, int> rows_;
    int current_ = -1;
    bool moved_ = false;
    std::optional<model::FolderReader> reader_;
    std::optional<model::Thumbnails> thumbnails_;
};

}  // namespace patchlens::ui
