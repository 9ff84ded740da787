#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/chapters/words/parts.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

struct Window {
    int first = 0;
    int last = 0;
};

/// The words around `word` that fit into `width` side by side.
Window fitting(const std::vector<float>& widths, int word, float gap, float width) {
    const int count = static_cast<int>(widths.size());
    const auto at = [&](int i) { return widths[static_cast<std::size_t>(i)] + gap; };
    Window window{word, word};
    float used = at(word) - gap;
    while (true) {
        const bool left = window.first > 0 && used + at(window.first - 1) <= width;
        if (left) used += at(--window.first);
        const bool right = window.last + 1 < count && used + at(window.last + 1) <= width;
        if (right) used += at(++window.last);
        if (!left && !right) return window;
    }
}

/// Draws a word and returns where its index is.
Rect draw_word(const Scene& scene, int word, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const WordToken& token = table_of(scene).tokens[static_cast<std::size_t>(word)];
    const bool selected = word == lookup_of(scene).word;
    const Press press = pressable(context, ("words/word/" + std::to_string(word)).c_str(), place);
    const Rect box{place.min, {place.max.x, place.min.y + context.px(30)}};
    const Rect index{{place.min.x, place.max.y - context.px(22)}, place.max};
    fill(context, box, selected || press.hovered ? palette.raised : palette.panel, context.px(6));
    if (selected || press.hovered) {
        panel_marker(context, box, selected ? Mark::selected : Mark::hovered, context.px(6));
    } else {
        outline(context, box, palette.edge, context.px(1), context.px(6));
    }
    text_in(context, box.inset(context.px(4)), context.fonts.body, palette.text, token.word, Align::centre);
    const float x = std::floor(box.centre().x);
    arrow(context, {x, box.max.y + context.px(2)}, {x, index.min.y - context.px(1)},
          selected ? palette.accent.packed() : palette.muted.packed());
    text_in(context, index, context.fonts.mono, selected ? palette.accent : palette.text,
            std::to_string(token.index), Align::centre);
    if (press.clicked && !selected) look_up_word(scene, word);
    return index;
}

}  // namespace

Rect draw_sentence(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const auto& tokens = table_of(scene).tokens;
    const float gap = context.px(10);
    std::vector<float> widths;
    for (const WordToken& token : tokens) {
        const float text = std::max(text_width(context.fonts.body, token.word),
                                    text_width(context.fonts.mono, std::to_string(token.index)));
        widths.push_back(std::clamp(std::ceil(text) + context.px(24), context.px(44), place.width() / 2));
    }
    float whole = -gap;
    for (const float width : widths)
        whole += width + gap;
    const bool all = whole <= place.width();
    const float more = all ? 0 : context.px(52);
    const Window window = all ? Window{0, static_cast<int>(tokens.size()) - 1}
                              : fitting(widths, lookup_of(scene).word, gap, place.width() - 2 * more);
    float x = place.min.x;
    Rect selected;
    const Rect line{place.min, {place.max.x, place.min.y + context.px(30)}};
    if (window.first > 0) {
        text_in(context, {{x, line.min.y}, {x + more - gap, line.max.y}}, context.fonts.small,
                context.palette.muted, "+" + std::to_string(window.first), Align::right);
    }
    x += more;
    for (int word = window.first; word <= window.last; ++word) {
        const Rect box = rect_at({x, place.min.y}, widths[static_cast<std::size_t>(word)], place.height());
        const Rect index = draw_word(scene, word, box);
        if (word == lookup_of(scene).word) selected = index;
        x = box.max.x + gap;
    }
    const int after = static_cast<int>(tokens.size()) - 1 - window.last;
    if (after > 0) {
        text_in(context, {{x, line.min.y}, {x + more - gap, line.max.y}}, context.fonts.small,
                context.palette.muted, "+" + std::to_string(after));
    }
    return selected;
}

}  // namespace patchlens::ui::words
