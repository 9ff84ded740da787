#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/chapters/words/parts.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/channel_dividers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

/// The stations of one half, side by side with arrows between them; below each its value and kind.
class Stations {
public:
    Stations(const Scene& scene, const Rect& place, std::span<const float> shares)
        : scene_(scene), place_(place), shares_(shares) {
        gap_ = scene.context.px(24);
        room_ = place.width() - gap_ * static_cast<float>(shares.size() - 1);
        x_ = place.min.x;
    }

    /// Returns the place for the next station's picture; writes `value` and `kind` below it, and where there
    /// is room what the picture's colours reach to, which its tooltip says too.
    Rect next(const std::string& value, const std::string& kind, const std::string& ends = {}) {
        Context& context = scene_.context;
        const float line = context.px(18);
        if (station_ > 0) {
            const float y = (place_.min.y + place_.max.y - 2 * line) / 2;
            arrow(context, {x_ + context.px(5), y}, {x_ + gap_ - context.px(5), y}, context.palette.muted);
            x_ += gap_;
        }
        const float width = room_ * shares_[station_++];
        const Rect slot{{x_, place_.min.y}, {x_ + width, place_.max.y}};
        x_ += width;
        const float side = context.px(12);  // captions may extend into the gaps
        const Rect second{{slot.min.x - side, slot.max.y - line}, {slot.max.x + side, slot.max.y}};
        const Rect first{{second.min.x, second.min.y - line}, {second.max.x, second.min.y}};
        text_in(context, first, context.fonts.mono_small, context.palette.text, value, Align::centre);
        ImFont* font = context.fonts.small;
        const std::string both = ends.empty() ? kind : kind + "  " + ends;
        text_in(context, second, font, context.palette.muted,
                first_that_fits(font, second.width(), {both, kind}), Align::centre);
        if (!ends.empty()) explain_on_hover(context, slot, kind + ": " + ends);
        return {slot.min, {slot.max.x, first.min.y - context.px(4)}};
    }

private:
    const Scene& scene_;
    Rect place_;
    std::span<const float> shares_;
    std::size_t station_ = 0;
    float gap_ = 0;
    float room_ = 0;
    float x_ = 0;
};

/// "±0.07"
std::string signed_ends(const Context& context, float largest) {
    return signed_legend(context, {}, largest).both;
}

std::string pair(int first, std::int64_t second) {
    return std::to_string(first) + " × " + std::to_string(second);
}

void draw_word_half(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const WordToken& token = *lookup_of(scene).token();
    constexpr std::array shares{0.4F, 0.2F, 0.4F};
    Stations stations(scene, place, shares);

    const Rect word = stations.next("1", context.language("words.bridge.word"));
    const Rect box =
        rect_at({word.min.x, std::floor(word.centre().y - context.px(15))}, word.width(), context.px(30));
    panel_marker(context, box, Mark::selected, context.px(6));
    text_in(context, box.inset(context.px(4)), context.fonts.body, palette.text, token.word, Align::centre);

    const Rect index = stations.next(std::to_string(token.index), context.language("words.bridge.index"));
    text_in(context, {{index.min.x - context.px(8), index.min.y}, {index.max.x + context.px(8), index.max.y}},
            context.fonts.mono, palette.accent, std::to_string(token.index), Align::centre);

    const int rows = table_of(scene).rows();
    const Rect table = stations.next(pair(rows, table_of(scene).n), context.language("words.bridge.table"),
                                     signed_ends(context, table_of(scene).largest));
    const std::shared_ptr<const model::WordTable> shared = lookup_of(scene).table;
    const Source source{shared, 1, &palette};
    const Texture& texture = context.pictures.of("words/bridge/table", source, [&] {
        const std::span<const float> numbers(shared->matrix.data(),
                                             static_cast<std::size_t>(shared->matrix.size()));
        return signed_image(numbers, {rows, shared->n}, palette.diverging, shared->largest);
    });
    picture(context, texture, table);
    const float y =
        table.min.y + table.height() * (static_cast<float>(token.index) + 0.5F) / static_cast<float>(rows);
    const float half = context.px(2);
    band_marker(context, {{table.min.x, std::floor(y - half)}, {table.max.x, std::ceil(y + half)}},
                Mark::selected);
}

void draw_patch(const Scene& scene, const Rect& place) {
    const Rectangle pixels = scene.results.grid.rectangle(scene.results.selection.patch);
    const Size image = scene.results.grid.image();
    const Rect square = fitted(place, pixels.width, pixels.height);
    const Texture& texture = scene.context.pictures.of("picture", scene.results.pyramid);
    fill(scene.context, square, scene.context.palette.blank);
    draw_picture_part(scene.context, texture, image, pixels, square);
    marker(scene.context, square, Mark::selected);
}

