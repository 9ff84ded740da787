#include "app/ui/chapters/code/run_scene.h"

#include <algorithm>

#include "app/ui/chapters/code/run_moment.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodePart;
using story::Moment;
using story::Thing;

constexpr double unlit = 0.45;  ///< how visible what no step works on stays

void dim_all(std::vector<Thing>& things, double by) {
    for (Thing& thing : things)
        thing.shown *= by;
}

/// Frames what the step works on, by as much as it is lit.
void frame_lit(const story::Stage& stage, CodePart part, double light) {
    const auto box = code::place_of_part(stage.world, stage.moment, part);
    if (!box || light <= 0) return;
    const float out = stage.context.px(3);
    outline(stage.context, stage.place(*box).inset(-out),
            stage.context.palette.accent.packed(static_cast<float>(light)),
            std::max(1.0F, stage.context.px(2)), out);
}

}  // namespace

void draw_run(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run, double time,
              const Rect& place) {
    const story::World world = story::world_of(scene);
    Moment moment = code::run_moment(world, listing, run, time);
    const auto light = [&](CodePart part) { return code::light_at(listing, run, time, part); };
    const auto visible = [](double lit) { return unlit + (1 - unlit) * lit; };
    moment.picture.shown *= visible(std::max(light(CodePart::picture), light(CodePart::grid)));
    dim_all(moment.filters, visible(light(CodePart::filter)));
    dim_all(moment.layers, visible(light(CodePart::map)));
    for (std::vector<Thing>& pieces : moment.pieces)
        dim_all(pieces, visible(light(CodePart::tokens)));
    moment.sheet.shown *= visible(light(CodePart::tokens));

    story::Stage stage(scene, world, moment, place, code::run_view);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(place.min, place.max, true);
    story::draw_picture(stage);
    story::draw_tokens(stage);
    story::draw_maps(stage);
    story::draw_patch(stage);
    story::draw_filter(stage);
    for (const CodePart part :
         {CodePart::picture, CodePart::patch, CodePart::filter, CodePart::map, CodePart::tokens})
        frame_lit(stage, part, light(part));
    if (const auto wall = code::place_of_part(world, moment, CodePart::filter)) {
        const Size patch = world.grid.patch();
        stage.label({*wall, moment.filters.front().shown}, story::Stage::Side::below,
                    to_string(Shape{world.dims, world.channels, patch.height, patch.width}));
    }
    draw.PopClipRect();
    scene.context.probe.item("code/scene", place.min, place.max);
}

}  // namespace patchlens::ui
