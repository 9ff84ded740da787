#include "app/ui/spot_text.h"

#include "app/ui/chapters.h"

namespace patchlens::ui {
namespace {

/// The language key of a view's name; null where the chapter's name says enough.
struct ViewKey {
    const char* operator()(model::Chapter) const { return nullptr; }
    const char* operator()(model::CodeStatement) const { return nullptr; }
    const char* operator()(model::Overlay overlay) const {
        switch (overlay) {
            case model::Overlay::norm:
                return "overlay.norm";
            case model::Overlay::similarity:
                return "overlay.similarity";
            case model::Overlay::components:
                return "overlay.components";
            case model::Overlay::dimension:
            case model::Overlay::none:
                break;
        }
        return nullptr;
    }
    const char* operator()(model::VectorView view) const {
        switch (view) {
            case model::VectorView::sorted:
                return "vector.sorted";
            case model::VectorView::histogram:
                return "vector.histogram";
            case model::VectorView::order:
                break;
        }
        return "vector.order";
    }
    const char* operator()(model::ProjectionView view) const {
        switch (view) {
            case model::ProjectionView::flat:
                return "projection.view_flat";
            case model::ProjectionView::matrix:
                return "projection.view_matrix";
            case model::ProjectionView::planes:
                break;
        }
        return "projection.view_planes";
    }
    const char* operator()(model::MapsView view) const {
        switch (view) {
            case model::MapsView::filters:
                return "maps.view.filters";
            case model::MapsView::tokens:
                return "maps.view.tokens";
            case model::MapsView::similarity:
                return "maps.view.similarity";
            case model::MapsView::neighbours:
                return "maps.view.neighbours";
            case model::MapsView::clusters:
                return "maps.view.clusters";
            case model::MapsView::components:
                return "maps.view.pca";
            case model::MapsView::cloud:
                return "maps.view.cloud";
            case model::MapsView::norms:
                return "maps.view.norms";
            case model::MapsView::shapes:
                return "maps.view.shapes";
            case model::MapsView::rebuilt:
                return "maps.view.rebuilt";
            case model::MapsView::maps:
                break;
        }
        return "maps.view.maps";
    }
};

}  // namespace

std::string chapter_text(const model::Language& language, model::Chapter chapter) {
    return language(chapter_entry(chapter).short_name);
}

std::string spot_text(const model::Language& language, const model::Spot& spot) {
    const std::string chapter = chapter_text(language, model::chapter_of(spot));
    const char* view = std::visit(ViewKey{}, spot);
    return view == nullptr ? chapter : language("spot.view", {chapter, language(view)});
}

}  // namespace patchlens::ui
