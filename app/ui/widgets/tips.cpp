#include "app/ui/widgets/tips.h"

#include <algorithm>
#include <array>

namespace patchlens::ui {
namespace {

/// A name that ends with a slash stands for all that begin with it; the first that fits counts.
struct Tip {
    std::string_view name;
    const char* key;
};

// clang-format off
constexpr std::array all_tips{
    Tip{"rail/language", "tip.language"},
    Tip{"rail/theme", "tip.theme"},
    Tip{"rail/help", "tip.keys"},
    Tip{"rail/menu", "tip.menu"},
    Tip{"picture/open", "tip.open"},
    Tip{"explore/zoom_out", "tip.zoom_out"},
    Tip{"explore/zoom_in", "tip.zoom_in"},
    Tip{"explore/fit", "tip.fit"},
    Tip{"explore/grid", "tip.grid"},
    Tip{"explore/overlay", "tip.overlay"},
    Tip{"explore/overlay/", "tip.overlay"},
    Tip{"inspector/view/", "tip.vector_view"},
    Tip{"inspector/copy", "tip.copy_vector"},
    Tip{"inspector/unpin", "tip.unpin"},
    Tip{"story/back", "tip.story_back"},
    Tip{"story/play", "tip.play"},
    Tip{"story/next", "tip.story_next"},
    Tip{"story/explore", "tip.story_explore"},
    Tip{"story/answer/", "tip.story_answer"},
    Tip{"patches/back", "tip.step_back"},
    Tip{"patches/play", "tip.play"},
    Tip{"patches/forward", "tip.step_forward"},
    Tip{"projection/back", "tip.product_before"},
    Tip{"projection/play", "tip.play"},
    Tip{"projection/forward", "tip.product_next"},
    Tip{"maps/shapes/back", "tip.shape_before"},
    Tip{"maps/shapes/play", "tip.play"},
    Tip{"maps/shapes/forward", "tip.shape_next"},
    Tip{"maps/shapes/", "tip.shape"},
    Tip{"code/back", "tip.step_back"},
    Tip{"code/play", "tip.play"},
    Tip{"code/forward", "tip.step_forward"},
    Tip{"projection/row/", "tip.row"},
    Tip{"projection/channel/", "tip.channel"},
    Tip{"projection/view/planes", "tip.view_planes"},
    Tip{"projection/view/channel", "tip.view_channel"},
    Tip{"projection/view/flat", "tip.view_flat"},
    Tip{"projection/view/matrix", "tip.view_matrix"},
    Tip{"patches/remainder/", "tip.remainder"},
    Tip{"maps/view/filters", "tip.maps_filters"},
    Tip{"maps/view/maps", "tip.maps_maps"},
    Tip{"maps/view/tokens", "tip.maps_tokens"},
    Tip{"maps/view/similarity", "tip.maps_similarity"},
    Tip{"maps/view/neighbours", "tip.maps_neighbours"},
    Tip{"maps/view/clusters", "tip.maps_clusters"},
    Tip{"maps/view/pca", "tip.maps_pca"},
    Tip{"maps/view/cloud", "tip.maps_cloud"},
    Tip{"maps/view/norms", "tip.maps_norms"},
    Tip{"maps/view/shapes", "tip.maps_shapes"},
    Tip{"maps/view/rebuilt", "tip.maps_rebuilt"},
    Tip{"maps/gain/", "help.gain"},
    Tip{"maps/reach", "tip.maps_reach"},
    Tip{"maps/clusters_by/", "tip.clusters_by"},
    Tip{"maps/kept_first/", "help.kept_first"},
    Tip{"maps/rebuilt/zoom_out", "tip.zoom_out"},
    Tip{"maps/rebuilt/zoom_in", "tip.zoom_in"},
    Tip{"maps/rebuilt/fit", "tip.fit"},
    Tip{"maps/second/clear", "tip.second_clear"},
    Tip{"maps/measure/", "tip.measure"},
    Tip{"maps/cluster/", "tip.cluster"},
    Tip{"maps/cluster_legend/", "tip.cluster"},
    Tip{"maps/cloud_out", "tip.cloud_out"},
    Tip{"maps/cloud_in", "tip.cloud_in"},
    Tip{"maps/cloud_reset", "tip.cloud_reset"},
    Tip{"maps/cloud_turn", "tip.cloud_turn"},
    Tip{"maps/order", "tip.maps_order"},
    Tip{"maps/scale", "tip.maps_scale"},
    Tip{"maps/smaller", "tip.smaller"},
    Tip{"maps/larger", "tip.larger"},
    Tip{"maps/fit", "tip.maps_fit"},
    Tip{"maps/colours", "tip.colours"},
    Tip{"maps/zoom_out", "tip.zoom_out"},
    Tip{"weights/start", "tip.train_start"},
    Tip{"weights/pause", "tip.train_pause"},
    Tip{"weights/step", "tip.train_step"},
    Tip{"weights/restart", "tip.train_restart"},
    Tip{"weights/view/filters", "tip.maps_filters"},
    Tip{"weights/view/components", "tip.lab_components"},
    Tip{"weights/view/paint", "tip.lab_paint"},
    Tip{"weights/brush/", "tip.brush"},
    Tip{"weights/strength/", "tip.strength"},
    Tip{"weights/clear", "tip.clear_filter"},
    Tip{"weights/unpaint", "tip.unpaint"},
    Tip{"params/unpaint", "tip.unpaint"},
    Tip{"weights/colours", "tip.colours"},
    Tip{"weights/scale", "tip.maps_scale"},
    Tip{"weights/smaller", "tip.smaller"},
    Tip{"weights/larger", "tip.larger"},
    Tip{"weights/fit", "tip.maps_fit"},
    Tip{"weights/log", "tip.log_loss"},
    Tip{"weights/save", "tip.save_weights"},
    Tip{"weights/method/", "tip.train_method"},
    Tip{"weights/from/", "tip.train_from"},
    Tip{"weights/learning_rate/", "lab.learning_rate_help"},
    Tip{"weights/sparseness/", "lab.sparseness_help"},
    Tip{"maps/zoom_in", "tip.zoom_in"},
    Tip{"code/notation/", "tip.notation"},
    Tip{"save/cancel", "tip.cancel"},
    Tip{"save/save", "tip.save"},
    Tip{"save/replace", "tip.replace"},
    Tip{"save/parent", "tip.parent"},
    Tip{"open/parent", "tip.parent"},
};
// clang-format on

}  // namespace

const char* tip_of(std::string_view name) {
    const auto found = std::ranges::find_if(all_tips, [name](const Tip& tip) {
        return tip.name == name || (tip.name.ends_with('/') && name.starts_with(tip.name));
    });
    return found == all_tips.end() ? nullptr : found->key;
}

}  // namespace patchlens::ui
