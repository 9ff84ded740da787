
#include <array>

#include "app/ui/chapters.h"
#include "app/ui/chapters/maps/views.h"

namespace patchlens::ui::maps {
namespace {

struct ViewEntry {
    model::MapsView view;
    const char* chip;  ///< name for the probe
    const char* name;  ///< language key
    void (*draw)(const Scene&, const Rect& place);
};

constexpr std::array views{
    ViewEntry{model::MapsView::filters, "maps/view/filters", "maps.view.filters", draw_filters_view},
    ViewEntry{model::MapsView::maps, "maps/view/maps", "maps.view.maps", draw_feature_maps_view},
    ViewEntry{model::MapsView::tokens, "maps/view/tokens", "maps.view.tokens", draw_tokens_view},
    ViewEntry{model::MapsView::similarity, "maps/view/similarity", "maps.view.similarity",
              draw_similarity_view},
    ViewEntry{model::MapsView::components, "maps/view/pca", "maps.view.pca", draw_components_view},
    ViewEntry{model::MapsView::norms, "maps/view/norms", "maps.view.norms", draw_norms_view},
    ViewEntry{model::MapsView::shapes, "maps/view/shapes", "maps.view.shapes", draw_shapes_view},
};

}  // namespace

ImVec2 least_size(const Scene&) {
    return {520, 330};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    Column column{scene.place.min.x + context.px(16), scene.place.min.y + context.px(12),
                  scene.place.width() - context.px(32)};
    Flow flow(context, column);
    const ViewEntry* shown = &views.front();
    for (const ViewEntry& entry : views) {
        const bool current = entry.view == scene.session.place<model::Maps>().view;
        if (current) shown = &entry;
        if (flow.chip(entry.chip, context.language(entry.name), current).clicked)
            scene.look<model::Maps>([&](model::Maps::Place& place) { place.view = entry.view; });
    }
    column.gap(context.px(10));
    shown->draw(scene, {{column.x, column.y}, {column.x + column.width, scene.place.max.y - context.px(10)}});
}

}  // namespace patchlens::ui::maps
