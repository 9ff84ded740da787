#include <algorithm>
#include <string>

#include "app/model/code/run.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/code/explanations.h"
#include "app/ui/chapters/code/scope_panel.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/weights_text.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::code {
namespace {

// Of the panel's height, what calls and variables may take: most of it, where enough is left for the text.
constexpr float largest_scope_part = 0.62F;
constexpr float least_scope_part = 0.3F;
constexpr float room_for_text = 240;

/// Of the explanation that needs most: nothing moves while the code runs.
float explanation_height(const Scene& scene, model::Notation notation, const model::CodeListing& listing,
                         const model::CodeRun& run, float width) {
    const Context& context = scene.context;
    float most = 0;
    for (const model::RunStep& step : run.steps) {
        const std::string text = explained_step(scene, notation, listing.at(step.statement).line, step);
        most = std::max(most, paragraph_height(context, context.fonts.body, text, width));
    }
    return most;
}

/// The step's lines and what they do.
void draw_explanation(Context& context, Column& column, const model::CodeStep& statement,
                      std::string_view explanation, float height) {
    std::string lines = std::to_string(statement.first_line);
    if (statement.lines() > 1) lines += "–" + std::to_string(statement.first_line + statement.lines() - 1);
    text_in(context, column.row(context.px(24)), context.fonts.heading, context.palette.text,
            context.language("code.line", {lines}));
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
    answered_question(context, column, 2,
                      language(grid.plain() ? "code.answer2" : "code.answer2_sliding",
                               {product(grid.patch()), fan, dims, grouped(results.costs.parameters),
                                product(grid.stride())}));
    const Shape maps = output_shape(grid, config.embed_dim, Layout::nchw);
    const Shape flat{1, config.embed_dim, grid.num_patches()};
    const Shape tokens = output_shape(grid, config.embed_dim, Layout::nlc);
    answered_question(context, column, 9,
                      language("code.answer9", {to_string(maps), to_string(flat), to_string(tokens)}));
    answered_question(context, column, 20, weights_answer(scene));
    answered_question(context, column, 24,
                      language("code.answer24", {black_text(results), white_text(results)}));
}

/// Of the signed colours in the scene, each thing in its own range.
void draw_scene_legend(Context& context, Column& column) {
    const model::Language& language = context.language;
    const Legend legend = signed_legend(context, unitless_title(context, language("legend.values")),
                                        language("legend.lowest"), language("legend.highest"));
    column.gap(context.px(14));
    draw_legend(context, column.row(legend_height(context, legend, column.width)), legend);
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
    const model::CodeRun run = model::code_run(listing);
    const int current = run.nearest(scene.session.place<model::Code>().step);
    const model::RunStep& step = run.at(current);
    const model::CodeStep& statement = listing.at(step.statement);
    const float whole = scene.place.height();
    const float most = std::floor(
        std::clamp(whole - context.px(room_for_text), whole * least_scope_part, whole * largest_scope_part));
    const float split = scene.place.max.y - std::min(most, scope_panel_height(scene, listing, run));
    fill(context, {{scene.place.min.x, split}, {scene.place.max.x, split + 1}}, context.palette.border);
    Scene below = scene;
    below.place.min.y = split + 1;
    draw_scope_panel(below, listing, run, current);
    Scene above = scene;
    above.place.max.y = split;
    Panel panel(above);
    draw_explanation(context, panel.column, statement, explained_step(scene, notation, statement.line, step),
                     explanation_height(scene, notation, listing, run, panel.column.width));

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
    if (notation == model::Notation::pytorch) draw_scene_legend(context, panel.column);
}

}  // namespace patchlens::ui::code
