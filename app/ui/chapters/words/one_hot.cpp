#include <algorithm>
#include <cmath>

#include "app/ui/chapters/words/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

std::string shape(int rows, int columns) {
    return "[" + std::to_string(rows) + ", " + std::to_string(columns) + "]";
}

/// Numbers below the strip: its ends, and the index of the 1 between them if it does not collide with them.
void draw_ticks(const Scene& scene, const Rect& strip, const Rect& one, int index) {
    Context& context = scene.context;
    ImFont* font = context.fonts.mono_small;
    const int last = table_of(scene).rows() - 1;
    const float y = strip.max.y + context.px(1);
    const auto width = [&](int number) {
        return std::ceil(text_width(font, std::to_string(number))) + context.px(2);
    };
    const auto write = [&](int number, float x, ImU32 colour) {
        text_in(context, rect_at({x, y}, width(number), context.px(18)), font, colour,
                std::to_string(number));
    };
    const float x = std::clamp(one.centre().x - width(index) / 2, strip.min.x, strip.max.x - width(index));
    write(index, x, context.palette.accent);
    if (x > strip.min.x + width(0) + context.px(6)) write(0, strip.min.x, context.palette.muted);
    const float end = strip.max.x - width(last);
    if (x + width(index) + context.px(6) < end) write(last, end, context.palette.muted);
}

}  // namespace

void draw_one_hot(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const int rows = table_of(scene).rows();
    const int index = lookup_of(scene).token()->index;
    const Rect strip{{place.min.x, place.min.y + context.px(18)},
                     {place.max.x, place.min.y + context.px(34)}};
    const Press press = pressable(context, "words/onehot", strip);
    const float cell = strip.width() / static_cast<float>(rows);
    const auto cell_at = [&](int row) {
        const auto edge = [&](int i) { return std::round(strip.min.x + cell * static_cast<float>(i)); };
        return Rect{{edge(row), strip.min.y}, {edge(row + 1), strip.max.y}};
    };
    fill(context, strip, palette.blank);
    if (cell >= context.px(4)) {
        for (int row = 1; row < rows; ++row) {
            const float x = cell_at(row).min.x;
            fill(context, {{x, strip.min.y}, {x + 1, strip.max.y}}, palette.scene);
        }
    }
    Rect one = cell_at(index);
    const float missing = std::max(0.0F, context.px(4) - one.width());
    one.max.x = std::min(one.max.x + missing, strip.max.x);
    one.min.x = std::min(one.min.x, one.max.x - context.px(4));
    fill(context, one, palette.accent);
    text_in(context,
            {{one.centre().x - context.px(10), place.min.y}, {one.centre().x + context.px(10), strip.min.y}},
            context.fonts.mono_small, palette.accent, "1", Align::centre);
    draw_ticks(scene, strip, one, index);
    if (press.hovered) {
        const int row =
            std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - strip.min.x) / cell), 0, rows - 1);
        outline(context, cell_at(row), palette.hovered, context.px(1));
        tooltip(context, {context.language("words.number", {std::to_string(row), row == index ? "1" : "0"})});
    }

    const Rect line{{place.min.x, place.max.y - context.px(22)}, place.max};
    const int n = table_of(scene).n;
    const std::string shapes = shape(1, rows) + " × " + shape(rows, n) + " = " + shape(1, n);
    const float width = text_width(context.fonts.mono, shapes) + context.px(20);
    text_in(context, line, context.fonts.mono, palette.text, shapes);
    const bool equal = lookup_of(scene).shared_numbers == n;
    text_in(
        context, {{line.min.x + width, line.min.y}, line.max}, context.fonts.body,
        equal ? palette.text : palette.problem,
        context.language(equal ? "words.equal" : "words.differs", {all_digits(lookup_of(scene).difference)}));
    context.probe.item("words/equal", line.min, line.max);
}

}  // namespace patchlens::ui::words
