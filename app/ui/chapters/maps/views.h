// The chapter's views, one for each MapsView. Each draws its tools at the top of `place`, its picture, and
// the legend of its colours.
#pragma once

#include "app/ui/chapters/maps/parts.h"

namespace patchlens::ui {

void draw_filters_view(const Scene& scene, const Rect& place);
void draw_feature_maps_view(const Scene& scene, const Rect& place);
void draw_tokens_view(const Scene& scene, const Rect& place);
void draw_similarity_view(const Scene& scene, const Rect& place);
void draw_neighbours_view(const Scene& scene, const Rect& place);
void draw_clusters_view(const Scene& scene, const Rect& place);
void draw_components_view(const Scene& scene, const Rect& place);
void draw_cloud_view(const Scene& scene, const Rect& place);
void draw_norms_view(const Scene& scene, const Rect& place);
void draw_shapes_view(const Scene& scene, const Rect& place);
void draw_rebuilt_view(const Scene& scene, const Rect& place);

/// What the panel beside the scene says of three of them; of the clusters also their sizes and examples.
void tell_neighbours(const Scene& scene, Column& column);
void tell_clusters(const Scene& scene, Column& column);
void tell_cloud(const Scene& scene, Column& column);
void draw_cluster_list(const Scene& scene, Column& column);

/// A field that selects a dimension by number and shows the valid range if there is no such dimension.
void dimension_search(const Scene& scene, Flow& flow);

/// The largest magnitude in each dimension's map: the value at which its tile's colours may saturate.
std::vector<float> largest_of_maps(const model::Analyses& analyses);

/// The answers to the questions of the view that is shown.
void draw_side_questions(const Scene& scene, Column& column);

}  // namespace patchlens::ui
