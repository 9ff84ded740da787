#include "app/ui/chapters/code/run_scene.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "app/ui/chapters/code/run_moment.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodePart;
using story::Thing;

constexpr double unlit = 0.55;        ///< how visible other things stay beside what a step works on
constexpr float room_for_label = 24;  ///< above and below things

/// What is seen in `place`: `view` with room for labels.
story::Box with_labels(const Context& context, story::Box view, const Rect& place) {
    const double label = context.px(room_for_label);
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
      world_(story::world_of(scene)),
      view_(with_labels(scene.context, code::run_view(world_, listing, run, time), place)),
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

/// The shapes of the weight and of the output, and what their colours reach to; of the maps that alone where
/// the tokens' label leaves no room for more.
void RunScene::label(story::Stage& stage) const {
    const model::Results& results = scene_.results;
    const auto ends = [&](float largest) { return signed_legend(scene_.context, {}, largest).both; };
    const auto below = [&](const story::Box& box, double shown, const std::string& text) {
        stage.label({box, shown}, story::Stage::Side::below, text);
    };
    const Size patch = world_.grid.patch();
    if (const auto filters = code::place_of_part(world_, moment_, CodePart::filter))
        below(*filters, moment_.filters.front().shown,
              to_string(Shape{world_.dims, world_.channels, patch.height, patch.width}));
    if (moment_.mapped < 1) return;
    const Thing& map = moment_.layers.front();
    const Size grid = world_.grid.grid();
    const std::string of_map =
        ends(scene_.context.pictures.range("story/map", {results.map}, results.map->values()).largest());
    std::string maps = to_string(Shape{1, world_.dims, grid.height, grid.width}) + "  " + of_map;
    const auto tokens = code::place_of_part(world_, moment_, CodePart::tokens);
    if (tokens && moment_.sheet.across_y == 0 && results.analyses.scales) {
        const std::string text = to_string(Shape{1, world_.grid.num_patches(), world_.dims}) + "  " +
                                 ends(results.analyses.scales->tokens);
        const ImFont* font = scene_.context.fonts.small;
        const float between = stage.place(*tokens).centre().x - stage.place(map.box).centre().x;
        if ((text_width(font, maps) + text_width(font, text)) / 2 + scene_.px(8) > between) maps = of_map;
        below(*tokens, moment_.sheet.shown, text);
    }
    below(map.box, map.shown, maps);
}

void RunScene::draw() const {
    story::Stage stage(scene_, world_, moment_, place_, view_);
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(place_.min, place_.max, true);
    label(stage);  // before the picture's, which is the longest
    using enum CodePart;
    const auto most_light = [&](std::initializer_list<CodePart> parts) {
        double most = 0;
        for (const CodePart part : parts)
            most = std::max(most, light(part));
        return most;
    };
    // Where a step works on nothing that is seen, nothing stands back.
    const double any = most_light({picture, grid, patch, filter, map, tokens});
    const auto lit = [&](std::initializer_list<CodePart> parts, void (*draw_part)(story::Stage&)) {
        const story::Faded faded(static_cast<float>(1 - (1 - unlit) * (any - most_light(parts))));
        draw_part(stage);
    };
    lit({picture, grid}, story::draw_picture);
    lit({tokens}, story::draw_tokens);
    lit({filter}, story::draw_filters);
    lit({map}, story::draw_maps);
    lit({picture, grid, patch}, story::draw_patch);
    draw_number(stage);
    for (const CodePart part : {picture, patch, filter, map, tokens})
        frame_lit(stage, part, light(part));
    story::pick(stage);
    draw.PopClipRect();
    scene_.context.probe.item("code/scene", place_.min, place_.max);
}

}  // namespace patchlens::ui
