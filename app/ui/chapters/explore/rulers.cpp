#include "app/ui/chapters/explore/rulers.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

struct Label {
    int index = 0;
    ImU32 colour = 0;
};

/// One ruler: the positions of the cells of its `count` patches along it, and the length of its numbers in
/// that direction.
struct Ruler {
    double start = 0;  ///< of patch 0, in screen pixels
    double cell = 0;
    int count = 0;
    float from = 0;  ///< the visible range
    float to = 0;
    float length = 0;  ///< of a number along the ruler

    float middle(int index) const { return static_cast<float>(start + (index + 0.5) * cell); }
    bool shows(int index) const {
        return index >= 0 && index < count && middle(index) >= from && middle(index) <= to;
    }
};

std::vector<Label> labels_of(Context& context, const Ruler& ruler, int selected, std::optional<int> hovered) {
    std::vector<Label> labels;
    const auto apart = [&](int a, int b) {
        return std::abs(ruler.middle(a) - ruler.middle(b)) >= ruler.length + context.px(3);
    };
    const auto add = [&](int index, ImU32 colour) {
        const auto free = [&](const Label& other) { return apart(index, other.index); };
        if (ruler.shows(index) && std::all_of(labels.begin(), labels.end(), free))
            labels.push_back({index, colour});
    };
    if (hovered) add(*hovered, context.palette.hovered);
    add(selected, context.palette.accent);
    const int step = ruler_step(ruler.cell, ruler.length + context.px(10));
    const auto first = static_cast<int>(std::clamp((ruler.from - ruler.start) / ruler.cell, 0.0, 1e9));
    for (int index = first / step * step; index < ruler.count && ruler.middle(index) <= ruler.to;
         index += step)
        add(index, context.palette.muted);
    return labels;
}

}  // namespace

int ruler_step(double cell, double room) {
    for (int unit = 1; unit < 1'000'000'000; unit *= 10) {
        for (const int times : {1, 2, 5}) {
            if (cell * unit * times >= room) return unit * times;
        }
    }
    return 1'000'000'000;
}

void draw_rulers(const Scene& scene, const Camera& camera, const Rect& shown, const Rect& room) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    ImFont* font = context.fonts.mono_small;
    const Size stride = results.grid.stride();
    const Size grid = results.grid.grid();
    const Rect cells = patch_cells(results.grid, camera);
    const auto widest = [&](int count) { return std::ceil(text_width(font, std::to_string(count - 1))); };
    const float height = compat::size_of(font);
    const auto& hovered = context.hovered.patch;
    const bool hovers = hovered && results.grid.contains(*hovered);

    if (shown.min.y - room.min.y >= height + context.px(1)) {
        const Ruler columns{cells.min.x, stride.width * camera.zoom, grid.width, shown.min.x,
                            shown.max.x, widest(grid.width)};
        for (const Label& label : labels_of(context, columns, results.selection.patch.column,
                                            hovers ? std::optional(hovered->column) : std::nullopt)) {
            const std::string text = std::to_string(label.index);
            const float width = text_width(font, text) + 1;
            const float x = std::floor(columns.middle(label.index) - width / 2);
            const float y = shown.min.y - height - context.px(2);
            text_in(context, rect_at({x, y}, width, height), font, label.colour, text);
        }
    }
    if (shown.min.x - room.min.x >= widest(grid.height) + context.px(5)) {
        const Ruler rows{cells.min.y, stride.height * camera.zoom, grid.height, shown.min.y, shown.max.y,
                         height};
        for (const Label& label : labels_of(context, rows, results.selection.patch.row,
                                            hovers ? std::optional(hovered->row) : std::nullopt)) {
            const std::string text = std::to_string(label.index);
            const float width = text_width(font, text) + 1;
            const float y = std::floor(rows.middle(label.index) - height / 2);
            text_in(context, rect_at({shown.min.x - width - context.px(4), y}, width, height), font,
                    label.colour, text);
        }
    }
}

}  // namespace patchlens::ui
