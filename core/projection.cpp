#include "core/projection.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/patch_source.h"
#include "core/support/thread_pool.h"

namespace patchlens {
namespace {

// Sizes, in floats and multiply-adds, that suit an L1 cache of 32 KiB and an L2 cache of 512 KiB or more.

/// L1 blocking: a 16 x 384 panel fills 24 of 32 KiB.
constexpr std::int64_t block_depth = 384;
/// L2 blocking: four panels, 96 KiB, are read again and again.
constexpr std::int64_t group_panels = 4;
/// Elements of patches that are gathered at once where the patches are short: 64 KiB.
constexpr std::int64_t gathered = 16384;
/// Elements of columns that stay in the L2 cache.
constexpr std::int64_t kept_columns = group_panels * panel_width * block_depth;
/// Multiply-adds between two checks of the stop token.
constexpr std::int64_t call_work = 8 << 20;
/// Fewer multiply-adds than this are not worth waking a thread for.
constexpr std::int64_t single_thread_work = 2 << 20;
/// With more multiply-adds per number, memory bandwidth is not the bottleneck.
constexpr std::int64_t streaming_depth = 16;
/// Outputs of more floats than this stay in no cache.
constexpr std::int64_t streaming_size = 2 << 20;

constexpr std::int64_t ceil_divide(std::int64_t number, std::int64_t divisor) {
    return (number + divisor - 1) / divisor;
}
constexpr std::int64_t round_up(std::int64_t number, std::int64_t step) {
    return ceil_divide(number, step) * step;
}

/// Numbers begin <= n < end.
struct IndexRange {
    std::int64_t begin;
    std::int64_t end;
    constexpr std::int64_t count() const { return end - begin; }
};

/// Part `index` of `whole` cut, at multiples of `step` from its beginning, into `parts` as equal as that
/// allows.
IndexRange part(IndexRange whole, std::int64_t parts, std::int64_t index, std::int64_t step = 1) {
    const std::int64_t steps = ceil_divide(whole.count(), step);
    const auto cut = [&](std::int64_t i) {
        return whole.begin + std::min(steps * i / parts * step, whole.count());
    };
    return {cut(index), cut(index + 1)};
}

/// All that one run works on: tokens by dimensions.
struct Task {
    const PackedWeights& weights;
    const ProjectionKernel& kernel;
    const PatchSource& source;
    std::int64_t columns;  ///< of the grid
    Size patch;
    IndexRange tokens;      ///< in token order of the whole grid
    IndexRange dimensions;  ///< begins with a panel, or is a single one
    OutputOrder order;
    float* output;
    bool streaming;
    std::stop_token stop;

    std::int64_t output_stride() const {
        return order == OutputOrder::token_major ? dimensions.count() : tokens.count();
    }
    /// Where the number of a token and a dimension goes.
    float* output_at(std::int64_t token, std::int64_t dimension) const {
        const std::int64_t t = token - tokens.begin;
        const std::int64_t d = dimension - dimensions.begin;
        return output +
               (order == OutputOrder::token_major ? t * output_stride() + d : d * output_stride() + t);
    }
};

/// How a task is cut: `token_parts` times `dimension_parts` pieces, which can all run in parallel.
struct Partition {
    std::int64_t token_parts;
    std::int64_t dimension_parts;

