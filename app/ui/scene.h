// What a chapter and its parts draw from. Drawing changes nothing: what the user does is emitted as actions.
#pragma once

#include "app/ui/context.h"

namespace patchlens::ui {

struct Scene {
    Context& context;
    const model::Session& session;
    const model::Results& results;
    model::Actions& actions;
    Rect place;  ///< of the scene, or of the panel beside it

    /// Emits the action that applies change(choice) to the chapter's Choice.
    template <typename Chapter, typename Change>
    void choose(const Change& change) const {
        model::change<typename Chapter::Choice>(session, actions, change);
    }
    /// Emits the action that applies change(place) to the chapter's Place.
    template <typename Chapter, typename Change>
    void look(const Change& change) const {
        model::change<typename Chapter::Place>(session, actions, change);
    }
    void select(PatchPosition patch) const {
        if (patch != results.selection.patch) actions.emplace_back(model::SelectPatch{patch});
    }
    void select(int dim) const {
        if (dim != results.selection.dim) actions.emplace_back(model::SelectDimension{dim});
    }
    void refuse(const Error& error) const { actions.emplace_back(model::ReportError{error}); }

    const PatchGrid& grid() const { return results.grid; }
    PatchPosition selected() const { return results.selection.patch; }
    int dims() const { return results.options.config.embed_dim; }
    /// The picture as the module sees it.
    const Texture& picture() const { return context.pictures.of("picture", results.pyramid); }
    float px(float logical) const { return context.px(logical); }
};

}  // namespace patchlens::ui
