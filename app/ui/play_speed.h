// How fast everything plays, by the clock and not by frames.
#pragma once

#include <algorithm>
#include <cstdint>

namespace patchlens::ui {

// Image to patches: from the whole picture until the grid is apart, and from there to the sequence.
inline constexpr double seconds_to_pull = 2.5;
inline constexpr double seconds_to_fly = 6;

/// Projection: twelve seconds for all terms, but at most a second per term.
constexpr double terms_per_second(std::int64_t count) {
    return std::max(1.0, static_cast<double>(count) / 12);
}

// All the vectors: from one of the three shapes to the next.
inline constexpr float seconds_per_shape = 1.1F;

// All the vectors: the cloud, where it turns by itself.
inline constexpr double degrees_per_second = 12;

// The story: a beat, and the way back through it.
inline constexpr double seconds_per_beat = 7;
inline constexpr double seconds_per_beat_back = 1.6;

// Code: how long a step is shown, and how long the scene takes for what it computes.
inline constexpr float seconds_per_statement = 3.5F;
inline constexpr double seconds_to_follow = 1.4;

}  // namespace patchlens::ui
