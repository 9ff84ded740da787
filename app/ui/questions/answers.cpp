#include "app/ui/questions/answers.h"

#include <algorithm>
#include <array>

#include "app/model/chapters/summation.h"
#include "app/model/questions/questions.h"
#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/chapters/patches/parts.h"
#include "app/ui/chapters/projection/difference.h"
#include "app/ui/chapters/projection/terms.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/normalize_text.h"
#include "core/support/text.h"

namespace patchlens::ui {
namespace {

/// Answers with the scene's numbers, a function for each question.
class Answers {
public:
    Answers(const Scene& scene, const model::Visit& visit)
        : scene_(scene), visit_(visit), language_(scene.context.language), results_(scene.results) {}

    std::string side_not_count() const {
        return language_("questions.answer.1",
                         {product(grid().patch()), product(grid().grid()), grouped(patches())});
    }
    std::string same_products() const {
        return language_("questions.answer.2", {grouped(patches()), grouped(inputs()), grouped(dims()),
                                                grouped(results_.costs.parameters)});
    }
    std::string same_numbers() const {
        const auto& difference = results_.analyses.path_difference;
        if (!difference) return language_("questions.answer.3_unknown");
        return language_("questions.answer.3",
                         {grouped(patches() * dims()), projection::small_number(difference->largest),
                          place_text(grid().position(difference->token)), std::to_string(difference->dim)});
    }
    std::string one_weight() const {
        return language_("questions.answer.4", {to_string(results_.module->weight().shape()),
                                                grouped(patches()), std::to_string(selection().dim)});
    }
    std::string one_number() const {
        return language_(bias() ? "questions.answer.5" : "questions.answer.5_without_bias",
                         {volume(), grouped(inputs()), with_sign(results_.explanation->value)});
    }
    std::string overlap() const {
        return language_("questions.answer.6",
                         {product(grid().stride()), product(grid().patch()), product(grid().grid()),
                          grouped(patches()), std::to_string(patches::most_patches_with_a_pixel(grid()))});
    }
    std::string order_of_pixels() const {
        const Size patch = grid().patch();
        const std::int64_t term = std::min<std::int64_t>(scene_.session.place<model::Projection>().term,
                                                         results_.summation->count() - 1);
        const auto at = projection::place_of(patch, term);
        return language_("questions.answer.7",
                         {std::to_string(patch.area()), std::to_string(patch.width), std::to_string(term),
                          channel_letter(at.channel, results_.options.config.in_chans), std::to_string(at.y),
                          std::to_string(at.x)});
    }
    std::string order_of_tokens() const {
        const PatchPosition patch = selection().patch;
        return language_("questions.answer.8",
                         {std::to_string(grid().grid().width), std::to_string(patch.row),
                          std::to_string(patch.column), grouped(grid().token(patch))});
    }
    std::string shapes() const {
        const Size size = grid().grid();
        return language_("questions.answer.9", {std::to_string(dims()), std::to_string(size.height),
                                                std::to_string(size.width), std::to_string(patches())});
    }
    std::string scrambled() const {
        const auto rebuilt = built();
        if (!rebuilt || !rebuilt->reshaped)
            return language_("questions.answer.10_right",
                             {std::to_string(patches()), std::to_string(dims())});
        return language_("questions.answer.10",
                         {std::to_string(patches()), std::to_string(dims()),
                          error_text(rebuilt->picture->rms), error_text(rebuilt->errors->back())});
    }
    std::string number_of_filters() const { return language_("questions.answer.11", {grouped(dims())}); }
    std::string any_number() const {
        return language_("questions.answer.12", {grouped(dims()), volume(), grouped(inputs())});
    }
    std::string compression() const {
        const char* key = dims() > inputs()   ? "questions.answer.13_expands"
                          : dims() < inputs() ? "questions.answer.13_compresses"
                                              : "questions.answer.13_same";
        return language_(key, {grouped(inputs()), grouped(dims()), grouped(std::min(inputs(), dims()))});
    }
    std::string loss() const {
        const auto rebuilt = built();
        if (!rebuilt) return language_("questions.answer.14_rank", {grouped(inputs())});
        return language_("questions.answer.14", {grouped(inputs()), grouped(rebuilt->inverse->rank()),
                                                 grouped(rebuilt->kept), error_text(rebuilt->picture->rms)});
    }
    std::string remainder() const {
        const Size lost = grid().uncovered();
        return language_("questions.answer.15",
                         {product(grid().image()), product(grid().grid()), product(grid().patch()),
                          std::to_string(lost.height), std::to_string(lost.width)});
    }
    std::string padding() const {
        PatchEmbedConfig bare = results_.options.config;
        bare.padding = {0, 0};
        const bool fits =
            grid().image().height >= grid().patch().height && grid().image().width >= grid().patch().width;
        const std::int64_t more = patches() - (fits ? bare.grid_of(grid().image()).num_patches() : 0);
        return language_("questions.answer.16", {side_text(grid().padding()), product(grid().image()),
                                                 product(grid().grid()), grouped(patches()), grouped(more)});
    }
    std::string parameters() const {
        return language_(bias() ? "questions.answer.17" : "questions.answer.17_without_bias",
                         {grouped(dims()), grouped(inputs()), grouped(results_.costs.parameters),
                          product(grid().image())});
    }
    std::string cost() const {
        return language_(
            "questions.answer.18",
            {grouped(patches()), grouped(dims()), grouped(inputs()), grouped(results_.costs.macs),
             bytes_text(static_cast<std::uint64_t>(results_.costs.output_bytes))});
    }
    std::string smaller_patches() const {
        return language_("questions.answer.19", {product(grid().patch()), grouped(patches()),
                                                 short_count(results_.costs.attention_pairs)});
    }
    std::string origin() const {
        const double bound = torch_bound(inputs());
        return language_(
            "questions.answer.20",
            {without_plus(bound, 4),
             language_(model::are_learned(results_.options) ? "learned.learned" : "learned.random")});
    }
    std::string twins() const {
        const auto& equal = results_.analyses.equal;
        const PatchPosition patch = selection().patch;
        if (!equal) return std::string(language_("questions.answer.21_unknown"));
        return language_(
            equal->empty() ? "questions.answer.21_none" : "questions.answer.21",
            {std::to_string(patch.row), std::to_string(patch.column), grouped(std::ssize(*equal))});
    }
    std::string affine() const {
        const std::string now = with_sign(results_.explanation->value);
        const auto& before = results_.unchanged_vector;
        if (selection().times != 2 || !before)
            return language_(bias() ? "questions.answer.22_as_is" : "questions.answer.22_as_is_without_bias",
                             {with_sign(results_.explanation->bias)});
        return language_(bias() ? "questions.answer.22" : "questions.answer.22_without_bias",
                         {std::to_string(selection().dim), with_sign(products() / 2), with_sign(products()),
                          with_sign(results_.explanation->bias),
                          with_sign(before->at(static_cast<std::size_t>(selection().dim))), now});
    }
    std::string zeros() const {
        if (!bias()) return std::string(language_("questions.answer.23_none"));
        return language_(selection().times == 0 ? "questions.answer.23" : "questions.answer.23_as_is",
                         {std::to_string(selection().dim), with_sign(results_.explanation->bias),
                          zero_text(language_, results_.options.normalize)});
    }
    std::string range() const {
        const Normalize now = results_.options.normalize;
        if (model::are_learned(results_.options))
            return language_("questions.answer.24_learned", {normalize_text(language_, now)});
        const Normalize before = visit_.before.module.normalize;
        const bool ghost = scene_.context.ghost != nullptr && now != before;
        return language_(ghost ? "questions.answer.24" : "questions.answer.24_alone",
                         {normalize_text(language_, now), normalize_text(language_, before)});
    }
    std::string filters() const {
        return language_(
            model::are_learned(results_.options) ? "questions.answer.25" : "questions.answer.25_random",
            {grouped(dims())});
    }

private:
    const PatchGrid& grid() const { return results_.grid; }
    const model::Selection& selection() const { return results_.selection; }
    std::int64_t patches() const { return grid().num_patches(); }
    std::int64_t dims() const { return results_.options.config.embed_dim; }
    std::int64_t inputs() const { return results_.module->shape().fan_in(); }
    bool bias() const { return results_.options.config.bias; }
    double products() const { return results_.summation->through(results_.summation->count() - 1); }
    /// "3"; "3 × 5" where height and width differ.
    static std::string side_text(Size size) {
        return size.height == size.width ? std::to_string(size.height) : product(size);
    }
    std::string volume() const {
        return std::to_string(results_.options.config.in_chans) + " × " + product(grid().patch());
    }
    /// The rebuilt picture, where it is on the screen and there is one.
    std::shared_ptr<const model::Rebuilding> built() const {
        const auto& rebuilt = results_.analyses.rebuilt;
        return rebuilt && !rebuilt->not_rebuilt ? rebuilt : nullptr;
    }

