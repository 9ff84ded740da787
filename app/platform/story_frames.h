// The story as pictures, one after the other: its scene alone, every question answered so that nothing waits.
#pragma once

#include "app/platform/offscreen.h"

namespace patchlens::platform {

class StoryFrames {
public:
    /// `options.size` is that of the pictures. Throws what Offscreen throws.
    StoryFrames(model::Session session, OffscreenOptions options);

    /// The scene at a time from 0 to model::story_beats: 2.5 is the middle of the third beat, RGB.
    Image at(double time);

private:
    Offscreen screen_;
};

/// How long the story takes, in seconds.
double story_seconds();

}  // namespace patchlens::platform
