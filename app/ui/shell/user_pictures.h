// Pictures that leave the program and that come in without a file: the clipboard, and PNG files of what is on
// the screen. All of it happens in the background.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/model/computing/latest_request.h"
#include "app/model/state/actions.h"
#include "app/ui/shell/picture_clipboard.h"
#include "app/ui/shell/toasts.h"
#include "app/ui/shell/user.h"

namespace patchlens::ui {

/// Maps are enlarged by a whole number until their longer side has at least this many pixels: one of 32 x 32
/// patches should be seen on a slide.
inline constexpr int least_side_of_copies = 512;

/// Every pixel as a square of `factor` x `factor` pixels.
Image enlarged(const Image& image, int factor);

class UserPictures {
public:
    /// Without a user, or where the platform has no clipboard for pictures, copying says so.
    UserPictures(const std::optional<User>& user, Toasts& toasts, const std::function<void()>& wake);

    void copy(const model::CopyPicture& wanted);
    /// Saves at `wanted.path`.
    void save(const model::SavePicture& wanted);
    /// Reads the clipboard's picture; take_pasted() then says what came of it. False without a clipboard that
    /// can hold one.
    bool paste();

    /// The session is saved: the pasted pictures that it names stay.
    void keep_for_good(const model::Session& session) const;
    /// Deletes old pasted pictures that nothing names (pasted_picture.h).
    void prune(const model::Session& session, const model::Settings& settings) const;

    /// What paste() led to, once.
    struct Pasted {
        std::filesystem::path picture;  ///< empty: there is no picture on the clipboard
    };
    std::optional<std::variant<Pasted, Error>> take_pasted() { return pasted_.take(); }
    /// Handles what was encoded or written since the last call.
    std::optional<Error> update();

    bool busy() const { return output_.busy() || pasted_.busy(); }
    void wait();

private:
    struct Wanted {
        std::shared_ptr<const Image> picture;
        std::string name;
        bool map = true;
        std::filesystem::path file;  ///< empty: for the clipboard
    };
    struct Made {
        std::string name;
        std::filesystem::path file;
        std::vector<std::byte> png;  ///< for the clipboard
    };
    struct Paste {};
    static Made made(const Wanted& wanted, const std::stop_token& stop);

    Toasts& toasts_;
    PictureClipboard* clipboard_ = nullptr;
    std::filesystem::path folder_;  ///< where pasted pictures are kept
    model::LatestRequest<Wanted, Made> output_;
    model::LatestRequest<Paste, Pasted> pasted_;
};

}  // namespace patchlens::ui
