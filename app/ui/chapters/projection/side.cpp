#include <algorithm>
#include <string>

#include "app/ui/chapters.h"
#include "app/ui/chapters/projection/controls.h"
#include "app/ui/chapters/projection/difference.h"
#include "app/ui/chapters/projection/stage.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/widgets/normalize_text.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"
#include "core/support/text.h"

namespace patchlens::ui::projection {
namespace {

/// The panel's text, with numbers in the same format as in the scene.
class SideText {
public:
    SideText(const Scene& scene, Column& column)
        : context_(scene.context),
          session_(scene.session),
          results_(scene.results),
          column_(column),
          actions_(scene.actions) {}

    void draw_text() {
        const std::string place = "(" + std::to_string(selection().patch.row) + ", " +
                                  std::to_string(selection().patch.column) + ")";
        const std::string filter = std::to_string(selection().dim);
        const std::string products = with_sign(sum_of_products());
        const std::string value = with_sign(explanation().value);
        chapter_text(
            context_, column_, language()("projection.story_title"),
            {language()("projection.story_patch", {place, volume(), grouped(inputs()), filter}),
             bias() ? language()("projection.story_sum",
                                 {grouped(inputs()), products, with_sign(explanation().bias), filter, value})
                    : language()("projection.story_sum_without_bias",
                                 {grouped(inputs()), products, filter, value}),
             language()(dims() > 1 ? "projection.story_filters" : "projection.story_filters_one",
                        {grouped(dims())}),
             language()("projection.story_patches", {grouped(patches())})});
    }

    void show_vector() {
        section(context_, column_, language()("inspector.vector", {grouped(dims())}), model::Term::vector);
        draw_vector_plot(context_, results_, column_.row(context_.px(84)), actions_);
        column_.gap(context_.px(6));
        draw_vector_strip(context_, results_, column_.row(context_.px(30)), actions_);
        column_.gap(context_.px(2));
        const Legend legend = signed_legend(context_, unitless_title(context_, language()("legend.values")),
                                            largest_of(*results_.vector));
        draw_legend(context_, column_.row(legend_height(context_, legend, column_.width)), legend);
        column_.gap(context_.px(14));
    }

    void answer_all() {
        answer(2, language()(results_.grid.plain() ? "projection.a2" : "projection.a2_sliding",
                             {product(results_.grid.patch()), grouped(dims()), grouped(inputs()),
                              grouped(results_.costs.parameters), product(results_.grid.stride())}));
        answer_difference();
        answer(4, language()(bias() ? "projection.a4" : "projection.a4_without_bias",
                             {grouped(patches()), to_string(results_.module->weight().shape()),
                              to_string(results_.module->bias().shape())}));
        answer(5, language()(bias() ? "projection.a5" : "projection.a5_without_bias",
                             {volume(), grouped(inputs()), channel_sums(), with_sign(explanation().value)}));
        answer_order();
        answer(11, language()("projection.a11", {grouped(dims()), std::to_string(selection().dim)}));
        answer(12, dims() == inputs()
                       ? language()("projection.a12_equal", {grouped(dims()), volume()})
                       : language()("projection.a12", {grouped(dims()), volume(), grouped(inputs())}));
        answer_compression();
        answer(14, language()(dims() >= inputs() ? "projection.a14_kept" : "projection.a14_lost",
                              {grouped(inputs()), grouped(dims())}));
        const std::string parameters = grouped(results_.costs.parameters);
        answer(17, bias() ? language()("projection.a17", {grouped(dims()), grouped(inputs()), parameters})
                          : language()("projection.a17_without_bias",
                                       {grouped(dims()), grouped(inputs()), parameters}));
        answer(18, language()(
                       "projection.a18",
                       {grouped(patches()), grouped(dims()), grouped(inputs()), grouped(results_.costs.macs),
                        bytes_text(static_cast<std::uint64_t>(results_.costs.output_bytes))}));
        const double products = sum_of_products();
        answer(22,
               language()(bias() ? "projection.a22" : "projection.a22_without_bias",
                          {with_sign(explanation().value), with_sign(2 * products + explanation().bias)}));
        answer_bias();
    }

private:
    const model::Language& language() const { return context_.language; }
    const Explanation& explanation() const { return *results_.explanation; }
    const model::Selection& selection() const { return results_.selection; }
    bool bias() const { return results_.options.config.bias; }
    int channels() const { return results_.options.config.in_chans; }
    std::int64_t inputs() const { return results_.module->shape().fan_in(); }
    std::int64_t dims() const { return results_.options.config.embed_dim; }
    std::int64_t patches() const { return results_.grid.num_patches(); }
    double sum_of_products() const { return results_.summation->through(results_.summation->count() - 1); }
    std::string volume() const {
        const Size patch = results_.grid.patch();
        return std::to_string(channels()) + " × " + product(patch);
    }
    std::string channel_sums() const {
        std::string text;
        for (int channel = 0; channel < channels(); ++channel) {
            const double sum = explanation().channel_sums.at(static_cast<std::size_t>(channel));
            text += (channel > 0 ? ", " : "") + std::string(channel_letter(channel, channels())) + " " +
                    with_sign(sum);
        }
        return text;
    }

