// The methods of learning a projection, and what they depend on.
//
// Both methods rebuild patches from their vectors with the filters themselves, h = W z, z' = s W^T h, and
// change W by Adam (Kingma and Ba, 2015) so that z' comes nearer to z:
//
// * sparse: reconstruction ICA (Le, Karpenko, Ngiam, Ng: "ICA with reconstruction cost for efficient
//   overcomplete feature learning", 2011) on whitened patches, filters of length 1, s = R / D. The loss is
//   0.5 * mean |z' - z|^2 + sparseness * mean sum sqrt(h^2 + 1e-4): few numbers of a vector are far from
//   zero. The filters become edges and blobs of colour.
// * autoencoder: linear, on patches without their mean and of variance 1 a number, filters of any length,
//   s = 1. The loss is 0.5 * mean |z' - z|^2. The filters span the leading principal components and look
//   like blurred waves.
#pragma once

#include <cstdint>

namespace patchlens {

enum class TrainingMethod { sparse, autoencoder };

struct TrainingOptions {
    static constexpr int most_batch = 65536;

    TrainingMethod method = TrainingMethod::sparse;
    int batch = 256;              ///< patches a step, 1 to most_batch
    double learning_rate = 2e-3;  ///< of Adam, above 0
    double sparseness = 0.12;     ///< its weight beside reconstruction, 0 to 1e6; sparse only
    std::uint64_t seed = 0;       ///< of the first filters and of the batches
    /// From this step on the rate falls as step^-1.5; 0: it does not fall. All steps together then move a
    /// filter only so far, however long training goes on: filters of a drawn picture, which become edges
    /// first and single pixels long after, stay edges.
    std::int64_t settle_after = 0;

    bool operator==(const TrainingOptions&) const = default;
};

}  // namespace patchlens
