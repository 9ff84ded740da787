#include "app/command_line/input.h"

#include <iostream>

#include "core/image.h"
#include "core/preprocess.h"

namespace patchlens::command_line {

Tensor read_pixels(const std::filesystem::path& path, const model::ModuleOptions& options) {
    const DecodedImage decoded = load_image(path);
    if (decoded.orientation != 1) {
        std::cerr << "patchlens: note: " << path.string() << " was turned upright (EXIF orientation "
                  << decoded.orientation << ")\n";
    }
    if (decoded.reduced_to_8_bits) {
        std::cerr << "patchlens: note: " << path.string() << " has 16 bits a channel; the upper 8 are used\n";
    }
    return to_tensor(fit_image(decoded.image, options.preprocess()), options.normalize);
}

void require_path(const std::filesystem::path& path, const char* what, const char* example) {
    if (path.empty()) throw Error(ErrorCode::option_missing, {what, example});
}

}  // namespace patchlens::command_line
