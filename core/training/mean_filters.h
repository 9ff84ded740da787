// The means of the colours, apart from what is learned: a patch's mean is not sparse, and a filter that has
// to hold it shows noise.
#pragma once

#include "core/init.h"
#include "core/tensor.h"

namespace patchlens {

/// The patches [N, C*ph*pw] less the mean of each channel over the patch. Throws Error(shape_mismatch) where
/// the columns do not fit the shape, Error(out_of_memory).
Tensor without_means(ConstMatrixView patches, const ConvShape& shape);

/// The filters of the means: weight [C, C*ph*pw] and bias [C], one for each mixture of the colours' means.
/// Their outputs have mean 0 and standard deviation 1 over the patches they were made for.
struct MeanFilters {
    Matrix weight;
    Vector bias;
};

/// Mixes the means as hand_made_weights mixes the DCT's (grey, red to blue, green to both). Throws
/// Error(shape_mismatch).
MeanFilters mean_filters_of(ConstMatrixView patches, const ConvShape& shape);

/// The filters learned from patches without means, for patches with them, after those of the means. Of
/// `shape`, whose embed_dim counts all filters. Throws Error(shape_mismatch).
ConvParameters with_mean_filters(const ConvParameters& learned, const MeanFilters& means,
                                 const ConvShape& shape);

/// The same with the means' filters made for `patches`.
ConvParameters with_mean_filters(const ConvParameters& learned, ConstMatrixView patches,
                                 const ConvShape& shape);

}  // namespace patchlens
