#include "app/ui/widgets/paragraph_height.h"

#include <cmath>

#include "app/ui/widgets/line_breaks.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

float paragraph_height(const ImFont* font, std::string_view text, float width) {
    const auto lines =
        broken_lines(text, width, [font](std::string_view part) { return text_width(font, part); });
    return std::ceil(line_height(font) * static_cast<float>(lines.size()));
}

}  // namespace patchlens::ui