    void answer(int number, std::string_view text) { answered_question(context_, column_, number, text); }

    void answer_difference() {
        const auto& difference = results_.analyses.path_difference;
        if (!difference) {
            const std::string bytes = bytes_text(static_cast<std::uint64_t>(results_.costs.output_bytes));
            answer(3, results_.tokens ? std::string(language()("status.busy"))
                                      : language()("projection.a3_unknown", {bytes}));
            return;
        }
        const PatchPosition patch = results_.grid.position(difference->token);
        answer(3, language()("projection.a3",
                             {small_number(difference->largest), std::to_string(patch.row),
                              std::to_string(patch.column), std::to_string(difference->dim),
                              with_sign(difference->convolution, 8), with_sign(difference->linear, 8)}));
    }

    void answer_order() {
        const Size patch = results_.grid.patch();
        const std::int64_t term =
            std::min<std::int64_t>(session_.place<model::Projection>().term, results_.summation->count() - 1);
        const TermPlace at = place_of(patch, term);
        const std::int64_t last = (std::int64_t{at.y} * patch.width + at.x) * channels() + at.channel;
        answer(7, language()("projection.a7",
                             {std::to_string(patch.area()), std::to_string(patch.width), std::to_string(term),
                              channel_letter(at.channel, channels()), std::to_string(at.y),
                              std::to_string(at.x), std::to_string(last)}));
    }

    void answer_compression() {
        const std::string from = grouped(inputs());
        const std::string to = grouped(dims());
        const std::string most = grouped(std::min(inputs(), dims()));
        const char* key = dims() > inputs()   ? "projection.a13_expands"
                          : dims() < inputs() ? "projection.a13_compresses"
                                              : "projection.a13_same";
        answer(13, language()(key, {from, to, most}));
    }

    void answer_bias() {
        if (!bias()) return answer(23, language()("projection.a23_none"));
        answer(23,
               language()("projection.a23", {std::to_string(selection().dim), with_sign(explanation().bias),
                                             zero_text(language(), results_.options.normalize)}));
    }

    Context& context_;
    const model::Session& session_;
    const model::Results& results_;
    Column& column_;
    model::Actions& actions_;
};

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    SideText text(scene, panel.column);
    text.show_vector();  // first, so that no text of changing length moves it
    const model::Projection::Place& look = scene.session.place<model::Projection>();
    if (look.view == model::ProjectionView::planes && !scene_has_sums(scene, look)) {
        const Stage stage{scene,
                          {scene.results.selection, scene.results.explanation, scene.results.summation},
                          look,
                          {},
                          {}};
        const int lines = sum_line_count(stage, panel.column.width);
        draw_sum_line(stage, panel.column.row(scene.px(22) * static_cast<float>(lines)));
        panel.column.gap(scene.px(14));
    }
    text.draw_text();
    text.answer_all();
}

}  // namespace patchlens::ui::projection
