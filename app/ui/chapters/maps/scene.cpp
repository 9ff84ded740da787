
#include <array>

#include "app/ui/chapters.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui::maps {
namespace {

struct ViewEntry {
    model::MapsView view;
    const char* chip;  ///< name for the probe
    const char* name;  ///< language key
    void (*draw)(const Scene&, const Rect& place);
    model::Term meaning;
};

constexpr std::array views{
    ViewEntry{model::MapsView::filters, "maps/view/filters", "maps.view.filters", draw_filters_view,
              model::Term::kernel},
    ViewEntry{model::MapsView::maps, "maps/view/maps", "maps.view.maps", draw_feature_maps_view,
              model::Term::feature_map},
    ViewEntry{model::MapsView::tokens, "maps/view/tokens", "maps.view.tokens", draw_tokens_view,
              model::Term::token},
    ViewEntry{model::MapsView::similarity, "maps/view/similarity", "maps.view.similarity",
              draw_similarity_view, model::Term::cosine_similarity},
    ViewEntry{model::MapsView::neighbours, "maps/view/neighbours", "maps.view.neighbours",
              draw_neighbours_view, model::Term::nearest_neighbour},
    ViewEntry{model::MapsView::clusters, "maps/view/clusters", "maps.view.clusters", draw_clusters_view,
              model::Term::cluster},
    ViewEntry{model::MapsView::components, "maps/view/pca", "maps.view.pca", draw_components_view,
              model::Term::pca},
    ViewEntry{model::MapsView::cloud, "maps/view/cloud", "maps.view.cloud", draw_cloud_view,
              model::Term::principal_component},
    ViewEntry{model::MapsView::norms, "maps/view/norms", "maps.view.norms", draw_norms_view,
              model::Term::norm},
    ViewEntry{model::MapsView::shapes, "maps/view/shapes", "maps.view.shapes", draw_shapes_view,
              model::Term::tensor_shape},
    ViewEntry{model::MapsView::rebuilt, "maps/view/rebuilt", "maps.view.rebuilt", draw_rebuilt_view,
              model::Term::reconstruction},
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
        const Press press = flow.chip(entry.chip, context.language(entry.name), current);
        means(context, press.place, entry.meaning);
        if (press.clicked)
            scene.look<model::Maps>([&](model::Maps::Place& place) { place.view = entry.view; });
    }
    column.gap(context.px(10));
    shown->draw(scene, {{column.x, column.y}, {column.x + column.width, scene.place.max.y - context.px(10)}});
}

}  // namespace patchlens::ui::maps
