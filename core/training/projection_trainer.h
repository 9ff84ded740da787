// Learning a projection from patches, one minibatch at a time, so that noise can be watched becoming filters.
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
//
// What was done to the patches before (mean, whitening) is linear, so weight and bias of a plain Conv2d
// for the patches as they were hold it: W (z of x) = weight * x + bias.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/init.h"
#include "core/projection.h"
#include "core/training/adam.h"
#include "core/training/panels.h"
#include "core/training/prepared_patches.h"

namespace patchlens {

enum class TrainingMethod { sparse, autoencoder };

struct TrainingOptions {
    TrainingMethod method = TrainingMethod::sparse;
    int batch = 256;              ///< patches a step, 1 to 65536
    double learning_rate = 2e-3;  ///< of Adam, above 0
    double sparseness = 0.12;     ///< its weight beside reconstruction, 0 to 1e6; sparse only
    std::uint64_t seed = 0;       ///< of the first filters and of the batches

    bool operator==(const TrainingOptions&) const = default;
};

class ProjectionTrainer {
public:
    /// Prepares patches [count, C*ph*pw] (random_patches.h) and draws the first filters for `shape`. Throws
    /// Error(value_out_of_range) for an option out of its range, Error(shape_mismatch) where the patches do
    /// not fit the shape, Error(out_of_memory), Error(cancelled).
    ProjectionTrainer(ConstMatrixView patches, const ConvShape& shape, const TrainingOptions& options,
                      const std::stop_token& stop = {});

    /// One minibatch; returns the loss before the step. The same bits whatever the pool's threads are, on one
    /// instruction set.
    double step(ThreadPool* pool = nullptr);

    std::int64_t steps() const { return adam_steps_; }
    /// May be changed between steps; ranges as in TrainingOptions.
    void set_learning_rate(double rate);
    void set_sparseness(double sparseness);

    /// The filters in the space of prepared patches [D, R].
    const Tensor& filters() const { return filters_; }
    /// weight [D, C, ph, pw] and bias [D] for the patches as they were given. Without a bias in the shape the
    /// mean is not taken off.
    ConvParameters parameters() const;

    /// Multiply-adds of the matrix products of one step.
    std::int64_t step_multiply_adds() const;

private:
    void choose_batch();
    void forward(std::int64_t first_panel, std::int64_t last_panel);
    void update(std::int64_t panel);
    void pack(std::int64_t panel);
    double scale() const;

    ConvShape shape_;
    TrainingOptions options_;
    PreparedPatches patches_;
    ProjectionKernel kernel_;
    TorchGenerator generator_;
    std::int64_t adam_steps_ = 0;

    Tensor filters_;    ///< [D, R]
    Adam adam_;         ///< of the filters
    Panels by_filter_;  ///< [D, R]: filters as rows
    Panels by_input_;   ///< [R, D]: inputs as rows

    // Of the present batch, B patches.
    std::vector<const float*> batch_;  ///< prepared patches [R]
    Tensor outputs_;                   ///< h [B, D], then its gradient
    Tensor rebuilt_;                   ///< z' - z [B, R], times s / B
    Panels patch_rows_;                ///< z, patches as rows
    Panels output_rows_;               ///< h [B, D]
    Panels error_rows_;                ///< z' - z [B, R], times s / B
    Panels outputs_by_filter_;         ///< h [D, B]
    Panels gradients_by_filter_;       ///< of h [D, B]
    Panels patches_by_input_;          ///< z [R, B]
    Panels errors_by_input_;           ///< z' - z [R, B], times s / B
    std::vector<double> losses_;       ///< of each patch
};

}  // namespace patchlens
