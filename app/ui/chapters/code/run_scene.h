// The story's scene beside the class, lit where the step that runs works.
#pragma once

#include <optional>

#include "app/model/code/run.h"
#include "app/ui/chapters/story/timeline.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

namespace story {
class Stage;
}

class RunScene {
public:
    /// `time`: how many steps of the run have been made; between whole numbers one is being made.
    RunScene(const Scene& scene, const model::CodeListing& listing, const model::CodeRun& run, double time,
             const Rect& place);

    /// What the mouse is over.
    std::optional<model::CodePart> part_under_mouse() const;
    void draw() const;

private:
    double light(model::CodePart part) const;
    void label(story::Stage& stage) const;
    void draw_number(story::Stage& stage) const;

    const Scene& scene_;
    const model::CodeListing& listing_;
    const model::CodeRun& run_;
    double time_;
    Rect place_;
    story::World world_;
    story::Box view_;
    story::Moment moment_;
};

}  // namespace patchlens::ui
