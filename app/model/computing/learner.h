// What a training run learns with: patches of its pictures, the means of their colours apart, and the filters
// so far.
#pragma once

#include <optional>
#include <stop_token>

#include "app/model/computing/training.h"
#include "core/training/mean_filters.h"
#include "core/training/projection_trainer.h"

namespace patchlens::model {

/// What learns, and the filters that stand before what it learns.
struct Learner {
    ProjectionTrainer trainer;
    std::optional<MeanFilters> means;

    ConvParameters parameters(const ConvShape& shape) const {
        return means ? with_mean_filters(trainer.parameters(), *means, shape) : trainer.parameters();
    }
};

/// Cuts the patches, prepares them and draws the first filters, or takes those of the earlier run. Throws
/// what load_image and ProjectionTrainer throw.
Learner learner_of(const TrainingPlan& plan, const std::stop_token& stop);

}  // namespace patchlens::model
