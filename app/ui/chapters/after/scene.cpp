#include <array>

#include "app/ui/chapters.h"
#include "app/ui/chapters/after/parts.h"
#include "app/ui/widgets/view_chips.h"

namespace patchlens::ui::after {
namespace {

using AfterEntry = ViewEntry<model::AfterView>;

constexpr std::array after_views{
    AfterEntry{model::AfterView::class_token, "after/view/class-token", "after.view.class_token",
               draw_class_token, model::Term::class_token},
    AfterEntry{model::AfterView::added, "after/view/added", "after.view.added", draw_added,
               model::Term::position_embedding},
    AfterEntry{model::AfterView::similarity, "after/view/similarity", "after.view.similarity",
               draw_similarity, model::Term::cosine_similarity},
    AfterEntry{model::AfterView::shuffle, "after/view/shuffle", "after.view.shuffle", draw_shuffle,
               model::Term::token_order},
    AfterEntry{model::AfterView::stretch, "after/view/stretch", "after.view.stretch", draw_stretch,
               model::Term::interpolation},
};

}  // namespace

ImVec2 least_size(const Scene&) {
    return {520, 330};
}

void draw(const Scene& scene) {
    draw_views<model::After, model::AfterView>(scene, after_views);
}

}  // namespace patchlens::ui::after
