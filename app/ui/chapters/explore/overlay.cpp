#include "app/ui/chapters/explore/overlay.h"

#include <algorithm>

#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/component_legend.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::Overlay;

/// The data an overlay is painted from, so that its texture is repainted when the data changes.
Source source_of(const Context& context, Overlay overlay, const model::Results& results) {
    switch (overlay) {
        case Overlay::dimension:
            return {results.map, 0, &context.palette};
        case Overlay::norm:
            return {results.analyses.norms, 0, nullptr};
        case Overlay::similarity:
            return {results.analyses.similarity, 0, nullptr};
        case Overlay::components:
            return {results.analyses.components, 0, nullptr};
        case Overlay::none:
            break;
    }
    return {};
}

Range norm_range(Context& context, const model::Results& results) {
    return context.pictures.range("overlay/norm", source_of(context, Overlay::norm, results),
                                  *results.analyses.norms);
}

/// From the lowest similarity to 1, the patch itself: vectors of one picture rarely point in opposite
/// directions, so on a scale from -1 they would all look the same.
Range similarity_range(Context& context, const model::Results& results) {
    return context.pictures.range("overlay/similarity", source_of(context, Overlay::similarity, results),
                                  *results.analyses.similarity);
}

Range map_range(Context& context, const model::Results& results) {
    return context.pictures.range("map", source_of(context, Overlay::dimension, results),
                                  results.map->values());
}

/// The overlay as a picture, a pixel for each patch.
Image paint_overlay(Context& context, Overlay overlay, const model::Results& results) {
    const Size grid = results.grid.grid();
    switch (overlay) {
        case Overlay::norm:
            return sequential_image(*results.analyses.norms, grid, sequential, norm_range(context, results));
        case Overlay::similarity:
            return sequential_image(*results.analyses.similarity, grid, sequential,
                                    similarity_range(context, results));
        case Overlay::components:
            return component_picture(*results.analyses.components, grid);
        case Overlay::dimension:
        case Overlay::none:
            break;
    }
    return signed_image(results.map->values(), grid, context.palette.diverging,
                        map_range(context, results).largest());
}

const char* overlay_texture_name(Overlay overlay) {
    switch (overlay) {
        case Overlay::norm:
            return "overlay/norm";
        case Overlay::similarity:
            return "overlay/similarity";
        case Overlay::components:
            return "overlay/pca";
        case Overlay::dimension:
        case Overlay::none:
            break;
    }
    return "inspector/map";  // shared with the inspector
}

const Texture& texture_of(Context& context, Overlay overlay, const model::Results& results) {
    return context.pictures.of(overlay_texture_name(overlay), source_of(context, overlay, results),
                               [&] { return paint_overlay(context, overlay, results); });
}

/// The legend of an overlay that shows one number for each patch.
Legend legend_of(Context& context, Overlay overlay, const model::Results& results) {
    const model::Language& language = context.language;
    if (overlay == Overlay::norm) {
        const std::string title = unitless_title(context, language("legend.norm"));
        return meaning(sequential_legend(title, norm_range(context, results), false, 3), model::Term::norm);
    }
    if (overlay == Overlay::similarity) {
        const std::string title = unitless_title(context, language("compare.cosine"));
        return meaning(sequential_legend(title, similarity_range(context, results), true, 3),
                       model::Term::cosine_similarity);
    }
    const std::string dimension = language("maps.dimension", {std::to_string(results.selection.dim)});
    return meaning(
        signed_legend(context, unitless_title(context, dimension), map_range(context, results).largest()),
        model::Term::dimension);
}

std::string scores_text(const Matrix& scores, std::int64_t token) {
    std::string text = "PCA";
    for (int i = 0; i < static_cast<int>(scores.cols()); ++i)
        text += "  " + std::string(channel_letter(i, 3)) + " " + with_sign(scores(token, i), 3);
    return text;
}

}  // namespace

std::vector<OverlayName> overlay_names(const Context& context, int dim) {
    const auto name = [](Overlay overlay) { return std::string(model::name_of(overlay)); };
    return {{Overlay::none, name(Overlay::none), context.language("overlay.none")},
            {Overlay::dimension, name(Overlay::dimension),
             context.language("overlay.dimension", {std::to_string(dim)})},
            {Overlay::norm, name(Overlay::norm), context.language("overlay.norm")},
            {Overlay::similarity, name(Overlay::similarity), context.language("overlay.similarity")},
            {Overlay::components, name(Overlay::components), context.language("overlay.components")}};
}

bool overlay_ready(Overlay overlay, const model::Results& results) {
    switch (overlay) {
        case Overlay::none:
            return false;
        case Overlay::dimension:
            return true;
        case Overlay::norm:
            return results.analyses.norms != nullptr;
        case Overlay::similarity:
            return results.analyses.similarity != nullptr;
        case Overlay::components:
            break;
    }
    return results.analyses.components != nullptr;
}

std::shared_ptr<const Image> shown_picture(const Scene& scene) {
    const Overlay overlay = scene.session.place<model::Explore>().overlay;
    if (!overlay_ready(overlay, scene.results))
        return {scene.results.pyramid, &scene.results.pyramid->front()};
    return std::make_shared<const Image>(paint_overlay(scene.context, overlay, scene.results));
}

void draw_overlay(const Scene& scene, const Rect& place) {
    const model::Explore::Place& look = scene.session.place<model::Explore>();
    if (!overlay_ready(look.overlay, scene.results)) return;
    const Texture& texture = texture_of(scene.context, look.overlay, scene.results);
    ImGui::GetWindowDrawList()->AddImage(texture.id(), place.min, place.max, {0, 0}, {1, 1},
                                         light_on_picture.packed(static_cast<float>(look.overlay_opacity)));
}

std::string overlay_text(const Scene& scene, PatchPosition patch) {
    const Context& context = scene.context;
    const model::Results& results = scene.results;
    const Overlay overlay = scene.session.place<model::Explore>().overlay;
    if (!overlay_ready(overlay, results)) return {};
    const std::int64_t token = results.grid.token(patch);
    const auto index = static_cast<std::size_t>(token);
    switch (overlay) {
        case Overlay::norm:
            return context.language("overlay.norm_value",
                                    {without_plus((*results.analyses.norms)[index], 4)});
        case Overlay::similarity:
            return context.language("overlay.similarity_value",
                                    {similarity_text((*results.analyses.similarity)[index])});
        case Overlay::components:
            return scores_text(results.analyses.components->scores, token);
        case Overlay::dimension:
        case Overlay::none:
            break;
    }
    return context.language("inspector.dimension_value",
                            {std::to_string(results.selection.dim), with_sign((*results.map)[token])});
}

void draw_overlay_legend(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const Overlay overlay = scene.session.place<model::Explore>().overlay;
    context.probe.item("explore/legend", place.min, place.max);
    if (!overlay_ready(overlay, results)) {
        if (overlay != Overlay::none)
            text_in(context, place, context.fonts.small, context.palette.muted,
                    context.language("status.busy"));
        return;
    }
    if (overlay == Overlay::components)
        return draw_component_legend(context, place, results.analyses.components);
    draw_legend(context, place, legend_of(context, overlay, results));
}

}  // namespace patchlens::ui
