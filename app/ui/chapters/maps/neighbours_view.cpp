// The patches whose vectors are nearest to the selected patch's, in order, with their distances.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

using model::Measure;
using model::MeasuredToken;

std::string measured(Measure measure, float value) {
    return measure == Measure::euclid ? without_plus(value) : similarity_text(value);
}

void measure_switch(const Scene& scene, Flow& flow) {
    const Context& context = scene.context;
    const Measure now = scene.session.choice<model::Maps>().measure;
    const std::array choices{Segment{"cosine", context.language("compare.cosine")},
                             Segment{"euclid", context.language("compare.distance")}};
    const Rect place = flow.next(segments_width(context, choices));
    const auto chosen =
        segments(scene.context, "maps/measure", place, choices, static_cast<std::size_t>(now));
    means(scene.context, place,
          now == Measure::euclid ? model::Term::distance : model::Term::cosine_similarity);
    if (!chosen) return;
    scene.choose<model::Maps>(
        [&](model::Maps::Choice& choice) { choice.measure = static_cast<Measure>(*chosen); });
}

/// The nearest patches, cut out of the picture side by side; black where they lie in the padding.
Image contact_sheet(const Scene& scene, const std::vector<MeasuredToken>& tokens) {
    constexpr int across = 8;
    const Image& from = *scene.results.image;
    const Size patch = scene.results.grid.patch();
    const int count = static_cast<int>(tokens.size());
    const int columns = std::max(1, std::min(across, count));
    const int rows = std::max(1, (count + columns - 1) / columns);
    Image sheet{{rows * patch.height, columns * patch.width}, from.channels, {}};
    sheet.pixels.resize(static_cast<std::size_t>(sheet.size.area() * sheet.channels));
    for (int i = 0; i < count; ++i) {
        const Rectangle pixels = scene.results.grid.rectangle(
            scene.results.grid.position(tokens[static_cast<std::size_t>(i)].token));
        for (int y = 0; y < patch.height; ++y) {
            for (int x = 0; x < patch.width * sheet.channels; ++x) {
                const int from_y = pixels.top + y;
                const int from_x = pixels.left + x / sheet.channels;
                if (from_y < 0 || from_y >= from.size.height || from_x < 0 || from_x >= from.size.width)
                    continue;
                const auto row = static_cast<std::size_t>(i / columns * patch.height + y);
                const auto column = static_cast<std::size_t>(i % columns * patch.width * sheet.channels + x);
                const auto width = static_cast<std::size_t>(sheet.size.width * sheet.channels);
                sheet.pixels[row * width + column] = from.at(from_y, from_x, x % sheet.channels);
            }
        }
    }
    return sheet;
}

