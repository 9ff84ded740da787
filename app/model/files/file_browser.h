// Reads folders and makes thumbnails of pictures, each in a thread of its own, so that a slow disk or a large
// picture never blocks the screen.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <variant>

#include "app/model/computing/latest_request.h"
#include "app/model/files/folder.h"
#include "core/picture/image.h"

namespace patchlens::model {

/// Reads folders: the latest request wins.
class FolderReader {
public:
    /// `wake` is called from the reader's thread when a folder has been read.
    explicit FolderReader(std::function<void()> wake);

    void read(std::filesystem::path folder, FileKind kind);
    /// The requested folder, returned once; null while it is being read.
    std::shared_ptr<const Folder> take();
    bool busy() const { return folders_.busy(); }
    void wait() { folders_.wait(); }

private:
    struct Request {
        std::filesystem::path folder;
        FileKind kind = FileKind::picture;
    };

    Request request_;  ///< the latest
    LatestRequest<Request, Folder> folders_;
};

/// Thumbnails of pictures, the latest request first.
class Thumbnails {
public:
    static constexpr int side = 96;                 ///< the longer side, in pixels
    static constexpr std::size_t most_kept = 256;   ///< the oldest are forgotten
    static constexpr std::size_t most_wanted = 24;  ///< those further back have been scrolled away

    explicit Thumbnails(std::function<void()> wake);

    /// The thumbnail of a picture; null while it is being made and if it cannot be.
    std::shared_ptr<const Image> of(const std::filesystem::path& picture);
    bool busy() const { return maker_.busy(); }
    void wait() { maker_.wait(); }

private:
    /// A request to make all wanted thumbnails, including those requested meanwhile.
    struct MakeWanted {};
    using Maker = LatestRequest<MakeWanted, std::monostate>;

    void make_wanted(const std::stop_token& stop);
    bool keep(std::shared_ptr<const Image> small);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::list<std::filesystem::path> wanted_;                             ///< newest first
    std::filesystem::path making_;                                        ///< empty: there is nothing to make
    std::map<std::filesystem::path, std::shared_ptr<const Image>> made_;  ///< null where it cannot be made
    std::list<std::filesystem::path> order_;                              ///< of `made_`, oldest first
    Maker maker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
