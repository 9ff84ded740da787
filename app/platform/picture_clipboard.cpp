#include "app/platform/picture_clipboard.h"

#include "app/platform/clipboard.h"

#ifdef PATCHLENS_XCB
#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "app/platform/x11_picture_owner.h"
#include "app/platform/x11_selection.h"
#include "core/picture/image.h"

namespace patchlens::platform {
namespace {

/// What programs call pictures, the best first; PNG keeps every pixel.
constexpr std::array<std::string_view, 4> picture_types{"image/png", "image/bmp", "image/webp", "image/jpeg"};

class X11Pictures : public ui::PictureClipboard {
public:
    std::vector<std::byte> picture() override {
        X11Selection selection;
        if (!selection.connected()) return {};
        selection.begin({std::chrono::seconds(picture_patience_in_seconds), true,
                         static_cast<std::size_t>(ImageLimits{}.file_bytes)});
        std::vector<std::byte> bytes;
        for (const std::string_view type : picture_types) {
            if (!selection.in_time()) break;
            const auto answer = selection.converted_to(selection.atom(type));
            if (!answer || answer->empty()) continue;
            const auto given = std::as_bytes(std::span(*answer));
            bytes.assign(given.begin(), given.end());
            break;
        }
        selection.end();
        return bytes;
    }

    bool offer(std::vector<std::byte> png) override {
        if (!owner_) owner_ = std::make_unique<X11PictureOwner>();
        return owner_->offer(std::move(png));
    }

private:
    std::unique_ptr<X11PictureOwner> owner_;  ///< from the first offer on
};

}  // namespace

std::unique_ptr<ui::PictureClipboard> picture_clipboard(GLFWwindow* window) {
    if (x11_window(window) == 0) return nullptr;
    return std::make_unique<X11Pictures>();
}

}  // namespace patchlens::platform
#else
namespace patchlens::platform {

std::unique_ptr<ui::PictureClipboard> picture_clipboard(GLFWwindow*) {
    return nullptr;
}

}  // namespace patchlens::platform
#endif
