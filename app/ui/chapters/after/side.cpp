// The text beside the views: what happens to the tokens after the module, with current numbers, and where the
// module ends.
#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/chapters.h"
#include "app/ui/chapters/after/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::after {
namespace {

class AfterSide {
public:
    AfterSide(const Scene& scene, Column& column)
        : scene_(scene), context_(scene.context), language_(scene.context.language), column_(column) {}

    void draw() {
        switch (scene_.session.place<model::After>().view) {
            case model::AfterView::class_token:
                class_token();
                break;
            case model::AfterView::added:
                added();
                break;
            case model::AfterView::similarity:
                similarity();
                break;
            case model::AfterView::shuffle:
                shuffle();
                break;
            case model::AfterView::stretch:
                stretch();
                break;
        }
        chapter_text(context_, column_, language_("after.end.title"),
                     {language_("after.end.1", {patches(), dims()}), language_("after.end.2")});
        answered_question(context_, column_, 21,
                          language_("patches.answer.21",
                                    {grouped(token()), grouped(scene_.results.module->shape().fan_in())}));
    }

private:
    std::string patches() const { return grouped(scene_.grid().num_patches()); }
    std::string dims() const { return grouped(scene_.dims()); }
    std::int64_t token() const { return scene_.grid().token(scene_.selected()); }
    const model::PositionTable* table() const {
        const model::Positions* positions = positions_in(scene_);
        return positions == nullptr ? nullptr : positions->table.get();
    }

    void number(const char* name, const char* key, const std::string& value) {
        key_value(context_, column_, name, language_(key), value, context_.px(28));
    }

    void class_token() {
        std::vector<std::string> sentences{
            language_("after.class.1", {patches(), std::to_string(scene_.grid().num_patches() + 1),
                                        std::to_string(scene_.dims())}),
            std::string(language_("after.class.2")), in_file(), std::string(language_("after.class.3"))};
        chapter_text(context_, column_, language_("after.view.class_token"), sentences);
    }

    /// What the loaded file says of it.
    std::string in_file() const {
        const auto& loaded = scene_.results.loaded;
        const Surrounding* found = loaded ? find_role(loaded->around, SurroundingRole::class_token) : nullptr;
        if (found != nullptr)
            return language_("after.class.in_file", {found->tensor, to_string(found->shape)});
        return std::string(
            language_(loaded && !loaded->around.empty() ? "after.class.not_in_file" : "after.class.zeros"));
    }

    void added() {
        std::vector<std::string> sentences{language_("after.added.1", {patches(), dims()})};
        if (table() != nullptr) {
            sentences.push_back(kind_text(scene_));
            sentences.emplace_back(language_("after.added.2"));
        }
        chapter_text(context_, column_, language_("after.view.added"), sentences);
        if (table() == nullptr) return;
        const float own = (*table()).numbers[token() * scene_.dims() + scene_.results.selection.dim];
        number("after/token", "after.added.token_number", with_sign(scene_.results.explanation->value));
        number("after/position", "after.added.position_number", with_sign(own));
        number("after/sum", "after.added.sum_number", with_sign(scene_.results.explanation->value + own));
        column_.gap(context_.px(14));
    }

    void similarity() {
        const model::Positions* positions = positions_in(scene_);
        std::vector<std::string> sentences;
        if (positions != nullptr && positions->figure) {
            const std::string maps = grouped(positions->figure->tiles.area());
            sentences.push_back(language_("after.figure.1", {maps}));
        }
        sentences.emplace_back(language_("after.figure.2"));
        if (table() != nullptr) {
            sentences.push_back(kind_text(scene_));
            if (scene_.grid().num_patches() > 1)
                sentences.emplace_back(language_(positions->asked.kind == model::PositionKind::drawn
                                                     ? "after.figure.3_drawn"
                                                     : "after.figure.3"));
        }
        chapter_text(context_, column_, language_("after.view.similarity"), sentences);
        if (positions == nullptr || !positions->similarity) return;
        const auto beside = [&](int rows, int columns) {
            const PatchPosition other{scene_.selected().row + rows, scene_.selected().column + columns};
            if (!scene_.grid().contains(other)) return std::string("–");
            return with_sign((*positions->similarity)[static_cast<std::size_t>(scene_.grid().token(other))]);
        };
        number("after/right", "after.figure.right", beside(0, 1));
        number("after/below", "after.figure.below", beside(1, 0));
        column_.gap(context_.px(14));
    }

