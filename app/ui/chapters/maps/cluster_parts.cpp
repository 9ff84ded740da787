#include "app/ui/chapters/maps/cluster_parts.h"

#include <string>
#include <vector>

#include "app/ui/chapters/maps/cluster_paint.h"

namespace patchlens::ui {

std::optional<int> cluster_of(const model::Results& results, PatchPosition patch) {
    const auto token = static_cast<std::size_t>(results.grid.token(patch));
    const int label = results.analyses.clusters->found.labels[token];
    return label < 0 ? std::nullopt : std::optional(label);
}

std::optional<PatchPosition> middle_patch(const model::Results& results, std::size_t cluster) {
    const std::vector<std::int64_t>& examples = results.analyses.clusters->examples[cluster];
    return examples.empty() ? std::nullopt : std::optional(results.grid.position(examples.front()));
}

std::optional<int> lit_cluster(const Scene& scene) {
    const auto& hovered = scene.context.hovered.patch;
    const bool there = hovered && scene.results.grid.contains(*hovered);
    return cluster_of(scene.results, there ? *hovered : scene.selected());
}

void draw_cluster_swatch(const Scene& scene, const Rect& place, std::size_t cluster) {
    Context& context = scene.context;
    constexpr int texels = 8;
    // Two cells side by side in a wide place, so that the hatching keeps its proportions.
    const Size cells = place.width() > place.height() * 1.5F ? Size{1, 2} : Size{1, 1};
    const std::string name =
        "maps/cluster_swatch/" + std::to_string(cells.width) + "/" + std::to_string(cluster);
    const Source source{scene.results.analyses.clusters, static_cast<std::int64_t>(cluster), nullptr};
    const Texture& texture = context.pictures.of(name, source, [&] {
        const std::vector<int> labels(static_cast<std::size_t>(cells.area()), static_cast<int>(cluster));
        return cluster_colour_picture(labels, cells, texels);
    });
    picture(context, texture, place);
    outline(context, place, context.palette.edge, context.px(1));
}

void act_for_cluster(const Scene& scene, const Press& press, std::size_t cluster) {
    const std::optional<PatchPosition> patch = middle_patch(scene.results, cluster);
    if (press.hovered && patch) scene.context.hovering.patch = patch;
    if (press.clicked && patch) scene.select(*patch);
}

}  // namespace patchlens::ui
