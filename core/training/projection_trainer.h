// Learning a projection from patches, one minibatch at a time, so that noise can be watched becoming filters.
// The methods are those of training_options.h.
//
// What was done to the patches before (mean, whitening) is linear, so weight and bias of a plain Conv2d
// for the patches as they were hold it: W (z of x) = weight * x + bias.
#pragma once

#include <cstdint>
#include <vector>

#include "core/init.h"
#include "core/projection.h"
#include "core/training/adam.h"
#include "core/training/panels.h"
#include "core/training/prepared_patches.h"
#include "core/training/training_options.h"

namespace patchlens {

class ProjectionTrainer {
public:
    /// Prepares patches [count, C*ph*pw] (random_patches.h) and draws the first filters for `shape`. Throws
    /// Error(value_out_of_range) for an option out of its range, Error(shape_mismatch) where the patches do
    /// not fit the shape, Error(out_of_memory), Error(cancelled).
    ProjectionTrainer(ConstMatrixView patches, const ConvShape& shape, const TrainingOptions& options,
                      const std::stop_token& stop = {});

    /// Goes on from the filters of weight [D, C*ph*pw], such as parameters() gave, instead of those drawn;
    /// Adam begins anew, and the rate goes on as after `earlier` steps. What of them lies outside the
    /// prepared patches is lost, and a filter of which nothing is left stays as drawn. Throws
    /// Error(shape_mismatch).
    void start_from(ConstMatrixView weight, std::int64_t earlier = 0);

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
    double present_rate() const;

    ConvShape shape_;
    TrainingOptions options_;
    PreparedPatches patches_;
    ProjectionKernel kernel_;
    TorchGenerator generator_;
    std::int64_t adam_steps_ = 0;
    std::int64_t earlier_steps_ = 0;  ///< of the run it goes on from

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
