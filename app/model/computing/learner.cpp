#include "app/model/computing/learner.h"

#include <utility>
#include <vector>

#include "core/picture/image.h"
#include "core/training/random_patches.h"

namespace patchlens::model {
namespace {

std::vector<Tensor> pixels_of(const TrainingPlan& plan, const std::stop_token& stop) {
    std::vector<Tensor> pictures;
    for (const auto& pixels : plan.pixels)
        pictures.push_back(*pixels);
    if (!pictures.empty()) return pictures;
    for (const std::filesystem::path& file : plan.files) {
        const DecodedImage decoded = load_image(file);
        pictures.push_back(
            to_tensor(fit_image(decoded.image, plan.preprocess, stop), plan.preprocess.normalize, stop));
        if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    }
    return pictures;
}

/// Sparse filters learn what is left when the colours' means are taken off, which have filters of their own
/// (core/training/mean_filters.h): edges come sooner and more of them.
bool has_means_apart(const TrainingPlan& plan) {
    return plan.options.method == TrainingMethod::sparse && plan.shape.embed_dim > plan.shape.in_chans;
}

}  // namespace

Learner learner_of(const TrainingPlan& plan, const std::stop_token& stop) {
    const std::vector<Tensor> pictures = pixels_of(plan, stop);
    Tensor patches =
        random_patches(pictures, plan.shape.patch_size, patches_to_learn_from(plan.shape), plan.options.seed);
    const auto rows = [&] { return std::as_const(patches).matrix(patches.dimension(0)); };
    std::optional<MeanFilters> means;
    ConvShape learned = plan.shape;
    if (has_means_apart(plan)) {
        means = mean_filters_of(rows(), plan.shape);
        patches = without_means(rows(), plan.shape);
        learned.embed_dim -= plan.shape.in_chans;
    }
    Learner learner{{rows(), learned, plan.options, stop}, std::move(means)};
    if (plan.earlier) {
        const Tensor& before = plan.earlier->weights->parameters.weight;
        const ConstMatrixView all = before.matrix(plan.shape.embed_dim);
        const Eigen::Index first = plan.shape.embed_dim - learned.embed_dim;
        learner.trainer.start_from(ConstMatrixView(all.row(first).data(), learned.embed_dim, all.cols()),
                                   plan.earlier->steps);
    }
    return learner;
}

}  // namespace patchlens::model
