// Under the text beside the views: answers to learners' questions.
#include <string>
#include <vector>

#include "app/ui/chapters/maps/shapes_data.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/weights_text.h"
#include "app/ui/widgets/normalize_text.h"
#include "app/ui/widgets/story.h"

namespace patchlens::ui {
namespace {

class SideQuestions {
public:
    SideQuestions(const Scene& scene, Column& column)
        : scene_(scene), context_(scene.context), language_(scene.context.language), column_(column) {}

    void questions() {
        switch (scene_.session.place<model::Maps>().view) {
            case model::MapsView::filters:
                what_filters_look_like();
                return learned_or_random();
            case model::MapsView::maps:
                learned_or_random();
                return which_range();
            case model::MapsView::tokens:
                order_of_tokens();
                return why_flatten();
            case model::MapsView::similarity:
            case model::MapsView::neighbours:
                return order_of_tokens();
            case model::MapsView::clusters:
                return learned_or_random();
            case model::MapsView::components:
            case model::MapsView::cloud:
                what_filters_look_like();
                return learned_or_random();
            case model::MapsView::norms:
                return which_range();
            case model::MapsView::shapes:
                why_flatten();
                why_not_reshape();
                return order_of_tokens();
            case model::MapsView::rebuilt:
                return learned_or_random();
        }
    }

private:
    const model::Results& results() const { return scene_.results; }
    PatchPosition patch() const { return results().selection.patch; }
    int dim() const { return results().selection.dim; }
    std::int64_t token() const { return results().grid.token(patch()); }
    std::string number() const { return with_sign(results().explanation->value); }
    bool random() const { return model::are_drawn(results().options); }
    std::string weights() const { return weights_text(language_, results()); }

    void order_of_tokens() {
        answered_question(context_, column_, 8,
                          language_("maps.question.8.answer",
                                    {std::to_string(results().grid.grid().width), std::to_string(patch().row),
                                     std::to_string(patch().column), grouped(token())}));
    }

    void why_flatten() {
        const Size size = results().grid.grid();
        const std::string plain = std::to_string(results().grid.num_patches());
        answered_question(
            context_, column_, 9,
            language_("maps.question.9.answer", {std::to_string(scene_.dims()), std::to_string(size.height),
                                                 std::to_string(size.width), plain}));
    }

    void why_not_reshape() {
        const std::string count = std::to_string(results().grid.num_patches());
        const std::string dims = std::to_string(scene_.dims());
        const ReshapedNumber wrong =
            reshaped_number(results().grid.num_patches(), scene_.dims(), token(), dim());
        std::string answer = language_("maps.question.10.answer", {count, dims});
        if (results().grid.num_patches() == 1 || scene_.dims() == 1) {
            answer = language_("maps.question.10.harmless", {count, dims, number()});
        } else if (wrong.token == token() && wrong.dim == dim()) {
            answer = language_("maps.question.10.same",
                               {std::to_string(token()), std::to_string(dim()), number(), count, dims});
        } else if (results().tokens) {
            const float value = (*results().tokens)[wrong.token * scene_.dims() + wrong.dim];
            answer = language_("maps.question.10.numbers", {std::to_string(token()), std::to_string(dim()),
                                                            with_sign(value), number(), count, dims});
        }
        answered_question(context_, column_, 10, answer);
    }

    void learned_or_random() {
        std::string answer = weights();
        if (random()) answer = language_("maps.question.20.random", {answer});
        if (!results().options.weights.empty() && !results().live)
            answer = language_("maps.question.20.file", {answer});
        answered_question(context_, column_, 20, answer);
    }

    void which_range() {
        const Range range = range_of(results().explanation->pixels);
        answered_question(
            context_, column_, 24,
            language_("maps.question.24.answer", {normalize_text(language_, results().options.normalize),
                                                  with_sign(range.low), with_sign(range.high)}));
    }

    void what_filters_look_like() {
        const std::vector<float>& weights = results().explanation->weights;
        const Range range = range_of(weights);
        answered_question(context_, column_, 25,
                          language_(random() ? "maps.question.25.random" : "maps.question.25.file",
                                    {grouped(static_cast<std::int64_t>(weights.size())),
                                     std::to_string(dim()), with_sign(range.low), with_sign(range.high)}));
    }

    const Scene& scene_;
    Context& context_;
    const model::Language& language_;
    Column& column_;
};

}  // namespace

void draw_side_questions(const Scene& scene, Column& column) {
    SideQuestions(scene, column).questions();
}

}  // namespace patchlens::ui
