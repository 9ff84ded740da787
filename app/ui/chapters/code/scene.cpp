#include "app/ui/chapters/code/scene.h"

#include <algorithm>
#include <string>

#include "app/model/code/script.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/chapters/code/code_parts.h"
#include "app/ui/chapters/code/listing_view.h"
#include "app/ui/chapters/code/notation_names.h"
#include "app/ui/compat.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// One way of looking at another statement, or in another notation.
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

    /// A frame's time passes.
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

    void emit(const model::Session& session, model::Actions& actions) const {
        model::Code::Place before = choice_;
        before.line = listing_.nearest(before.line);
        if (chosen_ == before) return;
        model::change<model::Code::Place>(session, actions, [&](auto& place) { place = chosen_; });
    }

private:
    int last() const { return static_cast<int>(listing_.steps.size()) - 1; }

    const model::CodeListing& listing_;
    const model::Code::Place& choice_;
    model::Code::Place chosen_;
};

void read_keys(const Context& context, Stepper& stepper) {
    const std::string_view focus = context.focus.current();
    if (ImGui::GetIO().WantTextInput || !(focus.empty() || focus.starts_with("code/"))) return;
    if (compat::pressed(compat::Key::page_down)) stepper.step(1);
    if (compat::pressed(compat::Key::page_up)) stepper.step(-1);
    if (compat::pressed(compat::Key::home)) stepper.to(0);
    if (compat::pressed(compat::Key::end)) stepper.to(1 << 20);
}

void draw_notations(Context& context, const model::Code::Place& choice, const model::Results& results,
                    const Rect& toolbar, Stepper& stepper) {
    float x = toolbar.min.x;
    for (const auto& [name, notation] : model::names_of<model::Notation>) {
        const std::string probe_name = "code/notation/" + std::string(name);
        const Press press = chip(context, probe_name.c_str(), {x, toolbar.min.y}, notation_name(notation),
                                 notation == choice.notation);
        if (press.clicked) stepper.notate(notation, results);
        x = press.place.max.x + context.px(6);
    }
}

void draw_transport(Context& context, const model::Code::Place& choice, const model::CodeListing& listing,
                    const model::Results& results, const Rect& row, Stepper& stepper,
                    model::Actions& actions) {
    const Transport pressed = transport(context, "code", row.min, choice.playing);
    if (pressed.back) stepper.step(-1);
    if (pressed.forward) stepper.step(1);
    if (pressed.toggled) stepper.toggle();

    const std::string label = context.language("code.copy");
    const float copy_left = row.max.x - chip_width(context, label);
    const Press copy = chip(context, "code/copy", {copy_left, row.min.y + context.px(1)}, label);
    if (copy.clicked) {
        actions.emplace_back(
            model::CopyText{model::code_script(results, choice.notation),
                            context.language("code.copied", {notation_name(choice.notation)})});
    }
    explain_on_hover(context, copy.place, context.language("code.copy_help"));

    const Rect between{{pressed.place.max.x + context.px(14), row.min.y},
                       {copy_left - context.px(8), row.max.y}};
    text_in(context, between, context.fonts.small, context.palette.muted,
            context.language("code.step", {std::to_string(listing.nearest(choice.line) + 1),
                                           std::to_string(listing.steps.size())}));
}

}  // namespace

const char* notation_name(model::Notation notation) {
    switch (notation) {
        case model::Notation::einops:
            return "einops";
        case model::Notation::numpy:
            return "NumPy";
        case model::Notation::cpp:
            return "C++";
        case model::Notation::pytorch:
            break;
    }
    return "PyTorch";
}

void draw_code(Context& context, const model::Session& session, const model::Results& results,
               const Rect& scene, model::Actions& actions) {
    const model::Code::Place& choice = session.place<model::Code>();
    const model::CodeListing listing = model::code_listing(results, choice.notation);
    const CodeLayout layout =
        arrange_code(scene, context.scale, listing.rows, static_cast<int>(listing.parts.size()));
    Stepper stepper(listing, choice);
    stepper.play();
    draw_notations(context, choice, results, layout.toolbar, stepper);
    const int current = listing.nearest(choice.line);
    const ListingView view{listing, choice, current, part_under_mouse(layout, listing), session.theme};
    if (const auto clicked = draw_listing(context, view, layout)) stepper.to(*clicked);
    draw_transport(context, choice, listing, results, layout.transport, stepper, actions);
    draw_code_parts(context, results, listing, listing.at(current).line, layout, actions);
    read_keys(context, stepper);
    stepper.emit(session, actions);
}

}  // namespace patchlens::ui
