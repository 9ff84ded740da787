#include "app/ui/parameters/around_projection.h"

#include <string>
#include <string_view>
#include <vector>

#include "app/model/computing/expected_options.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

const char* role_key(SurroundingRole role) {
    switch (role) {
        case SurroundingRole::norm_before:
            return "around.norm_before";
        case SurroundingRole::norm_after:
            return "around.norm_after";
        case SurroundingRole::class_token:
            return "around.class_token";
        case SurroundingRole::distillation_token:
            return "around.distillation_token";
        case SurroundingRole::registers:
            return "around.registers";
        case SurroundingRole::positions:
            return "around.positions";
        case SurroundingRole::norm_of_tokens:
            break;
    }
    return "around.norm_of_tokens";
}

/// The end of a tensor's name that fits: its beginning is the same for the whole model.
std::string end_that_fits(const ImFont* font, float width, const std::string& name) {
    if (text_width(font, name) <= width) return name;
    for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
        std::string end = "…" + name.substr(dot + 1);
        if (text_width(font, end) <= width) return end;
    }
    return name;
}

std::string grid_text(const model::Language& language, const Surrounding& positions) {
    std::vector<std::string> numbers{std::to_string(positions.grid->height),
                                     std::to_string(positions.grid->width)};
    if (positions.other_rows == 0) return language("around.grid", numbers);
    numbers.push_back(std::to_string(positions.other_rows));
    return language("around.grid_and", numbers);
}

void around_row(Controls& controls, const Surrounding& found) {
    Context& context = controls.context;
    const std::string name = quotable(found.tensor);
    controls.column.gap(context.px(4));
    const float top = controls.column.y;
    const Rect first = controls.column.row(line_height(context.fonts.small));
    text_in(context, first, context.fonts.small, context.palette.text,
            controls.language(role_key(found.role)));
    text_in(context, first, context.fonts.mono_small, context.palette.text, to_string(found.shape),
            Align::right);
    const Rect second = controls.column.row(line_height(context.fonts.mono_small));
    text_in(context, second, context.fonts.mono_small, context.palette.muted,
            end_that_fits(context.fonts.mono_small, second.width(), name));
    if (found.grid) {
        const Rect third = controls.column.row(line_height(context.fonts.small));
        text_in(context, third, context.fonts.small, context.palette.muted,
                grid_text(controls.language, found));
    }
    const Rect row{{controls.column.x, top}, {controls.column.x + controls.column.width, controls.column.y}};
    context.probe.item("params/weights/around/" + name, row.min, row.max);
    explain_on_hover(context, row, name);
}

}  // namespace

void around_projection(Controls& controls, const LoadedProjection& loaded) {
    if (loaded.around.empty()) return;
    Context& context = controls.context;
    controls.column.gap(context.px(6));
    controls.column.gap(paragraph(context, {controls.column.x, controls.column.y}, controls.column.width,
                                  context.fonts.small, context.palette.muted,
                                  controls.language("around.title")));
    for (const Surrounding& found : loaded.around)
        around_row(controls, found);
    controls.column.gap(context.px(4));
}

void expected_pixels(Controls& controls, const LoadedProjection& loaded) {
    if (!loaded.expects) return;
    Context& context = controls.context;
    Column& column = controls.column;
    std::vector<std::string> notes = model::unmet_sentences(controls.language, *loaded.expects);
    const std::string options = model::expected_sentence(controls.language, *loaded.expects);
    if (!options.empty()) notes.insert(notes.begin(), options);
    const float top = column.y;
    for (const std::string& note : notes) {
        column.gap(context.px(6));
        column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                             context.palette.muted, note));
    }
    context.probe.item("params/weights/expects", {column.x, top}, {column.x + column.width, column.y});
    const model::ModuleOptions wanted = model::with_expected(controls.session.module, *loaded.expects);
    if (wanted == controls.session.module) return;
    column.gap(context.px(6));
    const Press set =
        chip(context, "params/weights/expected", {column.x, column.y}, controls.language("expects.set"));
    column.gap(set.place.height());
    explain_on_hover(context, set.place, controls.language("help.expects"));
    if (set.clicked) controls.attempt("params/weights/expected", model::SetModule{wanted});
    controls.refusal_of("params/weights/expected");
}

}  // namespace patchlens::ui
