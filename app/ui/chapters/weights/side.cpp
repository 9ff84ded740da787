// The panel beside the weights lab: training, then what is seen, in words.
#include <string>
#include <vector>

#include "app/model/computing/training.h"
#include "app/ui/chapters.h"
#include "app/ui/chapters/weights/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/weights_text.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"

namespace patchlens::ui::weights {
namespace {

/// Where the weights on the screen come from.
std::string origin(const Scene& scene) {
    const model::Language& language = scene.context.language;
    if (scene.results.live) {
        const model::TrainingPointer run = scene.context.training.progress();
        return language("lab.origin.here", {grouped(run ? run->steps : 0)});
    }
    return weights_text(language, scene.results);
}

void tell(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const model::WeightsView view = scene.session.place<model::Weights>().view;
    std::vector<std::string> sentences{origin(scene)};
    if (const std::string painted = painted_text(language, scene.results.options); !painted.empty())
        sentences.push_back(painted);
    if (view == model::WeightsView::paint) {
        sentences.emplace_back(language("lab.story.paint"));
        sentences.emplace_back(language("lab.story.painted_map"));
    } else if (view == model::WeightsView::components) {
        sentences.emplace_back(language("lab.story.components"));
        sentences.emplace_back(language("lab.story.figure"));
    } else {
        sentences.emplace_back(language("lab.story.filters"));
    }
    sentences.emplace_back(language(scene.session.choice<model::Weights>().method == TrainingMethod::sparse
                                        ? "lab.story.sparse"
                                        : "lab.story.autoencoder"));
    sentences.emplace_back(language("lab.story.background"));
    chapter_text(scene.context, column,
                 language(view == model::WeightsView::paint        ? "lab.view.paint"
                          : view == model::WeightsView::components ? "lab.view.components"
                                                                   : "maps.view.filters"),
                 sentences);
}

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    draw_training(scene, panel.column);
    tell(scene, panel.column);
}

}  // namespace patchlens::ui::weights