    const Scene& scene_;
    const model::Visit& visit_;
    const model::Language& language_;
    const model::Results& results_;
};

/// In order, 1 to 25.
constexpr std::array sentences_of_answers{&Answers::side_not_count,
                                          &Answers::same_products,
                                          &Answers::same_numbers,
                                          &Answers::one_weight,
                                          &Answers::one_number,
                                          &Answers::overlap,
                                          &Answers::order_of_pixels,
                                          &Answers::order_of_tokens,
                                          &Answers::shapes,
                                          &Answers::scrambled,
                                          &Answers::number_of_filters,
                                          &Answers::any_number,
                                          &Answers::compression,
                                          &Answers::loss,
                                          &Answers::remainder,
                                          &Answers::padding,
                                          &Answers::parameters,
                                          &Answers::cost,
                                          &Answers::smaller_patches,
                                          &Answers::origin,
                                          &Answers::twins,
                                          &Answers::affine,
                                          &Answers::zeros,
                                          &Answers::range,
                                          &Answers::filters};
static_assert(sentences_of_answers.size() == model::question_count);

}  // namespace

std::string answer_text(const Scene& scene, const model::Visit& visit) {
    const Answers all(scene, visit);
    return (all.*sentences_of_answers.at(static_cast<std::size_t>(visit.question) - 1))();
}

}  // namespace patchlens::ui