    void shuffle() {
        if (scene_.grid().num_patches() == 1) {
            return chapter_text(context_, column_, language_("after.view.shuffle"),
                                {language_("after.shuffle.alone")});
        }
        const model::Positions* positions = positions_in(scene_);
        std::vector<std::string> sentences{language_(
            "after.shuffle.1", {patches(), std::to_string(scene_.session.choice<model::After>().seed)})};
        if (!scene_.grid().plain()) sentences.emplace_back(language_("after.shuffle.cut"));
        sentences.emplace_back(language_("after.shuffle.2"));
        if (positions != nullptr && positions->shuffle && positions->shuffle->common_added)
            sentences.push_back(language_("after.shuffle.3", {grouped(*positions->shuffle->common_added)}));
        sentences.emplace_back(language_("after.shuffle.4"));
        chapter_text(context_, column_, language_("after.view.shuffle"), sentences);
        if (positions == nullptr || !positions->shuffle) return;
        number("after/moved", "after.shuffle.moved", grouped(positions->shuffle->moved));
        number("after/equal", "after.shuffle.equal", grouped(positions->shuffle->equal));
        const std::int64_t place = positions->shuffle->place_of(token());
        number("after/place", "after.shuffle.place", place_text(scene_.grid().position(place)));
        column_.gap(context_.px(14));
    }

    void stretch() {
        const model::Positions* positions = positions_in(scene_);
        const model::Stretch* found = positions == nullptr ? nullptr : positions->stretch.get();
        std::vector<std::string> sentences{std::string(language_("after.stretch.1"))};
        if (found != nullptr) {
            const Size from = positions->table->stored_grid;
            sentences.push_back(
                language_("after.stretch.2", {product(from), product(found->image), product(found->grid)}));
            sentences.push_back(language_(positions->asked.stretch->interpolation == Interpolation::plain
                                              ? "after.stretch.plain"
                                              : "after.stretch.antialiased"));
            sentences.push_back(mistake(from));
        }
        chapter_text(context_, column_, language_("after.view.stretch"), sentences);
        if (found == nullptr) return;
        number("after/grid_before", "after.stretch.grid_before", product(positions->table->stored_grid));
        number("after/grid_after", "after.stretch.grid_after", product(found->grid));
        if (!found->wrong.empty()) {
            number("after/largest", "after.stretch.largest", without_plus(found->largest));
            number("after/rms", "after.stretch.rms", without_plus(found->root_mean_square));
        }
        column_.gap(context_.px(14));
    }

    /// What goes wrong in the chosen way, its first symptom and the line that does it.
    std::string mistake(Size from) const {
        const std::string square = product(from);
        switch (scene_.session.choice<model::After>().way) {
            case model::StretchWay::right:
                return std::string(language_("after.way.right.told"));
            case model::StretchWay::class_row_left:
                if (table()->class_row.empty())
                    return std::string(language_("after.way.class_row_left.none"));
                return language_("after.way.class_row_left.told", {grouped(from.area() + 1)});
            case model::StretchWay::other_sides: {
                const std::optional<Size> other = other_sides(from);
                if (!other) return std::string(language_("after.way.other_sides.none"));
                return language_("after.way.other_sides.told", {square, product(*other)});
            }
            case model::StretchWay::not_permuted:
                return language_("after.way.not_permuted.told",
                                 {dims(), std::to_string(from.height), std::to_string(from.width)});
            case model::StretchWay::not_stretched:
                break;
        }
        return std::string(language_("after.way.not_stretched.told"));
    }

    const Scene& scene_;
    Context& context_;
    const model::Language& language_;
    Column& column_;
};

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    AfterSide(scene, panel.column).draw();
}

}  // namespace patchlens::ui::after
