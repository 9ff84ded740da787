// The picture, its grid, and the one patch that is lifted out of it and unrolled.
#include <algorithm>

#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

/// The grid over the part of the picture that it has fallen on.
void draw_fallen_grid(Stage& stage, const Rect& picture) {
    if (stage.moment.fallen <= 0) return;
    Rect fallen = picture;
    fallen.max.y = picture.min.y + picture.height() * static_cast<float>(stage.moment.fallen);
    fallen.min = {std::max(fallen.min.x, stage.area().min.x), std::max(fallen.min.y, stage.area().min.y)};
    fallen.max = {std::min(fallen.max.x, stage.area().max.x), std::min(fallen.max.y, stage.area().max.y)};
    if (fallen.width() <= 0 || fallen.height() <= 0) return;
    const Camera camera{picture.min.x, picture.min.y,
                        double{picture.width()} / stage.world.grid.image().width};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(fallen.min, fallen.max, true);
    draw_grid_lines(stage.context, stage.world.grid, camera, fallen);
    draw.PopClipRect();
    if (stage.moment.fallen < 1)
        fill(stage.context, {{fallen.min.x, fallen.max.y - stage.context.px(2)}, fallen.max},
             stage.context.palette.accent);
}

/// The values of the patch, a row of pixels a line, each channel in its own colour.
const Texture& pixels_texture(const Stage& stage) {
    const model::Results& results = stage.scene.results;
    const auto explanation = results.explanation;
    const int width = stage.world.grid.patch().width;
    const std::int64_t area = stage.world.grid.patch().area();
    const int channels = stage.world.channels;
    return stage.context.pictures.of("story/pixels", Source{explanation}, [&, explanation] {
        const Range range = range_of(explanation->pixels);
        const float length = range.high - range.low;
        return table_image(
            stage.world.values() / width, width,
            [&](std::int64_t row, std::int64_t column) {
                const float value = explanation->pixels[static_cast<std::size_t>(row * width + column)];
                return channel_ramp(static_cast<int>(row * width / area), channels)(
                    length > 0 && value == value ? (value - range.low) / length : 0.5F);
            },
            2048);
    });
}

/// Their shape, where the values rest as planes or as a row.
void label_values(Stage& stage) {
    const World& world = stage.world;
    const double shown = stage.moment.pixels.front().shown;
    const Size patch = world.grid.patch();
    const auto rests = [&](const Box& first, const Box& last) {
        return stage.moment.pixels.front().box == first && stage.moment.pixels.back().box == last;
    };
    const int end = world.strips() - 1;
    if (rests(world.strip_in_plane(0, false), world.strip_in_plane(end, false))) {
        for (int channel = 0; channel < world.channels; ++channel)  // a white one has edges too
            stage.frame({world.plane(channel), shown}, stage.context.palette.edge);
        Box planes = world.plane(0);
        planes.w = world.plane(world.channels - 1).x + planes.w - planes.x;
        stage.label({planes, shown}, Stage::Side::below,
                    to_string(Shape{world.channels, patch.height, patch.width}));
    }
    if (rests(world.strip_in_row(0, pixels_top), world.strip_in_row(end, pixels_top))) {
        stage.frame({world.row_of_values(pixels_top), shown}, stage.context.palette.edge);
        stage.label({world.row_of_values(pixels_top), shown}, Stage::Side::above,
                    stage.context.language("story.label.values", {grouped(world.values())}));
    }
}

void draw_pixels(Stage& stage) {
    const std::vector<Thing>& pixels = stage.moment.pixels;
    if (pixels.front().shown <= 0) return;
    const int strips = stage.world.strips();
    const Texture& texture = pixels_texture(stage);
    const auto values = static_cast<float>(stage.world.values());
    for (int strip = 0; strip < strips; ++strip) {
        const float from = static_cast<float>(stage.world.strip_begin(strip)) / values;
        const float to = static_cast<float>(stage.world.strip_begin(strip + 1)) / values;
        stage.picture(texture, pixels[static_cast<std::size_t>(strip)], {0, from}, {1, to});
    }
    label_values(stage);
}

void outline_patch(const Stage& stage, const Rect& place) {
    Context& context = stage.context;
    if (place.width() >= context.px(6) && place.height() >= context.px(6))
        return marker(context, place, Mark::selected);
    outline(context, {{place.min.x - 2, place.min.y - 2}, {place.max.x + 2, place.max.y + 2}},
            selected_on_picture, context.px(1));
}

}  // namespace

void draw_picture(Stage& stage) {
    Context& context = stage.context;
    const Moment& moment = stage.moment;
    if (!stage.sees(moment.picture)) return;
    const float clear = stage.clear(moment.picture.box);
    const Faded faded(clear * static_cast<float>(moment.picture.shown));
    const Rect place = stage.place(moment.picture.box);
    fill(context, place, context.palette.blank.packed());
    stage.picture(stage.scene.picture(), {moment.picture.box, 1});
    draw_fallen_grid(stage, place);
    if (moment.lifted > 0.02)  // where it comes from
        outline_patch(stage, stage.place(stage.world.in_picture(stage.world.patch, moment.picture.box)));
    const Size image = stage.world.grid.image();
    if (clear == 1 && moment.picture.box == stage.world.picture())
        stage.label(
            moment.picture, Stage::Side::below,
            context.language("story.label.picture", {product(image), std::to_string(stage.world.channels)}));
}

void draw_patch(Stage& stage) {
    Context& context = stage.context;
    const Moment& moment = stage.moment;
    if (moment.fallen < 1) return;
    draw_pixels(stage);  // they come out from behind the patch
    if (!stage.sees(moment.patch)) return;
    const Faded faded(
        moment.lifted > 0 ? 1 : stage.clear(moment.picture.box) * static_cast<float>(moment.patch.shown));
    const Rect place = stage.place(moment.patch.box);
    draw_picture_part(context, stage.scene.picture(), stage.world.grid.image(),
                      stage.world.grid.rectangle(stage.world.patch), place);
    outline_patch(stage, place);
}

}  // namespace patchlens::ui::story
