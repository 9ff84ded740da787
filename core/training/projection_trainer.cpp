#include "core/training/projection_trainer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/support/thread_pool.h"

namespace patchlens {
namespace {

using Eigen::Index;
using Row = Eigen::Map<Eigen::ArrayXf>;

/// Rounds the corner of |h| at zero: sqrt(h^2 + smoothing).
constexpr float smoothing = 1e-4F;
/// Of the autoencoder's first filters, times 1 / sqrt(inputs): directions that are never learned stay faint.
constexpr double first_filters = 0.1;
/// Panels of patches that one thread takes at a time.
constexpr std::int64_t block_panels = 2;

void require(bool fine, const char* name, const char* least, const char* most, double value) {
    if (fine) return;
    throw Error(ErrorCode::value_out_of_range, {name, least, most, std::to_string(value)});
}

void require_rate(double rate) {
    require(rate > 0.0 && rate <= 1.0, "learning_rate", "1e-9", "1", rate);
}

void require_sparseness(double sparseness) {
    require(sparseness >= 0.0 && sparseness <= 1e6, "sparseness", "0", "1000000", sparseness);
}

TrainingOptions checked(const TrainingOptions& options) {
    require(options.batch >= 1 && options.batch <= TrainingOptions::most_batch, "batch", "1", "65536",
            options.batch);
    require_rate(options.learning_rate);
    require_sparseness(options.sparseness);
    return options;
}

PreparedPatches prepared(ConstMatrixView patches, const ConvShape& shape, TrainingMethod method,
                         const std::stop_token& stop) {
    if (patches.rows() < 1 || patches.cols() != shape.fan_in()) {
        throw Error(ErrorCode::shape_mismatch, {"patches", to_string(Shape{patches.rows(), patches.cols()}),
                                                "[N, " + std::to_string(shape.fan_in()) + "]"});
    }
    return method == TrainingMethod::sparse ? whitened(patches, stop) : centred_and_scaled(patches);
}

/// Calls work(item) for every item, shared among the pool's threads if there is one.
template <typename Work>
void for_each(ThreadPool* pool, std::int64_t count, const Work& work) {
    if (pool != nullptr) {
        pool->for_each(count, [&](std::int64_t item, int) { work(item); });
    } else {
        for (std::int64_t item = 0; item < count; ++item)
            work(item);
    }
}

}  // namespace

ProjectionTrainer::ProjectionTrainer(ConstMatrixView patches, const ConvShape& shape,
                                     const TrainingOptions& options, const std::stop_token& stop)
    : shape_(shape),
      options_(checked(options)),
      patches_(prepared(patches, shape, options.method, stop)),
      kernel_(projection_kernel(default_simd_target())),
      generator_(options.seed),
      filters_({shape.embed_dim, patches_.length()}, Word::weights),
      adam_(filters_.shape()),
      by_filter_(shape.embed_dim, patches_.length()),
      by_input_(patches_.length(), shape.embed_dim),
      batch_(static_cast<std::size_t>(options.batch)),
      outputs_({options.batch, shape.embed_dim}, Word::weights),
      rebuilt_({options.batch, patches_.length()}, Word::weights),
      patch_rows_(options.batch, patches_.length()),
      output_rows_(options.batch, shape.embed_dim),
      error_rows_(options.batch, patches_.length()),
      outputs_by_filter_(shape.embed_dim, options.batch),
      gradients_by_filter_(shape.embed_dim, options.batch),
      patches_by_input_(patches_.length(), options.batch),
      errors_by_input_(patches_.length(), options.batch),
      losses_(static_cast<std::size_t>(options.batch)) {
    generator_.normal(filters_.values(), 0.0,
                      first_filters / std::sqrt(static_cast<double>(patches_.length())));
    if (options_.method == TrainingMethod::sparse) filters_.matrix(shape.embed_dim).rowwise().normalize();
    for (std::int64_t panel = 0; panel < by_filter_.panels(); ++panel)
        pack(panel);
}

void ProjectionTrainer::start_from(ConstMatrixView weight, std::int64_t earlier) {
    if (weight.rows() != shape_.embed_dim || weight.cols() != shape_.fan_in()) {
        throw Error(ErrorCode::shape_mismatch, {"weight", to_string(Shape{weight.rows(), weight.cols()}),
                                                to_string(Shape{shape_.embed_dim, shape_.fan_in()})});
    }
    earlier_steps_ = earlier;
    // weight = W T, and the rows of T are orthogonal.
    const Eigen::VectorXd squares = patches_.transform.rowwise().squaredNorm();
    const Eigen::VectorXd back = (squares.array() > 0.0).select(squares.cwiseInverse(), 0.0);
    const Eigen::MatrixXd found = weight.cast<double>() * patches_.transform.transpose() * back.asDiagonal();
    MatrixView filters = filters_.matrix(shape_.embed_dim);
    for (Index row = 0; row < found.rows(); ++row) {
        const double length = found.row(row).norm();
        if (!(length > 0.0) || !std::isfinite(length)) continue;
        const double unit = options_.method == TrainingMethod::sparse ? 1.0 / length : 1.0;
        filters.row(row) = (found.row(row) * unit).cast<float>();
    }
    for (std::int64_t panel = 0; panel < by_filter_.panels(); ++panel)
        pack(panel);
}

double ProjectionTrainer::scale() const {
    if (options_.method == TrainingMethod::autoencoder) return 1.0;
    return static_cast<double>(patches_.length()) / shape_.embed_dim;
}

double ProjectionTrainer::present_rate() const {
    const std::int64_t step = earlier_steps_ + adam_steps_;
    if (options_.settle_after == 0 || step <= options_.settle_after) return options_.learning_rate;
    const double share = static_cast<double>(options_.settle_after) / static_cast<double>(step);
    return options_.learning_rate * share * std::sqrt(share);
}

void ProjectionTrainer::set_learning_rate(double rate) {
    require_rate(rate);
    options_.learning_rate = rate;
}

void ProjectionTrainer::set_sparseness(double sparseness) {
    require_sparseness(sparseness);
    options_.sparseness = sparseness;
}

std::int64_t ProjectionTrainer::step_multiply_adds() const {
    return std::int64_t{5} * options_.batch * filters_.size();
}

double ProjectionTrainer::step(ThreadPool* pool) {
    choose_batch();
    const std::int64_t panels = patch_rows_.panels();
    const std::int64_t blocks = (panels + block_panels - 1) / block_panels;
    for_each(pool, blocks, [&](std::int64_t block) {
        forward(block * block_panels, std::min((block + 1) * block_panels, panels));
    });
    ++adam_steps_;
    for_each(pool, by_filter_.panels(), [&](std::int64_t panel) { update(panel); });
    double loss = 0.0;
    for (const double one : losses_)
        loss += one;
    loss /= options_.batch;
    return loss;
}

void ProjectionTrainer::choose_batch() {
    const auto count = static_cast<std::uint64_t>(patches_.count());
    for (const float*& patch : batch_) {
        const auto row = static_cast<std::int64_t>((std::uint64_t{generator_.next()} * count) >> 32U);
        patch = patches_.rows.data() + row * patches_.length();
    }
}

void ProjectionTrainer::forward(std::int64_t first_panel, std::int64_t last_panel) {
    const std::int64_t first = first_panel * panel_width;
    const std::int64_t last = std::min<std::int64_t>(last_panel * panel_width, options_.batch);
    const std::int64_t inputs = patches_.length();
    const std::int64_t dimensions = shape_.embed_dim;
    const auto patch = [&](std::int64_t i) { return batch_[static_cast<std::size_t>(i)]; };
    const auto output = [&](std::int64_t i) { return outputs_.data() + i * dimensions; };
    const auto error = [&](std::int64_t i) { return rebuilt_.data() + i * inputs; };
    const auto set_rows = [&](Panels& panels, const auto& row_at) {
        for (std::int64_t panel = first_panel; panel < last_panel; ++panel) {
            std::vector<const float*> rows;
            for (std::int64_t i = panel * panel_width; i < std::min(last, (panel + 1) * panel_width); ++i)
                rows.push_back(row_at(i));
            panels.set_rows(kernel_, panel, rows);
        }
    };

    set_rows(patch_rows_, patch);
    multiply(kernel_, {patch_rows_, by_filter_, output(first), dimensions}, first_panel, last_panel);
    set_rows(output_rows_, output);
    multiply(kernel_, {output_rows_, by_input_, error(first), inputs}, first_panel, last_panel);

    const auto s = static_cast<float>(scale());
    const auto share = static_cast<float>(1.0 / options_.batch);
    const auto sparseness = static_cast<float>(options_.sparseness);
    const bool sparse = options_.method == TrainingMethod::sparse;
    for (std::int64_t i = first; i < last; ++i) {
        patches_by_input_.set_element(i, patch(i));
        outputs_by_filter_.set_element(i, output(i));
        Row difference(error(i), inputs);
        difference = difference * s - Eigen::Map<const Eigen::ArrayXf>(patch(i), inputs);
        double loss = 0.5 * static_cast<double>(difference.square().sum());
        difference *= s * share;
        errors_by_input_.set_element(i, error(i));
        if (sparse) {
            Row h(output(i), dimensions);
            loss += options_.sparseness * static_cast<double>((h.square() + smoothing).sqrt().sum());
            h *= sparseness * share / (h.square() + smoothing).sqrt();
        }
        losses_[static_cast<std::size_t>(i)] = loss;
    }

    // dh = s W (z' - z) / B, and for sparse filters the slope of sqrt(h^2 + smoothing).
    set_rows(error_rows_, error);
    multiply(kernel_, {error_rows_, by_filter_, output(first), dimensions, sparse}, first_panel, last_panel);
    for (std::int64_t i = first; i < last; ++i)
        gradients_by_filter_.set_element(i, output(i));
}

void ProjectionTrainer::update(std::int64_t panel) {
    const std::int64_t inputs = patches_.length();
    const std::int64_t first = panel * panel_width;
    const std::int64_t count = std::min(panel_width, shape_.embed_dim - first);
    // W stands in h = W z and in z' = s W^T h: dW = dh^T z + s h^T (z' - z) / B.
    Matrix gradient(count, inputs);
    multiply(kernel_, {outputs_by_filter_, errors_by_input_, gradient.data(), inputs}, panel, panel + 1);
    multiply(kernel_, {gradients_by_filter_, patches_by_input_, gradient.data(), inputs, true}, panel,
             panel + 1);

    MatrixView filters(filters_.data() + first * inputs, count, inputs);
    const bool unit_length = options_.method == TrainingMethod::sparse;
    if (unit_length) {
        // Only what turns a filter counts: its length is 1 again after the step.
        const Vector along = filters.cwiseProduct(gradient).rowwise().sum();
        gradient -= along.asDiagonal() * filters;
    }
    const std::size_t numbers = static_cast<std::size_t>(gradient.size());
    adam_.step({filters.data(), numbers}, {gradient.data(), numbers}, first * inputs, adam_steps_,
               present_rate());
    if (unit_length) filters.rowwise().normalize();
    pack(panel);
}

void ProjectionTrainer::pack(std::int64_t panel) {
    const std::int64_t inputs = patches_.length();
    const std::int64_t last = std::min<std::int64_t>((panel + 1) * panel_width, shape_.embed_dim);
    std::vector<const float*> rows;
    for (std::int64_t filter = panel * panel_width; filter < last; ++filter) {
        rows.push_back(filters_.data() + filter * inputs);
        by_input_.set_element(filter, rows.back());
    }
    by_filter_.set_rows(kernel_, panel, rows);
}

ConvParameters ProjectionTrainer::parameters() const {
    const Index dimensions = shape_.embed_dim;
    const Eigen::MatrixXd weight = filters_.matrix(dimensions).cast<double>() * patches_.transform;
    ConvParameters result;
    result.weight = Tensor({dimensions, shape_.in_chans, shape_.patch_size.height, shape_.patch_size.width},
                           Word::weights);
    result.weight.matrix(dimensions) = weight.cast<float>();
    if (shape_.bias) {
        result.bias = Tensor({dimensions}, Word::weights);
        result.bias.matrix(1) = -(weight * patches_.mean.transpose()).transpose().cast<float>();
    }
    return result;
}

}  // namespace patchlens
