
#include <algorithm>
#include <string>

#include "app/model/code/script.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/chapters/code/code_parts.h"
#include "app/ui/chapters/code/listing_view.h"
#include "app/ui/chapters/code/notation_names.h"
#include "app/ui/compat.h"
#include "app/ui/play_speed.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::code {
namespace {

/// Collects this frame's changes of the current statement and of the notation.
class Stepper {
public:
    Stepper(const model::CodeListing& listing, const model::Code::Place& choice)
        : listing_(listing), choice_(choice), chosen_(choice) {
        chosen_.line = listing.nearest(choice.line);
    }

    void step(int by) { to(chosen_.line + by); }
    void to(int line) {
        chosen_.line = listing_.nearest(line);
        chosen_.playing = false;
        chosen_.shown = 0;
    }

    void toggle() {
        chosen_.playing = !chosen_.playing;
        chosen_.shown = 0;
        if (chosen_.playing && chosen_.line == last()) chosen_.line = 0;
    }

    /// Advances by the time since the last frame.
    void play() {
        if (!chosen_.playing) return;
        chosen_.shown += static_cast<double>(seconds_to_play() / seconds_per_statement);
        if (chosen_.shown < 1) return;
        if (chosen_.line == last()) {
            chosen_.playing = false;
        } else {
            ++chosen_.line;
        }
        chosen_.shown = 0;
    }

    void notate(model::Notation notation, const model::Results& results) {
        if (notation == chosen_.notation) return;
        chosen_.line = model::same_step(listing_, chosen_.line, model::code_listing(results, notation));
        chosen_.notation = notation;
        chosen_.shown = 0;
    }

    int line() const { return chosen_.line; }

    void emit(const Scene& scene) const {
        model::Code::Place before = choice_;
        before.line = listing_.nearest(before.line);
        if (chosen_ == before) return;
        scene.look<model::Code>([&](auto& place) { place = chosen_; });
    }

private:
    int last() const { return static_cast<int>(listing_.steps.size()) - 1; }

    const model::CodeListing& listing_;
    const model::Code::Place& choice_;
    model::Code::Place chosen_;
};

void read_keys(const Context& context, Stepper& stepper) {
    const std::string_view focus = context.focus.current();
    if (!context.has_keys || ImGui::GetIO().WantTextInput || !(focus.empty() || focus.starts_with("code/")))
        return;
    if (compat::pressed(compat::Key::page_down)) stepper.step(1);
    if (compat::pressed(compat::Key::page_up)) stepper.step(-1);
    if (compat::pressed(compat::Key::home)) stepper.to(0);
    if (compat::pressed(compat::Key::end)) stepper.to(1 << 20);
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

void draw_transport(const Scene& scene, const model::Code::Place& look, const model::CodeListing& listing,
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
            context.language("code.step", {std::to_string(listing.nearest(look.line) + 1),
                                           std::to_string(listing.steps.size())}));
}

}  // namespace

ImVec2 least_size(const Scene&) {
    return {560, 410};  // the pictures have room beside or below lines that scroll
}

void draw(const Scene& scene) {
    const model::Code::Place& look = scene.session.place<model::Code>();
    const model::CodeListing listing = model::code_listing(scene.results, look.notation);
    const CodeLayout layout =
        arrange_code(scene.place, scene.context.scale, listing.rows, static_cast<int>(listing.parts.size()));
    Stepper stepper(listing, look);
    stepper.play();
    draw_notations(scene, look, layout.toolbar, stepper);
    const auto touched = part_under_mouse(layout, listing);
    if (const auto clicked = draw_listing(scene, listing, touched, layout)) stepper.to(*clicked);
    draw_transport(scene, look, listing, layout.transport, stepper);
    draw_code_parts(scene, listing, listing.at(listing.nearest(look.line)).line, layout);
    read_keys(scene.context, stepper);
    stepper.emit(scene);
}

}  // namespace patchlens::ui::code
