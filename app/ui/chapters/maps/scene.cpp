
#include <array>

#include "app/ui/chapters.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/widgets/view_chips.h"

namespace patchlens::ui::maps {
namespace {

using Entry = ViewEntry<model::MapsView>;

constexpr std::array views{
    Entry{model::MapsView::filters, "maps/view/filters", "maps.view.filters", draw_filters_view,
          model::Term::kernel},
    Entry{model::MapsView::maps, "maps/view/maps", "maps.view.maps", draw_feature_maps_view,
          model::Term::feature_map},
    Entry{model::MapsView::tokens, "maps/view/tokens", "maps.view.tokens", draw_tokens_view,
          model::Term::token},
    Entry{model::MapsView::similarity, "maps/view/similarity", "maps.view.similarity", draw_similarity_view,
          model::Term::cosine_similarity},
    Entry{model::MapsView::neighbours, "maps/view/neighbours", "maps.view.neighbours", draw_neighbours_view,
          model::Term::nearest_neighbour},
    Entry{model::MapsView::clusters, "maps/view/clusters", "maps.view.clusters", draw_clusters_view,
          model::Term::cluster},
    Entry{model::MapsView::components, "maps/view/pca", "maps.view.pca", draw_components_view,
          model::Term::pca},
    Entry{model::MapsView::cloud, "maps/view/cloud", "maps.view.cloud", draw_cloud_view,
          model::Term::principal_component},
    Entry{model::MapsView::norms, "maps/view/norms", "maps.view.norms", draw_norms_view, model::Term::norm},
    Entry{model::MapsView::shapes, "maps/view/shapes", "maps.view.shapes", draw_shapes_view,
          model::Term::tensor_shape},
    Entry{model::MapsView::rebuilt, "maps/view/rebuilt", "maps.view.rebuilt", draw_rebuilt_view,
          model::Term::reconstruction},
};

}  // namespace

ImVec2 least_size(const Scene&) {
    return {520, 330};
}

void draw(const Scene& scene) {
    draw_views<model::Maps, model::MapsView>(scene, views);
}

}  // namespace patchlens::ui::maps
