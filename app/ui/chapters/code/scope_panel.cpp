#include "app/ui/chapters/code/scope_panel.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/model/code/code_text.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodeScope;
using model::CodeVariable;

constexpr float variable_row = 22;
constexpr float element_row = 18;  ///< one element of a tensor, below its shape
constexpr float frame_row = 22;    ///< a call
constexpr float section_rows = 14 + 22 + 4 + 14;
constexpr int deepest = 2;  ///< calls within each other

/// Name and value, or name and shape with one element below. What has just changed is marked.
void draw_variable(Context& context, Column& column, const CodeVariable& variable) {
    const Palette& palette = context.palette;
    const bool tensor = !variable.shape.empty();
    const float top = column.y;
    const Rect row = column.row(context.px(variable_row));
    const float indent = context.px(12);
    const std::string right = tensor ? "[" + model::list_text(variable.shape) + "]" : variable.text;
    const float width = text_width(context.fonts.mono_small, right) + 1;
    text_in(context, {{row.max.x - width, row.min.y}, row.max}, context.fonts.mono_small, palette.text, right,
            Align::right);
    text_in(context, {{row.min.x + indent, row.min.y}, {row.max.x - width - context.px(4), row.max.y}},
            context.fonts.mono_small, palette.text, variable.name);
    if (tensor && variable.value) {
        const Rect below = column.row(context.px(element_row));
        text_in(context, {{below.min.x + indent, below.min.y}, {below.max.x, below.max.y - context.px(3)}},
                context.fonts.mono_small, palette.muted,
                "[" + variable.index + "] = " + with_sign(*variable.value), Align::right);
    }
    if (variable.fresh) {
        const float bar = context.px(3);
        fill(context, {{row.min.x, top + context.px(4)}, {row.min.x + bar, column.y - context.px(4)}},
             palette.accent, bar / 2);
    }
    fill(context, {{row.min.x, column.y - context.px(1)}, {row.max.x, column.y}}, palette.border);
}

float variable_height(const Context& context, const CodeVariable& variable) {
    return context.px(variable_row) +
           (!variable.shape.empty() && variable.value ? context.px(element_row) : 0);
}

/// The last step in a scope: none takes a variable away without putting one in its place.
int last_in(const model::CodeRun& run, CodeScope scope) {
    for (int step = run.last(); step >= 0; --step) {
        if (run.at(step).scope == scope) return step;
    }
    return -1;
}

bool calls_functions(const model::CodeRun& run) {
    return last_in(run, CodeScope::init) >= 0;
}

/// A call: the scope's name, and the line on which it is.
void draw_frame(const Scene& scene, Column& column, const model::CodeListing& listing, CodeScope scope,
                int statement, int depth, bool innermost) {
    Context& context = scene.context;
    const Rect row = column.row(context.px(frame_row));
    const ImU32 colour = innermost ? context.palette.text : context.palette.muted;
    const float indent = context.px(12 + 14 * static_cast<float>(depth));
    if (innermost) {
        const float bar = context.px(3);
        fill(context, {{row.min.x, row.min.y + context.px(4)}, {row.min.x + bar, row.max.y - context.px(4)}},
             context.palette.accent, bar / 2);
    }
    text_in(context, {{row.min.x + indent, row.min.y}, row.max}, context.fonts.mono_small, colour,
            scope_name(context.language, scope));
    text_in(context, row, context.fonts.small, colour,
            context.language("code.line", {std::to_string(listing.at(statement).first_line)}), Align::right);
}

void draw_calls(const Scene& scene, Column& column, const model::CodeListing& listing,
                const model::CodeRun& run, int step) {
    Context& context = scene.context;
    const float top = column.y;
    section(context, column, context.language("code.calls"));
    const model::RunStep& now = run.at(step);
    const int caller = run.caller(step);
    if (caller >= 0) draw_frame(scene, column, listing, CodeScope::program, caller, 0, false);
    draw_frame(scene, column, listing, now.scope, now.statement, caller >= 0 ? 1 : 0, true);
    if (caller < 0) column.gap(context.px(frame_row));
    context.probe.item("code/calls", {column.x, top}, {column.x + column.width, column.y});
    column.gap(context.px(8));
}

}  // namespace

std::string scope_name(const model::Language& language, CodeScope scope) {
    switch (scope) {
        case CodeScope::class_body:
            return "class PatchEmbed";
        case CodeScope::init:
            return "PatchEmbed.__init__";
        case CodeScope::forward:
            return "PatchEmbed.forward";
        case CodeScope::program:
            break;
    }
    return language("code.program");
}

float scope_panel_height(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run) {
    const Context& context = scene.context;
    const model::Notation notation = scene.session.place<model::Code>().notation;
    float most = 0;
    for (const CodeScope scope :
         {CodeScope::program, CodeScope::class_body, CodeScope::init, CodeScope::forward}) {
        const int last = last_in(run, scope);
        if (last < 0) continue;
        const auto variables = model::variables_at(scene.results, notation, listing, run, last);
        float height = 0;
        for (const CodeVariable& variable : variables)
            height += variable_height(context, variable);
        most = std::max(most, height);
    }
    const float calls = calls_functions(run) ? context.px(section_rows + deepest * frame_row) : 0;
    return calls + context.px(section_rows) + most;
}

void draw_scope_panel(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run,
                      int step) {
    Context& context = scene.context;
    Panel foot(context, "variables", scene.place);
    Column& column = foot.column;
    if (calls_functions(run)) draw_calls(scene, column, listing, run, step);
    const float top = column.y;
    section(context, column, context.language("code.variables"));
    const model::Notation notation = scene.session.place<model::Code>().notation;
    const auto variables = model::variables_at(scene.results, notation, listing, run, step);
    if (variables.empty()) {
        text_in(context, column.row(context.px(variable_row)), context.fonts.small, context.palette.muted,
                context.language("code.no_variables"));
    }
    for (const CodeVariable& variable : variables)
        draw_variable(context, column, variable);
    context.probe.item("code/variables", {column.x, top}, {column.x + column.width, column.y});
    if (!variables.empty() && variables.back().fresh)
        ImGui::SetScrollFromPosY(column.y - ImGui::GetWindowPos().y, 1);  // what is new is in sight
}

}  // namespace patchlens::ui
