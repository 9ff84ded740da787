#include "app/ui/chapters/code/run_scene.h"

#include <algorithm>
#include <vector>

#include "app/ui/chapters/code/run_moment.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodePart;
using story::Moment;
using story::Thing;

constexpr double unlit = 0.45;        ///< how visible what no step works on stays
constexpr float room_for_label = 24;  ///< above and below things

void dim_all(std::vector<Thing>& things, double by) {
    for (Thing& thing : things)
        thing.shown *= by;
}

/// What is seen in `place`: the world where things rest, with room for labels.
story::Box run_view(const Context& context, const Rect& place) {
    const double label = context.px(room_for_label);
    story::Box view = code::run_world;
    const double zoom =
        std::max(1.0, std::min(place.width() / view.w, (place.height() - 2 * label) / view.h));
    view.y -= label / zoom;
    view.h += 2 * label / zoom;
    return view;
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

RunScene::RunScene(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
                   double time, const Rect& place)
    : scene_(scene),
      listing_(listing),
      run_(run),
      time_(time),
      place_(place),
      view_(run_view(scene.context, place)),
      world_(story::world_of(scene)),
      moment_(code::run_moment(world_, listing, run, time)) {}

double RunScene::light(CodePart part) const {
    return code::light_at(listing_, run_, time_, part);
}

std::optional<CodePart> RunScene::part_under_mouse() const {
    const story::Lens lens(view_, place_);
    for (const CodePart part :
         {CodePart::patch, CodePart::filter, CodePart::map, CodePart::tokens, CodePart::picture}) {
        const auto box = code::place_of_part(world_, moment_, part);
        if (box && lens.place(*box).contains(ImGui::GetIO().MousePos)) return part;
    }
    return std::nullopt;
}

/// The selected number, and its value above the map or the tokens that it is in.
void RunScene::draw_number(story::Stage& stage) const {
    const Thing& number = stage.moment.number;
    const auto map = code::place_of_part(world_, stage.moment, CodePart::map);
    if (!stage.sees(number) || !map) return;
    Context& context = scene_.context;
    const float out = std::max(0.0F, (context.px(5) - stage.place(number.box).width()) / 2);
    const Rect cell = stage.place(number.box).inset(-out);
    frame_on_picture(context, cell, selected_on_picture);
    const auto tokens = code::place_of_part(world_, stage.moment, CodePart::tokens);
    const bool arrived = tokens && number.box.x >= tokens->x;
    stage.label({arrived ? *tokens : *map, 1}, story::Stage::Side::above,
                with_sign(scene_.results.explanation->value), true);
}

/// The moment with what no step works on dimmed.
Moment RunScene::lit() const {
    Moment lit = moment_;
    const auto visible = [&](CodePart part) { return unlit + (1 - unlit) * light(part); };
    lit.picture.shown *= std::max(visible(CodePart::picture), visible(CodePart::grid));
    dim_all(lit.filters, visible(CodePart::filter));
    dim_all(lit.layers, visible(CodePart::map));
    for (std::vector<Thing>& pieces : lit.pieces)
        dim_all(pieces, visible(CodePart::tokens));
    lit.sheet.shown *= visible(CodePart::tokens);
    return lit;
}

void RunScene::draw() const {
    const Moment moment = lit();
    story::Stage stage(scene_, world_, moment, place_, view_);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(place_.min, place_.max, true);
    story::draw_picture(stage);
    story::draw_tokens(stage);
    story::draw_filters(stage);
    story::draw_maps(stage);
    story::draw_patch(stage);
    draw_number(stage);
    for (const CodePart part :
         {CodePart::picture, CodePart::patch, CodePart::filter, CodePart::map, CodePart::tokens})
        frame_lit(stage, part, light(part));
    if (const auto wall = code::place_of_part(world_, moment, CodePart::filter)) {
        const Size patch = world_.grid.patch();
        stage.label({*wall, moment.filters.front().shown}, story::Stage::Side::below,
                    to_string(Shape{world_.dims, world_.channels, patch.height, patch.width}));
    }
    draw.PopClipRect();
    scene_.context.probe.item("code/scene", place_.min, place_.max);
}

}  // namespace patchlens::ui