class NearestPatches {
public:
    NearestPatches(const Scene& scene, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          found_(*scene.results.analyses.neighbours),
          place_(place),
          gap_(scene.px(6)),
          text_(line_height(scene.context.fonts.mono_small) + scene.px(2)),
          width_(std::max(scene.px(52), std::ceil(widest()) + scene.px(4))),
          height_(scene.px(52) + text_),
          columns_(fitting(place.width(), width_)) {
        if (columns_ < 2) return;
        const auto columns = static_cast<float>(columns_);
        spread_ = std::floor((place.width() - columns * width_) / (columns - 1));
    }

    void draw() {
        const int shown =
            std::min(columns_ * fitting(place_.height(), height_), static_cast<int>(found_.nearest.size()));
        for (int i = 0; i < shown; ++i)
            draw_one(i);
    }

    /// How many are drawn in a place.
    static int fitting_in(const Scene& scene, const Rect& place) {
        const NearestPatches patches(scene, place);
        return patches.columns_ * patches.fitting(place.height(), patches.height_);
    }

private:
    int fitting(float room, float size) const {
        return std::max(1, static_cast<int>((room + gap_) / (size + gap_)));
    }

    float widest() const {
        float width = 0;
        for (const MeasuredToken& token : found_.nearest)
            width =
                std::max(width, text_width(context_.fonts.mono_small, measured(found_.measure, token.value)));
        return width;
    }

    void draw_one(int index) {
        const MeasuredToken& near = found_.nearest[static_cast<std::size_t>(index)];
        const PatchPosition patch = scene_.results.grid.position(near.token);
        const auto column = static_cast<float>(index % columns_);
        const auto row = static_cast<float>(index / columns_);
        const Rect cell =
            rect_at({place_.min.x + column * (width_ + spread_), place_.min.y + row * (height_ + gap_)},
                    width_, height_);
        const std::string name = "maps/neighbour/" + std::to_string(index);
        const Press press = pressable(context_, name.c_str(), cell);
        if (press.hovered) context_.hovering.patch = patch;
        const bool lit = press.hovered || context_.hovered.patch == patch;
        if (lit) fill(context_, cell, context_.palette.raised, context_.px(4));
        draw_patch_pixels(scene_, {cell.min, {cell.max.x, cell.max.y - text_}}, patch);
        if (lit) panel_marker(context_, cell, Mark::hovered, context_.px(4));
        const std::string value = measured(found_.measure, near.value);
        text_in(context_, {{cell.min.x, cell.max.y - text_}, cell.max}, context_.fonts.mono_small,
                context_.palette.text, value, Align::centre);
        offer_menu(context_, name.c_str(), press, model::Term::nearest_neighbour, [&](bool) {
            MenuLines lines{copy_value(context_, near.value)};
            add_patch(context_, lines, scene_.session, patch);
            add_picture(context_, lines, contact_sheet(scene_, {near}), copy_name(scene_.session, "patch"));
            return lines;
        });
        if (press.hovered) tooltip(context_, {value, patch_text(scene_, patch)});
        if (press.clicked) scene_.select(patch);
    }

    const Scene& scene_;
    Context& context_;
    const model::Neighbours& found_;
    Rect place_;
    float gap_;
    float text_;
    float width_;
    float height_;
    int columns_;
    float spread_ = 0;  ///< between columns, so that they take the whole width
};

}  // namespace

void draw_neighbours_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const auto& found = scene.results.analyses.neighbours;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    measure_switch(scene, flow);
    if (!found) return;
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const float half = std::floor((parts.picture.width() - context.px(16)) * 0.44F);
    const Rect left{parts.picture.min, {parts.picture.min.x + half, parts.picture.max.y}};
    Column right{left.max.x + context.px(16), left.min.y, parts.picture.max.x - left.max.x - context.px(16)};
    term_in(context, right.row(context.px(24)), context.fonts.heading, context.palette.text,
            context.language("maps.neighbours.heading", {place_text(found->of)}),
            model::Term::nearest_neighbour);
    right.gap(context.px(6));
    const Rect list{{right.x, right.y}, parts.picture.max};
    const auto shown =
        std::min(static_cast<std::size_t>(NearestPatches::fitting_in(scene, list)), found->nearest.size());

    const PatchMap map = draw_patch_map(scene, "maps/neighbours", left, [&](const Rect& cells) {
        draw_picture_of_patches(scene.context, scene.picture(), scene.grid(), cells);
        for (std::size_t i = 0; i < shown; ++i) {
            const PatchPosition patch = scene.results.grid.position(found->nearest[i].token);
            frame_on_picture(context, patch_cell(scene.results.grid, cells, patch), light_on_picture);
        }
    });
    offer_map_menu(scene, "maps/neighbours", map, model::Term::nearest_neighbour, "neighbours", {},
                   [&] { return contact_sheet(scene, found->nearest); });
    if (map.hovered) tooltip(context, {patch_text(scene, *map.hovered)});
    if (found->nearest.empty()) {
        paragraph(context, list.min, list.width(), context.fonts.body, context.palette.muted,
                  context.language("maps.similarity.alone"));
    } else {
        NearestPatches(scene, list).draw();
    }
    if (shown == 0) return;
    view_caption(context, {parts.caption.min, parts.legend.max},
                 context.language("maps.caption.neighbours", {std::to_string(shown)}));
}

}  // namespace patchlens::ui
