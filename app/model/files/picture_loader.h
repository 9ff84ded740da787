// Opens pictures in the background: the newest wish wins, and the picture on the screen stays until then.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "app/model/computing/results.h"
#include "app/model/files/file_mark.h"

namespace patchlens::model {

/// An opened picture and a small copy of the whole of it, before it is fitted to img_size.
struct LoadedPicture {
    PicturePointer picture;
    std::shared_ptr<const Image> thumbnail;  ///< at most `thumbnail_side` on its longer side
    FileMark mark;                           ///< of the file, to know it again
};

inline constexpr int thumbnail_side = 256;

/// `image` made smaller, so that its longer side is at most `side`; a small one stays as it is.
Image thumbnail(const Image& image, int side);

class PictureLoader {
public:
    using Outcome = std::variant<LoadedPicture, Error>;

    /// `wake` is called from the loader's thread when there is something to take.
    explicit PictureLoader(std::function<void()> wake);
    ~PictureLoader();
    PictureLoader(const PictureLoader&) = delete;
    PictureLoader& operator=(const PictureLoader&) = delete;

    void open(std::filesystem::path path);
    /// What came of the newest wish, once; nothing while it is being opened.
    std::optional<Outcome> take();
    /// Whether a picture is being opened, …
    bool busy() const;
    /// … and how far that is.
    OpeningProgress progress() const;
    /// Waits until it is not.
    void wait();

private:
    void work(const std::stop_token& closing);
    bool note(const OpeningProgress& progress, const std::stop_token& closing);

    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<std::filesystem::path> wanted_;  ///< not begun yet
    bool opening_ = false;
    OpeningProgress progress_;
    std::optional<Outcome> outcome_;
    std::jthread worker_;  ///< last, so that it stops before what it uses is gone
};

}  // namespace patchlens::model
