#include <algorithm>
#include <cmath>

#include "app/ui/chapters.h"
#include "app/ui/chapters/quiz/parts.h"

namespace patchlens::ui::quiz {
namespace {

constexpr float least_quiz_width = 440;
constexpr float scene_margin = 24;

}  // namespace

ImVec2 least_size(const Scene& scene) {
    // As wide as it is drawn, with a scrollbar beside it: what is narrower is higher.
    const float room = scene.place.width() - scene.px(2 * scene_margin) - ImGui::GetStyle().ScrollbarSize;
    const float width = std::clamp(room, scene.px(least_quiz_width - 2 * scene_margin), scene.px(widest));
    const model::Quiz::Place& place = place_of(scene);
    const float height = place.asking()                           ? question_height(scene, width)
                         : place.stage == model::QuizStage::ready ? beginning_height(scene, width)
                                                                  : results_height(scene, width);
    return {least_quiz_width, std::ceil(height / scene.context.scale) + 2 * scene_margin};
}

void draw(const Scene& scene) {
    const float side = scene.px(scene_margin);
    const float width = std::min(scene.place.width() - 2 * side, scene.px(widest));
    const float left = std::floor(scene.place.centre().x - width / 2);
    const Rect inside{{left, scene.place.min.y + side}, {left + width, scene.place.max.y - side}};
    const model::Quiz::Place& place = place_of(scene);
    if (place.asking()) {
        draw_question(scene, inside);
    } else if (place.stage == model::QuizStage::ready) {
        draw_beginning(scene, inside);
    } else {
        draw_results(scene, inside);
    }
    read_keys(scene);
    scene.context.probe.item("quiz/scene", scene.place.min, scene.place.max);
}

}  // namespace patchlens::ui::quiz
