// The few largest eigenvalues of a symmetric matrix and their directions, fast enough to follow a moving
// slider.
#pragma once

#include <functional>
#include <stop_token>

#include <Eigen/Core>

namespace patchlens {

/// values [k] descending, vectors [m, k] orthonormal; their signs are arbitrary.
struct Eigenpairs {
    Eigen::VectorXd values;
    Eigen::MatrixXd vectors;
};

/// Multiplies a symmetric positive semi-definite matrix S [m, m], which need not be formed, by a block [m,
/// b].
using SymmetricProduct = std::function<Eigen::MatrixXd(const Eigen::MatrixXd&)>;

/// The `count` (1..m) largest eigenpairs of S by restarted block Krylov iteration (Rayleigh-Ritz on a growing
/// basis, expanded by the residuals). The block is wider than `count`, so equal eigenvalues are all found.
/// Starts from fixed pseudo-random numbers: the same S gives the same bits. Each pair ends with |S v - value
/// v| below 1e-9 of its value or 1e-13 of the largest one. Throws Error(cancelled).
Eigenpairs leading_eigenpairs(Eigen::Index size, Eigen::Index count, const SymmetricProduct& product,
                              const std::stop_token& stop = {});

/// The same for a matrix in memory: solved directly where it is small or many pairs are wanted, by iteration
/// otherwise.
Eigenpairs leading_eigenpairs(const Eigen::MatrixXd& symmetric, Eigen::Index count,
                              const std::stop_token& stop = {});

/// Nearly the `count` (1..m) largest eigenpairs of a large S, where so many are wanted that to find them
/// exactly takes minutes: within the span of S^3 times pseudo-random vectors (Halko, Martinsson, Tropp 2011,
/// "Finding structure with randomness"), a little more than `count` of them. The vectors are orthonormal;
/// what they miss lies in the directions of the smallest values wanted. The same S gives the same bits.
/// Throws Error(cancelled).
Eigenpairs approximate_eigenpairs(const Eigen::MatrixXd& symmetric, Eigen::Index count,
                                  const std::stop_token& stop = {});

}  // namespace patchlens
