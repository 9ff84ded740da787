// Opens pictures in the background: the latest request wins, and the picture on the screen stays until then.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "app/model/computing/latest_request.h"
#include "app/model/computing/results.h"
#include "app/model/files/file_mark.h"

namespace patchlens::model {

/// An opened picture and a thumbnail of all of it, before it is fitted to img_size.
struct LoadedPicture {
    PicturePointer picture;
    std::shared_ptr<const Image> thumbnail;  ///< at most `thumbnail_side` on its longer side
    FileMark mark;                           ///< of the file, to recognise it later
};

/// The size of the open picture; before the first is open, a size large enough for `module`.
Size picture_size(const LoadedPicture& loaded, const ModuleOptions& module);

inline constexpr int thumbnail_side = 256;

/// `image` made smaller, so that its longer side is at most `side`; a small one stays as it is.
Image thumbnail(const Image& image, int side);

class PictureLoader {
public:
    using Outcome = std::variant<LoadedPicture, Error>;

    /// `wake` is called from the loader's thread when there is something to take.
    explicit PictureLoader(std::function<void()> wake);

    void open(std::filesystem::path path) { pictures_.ask(std::move(path)); }
    /// The outcome of the latest request, returned once; nothing while the picture is being opened.
    std::optional<Outcome> take() { return pictures_.take(); }
    /// Whether there is an outcome that has not been taken.
    bool untaken() const { return pictures_.untaken(); }
    /// Whether a picture is being opened, …
    bool busy() const { return pictures_.busy(); }
    /// … and the progress of that.
    OpeningProgress progress() const { return pictures_.progress(); }
    /// Waits until no picture is being opened.
    void wait() { pictures_.wait(); }

private:
    LatestRequest<std::filesystem::path, LoadedPicture, OpeningProgress> pictures_;
};

}  // namespace patchlens::model
