// What stands beside the rebuilt picture: why it is exact or not, the numbers, and the curves.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// The largest singular value is so many times the smallest where their axis becomes logarithmic.
constexpr double wide_spread = 50;

class RebuiltSide {
public:
    RebuiltSide(const Scene& scene, const model::Rebuilding& rebuilt, Column& column)
        : scene_(scene),
          context_(scene.context),
          language_(scene.context.language),
          rebuilt_(rebuilt),
          column_(column),
          inputs_(scene.results.options.config.conv_shape().fan_in()) {}

    void sentences() {
        chapter_text(context_, column_, language_("maps.view.rebuilt"),
                     {language_("rebuilt.1", {grouped(inputs_), grouped(scene_.dims())}), why(),
                      language_("rebuilt.3", {scientific(tolerance())})});
    }

    void numbers() {
        const float line = context_.px(28);
        const auto number = [&](const char* name, const std::string& key, const std::string& value,
                                model::Term meaning) {
            key_value(context_, column_, name, key, value, line, meaning);
        };
        const std::string all = grouped(std::min<std::int64_t>(scene_.dims(), inputs_));
        number("rebuilt/rank", language_("rebuilt.rank"), language_("rebuilt.of", {grouped(rank()), all}),
               model::Term::matrix_rank);
        number("rebuilt/rms", language_("rebuilt.rms"), error_text(rebuilt_.picture->rms),
               model::Term::root_mean_square);
        number("rebuilt/psnr", language_("rebuilt.psnr"), psnr_text(rebuilt_.picture->psnr),
               model::Term::psnr);
        const PatchPosition patch = scene_.selected();
        const double own = (*rebuilt_.patch_errors)[static_cast<std::size_t>(scene_.grid().token(patch))];
        number("rebuilt/patch_rms", language_("rebuilt.rms_of", {place_text(patch)}), error_text(own),
               model::Term::root_mean_square);
        column_.gap(context_.px(14));
    }

    void curves() {
        const float height = std::max(least_curve_height(context_), context_.px(150));
        draw_curve_plot(context_, column_.row(height), filter_curve());
        column_.gap(context_.px(14));
        draw_curve_plot(context_, column_.row(height), singular_values());
        column_.gap(context_.px(14));
    }

private:
    int rank() const { return rebuilt_.inverse->rank(); }
    bool by_picture() const { return rebuilt_.first == model::KeptFirst::picture; }

    /// As PseudoInverse counts the rank.
    double tolerance() const {
        return static_cast<double>(std::max<std::int64_t>(scene_.dims(), inputs_)) *
               static_cast<double>(std::numeric_limits<float>::epsilon());
    }

    /// Why the picture is exact, or why it is not.
    std::string why() const {
        const model::ModuleOptions& module = scene_.results.options;
        const Size patch = module.config.patch_size;
        if (rebuilt_.reshaped) return std::string(language_("rebuilt.why.reshaped"));
        if (rebuilt_.kept < rank()) {
            return language_(by_picture() ? "rebuilt.why.longest" : "rebuilt.why.kept",
                             {grouped(rebuilt_.kept), grouped(rank()), grouped(rank() - rebuilt_.kept)});
        }
        if (rank() == inputs_) {
            return language_(scene_.dims() > inputs_ ? "rebuilt.why.more" : "rebuilt.why.exact",
                             {grouped(inputs_), std::to_string(module.config.in_chans), product(patch),
                              grouped(scene_.dims() - inputs_)});
        }
        if (rank() == scene_.dims())
            return language_("rebuilt.why.few", {grouped(scene_.dims()), grouped(inputs_)});
        return language_("rebuilt.why.dependent",
                         {grouped(scene_.dims()), grouped(rank()), grouped(inputs_)});
    }

    CurvePlot filter_curve() const {
        const std::vector<double>& errors = rebuilt_.by_filters->errors;
        CurvePlot plot{
            .name = "rebuilt/filters",
            .up = language_(rebuilt_.reshaped ? "rebuilt.curve.right_order" : "rebuilt.curve.filters"),
            .short_up = language_("rebuilt.rms"),
            .across = "embed_dim",
            .values = std::span(errors).subspan(1),
            .first = 1,
            .logarithmic_across = true,
            .marked = scene_.dims(),
            .write = error_text};
        plot.last = std::max<int>(model::largest_embed_dim, static_cast<int>(inputs_));
        const auto exact = std::ranges::find(errors, 0.0);
        plot.stays = exact != errors.end();
        if (plot.stays && exact != errors.begin()) plot.exact = static_cast<int>(exact - errors.begin());
        return plot;
    }

    CurvePlot singular_values() const {
        const std::vector<double>& values = rebuilt_.inverse->singular_values();
        const bool spread =
            rank() > 0 && values.front() > wide_spread * values[static_cast<std::size_t>(rank() - 1)];
        CurvePlot plot{.name = "rebuilt/singular_values",
                       .up = language_(spread ? "rebuilt.curve.singular_log" : "rebuilt.curve.singular"),
                       .across = language_("rebuilt.curve.number"),
                       .values = values,
                       .first = 1,
                       .last = static_cast<int>(values.size()),
                       .logarithmic_up = spread,
                       .write = error_text};
        // By the picture, the directions that are kept are not the first ones here.
        if (rebuilt_.kept > 0 && (!by_picture() || rebuilt_.kept == rank())) plot.marked = rebuilt_.kept;
        return plot;
    }

    const Scene& scene_;
    Context& context_;
    const model::Language& language_;
    const model::Rebuilding& rebuilt_;
    Column& column_;
    std::int64_t inputs_;
};

}  // namespace

std::string error_text(double error) {
    if (error > 0 && error < 1e-3) return scientific(error);
    return without_plus(error);
}

std::string psnr_text(double psnr) {
    return (std::isinf(psnr) ? "∞" : without_plus(psnr, 2)) + " dB";
}

CurvePlot error_curve(const Scene& scene, const char* name) {
    const model::Rebuilding& rebuilt = *scene.results.analyses.rebuilt;
    const int rank = rebuilt.inverse->rank();
    CurvePlot plot{
        .name = name,
        .up = scene.context.language(scene.grid().overlaps() ? "rebuilt.curve.each" : "rebuilt.curve.kept"),
        .short_up = scene.context.language("rebuilt.rms"),
        .across = scene.context.language("rebuilt.kept"),
        .values = *rebuilt.errors,
        .last = rank,
        .marked = rebuilt.kept,
        .write = error_text};
    if (rebuilt.errors->back() == 0 && rank > 0) plot.exact = rank;
    return plot;
}

void keep_directions(const Scene& scene, int kept) {
    const int rank = scene.results.analyses.rebuilt->inverse->rank();
    const int wanted = kept >= rank ? 0 : std::max(1, kept);
    if (wanted != scene.session.choice<model::Maps>().kept)
        scene.choose<model::Maps>([&](model::Maps::Choice& choice) { choice.kept = wanted; });
}

void draw_rebuilt_side(const Scene& scene, Column& column) {
    const auto& rebuilt = scene.results.analyses.rebuilt;
    if (!rebuilt || rebuilt->not_rebuilt) return;
    RebuiltSide side(scene, *rebuilt, column);
    side.numbers();
    side.sentences();
    side.curves();
}

}  // namespace patchlens::ui
