#include <cmath>
#include <string>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

/// Writes the parts of a line from left to right.
class Line {
public:
    Line(const Scene& scene, const Rect& place) : scene_(scene), place_(place), x_(place.min.x) {}

    void write(const std::string& text, ImFont* font, ImU32 colour) {
        const float width = std::ceil(text_width(font, text));
        text_in(scene_.context, {{x_, place_.min.y}, {x_ + width + 1, place_.max.y}}, font, colour, text);
        x_ += width + scene_.context.px(7);
    }

    /// A text field for a number from 0 to `last`.
    std::optional<std::int64_t> number(const char* name, const char* label, std::int64_t value,
                                       std::int64_t last) {
        Context& context = scene_.context;
        const std::string shown = std::to_string(value);
        const float width = std::max(
            context.px(46), std::ceil(text_width(context.fonts.mono, std::to_string(last))) + context.px(18));
        const Rect field =
            rect_at({x_, std::floor(place_.centre().y - context.px(14))}, width, context.px(28));
        x_ += width + context.px(7);
        const auto typed = entry(context, name, field, shown);
        if (!typed) return std::nullopt;
        try {
            const std::int64_t number = whole_number(*typed, label, {0, last});
            if (number < 0 || number > last) {
                throw Error(ErrorCode::value_out_of_range,
                            {label, "0", std::to_string(last), std::to_string(number)});
            }
            return number;
        } catch (const Error& error) {
            scene_.actions.emplace_back(model::ReportError{error});
            return std::nullopt;
        }
    }

    float room() const { return place_.max.x - x_; }

private:
    const Scene& scene_;
    Rect place_;
    float x_;
};

/// "618 = 19 · 32 + 10"
std::string formula(const PatchGrid& grid, PatchPosition patch) {
    return std::to_string(grid.token(patch)) + " = " + std::to_string(patch.row) + " · " +
           std::to_string(grid.grid().width) + " + " + std::to_string(patch.column);
}

}  // namespace

void draw_token(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const model::Language& language = context.language;
    const PatchGrid& grid = scene.grid();
    const PatchPosition patch = scene.selected();
    const std::int64_t token = grid.token(patch);
    const std::string columns = std::to_string(grid.grid().width);
    const auto select = [&](PatchPosition wanted) { scene.actions.emplace_back(model::SelectPatch{wanted}); };

    Line line(scene, {place.min, {place.max.x, place.min.y + context.px(34)}});
    line.write(language("patches.token"), context.fonts.body, palette.text);
    if (const auto typed =
            line.number("patches/token/entry", language("patches.token"), token, grid.num_patches() - 1))
        select(grid.position(*typed));
    line.write("=", context.fonts.mono, palette.muted);
    line.write(language("patches.row"), context.fonts.body, palette.text);
    if (const auto typed =
            line.number("patches/row/entry", language("patches.row"), patch.row, grid.grid().height - 1))
        select({static_cast<int>(*typed), patch.column});
    line.write("· " + columns + " +", context.fonts.mono, palette.muted);
    line.write(language("patches.column"), context.fonts.body, palette.text);
    if (const auto typed = line.number("patches/column/entry", language("patches.column"), patch.column,
                                       grid.grid().width - 1))
        select({patch.row, static_cast<int>(*typed)});

    Line second(scene, {{place.min.x, place.max.y - context.px(22)}, place.max});
    const std::string number = std::to_string(token);
    const auto& hovered = context.hovered.patch;
    if (hovered && grid.contains(*hovered) && *hovered != patch) {
        second.write(language("patches.under_mouse"), context.fonts.small, palette.hovered);
        second.write(formula(grid, *hovered), context.fonts.mono, palette.hovered);
    } else {
        second.write(number + " // " + columns + " = " + std::to_string(patch.row) + "    " + number + " % " +
                         columns + " = " + std::to_string(patch.column),
                     context.fonts.mono, palette.muted);
    }
    context.probe.item("patches/token", place.min, place.max);
}

}  // namespace patchlens::ui::patches
