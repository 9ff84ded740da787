// The story's one camera: which part of the world is seen at a time, and where that is on the screen.
#pragma once

#include "app/ui/chapters/story/world.h"
#include "app/ui/layout.h"

namespace patchlens::ui::story {

/// What must be seen at `time`; a pure function without a jump.
Box view_at(const World& world, double time);

/// Maps the world to a part of the screen so that all of `view` is inside, as large as can be.
class Lens {
public:
    Lens(const Box& view, const Rect& area);
    ImVec2 point(double x, double y) const {
        return {static_cast<float>(left_ + x * zoom_), static_cast<float>(top_ + y * zoom_)};
    }
    Rect place(const Box& box) const { return {point(box.x, box.y), point(box.x + box.w, box.y + box.h)}; }
    /// Screen pixels of a unit of the world.
    double zoom() const { return zoom_; }

private:
    double zoom_;
    double left_;
    double top_;
};

}  // namespace patchlens::ui::story
