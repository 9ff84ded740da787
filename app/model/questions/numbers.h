// The numbers of the questions whose answers a scene is arranged for, of the 25.
#pragma once

namespace patchlens::model::question {

inline constexpr int side_or_count = 1;
inline constexpr int conv_or_linear = 2;
inline constexpr int difference = 3;
inline constexpr int shared_weight = 4;
inline constexpr int order_of_pixels = 7;
inline constexpr int order_of_tokens = 8;
inline constexpr int padding = 16;
inline constexpr int parameters = 17;
inline constexpr int cost = 18;
inline constexpr int smaller_patches = 19;
inline constexpr int learned_or_random = 20;
inline constexpr int activation = 22;
inline constexpr int bias = 23;
inline constexpr int range = 24;

}  // namespace patchlens::model::question