    std::int64_t pieces() const { return token_parts * dimension_parts; }
};

/// Patches whose pixels are gathered at once: a group of panels, or more where they are so short that they
/// still leave most of the L2 cache to the weights.
std::int64_t tokens_per_block(std::int64_t depth) {
    return std::max(group_panels * panel_width, gathered / depth / panel_width * panel_width);
}

Partition partition(const Task& task, int threads) {
    const std::int64_t tokens = task.tokens.count();
    const std::int64_t blocks = ceil_divide(tokens, tokens_per_block(task.weights.depth()));
    if (threads == 1) return {blocks, 1};
    // Several pieces per thread, so that one slow thread does not delay the rest.
    if (blocks >= 4 * threads) return {round_up(blocks, threads), 1};
    // Threads that share tokens all read the pixels, threads that share dimensions all read the weights:
    // share the smaller.
    const std::int64_t panels = panel_count(task.dimensions.count());
    if (task.dimensions.count() >= tokens && panels >= 2 * threads) return {blocks, threads};
    return {std::min(round_up(blocks, 2 * threads), panel_count(tokens)), 1};
}

/// The top left pixel of every patch of `tokens`; the last one is repeated to fill its panel.
std::vector<const float*> patches_of(const Task& task, IndexRange tokens) {
    std::vector<const float*> patches(static_cast<std::size_t>(round_up(tokens.count(), panel_width)));
    std::int64_t token = tokens.begin;
    for (const float*& place : patches) {
        place = task.source.patch(token / task.columns, token % task.columns);
        token = std::min(token + 1, tokens.end - 1);
    }
    return patches;
}

/// Elements `depth` of the patches, in panels [depth, 16] one after another at `panels`.
void gather(const Task& task, std::span<const float* const> patches, IndexRange depth, float* panels) {
    task.kernel.interleave({.patches = patches,
                            .patch_height = task.patch.height,
                            .patch_width = task.patch.width,
                            .line_stride = task.source.line_stride(),
                            .channel_stride = task.source.channel_stride(),
                            .first = depth.begin,
                            .last = depth.end,
                            .panels = panels});
}

/// Calls the kernel for all rows and columns, in blocks that stay in the L2 cache and are short enough for
/// the stop token to be checked in time.
void multiply(const Task& task, PanelProduct whole) {
    const std::int64_t column_numbers = panel_count(whole.column_count) * panel_width * whole.depth;
    whole.rows_outermost = column_numbers <= kept_columns;
    const std::int64_t row_step =
        whole.rows_outermost
            ? std::max(call_work / column_numbers / panel_width, std::int64_t{1}) * panel_width
            : group_panels * panel_width;
    const std::int64_t column_step =
        whole.rows_outermost
            ? panel_count(whole.column_count) * panel_width
            : std::max(call_work / (row_step * whole.depth) / panel_width, std::int64_t{1}) * panel_width;
    for (std::int64_t row = 0; row < whole.row_count; row += row_step) {
        for (std::int64_t column = 0; column < whole.column_count; column += column_step) {
            if (task.stop.stop_requested()) return;
            PanelProduct product = whole;
            product.rows += row / panel_width * whole.row_stride;
            product.row_count = std::min(row_step, whole.row_count - row);
            product.columns += column / panel_width * whole.column_stride;
            product.column_count = std::min(column_step, whole.column_count - column);
            product.output += row * whole.output_stride + column;
            product.bias += whole.start == Start::row_bias ? row : column;
            task.kernel.multiply(product);
        }
    }
}

/// One piece of a task; `panels` has room for the patches of a block.
void run_piece(const Task& task, IndexRange tokens, IndexRange dimensions, float* panels) {
    const std::int64_t whole_depth = task.weights.depth();
    const std::int64_t parts = ceil_divide(whole_depth, block_depth);
    const std::vector<const float*> patches = patches_of(task, tokens);
    for (std::int64_t i = 0; i < parts && !task.stop.stop_requested(); ++i) {
        const IndexRange depth = part({0, whole_depth}, parts, i);
        gather(task, patches, depth, panels);
        const float* filters = task.weights.panel(dimensions.begin / panel_width) +
                               depth.begin * panel_width + dimensions.begin % panel_width;
        PanelProduct product{.depth = depth.count(),
                             .output = task.output_at(tokens.begin, dimensions.begin),
                             .output_stride = task.output_stride(),
                             .bias = task.weights.bias() + dimensions.begin,
                             .streaming = task.streaming};
        if (task.order == OutputOrder::token_major) {
            product.rows = panels;
            product.row_stride = depth.count() * panel_width;
            product.row_count = tokens.count();
            product.columns = filters;
            product.column_stride = whole_depth * panel_width;
            product.column_count = dimensions.count();
            product.start = Start::column_bias;
        } else {
            product.rows = filters;
            product.row_stride = whole_depth * panel_width;
            product.row_count = dimensions.count();
            product.columns = panels;
            product.column_stride = depth.count() * panel_width;
            product.column_count = tokens.count();
            product.start = Start::row_bias;
        }
        if (i > 0) product.start = Start::output;
        multiply(task, product);
    }
}

/// Whether non-temporal stores pay and are possible: a large output, written once, in whole cache lines.
bool can_stream(const Task& task) {
    return task.tokens.count() * task.dimensions.count() > streaming_size &&
           task.weights.depth() <= streaming_depth && task.output_stride() % panel_width == 0 &&
           reinterpret_cast<std::uintptr_t>(task.output) % 64 == 0;
}

void run_task(const Task& task, const RunOptions& options) {
    const std::int64_t work = task.tokens.count() * task.dimensions.count() * task.weights.depth();
    const int threads = options.pool != nullptr && work > single_thread_work ? options.pool->threads() : 1;
    const Partition cut = partition(task, threads);
    const std::int64_t panel_floats = std::min(task.weights.depth(), block_depth) *
                                      round_up(tokens_per_block(task.weights.depth()), panel_width);
    Tensor panels({threads, panel_floats}, Word::patches);

    const auto piece = [&](std::int64_t index, int slot) {
        if (task.stop.stop_requested()) return;
        // Cut between panels: a panel shared by two pieces would be computed as two half-empty ones.
        run_piece(task, part(task.tokens, cut.token_parts, index / cut.dimension_parts, panel_width),
                  part(task.dimensions, cut.dimension_parts, index % cut.dimension_parts, panel_width),
                  panels.data() + slot * panel_floats);
    };
    if (threads == 1) {
        for (std::int64_t index = 0; index < cut.pieces(); ++index)
            piece(index, 0);
    } else {
        options.pool->for_each(cut.pieces(), piece);
    }
    if (task.stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

void require_output(std::span<float> output, const Shape& expected) {
    const Shape shape{static_cast<std::int64_t>(output.size())};
    if (shape[0] == element_count(expected)) return;
    throw Error(ErrorCode::shape_mismatch, {"output", to_string(shape), to_string(expected)});
}

}  // namespace

Projection::Projection(const Tensor& weight, const Tensor& bias, Sliding sliding, SimdTarget target,
                       const std::stop_token& stop)
    : weights_(weight, bias, stop),
      in_chans_(weight.dimension(1)),
      patch_size_{static_cast<int>(weight.dimension(2)), static_cast<int>(weight.dimension(3))},
      sliding_(sliding),
      target_(target),
      kernel_(projection_kernel(target)) {}

PatchGrid Projection::grid(const Tensor& pixels) const {
    if (pixels.rank() != 3) {
        throw Error(ErrorCode::shape_mismatch, {"pixels", to_string(pixels.shape()), "[C, H, W]"});
    }
    if (pixels.dimension(0) != in_chans_) {
        throw Error(ErrorCode::channels_differ,
                    {std::to_string(in_chans_), std::to_string(pixels.dimension(0))});
    }
    return {{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))},
            patch_size_,
            sliding_};
}

void Projection::run(const Tensor& pixels, RowRange patch_rows, OutputOrder order, std::span<float> output,
                     const RunOptions& options) const {
    const PatchGrid patches = grid(pixels);
    const Size size = patches.grid();
    if (patch_rows.begin < 0 || patch_rows.end < patch_rows.begin || patch_rows.end > size.height) {
        throw Error(ErrorCode::value_out_of_range, {"patch_rows", "0", std::to_string(size.height),
                                                    to_string(Shape{patch_rows.begin, patch_rows.end})});
    }
    const IndexRange tokens{std::int64_t{patch_rows.begin} * size.width,
                            std::int64_t{patch_rows.end} * size.width};
    require_output(output, order == OutputOrder::token_major ? Shape{tokens.count(), embed_dim()}
                                                             : Shape{embed_dim(), tokens.count()});
    if (tokens.count() == 0) return;
    const PatchSource source(pixels, patches, patch_rows.begin, patch_rows.count());
    Task task{.weights = weights_,
              .kernel = kernel_,
              .source = source,
              .columns = size.width,
              .patch = patch_size_,
              .tokens = tokens,
              .dimensions = {0, embed_dim()},
              .order = order,
              .output = output.data(),
              .streaming = false,
              .stop = options.stop};
    task.streaming = can_stream(task);
    run_task(task, options);
}

void Projection::run_patch(const Tensor& pixels, PatchPosition position, std::span<float> output,
                           const RunOptions& options) const {
    const PatchGrid patches = grid(pixels);
    const std::int64_t token = patches.token(position);
    require_output(output, {embed_dim()});
    const PatchSource source(pixels, patches, position.row, 1);
    run_task({.weights = weights_,
              .kernel = kernel_,
              .source = source,
              .columns = patches.grid().width,
              .patch = patch_size_,
              .tokens = {token, token + 1},
              .dimensions = {0, embed_dim()},
              .order = OutputOrder::token_major,
              .output = output.data(),
              .streaming = false,
              .stop = options.stop},
             options);
}

void Projection::run_dimension(const Tensor& pixels, std::int64_t dimension, std::span<float> output,
                               const RunOptions& options) const {
    const PatchGrid patches = grid(pixels);
    if (dimension < 0 || dimension >= embed_dim()) {
        throw Error(
            ErrorCode::dimension_outside_vector,
            {std::to_string(dimension), std::to_string(embed_dim()), std::to_string(embed_dim() - 1)});
    }
    require_output(output, {patches.num_patches()});
    const PatchSource source(pixels, patches, 0, patches.grid().height);
    run_task({.weights = weights_,
              .kernel = kernel_,
              .source = source,
              .columns = patches.grid().width,
              .patch = patch_size_,
              .tokens = {0, patches.num_patches()},
              .dimensions = {dimension, dimension + 1},
              .order = OutputOrder::channel_major,
              .output = output.data(),
              .streaming = false,
              .stop = options.stop},
             options);
}

}  // namespace patchlens
