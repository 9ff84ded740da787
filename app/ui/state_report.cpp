#include "app/ui/state_report.h"

#include "app/model/report.h"

namespace patchlens::ui {
namespace {

using Json = nlohmann::ordered_json;

Json pair(int first, int second) {
    return Json::array({first, second});
}

Json pair(const std::optional<PatchPosition>& patch) {
    return patch ? pair(patch->row, patch->column) : Json();
}

}  // namespace

Json state_report(const model::Workspace& workspace, const Hover& hover) {
    const model::Session& session = workspace.session();
    const PatchGrid grid(model::seen_size(session.module, workspace.picture_size()),
                         session.module.config.patch_size);
    Json state = model::info_report(session.module.config, grid);
    state["seed"] = session.module.seed;
    state["sides_linked"] = session.sides_linked;
    state["chapter"] = model::name_of(session.chapter);
    state["patch"] = pair(session.patch);
    state["dim"] = session.dim;
    if (const model::ResultsPointer& results = workspace.results()) {
        state["value"] = results->explanation->value;
        state["shown_patch"] = pair(results->selection.patch);
        state["shown_dim"] = results->selection.dim;
    }
    state["zoom"] = session.view.zoom;
    state["overlay"] = model::name_of(session.overlay);
    state["overlay_opacity"] = session.overlay_opacity;
    state["vector_view"] = model::name_of(session.vector_view);
    state["pinned"] = pair(session.pinned);
    state["language"] = model::name_of(session.language);
    state["theme"] = model::name_of(session.theme);
    state["reduced_motion"] = session.reduced_motion;
    const model::PicturePointer& picture = workspace.loaded().picture;
    state["image"] = picture ? picture->path.string() : std::string();
    state["hovered_patch"] = pair(hover.patch);
    state["hovered_dim"] = hover.dim ? Json(*hover.dim) : Json();
    state["busy"] = workspace.behind();
    return state;
}

}  // namespace patchlens::ui