void draw_patch_half(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const PatchPosition patch = results.selection.patch;
    const ConvShape shape = results.module->shape();
    const std::int64_t values = shape.fan_in();
    constexpr std::array shares{0.2F, 0.22F, 0.33F, 0.25F};
    Stations stations(scene, place, shares);

    draw_patch(scene, stations.next(place_text(patch), context.language("words.bridge.patch")));

    const std::span<const float> pixels = results.explanation->pixels;
    const Range levels = range_of(pixels);
    Rect numbers = stations.next(grouped(values), context.language("words.bridge.values"),
                                 without_plus(levels.low, 2) + " .. " + without_plus(levels.high, 2));
    if (shape.in_chans > 1) numbers.min.x += channel_letters_width(context);
    const Size stacked{shape.in_chans * shape.patch_size.height, shape.patch_size.width};
    picture(context,
            context.pictures.of("words/bridge/values", Source{results.explanation},
                                [&] {
                                    const Range shown = levels.high > levels.low ? levels : Range{0, 1};
                                    return plane_image(pixels, stacked, channel_ramp(0, 1), shown);
                                }),
            fitted(numbers, stacked.width, stacked.height));
    draw_channel_dividers(context, fitted(numbers, stacked.width, stacked.height), Along::rows,
                          shape.in_chans);

    const auto weights = results.module->weight().values();
    const float heaviest = context.pictures.range("words/bridge/weight", {results.module}, weights).largest();
    const Rect weight = stations.next(pair(shape.embed_dim, values), context.language("words.bridge.weight"),
                                      signed_ends(context, heaviest));
    picture(context,
            context.pictures.of("words/bridge/weight", Source{results.module, 0, &context.palette},
                                [&] {
                                    return signed_image(weights, {shape.embed_dim, static_cast<int>(values)},
                                                        context.palette.diverging, heaviest);
                                }),
            weight);

    const Rect vector = stations.next(grouped(shape.embed_dim), context.language("words.bridge.vector"),
                                      signed_ends(context, largest_of(*results.vector)));
    const int columns = strip_columns(shape.embed_dim, vector.size());
    picture(context,
            context.pictures.of("words/bridge/vector", Source{results.vector, columns, &context.palette},
                                [&] {
                                    return strip_image(*results.vector, columns, context.palette.diverging,
                                                       largest_of(*results.vector));
                                }),
            vector);
}

}  // namespace

bool bridge_in_scene(const Scene& scene) {
    constexpr float lowest = 580;
    return !scene.context.presenting || scene.place.height() >= scene.px(lowest);
}

void bridge_caption(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const Rect row =
        caption(scene, column, context.language("words.caption.bridge"), model::Term::patch_embedding);
    lead_button(scene, "words/bridge/lead", {{row.max.x - lead_width(context), row.min.y}, row.max},
                {model::ProjectionView::matrix});
}

void draw_bridge(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    context.probe.item("words/bridge", place.min, place.max);
    fill(context, place, palette.panel, context.px(8));
    const bool beside = place.width() >= context.px(500);
    const float middle = beside ? std::floor(place.min.x + place.width() * 0.4F) : place.max.x;
    const float split = beside ? place.max.y : std::floor(place.centre().y);
    const Rect first{place.min, {middle, split}};
    const Rect second{{beside ? middle : place.min.x, beside ? place.min.y : split}, place.max};
    const float edge = context.px(10);
    const float line = context.px(1);
    fill(context,
         beside ? rect_at({middle, place.min.y + edge}, line, place.height() - 2 * edge)
                : rect_at({place.min.x + edge, split}, place.width() - 2 * edge, line),
         palette.border);
    const float pad = context.px(14);
    const float text_line = context.px(20);
    const auto half = [&](const Rect& part, const std::string& text, auto draw_half) {
        const Rect inside{{part.min.x + pad, part.min.y + edge},
                          {part.max.x - pad, part.max.y - context.px(6)}};
        draw_half(scene, Rect{inside.min, {inside.max.x, inside.max.y - text_line - context.px(4)}});
        text_in(context, {{inside.min.x, inside.max.y - text_line}, inside.max}, context.fonts.small,
                palette.text, text, Align::centre);
    };
    half(first, context.language("words.bridge.picks", {std::to_string(lookup_of(scene).token()->index)}),
         draw_word_half);
    half(second,
         context.language("words.bridge.multiplies", {grouped(scene.results.module->shape().fan_in())}),
         draw_patch_half);
}

}  // namespace patchlens::ui::words
