// Principal component analysis: the few directions along which a set of vectors varies most.
//
// Of tokens it gives the picture in which similar patches have similar colours; of filters, figure 7 of
// "An Image is Worth 16x16 Words" (Dosovitskiy et al., 2021); of the picture's own patches, the best linear
// code for that picture.
//
// With A the rows minus their mean, component i is the i-th eigenvector of the covariance A^T A / N; the
// variance along it is the eigenvalue, and a row's score is its dot product with the component. All rows are
// used, none is sampled: the eigenvectors come from the smaller of A^T A and A A^T, or, where both are large,
// from products with A alone (leading_eigenpairs.h).
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/init.h"
#include "core/picture/image.h"
#include "core/tensor.h"

namespace patchlens {

/// The first `count` components of N vectors of length D, the one with the largest variance first.
///
/// Sign rule: the component's entry of largest magnitude is positive (the first of them, where several are
/// equal to within a millionth). A component whose variance is below 1e-12 of the whole does not exist in the
/// data (fewer than `count` directions, a constant picture, N = 1): its entries, scores, variance and share
/// are zero. Vectors with a NaN or an infinity are left out; their scores are NaN.
struct PrincipalComponents {
    Vector mean;                         ///< [D], of the vectors not left out; zeros if there are none
    Matrix components;                   ///< [count, D], each row of norm 1
    std::vector<double> variances;       ///< [count], descending; the population's, divided by N
    std::vector<double> shares;          ///< [count], variance / total_variance: the explained share
    double total_variance = 0.0;         ///< the sum of the variances of the D numbers
    Matrix scores;                       ///< [N, count]
    std::vector<std::int64_t> left_out;  ///< the vectors with a NaN or an infinity, ascending
};

/// Of any vectors [N, D]: tokens, or the picture's own patches as unfold() gives them.
/// Throws Error(value_out_of_range) unless count is 1..D, Error(out_of_memory), Error(cancelled).
PrincipalComponents principal_components(ConstMatrixView vectors, int count = 3,
                                         const std::stop_token& stop = {});

/// Of the embeddings W x + b of patches x [N, C*ph*pw], without computing the embeddings: their covariance is
/// W cov(x) W^T, so the work depends on the N tokens only through the small cov(x). The same as
/// principal_components of the embeddings, but faster where C*ph*pw is smaller than N and embed_dim. Throws
/// also Error(shape_mismatch) where weight and patches do not fit.
PrincipalComponents embedding_components(ConstMatrixView patches, const ConvParameters& parameters,
                                         int count = 3, const std::stop_token& stop = {});

/// The first three scores as red, green and blue, one pixel a patch: RGBA [grid.height, grid.width]. Each
/// component is stretched so that its smallest score becomes 0 and its largest 255; one without variance, or
/// not computed, is 128. Patches left out are transparent black (alpha 0); all others are opaque. Throws
/// Error(shape_mismatch) where the number of vectors is not the number of patches.
Image component_picture(const PrincipalComponents& components, Size grid);

}  // namespace patchlens
