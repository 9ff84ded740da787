#include "app/platform/story_frames.h"

#include <tuple>
#include <utility>

#include "app/ui/chapters/story/timeline.h"
#include "app/ui/play_speed.h"

namespace patchlens::platform {
namespace {

using model::Story;

Story::Place answered_at(double time) {
    Story::Place place;
    std::tie(place.beat, place.fraction) = ui::story::beat_at(time);
    for (const model::StoryHalt& halt : model::story_halts)
        place.answer(halt.asked) = model::StoryAnswer::right;
    return place;
}

model::Session at_its_beginning(model::Session session) {
    session.chapter = model::Chapter::story;
    session.of<Story::Place>() = answered_at(0);
    return session;
}

/// A screen whose scene, without what stands above and below it, has the size asked for.
OffscreenOptions around_the_scene(OffscreenOptions options) {
    const ImVec2 asked{static_cast<float>(options.size.width), static_cast<float>(options.size.height)};
    const ui::ScreenLayout layout =
        ui::scene_alone(ui::arrange_screen(asked, options.scale, options.presenting));
    options.size.height += static_cast<int>(asked.y - layout.scene.height());
    options.scene_alone = true;
    return options;
}

}  // namespace

StoryFrames::StoryFrames(model::Session session, OffscreenOptions options)
    : screen_(at_its_beginning(std::move(session)), around_the_scene(options)) {}

Image StoryFrames::at(double time) {
    // The second frame: what one beat computes and what ImGui measures is there in the next.
    for (int frame = 0; frame < 2; ++frame) {
        screen_.application().apply(model::SetChapter<Story::Place>{answered_at(time)});
        screen_.advance(1.0F / 60);
    }
    return screen_.picture("scene");
}

double story_seconds() {
    return model::story_beats * ui::seconds_per_beat;
}

}  // namespace patchlens::platform
