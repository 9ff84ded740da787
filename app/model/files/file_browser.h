// Looks into folders and makes small copies of pictures, each in a thread of its own, so that a slow disk or
// a large picture never holds up the screen.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "app/model/files/folder.h"
#include "core/picture/image.h"

namespace patchlens::model {

/// Reads the folder wished for last.
class FolderReader {
public:
    /// `wake` is called from the reader's thread when a folder has been read.
    explicit FolderReader(std::function<void()> wake);

    void read(std::filesystem::path folder, FileKind kind);
    /// The folder read last; null before the first.
    std::shared_ptr<const Folder> latest() const;
    bool busy() const;
    void wait();

private:
    struct Wish {
        std::filesystem::path folder;
        FileKind kind = FileKind::picture;
    };
    void work(const std::stop_token& closing);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<Wish> wish_;
    bool reading_ = false;
    std::shared_ptr<const Folder> latest_;
    std::jthread worker_;  ///< last, so that it stops before what it uses is gone
};

/// Small copies of pictures, those asked for last first.
class Thumbnails {
public:
    static constexpr int side = 96;                 ///< the longer side, in pixels
    static constexpr std::size_t most_kept = 256;   ///< the oldest are forgotten
    static constexpr std::size_t most_wanted = 24;  ///< wishes further back have been scrolled away

    explicit Thumbnails(std::function<void()> wake);

    /// The small copy of a picture; null while it is being made and where it cannot be.
    std::shared_ptr<const Image> of(const std::filesystem::path& picture);
    bool busy() const;
    void wait();

private:
    void work(const std::stop_token& closing);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::list<std::filesystem::path> wanted_;  ///< newest first
    std::filesystem::path making_;
    std::map<std::filesystem::path, std::shared_ptr<const Image>> made_;  ///< null where it cannot be made
    std::list<std::filesystem::path> order_;                              ///< of `made_`, oldest first
    std::jthread worker_;
};

}  // namespace patchlens::model
