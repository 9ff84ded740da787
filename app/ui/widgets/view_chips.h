// The views of a chapter that has several: a row of chips to choose by, and the chosen one below it.
#pragma once

#include <span>

#include "app/ui/scene.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {

template <typename View>
struct ViewEntry {
    View view;
    const char* chip;                               ///< name for the probe
    const char* name;                               ///< language key
    void (*draw)(const Scene&, const Rect& place);  ///< its tools at the top of `place`, then its pictures
    model::Term meaning;
};

/// Draws the chips, and below them the view that Chapter's place holds; a press shows another. `views` is not
/// empty.
template <typename Chapter, typename View>
void draw_views(const Scene& scene, std::span<const ViewEntry<View>> views) {
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(12),
                  scene.place.width() - context.px(32)};
    const ViewEntry<View>* shown = &views.front();
    {
        Flow flow(context, column);
        for (const ViewEntry<View>& entry : views) {
            const bool current = entry.view == scene.session.template place<Chapter>().view;
            if (current) shown = &entry;
            const Press press = flow.chip(entry.chip, context.language(entry.name), current);
            means(context, press.place, entry.meaning);
            if (press.clicked)
                scene.template look<Chapter>(
                    [&](typename Chapter::Place& place) { place.view = entry.view; });
        }
    }
    column.gap(context.px(10));
    shown->draw(scene, {{column.x, column.y}, {column.x + column.width, scene.place.max.y - context.px(10)}});
}

}  // namespace patchlens::ui
