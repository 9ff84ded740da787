#include "app/ui/chapters/code/part_names.h"

#include <cstdint>
#include <initializer_list>

namespace patchlens::ui {

using model::CodePart;

const char* part_probe_name(CodePart part) {
    switch (part) {
        case CodePart::patch:
            return "code/part/patch";
        case CodePart::rows:
            return "code/part/rows";
        case CodePart::filter:
            return "code/part/filter";
        case CodePart::map:
            return "code/part/map";
        case CodePart::tokens:
            return "code/part/tokens";
        case CodePart::picture:
        case CodePart::grid:
            break;
    }
    return "code/part/picture";
}

std::string part_name(const model::Language& language, const model::Results& results,
                      model::Notation notation, CodePart part) {
    const std::string dim = std::to_string(results.selection.dim);
    switch (part) {
        case CodePart::patch:
            return language("code.part.patch");
        case CodePart::rows:
            return "patches";
        case CodePart::filter:
            return "weight[" + dim + "]";
        case CodePart::map:
            return (notation == model::Notation::numpy ? "y[" : "y[0, ") + dim + "]";
        case CodePart::tokens:
            return "tokens";
        case CodePart::picture:
        case CodePart::grid:
            break;
    }
    return "x";
}

std::string part_shape(const model::Results& results, CodePart part) {
    const ConvShape shape = results.options.config.conv_shape();
    const Size image = results.grid.image();
    const Size counts = results.grid.grid();
    const auto joined = [](std::initializer_list<std::int64_t> sides) {
        std::string text;
        for (const std::int64_t side : sides)
            text += (text.empty() ? "" : "×") + std::to_string(side);
        return text;
    };
    switch (part) {
        case CodePart::patch:
        case CodePart::filter:
            return joined({shape.in_chans, shape.patch_size.height, shape.patch_size.width});
        case CodePart::rows:
            return joined({results.grid.num_patches(), shape.fan_in()});
        case CodePart::map:
            return joined({counts.height, counts.width});
        case CodePart::tokens:
            return joined({results.grid.num_patches(), shape.embed_dim});
        case CodePart::picture:
        case CodePart::grid:
            break;
    }
    return joined({shape.in_chans, image.height, image.width});
}

}  // namespace patchlens::ui
