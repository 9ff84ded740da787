// Back from vectors to patches: is information lost in the projection?
//
// The projection is e = W x + b with W [D, K], K = C*ph*pw. With the singular value decomposition W = U S
// V^T, the pseudo-inverse W+ = V S^-1 U^T gives the patch of least norm that has this embedding, x' = W+ (e
// - b). Where W has rank K, x' = x: nothing is lost. Three ways to keep only part of the vector show what
// each part carries. All return patches as rows [N, K], channel first; fold() of unfold.h lays them out as a
// picture.
#pragma once

#include <stop_token>
#include <vector>

#include <Eigen/Core>

#include "core/analysis/principal_components.h"
#include "core/init.h"
#include "core/patch_grid.h"
#include "core/projection.h"
#include "core/tensor.h"

namespace patchlens {

/// Vectors as rows with a stride, such as the first k columns of tokens [N, D].
using TokensView = Eigen::Ref<const Matrix, 0, Eigen::OuterStride<>>;

/// Coordinates as rows [N, rank].
using Coordinates = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

class PseudoInverse {
public:
    /// Decomposes the weight [D, C, ph, pw] through the smaller of W^T W and W W^T, in double.
    /// Throws Error(value_out_of_range) for a weight that holds NaN or infinity, Error(out_of_memory).
    explicit PseudoInverse(const ConvParameters& parameters);

    /// All min(D, K) singular values of W, largest first. Those below about 1e-8 of the largest are
    /// inexact: only that they are small is certain.
    const std::vector<double>& singular_values() const { return singular_values_; }
    /// How many of them are more than max(D, K) * 2^-23 times the largest (numpy.linalg.matrix_rank's rule
    /// for float32): the dimension of the affine subspace in which all embeddings lie.
    int rank() const { return static_cast<int>(left_.cols()); }

    /// The rank right singular vectors as columns [K, rank]: the patches that the rank directions stand for.
    const Eigen::MatrixXd& directions() const { return right_; }

    /// The same with its directions in another order, in which they are kept; `order` holds every number
    /// below rank() once. Singular values stay as they are, largest first.
    PseudoInverse reordered(const std::vector<int>& order) const;

    /// The patches [N, K] of embeddings [N, D], keeping the `kept` directions with the largest singular
    /// values, of equal ones those of the first filters: V_k S_k^-1 U_k^T (e - b). Directions beyond the rank
    /// contribute nothing. With kept = 0 every patch is zero; with kept >= rank = K it is the original patch,
    /// up to rounding. A vector with NaN gives a patch of NaN wherever any direction is kept. Throws
    /// Error(value_out_of_range) unless kept is 0..min(D, K), Error(shape_mismatch), Error(out_of_memory),
    /// Error(cancelled).
    Tensor patches(TokensView embeddings, int kept, const std::stop_token& stop = {}) const;
    Tensor patches(TokensView embeddings, const std::stop_token& stop = {}) const;

    /// The first half of patches(), the same whatever is kept: how much of each direction the embeddings
    /// [N, D] hold, S^-1 U^T (e - b). Writes rows first .. first + N of `all` [.., rank]. Throws
    /// Error(shape_mismatch), Error(cancelled).
    void coordinates_into(Coordinates& all, Eigen::Index first, TokensView embeddings,
                          const RunOptions& run = {}) const;
    /// The second half: the patches [N, K] at coordinates [N, rank], with the first `kept` of each. Throws as
    /// patches().
    Tensor patches_at(const Coordinates& coordinates, int kept, const RunOptions& run = {}) const;

private:
    Coordinates coordinates_of(TokensView embeddings, Eigen::Index directions) const;

    std::vector<double> singular_values_;
    Eigen::MatrixXd left_;     ///< U S^-1, [D, rank]
    Eigen::MatrixXd right_;    ///< V, [K, rank]
    Eigen::RowVectorXd bias_;  ///< [D]
};

/// The directions by how much patches at coordinates [N, rank] have along them, the most first, of equal ones
/// the lower first: then the first k rebuild these patches better than any other k. NaN count nothing.
std::vector<int> longest_first(const Coordinates& coordinates);

/// The patches [N, K] from only the first `kept` numbers of each vector, as if embed_dim were `kept`: the
/// pseudo-inverse of the first `kept` filters. With kept = 0 every patch is zero. Throws
/// Error(value_out_of_range) unless kept is 0..D, and what PseudoInverse throws.
Tensor patches_from_dimensions(const ConvParameters& parameters, TokensView embeddings, int kept,
                               const std::stop_token& stop = {});

/// The patches [N, K] from the mean vector plus the first `kept` principal components of the embeddings: the
/// best that k numbers a patch can do for this picture's embeddings. With kept = 0 every patch is the mean
/// patch. A vector that the components leave out gives a patch of NaN. Throws Error(value_out_of_range)
/// unless kept is 0..components computed.
Tensor patches_from_components(const PseudoInverse& inverse, const PrincipalComponents& embeddings, int kept);

}  // namespace patchlens
