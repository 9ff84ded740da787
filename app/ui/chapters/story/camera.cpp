#include "app/ui/chapters/story/camera.h"

#include <algorithm>
#include <array>

#include "app/ui/chapters/story/timeline.h"

namespace patchlens::ui::story {
namespace {

struct Shot {
    double time;
    Box view;
};

constexpr Box see_sentence{-2.6, -0.05, 2.2, 1.3};
constexpr Box see_word_table{-2.6, -0.05, 2.2, 3.0};
constexpr Box see_whole_picture{-0.5, -0.1, 1.6, 1.2};
constexpr Box see_planes{1.42, -0.1, 2.5, 1.77};
constexpr Box see_unrolled{1.42, -0.12, 2.5, 1.2};
constexpr Box see_sum{1.42, -0.1, 2.5, 2.26};
constexpr Box see_picture_and_map{-0.08, -0.14, 2.42, 1.32};
constexpr Box see_stack{1.15, -0.5, 1.65, 1.7};
constexpr Box see_stack_and_rows{1.15, -0.55, 3.05, 1.85};
constexpr Box see_run{-0.1, -0.55, 4.3, 1.9};
constexpr Box see_twin_patches{-0.14, -0.12, 1.84, 2.02};
constexpr Box see_everything{-0.55, -0.6, 4.8, 2.8};

/// All filters and maps of the wall; few of them are seen from nearer, but not from too near.
Box see_wall(const World& world) {
    constexpr double least_width = 1.3;
    constexpr double least_height = 0.6;
    double left = world.filter_on_wall(0).x;
    double top = world.filter_on_wall(0).y;
    double right = left;
    double below = top;
    for (int layer = 0; layer < world.layers(); ++layer) {
        for (const Box& box : {world.filter_on_wall(layer), world.layer_on_wall(layer)}) {
            left = std::min(left, box.x);
            top = std::min(top, box.y);
            right = std::max(right, box.x + box.w);
            below = std::max(below, box.y + box.h);
        }
    }
    const double width = std::max(least_width, right - left + 0.16);
    const double height = std::max(least_height, below - top + 0.24);
    return {(left + right - width) / 2, (top + below - height) / 2, width, height};
}

/// Between two shots the camera glides; where two are the same it rests.
std::array<Shot, 24> shots_of(const World& world) {
    return {
        Shot{1.0, see_sentence},
        Shot{1.3, see_word_table},
        Shot{2.0, see_word_table},
        Shot{2.38, see_whole_picture},
        Shot{3.02, see_whole_picture},
        Shot{3.5, see_planes},
        Shot{4.0, see_planes},
        Shot{4.4, see_unrolled},
        Shot{5.0, see_unrolled},
        Shot{5.25, see_sum},
        Shot{7.0, see_sum},
        Shot{7.34, see_picture_and_map},
        Shot{8.0, see_picture_and_map},
        Shot{8.26, see_stack},
        Shot{8.38, see_stack},
        Shot{8.52, see_stack_and_rows},
        Shot{9.0, see_stack_and_rows},
        Shot{9.22, see_run},
        Shot{10.0, see_run},
        Shot{10.3, see_wall(world)},
        Shot{11.0, see_wall(world)},
        Shot{11.26, see_twin_patches},
        Shot{12.0, see_twin_patches},
        Shot{12.5, see_everything},
    };
}

}  // namespace

Box view_at(const World& world, double time) {
    const auto shots = shots_of(world);
    const auto next = std::ranges::find_if(shots, [&](const Shot& shot) { return shot.time > time; });
    if (next == shots.begin()) return shots.front().view;
    if (next == shots.end()) return shots.back().view;
    const Shot& before = *(next - 1);
    return between(before.view, next->view, during(time, before.time, next->time));
}

Lens::Lens(const Box& view, const Rect& area) {
    zoom_ = std::max(1.0, std::min(area.width() / view.w, area.height() / view.h));
    left_ = area.centre().x - zoom_ * (view.x + view.w / 2);
    top_ = area.centre().y - zoom_ * (view.y + view.h / 2);
}

}  // namespace patchlens::ui::story
