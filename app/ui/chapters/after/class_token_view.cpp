// The tokens, and the same with the class token's row in front.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/after/parts.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/atlas_paint.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui::after {
namespace {

/// A matrix is painted with at most so many rows and columns.
constexpr int most_painted = 1024;

class ClassToken {
public:
    ClassToken(const Scene& scene, const Rect& place)
        : scene_(scene), context_(scene.context), place_(place), count_(scene.grid().num_patches()) {}

    void draw() {
        const float gap = context_.px(56);
        const float width = std::floor((place_.width() - gap) / 2);
        const float head = 2 * line_height(context_.fonts.mono) + context_.px(10);
        const float band = context_.px(18);
        const float top = place_.min.y + head + band;
        const float bottom = place_.max.y - line_height(context_.fonts.mono_small) - context_.px(6);
        const Rect before{{place_.min.x, top}, {place_.min.x + width, bottom}};
        const Rect after{{before.max.x + gap, top}, {place_.max.x, bottom}};
        heading(before, band, head, "after.class.before", count_);
        heading(after, band, head, "after.class.after", count_ + 1);
        text_in(context_, {{before.max.x, before.min.y}, {after.min.x, before.max.y}}, context_.fonts.heading,
                context_.palette.muted, "→", Align::centre);
        draw_class_row({{after.min.x, top - band}, {after.max.x, top - context_.px(2)}});
        matrix("after/tokens", before, 0);
        matrix("after/tokens_and_class", after, 1);
    }

private:
    void heading(const Rect& block, float band, float head, const char* key, std::int64_t rows) {
        Column column{block.min.x, block.min.y - band - head, block.width()};
        text_in(context_, column.row(line_height(context_.fonts.mono) + context_.px(2)), context_.fonts.small,
                context_.palette.muted, context_.language(key));
        text_in(context_, column.row(line_height(context_.fonts.mono) + context_.px(2)), context_.fonts.mono,
                context_.palette.text,
                "[1, " + std::to_string(rows) + ", " + std::to_string(scene_.dims()) + "]");
    }

    void draw_class_row(const Rect& row) {
        const auto& loaded = scene_.results.loaded;
        const bool known =
            loaded && !loaded->class_token.empty() && loaded->class_token.dimension(1) == scene_.dims();
        fill(context_, row, context_.palette.diverging(0, 1));
        if (known) {
            const Source source{loaded, 0, &context_.palette};
            const Texture& texture = context_.pictures.of("after/class_row", source, [&] {
                const std::span<const float> numbers = loaded->class_token.values().first(
                    static_cast<std::size_t>(std::min(scene_.dims(), most_painted)));
                return signed_image(numbers, {1, static_cast<int>(numbers.size())},
                                    context_.palette.diverging, largest_of(numbers));
            });
            picture(context_, texture, row);
        }
        outline(context_, row, context_.palette.accent, context_.px(2));
        context_.probe.item("after/class_row", row.min, row.max);
        means(context_, row, model::Term::class_token);
    }

    void matrix(const char* name, const Rect& block, int first) {
        const Press press = pressable(context_, name, block, 0);
        const auto& tokens = scene_.results.tokens;
        if (tokens) {
            const auto down = static_cast<int>((count_ + most_painted - 1) / most_painted);
            const int across = (scene_.dims() + most_painted - 1) / most_painted;
            const float largest = scene_.results.analyses.scales ? scene_.results.analyses.scales->tokens : 1;
            const Source source{tokens, 0, &context_.palette};
            const Texture& texture = context_.pictures.of("after/tokens", source, [&] {
                return paint_matrix(
                    tokens->matrix(count_), {0, 0}, {down, across},
                    {static_cast<int>((count_ + down - 1) / down), (scene_.dims() + across - 1) / across},
                    largest, context_.palette.diverging);
            });
            picture(context_, texture, block);
        } else {
            fill(context_, block, context_.palette.blank);
        }
        const float row = block.height() / static_cast<float>(count_);
        const auto band = [&](PatchPosition patch) {
            const float at = block.min.y + row * static_cast<float>(scene_.grid().token(patch));
            return Rect{{block.min.x - 2, at}, {block.max.x + 2, at + row}};
        };
        if (press.hovered || press.held) {
            const auto token = std::clamp<std::int64_t>(
                static_cast<std::int64_t>((ImGui::GetIO().MousePos.y - block.min.y) / row), 0, count_ - 1);
            const PatchPosition patch = scene_.grid().position(token);
            context_.hovering.patch = patch;
            tooltip(context_, {context_.language("after.class.row", {grouped(token + first)}),
                               context_.language("view.patch", {place_text(patch), grouped(token)})});
            if (press.held) scene_.select(patch);
        }
        const auto& hovered = context_.hovered.patch;
        if (hovered && scene_.grid().contains(*hovered) && *hovered != scene_.selected())
            band_marker(context_, band(*hovered), Mark::hovered);
        band_marker(context_, band(scene_.selected()), Mark::selected);
        const std::int64_t own = scene_.grid().token(scene_.selected());
        text_in(
            context_, {{block.min.x, block.max.y + context_.px(4)}, {block.max.x, place_.max.y}},
            context_.fonts.mono_small, context_.palette.muted,
            context_.language("after.class.selected", {place_text(scene_.selected()), grouped(own + first)}));
    }

    const Scene& scene_;
    Context& context_;
    Rect place_;
    std::int64_t count_;
};

}  // namespace

void draw_class_token(const Scene& scene, const Rect& place) {
    ClassToken(scene, place).draw();
}

}  // namespace patchlens::ui::after
