#include <algorithm>
#include <string>

#include "app/model/code/code_text.h"
#include "app/model/code/variables.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/code/explanations.h"
#include "app/ui/chapters/code/notation_names.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/weights_text.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::code {
namespace {

/// A line of the table: name and value, or name and shape with one element below. The variables that the
/// current statement assigned are marked.
void draw_variable(Context& context, Column& column, const model::CodeVariable& variable) {
    const Palette& palette = context.palette;
    const bool tensor = !variable.shape.empty();
    const float top = column.y;
    const Rect row = column.row(context.px(23));
    const float indent = context.px(12);
    const std::string right = tensor ? "[" + model::list_text(variable.shape) + "]" : variable.text;
    const float width = text_width(context.fonts.mono_small, right) + 1;
    text_in(context, {{row.max.x - width, row.min.y}, row.max}, context.fonts.mono_small, palette.text, right,
            Align::right);
    text_in(context, {{row.min.x + indent, row.min.y}, {row.max.x - width - context.px(4), row.max.y}},
            context.fonts.mono_small, palette.text, variable.name);
    if (tensor && variable.value) {
        const Rect below = column.row(context.px(19));
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

/// Of a variable's row or two.
float variable_height(const Context& context, const model::CodeVariable& variable) {
    return context.px(23) + (!variable.shape.empty() && variable.value ? context.px(19) : 0);
}

/// The heights of what changes from step to step, each as the step that needs most has it: nothing moves
/// while the code plays.
struct StepHeights {
    float explanation = 0;
    float variables = 0;
};

StepHeights step_heights(const Scene& scene, model::Notation notation, const model::CodeListing& listing,
                         float width) {
    const Context& context = scene.context;
    StepHeights most;
    const int last = static_cast<int>(listing.steps.size()) - 1;
    for (int i = 0; i <= last; ++i) {
        most.explanation = std::max(
            most.explanation, paragraph_height(context, context.fonts.body,
                                               explained_line(scene, notation, listing.at(i).line), width));
    }
    most.variables = context.px(14 + 22 + 4 + 14);
    // The last step has the most: none takes a variable away without putting one in its place.
    for (const model::CodeVariable& variable : model::variables_at(scene.results, notation, listing, last))
        most.variables += variable_height(context, variable);
    return most;
}

/// At the foot of the panel, where nothing else moves when variables come and go.
void draw_variables(Context& context, Column& column, const std::vector<model::CodeVariable>& variables) {
    const float top = column.y;
    section(context, column, context.language("code.variables"));
    if (variables.empty()) {
        text_in(context, column.row(context.px(23)), context.fonts.small, context.palette.muted,
                context.language("code.no_variables"));
    }
    for (const model::CodeVariable& variable : variables)
        draw_variable(context, column, variable);
    context.probe.item("code/variables", {column.x, top}, {column.x + column.width, column.y});
    const bool fresh = !variables.empty() && variables.back().fresh;
    if (fresh)
        ImGui::SetScrollFromPosY(column.y - ImGui::GetWindowPos().y,
                                 1);  // what was assigned last is in sight
}

/// The current line and what it does.
void draw_explanation(Context& context, Column& column, const model::CodeStep& step, int rows_from,
                      std::string_view explanation, float height) {
    const std::string rows =
        step.rows() == 1 ? std::to_string(rows_from)
                         : std::to_string(rows_from) + "–" + std::to_string(rows_from + step.rows() - 1);
    text_in(context, column.row(context.px(24)), context.fonts.heading, context.palette.text,
            context.language("code.line", {rows}));
    column.gap(context.px(4));
    const float used = paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                                 context.palette.text, explanation);
    column.gap(std::max(used, height));
    column.gap(context.px(14));
}

std::string weights_answer(const Scene& scene) {
    const Context& context = scene.context;
    const model::ModuleOptions& options = scene.results.options;
    if (!options.weights.empty())
        return context.language("code.answer20_file", {options.weights.filename().string()});
    if (model::are_learned(options)) return context.language("code.answer20_learned");
    if (!model::are_drawn(options)) return weights_text(context.language, scene.results);
    const std::string seed = std::to_string(options.seed);
    if (options.init == Init::torch)
        return context.language("code.answer20", {seed, bound_text(scene.results)});
    return context.language("code.answer20_other", {std::string(model::name_of(options.init)), seed});
}

void draw_questions(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const model::Language& language = context.language;
    const PatchGrid& grid = results.grid;
    const PatchEmbedConfig& config = results.options.config;
    const std::string fan = grouped(config.conv_shape().fan_in());
    const std::string dims = grouped(config.embed_dim);
    answered_question(context, column, 2, language("code.question2"),
                      language(grid.plain() ? "code.answer2" : "code.answer2_sliding",
                               {product(grid.patch()), fan, dims, grouped(results.costs.parameters),
                                product(grid.stride())}));
    const Shape maps = output_shape(grid, config.embed_dim, Layout::nchw);
    const Shape flat{1, config.embed_dim, grid.num_patches()};
    const Shape tokens = output_shape(grid, config.embed_dim, Layout::nlc);
    answered_question(context, column, 9, language("code.question9"),
                      language("code.answer9", {to_string(maps), to_string(flat), to_string(tokens)}));
    answered_question(context, column, 20, language("code.question20"), weights_answer(scene));
    answered_question(context, column, 24, language("code.question24"),
                      language("code.answer24", {black_text(results), white_text(results)}));
}

/// What the page shows; only PyTorch's has a class.
const char* first_sentence(model::Notation notation, bool plain) {
    switch (notation) {
        case model::Notation::einops:
            return plain ? "code.story1_einops" : "code.story1_einops_sliding";
        case model::Notation::numpy:
            return plain ? "code.story1_numpy" : "code.story1_numpy_sliding";
        case model::Notation::cpp:
            return "code.story1_cpp";
        case model::Notation::pytorch:
            break;
    }
    return "code.story1";
}

}  // namespace

void draw_side(const Scene& scene) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const model::Notation notation = scene.session.place<model::Code>().notation;
    const model::CodeListing listing = model::code_listing(results, notation);
    const int current = listing.nearest(scene.session.place<model::Code>().line);
    const model::CodeStep& step = listing.at(current);
    const StepHeights heights = step_heights(scene, notation, listing, scene.place.width() - context.px(32));
    const float most = std::floor(scene.place.height() * 0.45F);
    const float split = scene.place.max.y - std::min(most, heights.variables);
    {
        Panel foot(context, "variables", {{scene.place.min.x, split}, scene.place.max});
        fill(context, {{scene.place.min.x, split}, {scene.place.max.x, split + 1}}, context.palette.border);
        draw_variables(context, foot.column, model::variables_at(results, notation, listing, current));
    }
    Scene above = scene;
    above.place.max.y = split;
    Panel panel(above);
    draw_explanation(context, panel.column, step, step.first_row + 1,
                     explained_line(scene, notation, step.line), heights.explanation);

    const model::Language& language = context.language;
    const PatchGrid& grid = results.grid;
    const PatchEmbedConfig& config = results.options.config;
    const bool matrices = notation == model::Notation::einops || notation == model::Notation::numpy;
    chapter_text(context, panel.column, language("code.story_title"),
                 {language(first_sentence(notation, grid.plain())),
                  language("code.story2", {grouped(grid.num_patches()), grouped(config.conv_shape().fan_in()),
                                           grouped(config.embed_dim)}),
                  language(matrices && grid.plain() ? "code.story3_matrix" : "code.story3",
                           {product(grid.image()), product(config.img_size)}),
                  language("code.story4"), language("code.story5", {with_sign(results.explanation->value)}),
                  language("code.story6")});
    draw_questions(scene, panel.column);
}

}  // namespace patchlens::ui::code
