#include <array>

#include "app/ui/chapters.h"
#include "app/ui/chapters/after/parts.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui::after {
namespace {

struct AfterEntry {
    model::AfterView view;
    const char* chip;  ///< name for the probe
    const char* name;  ///< language key
    void (*draw)(const Scene&, const Rect& place);
    model::Term meaning;
};

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
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(12),
                  scene.place.width() - context.px(32)};
    const AfterEntry* shown = &after_views.front();
    {
        Flow flow(context, column);
        for (const AfterEntry& entry : after_views) {
            const bool current = entry.view == scene.session.place<model::After>().view;
            if (current) shown = &entry;
            const Press press = flow.chip(entry.chip, context.language(entry.name), current);
            means(context, press.place, entry.meaning);
            if (press.clicked) scene.look<model::After>([&](auto& place) { place.view = entry.view; });
        }
    }
    column.gap(context.px(8));
    shown->draw(scene, {{column.x, column.y}, {column.x + column.width, scene.place.max.y - context.px(10)}});
}

}  // namespace patchlens::ui::after
