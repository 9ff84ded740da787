#include "app/ui/state_report.h"

#include "app/model/computing/info_report.h"
#include "app/model/files/json_fields.h"

namespace patchlens::ui {

using model::Json;
using model::json_of;

Json state_report(const model::Workspace& workspace, const Hover& hover) {
    const model::Session& session = workspace.session();
    const PatchGrid grid =
        session.module.config.grid_of(model::seen_size(session.module, workspace.picture_size()));
    Json state = model::info_report(session.module.config, grid);
    state["seed"] = session.module.seed;
    state["init"] = model::name_of(session.module.init);
    state["learned"] = model::are_learned(session.module);
    state["sides_linked"] = session.sides_linked;
    state["chapter"] = model::name_of(session.chapter);
    state["patch"] = json_of(session.patch);
    state["dim"] = session.dim;
    if (const model::ResultsPointer& results = workspace.results()) {
        state["value"] = results->explanation->value;
        state["shown_patch"] = json_of(results->selection.patch);
        state["shown_dim"] = results->selection.dim;
        state["patch_times"] = results->selection.times;
        if (results->analyses.equal) state["equal_vectors"] = results->analyses.equal->size();
        const auto& rebuilt = results->analyses.rebuilt;
        if (rebuilt && !rebuilt->not_rebuilt) {
            state["rebuilt"] = {{"rank", rebuilt->inverse->rank()},
                                {"kept", rebuilt->kept},
                                {"rms", rebuilt->picture->rms},
                                {"psnr", rebuilt->picture->psnr}};
        }
    }
    state["zoom"] = session.place<model::Explore>().view.zoom;
    state["overlay"] = model::name_of(session.place<model::Explore>().overlay);
    state["overlay_opacity"] = session.place<model::Explore>().overlay_opacity;
    state["vector_view"] = model::name_of(session.place<model::Explore>().vector_view);
    state["pinned"] = json_of(session.pinned);
    const model::Story::Place& story = session.place<model::Story>();
    const model::Quiz::Place& quiz = session.place<model::Quiz>();
    state["quiz"] = {
        {"stage", model::name_of(quiz.stage)}, {"question", quiz.question}, {"open", quiz.open()}};
    state["story"] = {{"beat", story.beat}, {"fraction", story.fraction}};
    state["question"] = workspace.visit() != nullptr ? Json(workspace.visit()->question) : Json();
    const auto& steps = session.handout->lesson.steps;
    state["lesson"] = {
        {"step", session.lesson_step}, {"steps", steps.size()}, {"astray", model::wandered(session)}};
    state["ghost"] = workspace.ghost() != nullptr;
    state["language"] = session.language.name();
    state["theme"] = model::name_of(session.theme);
    state["reduced_motion"] = session.reduced_motion;
    const model::PicturePointer& picture = workspace.loaded().picture;
    state["image"] = picture ? picture->path.string() : std::string();
    state["hovered_patch"] = json_of(hover.patch);
    state["hovered_dim"] = json_of(hover.dim);
    const model::TrainingPointer run = workspace.training().progress();
    state["training"] = {{"running", workspace.training().running()},
                         {"steps", run ? run->steps : 0},
                         {"edges", run && run->edges.share ? Json(*run->edges.share) : Json()},
                         {"shown", workspace.shows_training()}};
    state["busy"] = workspace.behind();
    return state;
}

}  // namespace patchlens::ui
