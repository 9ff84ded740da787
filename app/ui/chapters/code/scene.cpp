#include <string>

#include "app/model/code/script.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/chapters/code/code_parts.h"
#include "app/ui/chapters/code/listing_view.h"
#include "app/ui/chapters/code/notation_names.h"
#include "app/ui/chapters/code/run_moment.h"
#include "app/ui/chapters/code/run_scene.h"
#include "app/ui/chapters/code/stepper.h"
#include "app/ui/compat.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::code {
namespace {

constexpr int last_of_all = 1 << 20;

void read_keys(const Context& context, Stepper& stepper) {
    const std::string_view focus = context.focus.current();
    if (!context.has_keys || ImGui::GetIO().WantTextInput ||
        !(focus.empty() || focus.starts_with("code/") || focus.starts_with("story/")))
        return;
    if (compat::pressed(compat::Key::page_down)) stepper.step(1);
    if (compat::pressed(compat::Key::page_up)) stepper.step(-1);
    if (compat::pressed(compat::Key::home)) stepper.to(0);
    if (compat::pressed(compat::Key::end)) stepper.to(last_of_all);
}

void draw_notations(const Scene& scene, const model::Code::Place& look, const Rect& toolbar,
                    Stepper& stepper) {
    float x = toolbar.min.x;
    for (const auto& [name, notation] : model::names_of<model::Notation>) {
        const std::string probe_name = "code/notation/" + std::string(name);
        const Press press = chip(scene.context, probe_name.c_str(), {x, toolbar.min.y},
                                 notation_name(notation), notation == look.notation);
        if (press.clicked) stepper.notate(notation, scene.results);
        x = press.place.max.x + scene.px(6);
    }
}

void draw_transport(const Scene& scene, const model::Code::Place& look, const model::CodeRun& run,
                    const Rect& row, Stepper& stepper) {
    Context& context = scene.context;
    const Transport pressed = transport(context, "code", row.min, look.playing);
    if (pressed.back) stepper.step(-1);
    if (pressed.forward) stepper.step(1);
    if (pressed.toggled) stepper.toggle();

    const std::string label = context.language("code.copy");
    const float copy_left = row.max.x - chip_width(context, label);
    const Press copy = chip(context, "code/copy", {copy_left, row.min.y + context.px(1)}, label);
    if (copy.clicked) {
        scene.actions.emplace_back(
            model::CopyText{model::code_script(scene.results, look.notation, context.language),
                            {"code.copied", {notation_name(look.notation)}}});
    }
    explain_on_hover(context, copy.place, context.language("code.copy_help"));

    const Rect between{{pressed.place.max.x + context.px(14), row.min.y},
                       {copy_left - context.px(8), row.max.y}};
    text_in(context, between, context.fonts.small, context.palette.muted,
            context.language("code.step",
                             {std::to_string(run.nearest(look.step) + 1), std::to_string(run.steps.size())}));
}

/// The pictures of a listing without a class, below or beside its lines.
void draw_with_pictures(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
                        Stepper& stepper) {
    const model::Code::Place& look = scene.session.place<model::Code>();
    const CodeLayout layout =
        arrange_code(scene.place, scene.context.scale, listing.rows, static_cast<int>(listing.parts.size()));
    draw_notations(scene, look, layout.toolbar, stepper);
    const auto touched = part_under_mouse(layout, listing);
    if (const auto clicked = draw_listing(scene, listing, run, touched, layout))
        stepper.to_statement(*clicked);
    draw_transport(scene, look, run, layout.transport, stepper);
    const model::RunStep& now = run.at(look.step);
    draw_code_parts(scene, listing, listing.at(now.statement).line, layout);
}

/// The class with the story's scene, which the run brings forward.
void draw_with_scene(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
                     Stepper& stepper) {
    const model::Code::Place& look = scene.session.place<model::Code>();
    const CodeLayout layout = arrange_run(scene.place, scene.context.scale, listing.rows,
                                          listing_width(scene.context), run_world.w / run_world.h);
    const RunScene world(scene, listing, run, run.nearest(look.step) + 1 - look.behind, layout.world);
    draw_notations(scene, look, layout.toolbar, stepper);
    if (const auto clicked = draw_listing(scene, listing, run, world.part_under_mouse(), layout))
        stepper.to_statement(*clicked);
    draw_transport(scene, look, run, layout.transport, stepper);
    world.draw();
}

}  // namespace

ImVec2 least_size(const Scene&) {
    return {560, 410};  // the pictures have room beside or below lines that scroll
}

void draw(const Scene& scene) {
    const model::Code::Place& look = scene.session.place<model::Code>();
    const model::CodeListing listing = model::code_listing(scene.results, look.notation);
    const model::CodeRun run = model::code_run(listing);
    Stepper stepper(listing, run, look, scene.session.reduced_motion);
    stepper.play(double{seconds_to_play()});
    if (look.notation == model::Notation::pytorch) {
        draw_with_scene(scene, listing, run, stepper);
    } else {
        draw_with_pictures(scene, listing, run, stepper);
    }
    read_keys(scene.context, stepper);
    stepper.emit(scene);
}

}  // namespace patchlens::ui::code
