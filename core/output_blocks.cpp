#include "core/output_blocks.h"

#include <algorithm>

namespace patchlens {
namespace {

constexpr std::int64_t number_bytes = sizeof(float);

/// Rows of patches at a time: tokens follow each other in the file.
void token_blocks(const PatchEmbed& module, const Tensor& pixels, const TakeBlock& take,
                  const RunOptions& options, std::int64_t block_bytes) {
    const Size grid = module.grid(pixels).grid();
    const std::int64_t row_numbers = std::int64_t{grid.width} * module.shape().embed_dim;
    const auto rows = static_cast<int>(
        std::clamp<std::int64_t>(block_bytes / (row_numbers * number_bytes), 1, grid.height));
    Tensor block({rows * row_numbers}, Word::output);
    for (int row = 0; row < grid.height; row += rows) {
        const RowRange range{row, std::min(row + rows, grid.height)};
        const auto numbers = block.values().first(static_cast<std::size_t>(range.count() * row_numbers));
        module.projection().run(pixels, range, OutputOrder::token_major, numbers, options);
        take(numbers);
    }
}

/// Filters [first, first + count) of the module, as a module of their own.
PatchEmbed some_filters(const PatchEmbed& module, std::int64_t first, std::int64_t count) {
    const auto slice = [&](const Tensor& tensor) {
        Shape shape = tensor.shape();
        const auto numbers = static_cast<std::size_t>(tensor.size() / shape[0]);
        shape[0] = count;
        return Tensor(shape, tensor.values().subspan(static_cast<std::size_t>(first) * numbers,
                                                     static_cast<std::size_t>(count) * numbers));
    };
    return PatchEmbed({slice(module.weight()), module.bias().empty() ? Tensor() : slice(module.bias())},
                      module.sliding());
}

/// Feature maps at a time: each map is one piece of the file.
void map_blocks(const PatchEmbed& module, const Tensor& pixels, const TakeBlock& take,
                const RunOptions& options, std::int64_t block_bytes) {
    const PatchGrid grid = module.grid(pixels);
    const std::int64_t filters = module.shape().embed_dim;
    const std::int64_t maps =
        std::clamp<std::int64_t>(block_bytes / (grid.num_patches() * number_bytes), 1, filters);
    Tensor block({maps * grid.num_patches()}, Word::output);
    for (std::int64_t first = 0; first < filters; first += maps) {
        const std::int64_t count = std::min(maps, filters - first);
        const auto numbers = block.values().first(static_cast<std::size_t>(count * grid.num_patches()));
        some_filters(module, first, count)
            .projection()
            .run(pixels, {0, grid.grid().height}, OutputOrder::channel_major, numbers, options);
        take(numbers);
    }
}

}  // namespace

void for_each_output_block(const PatchEmbed& module, const Tensor& pixels, Layout layout,
                           const TakeBlock& take, const RunOptions& options, std::int64_t block_bytes) {
    if (layout == Layout::nchw) {
        map_blocks(module, pixels, take, options, block_bytes);
    } else {
        token_blocks(module, pixels, take, options, block_bytes);
    }
}

}  // namespace patchlens
