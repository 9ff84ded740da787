#include "app/ui/widgets/paragraph_height.h"

#include <cmath>

#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

float paragraph_height(const Context& context, const ImFont* font, std::string_view text, float width) {
    return std::ceil(line_height(font) *
                     static_cast<float>(context.texts.of(font, text, width).lines.size()));
}

}  // namespace patchlens::ui
