// How similar the vectors of patches are: cosine similarity, Euclidean distance, nearest neighbours, and the
// norm of each vector.
//
// Every function takes tokens [N, D], one row a patch (Layout::nlc), and sums in double.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// A token and its similarity to the query token.
struct Neighbour {
    std::int64_t token = 0;
    float similarity = 0.0F;

    bool operator==(const Neighbour&) const = default;
};

/// The Euclidean norm of every token's vector, sqrt(sum of squares): [N]. A token with a NaN has norm NaN.
std::vector<float> norms(ConstMatrixView tokens);

/// Every token's vector divided by its norm: [N, D], its direction. A zero vector stays zero; one with a NaN
/// or an infinity becomes NaN.
Matrix unit_rows(ConstMatrixView tokens);

/// Cosine similarity of `token` to every token, a.b / (|a| |b|), from -1 to 1: [N]. A zero vector has
/// similarity 0 to all (as in torch.nn.functional.cosine_similarity); one with a NaN or an infinity has
/// similarity NaN. Throws Error(value_out_of_range) for a token outside 0..N-1.
std::vector<float> cosine_similarity(ConstMatrixView tokens, std::int64_t token);

/// The same of any `vector` [D] to every token. Throws Error(shape_mismatch).
std::vector<float> cosine_similarity(ConstMatrixView tokens, std::span<const float> vector);

/// The Euclidean distance of `vector` [D] to every token, the norm of the difference: [N]. NaN where the
/// difference has a NaN or an infinity. Throws Error(shape_mismatch).
std::vector<float> euclidean_distances(ConstMatrixView tokens, std::span<const float> vector);

/// The `count` tokens with the highest similarity in `similarities`, best first, the lower token first where
/// two are equal. `token` itself and NaN are left out, so there may be fewer. Throws
/// Error(value_out_of_range) for a token outside 0..N-1 or a negative count. Of negative distances, it finds
/// those with the smallest distance.
std::vector<Neighbour> nearest(const std::vector<float>& similarities, std::int64_t token, int count);

}  // namespace patchlens
