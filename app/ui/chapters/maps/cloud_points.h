// The cloud of tokens as arithmetic: which are drawn, where they lie on the screen, in which order, and the
// same as a picture. Pure arithmetic.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "app/model/chapters/maps.h"
#include "app/ui/layout.h"
#include "core/analysis/principal_components.h"
#include "core/patch_grid.h"
#include "core/picture/image.h"

namespace patchlens::ui {

/// More patches than these are thinned out, so that a frame stays short.
inline constexpr std::int64_t most_cloud_points = 8192;

/// One in how many patches across, and down, is drawn: 1, or as few as it takes.
int cloud_step(Size grid);

/// A point in the space of the first three components, …
struct CloudPoint {
    std::array<float, 3> at{};  ///< in parts of the largest length of all: inside the unit sphere
    std::int64_t token = 0;
};
/// … and on the screen.
struct SeenPoint {
    ImVec2 at;
    float side = 0;   ///< of its patch, in pixels
    float depth = 0;  ///< -1 farthest to 1 nearest
    std::int64_t token = 0;
};

/// The points of all tokens with finite scores, thinned out by `step` but for the tokens `also`. Components
/// that do not exist are zero.
std::vector<CloudPoint> cloud_points(const PrincipalComponents& components, const PatchGrid& grid, int step,
                                     std::span<const std::int64_t> also = {});

/// How a cloud is looked at: the first component points right, the second up, the third at the viewer, all
/// turned by `view`; what is nearer is a little larger.
class CloudCamera {
public:
    /// `side`: of a patch in the middle, in pixels, before it is enlarged.
    CloudCamera(const model::CloudView& view, const Rect& place, float side);

    SeenPoint seen(const CloudPoint& point) const;
    /// All of them, the farthest first.
    std::vector<SeenPoint> seen(const std::vector<CloudPoint>& points) const;
    /// The end of the axis of component 0, 1 or 2.
    ImVec2 axis_end(int component) const;

private:
    std::array<std::array<float, 3>, 3> turned_{};  ///< rows: right, up and near on the screen
    ImVec2 middle_;
    float radius_;
    float side_;
};

/// The view after the mouse moved by `delta` pixels in a place of this size: half a turn for its shorter
/// side.
model::CloudView turned_by(model::CloudView view, ImVec2 delta, const Rect& place);
model::CloudView moved_by(model::CloudView view, ImVec2 delta, const Rect& place);

/// The patches of `image` where `points` lie in `place`, the later over the earlier: RGBA, black in the
/// padding, transparent between them, as large as `place`.
Image cloud_picture(const std::vector<SeenPoint>& points, const Rect& place, const Image& image,
                    const PatchGrid& grid);

}  // namespace patchlens::ui
