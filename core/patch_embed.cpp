#include "core/patch_embed.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <limits>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "core/error.h"

// On x86-64 the baseline has no fused multiply-add, and std::fma would be a function call for every term. The
// compiler makes the marked function twice and picks at load time; the results are the same bits.
#if defined(__x86_64__) && !defined(__FMA__)
#define PATCHLENS_WITH_FUSED_MULTIPLY_ADD __attribute__((target_clones("fma", "default")))
#else
#define PATCHLENS_WITH_FUSED_MULTIPLY_ADD
#endif

namespace patchlens {
namespace {

/// Tokens computed side by side: one column of the block each, one lane of a vector register each.
constexpr std::int64_t block_width = 64;
/// Inputs gathered at a time, so that memory stays small however large a patch is.
constexpr std::int64_t gathered_inputs = 128;

/// What one thread needs for one block of tokens.
struct Scratch {
    explicit Scratch(int dimensions)
        : columns(static_cast<std::size_t>(gathered_inputs * block_width)),
          sums(static_cast<std::size_t>(dimensions * block_width)) {}

    FloatBuffer columns;  ///< [gathered_inputs, block_width]
    FloatBuffer sums;     ///< [dimensions, block_width]
};

/// Tokens [first_token, first_token + tokens), tokens <= block_width, and dimensions [first_dimension, +
/// dimensions).
struct Block {
    std::int64_t first_token = 0;
    std::int64_t tokens = 0;
    int first_dimension = 0;
    int dimensions = 0;
};

/// Inputs [first, first + count) of every token of the block, one column a token: columns [count,
/// block_width].
void gather(const Tensor& pixels, const PatchGrid& grid, const Block& block, std::int64_t first,
            std::int64_t count, float* columns) {
    const Size image = grid.image();
    const Size patch = grid.patch();
    std::array<const float*, block_width> corners{};
    for (std::int64_t t = 0; t < block_width; ++t) {
        // The columns beyond the last token repeat it; nobody reads their sums.
        const std::int64_t token = block.first_token + std::min(t, block.tokens - 1);
        const Rectangle place = grid.rectangle(grid.position(token));
        corners[static_cast<std::size_t>(t)] =
            pixels.data() + std::int64_t{place.top} * image.width + place.left;
    }
    for (std::int64_t i = first; i < first + count; ++i) {
        const std::int64_t channel = i / patch.area();
        const std::int64_t y = i % patch.area() / patch.width;
        const std::int64_t x = i % patch.width;
        const std::int64_t offset = channel * image.area() + y * image.width + x;
        for (const float* corner : corners)
            *columns++ = corner[offset];
    }
}

/// sums[t] = fma(filter[i], columns[i][t], sums[t]) for i = 0..count-1, one after the other.
PATCHLENS_WITH_FUSED_MULTIPLY_ADD
void accumulate(const float* filter, const float* columns, std::int64_t count, float* sums) {
    std::array<float, block_width> running;
    for (std::size_t t = 0; t < running.size(); ++t)
        running[t] = sums[t];
    for (std::int64_t i = 0; i < count; ++i, columns += block_width) {
        for (std::size_t t = 0; t < running.size(); ++t) {
            running[t] = __builtin_fmaf(filter[i], columns[t], running[t]);
        }
    }
    for (std::size_t t = 0; t < running.size(); ++t)
        sums[t] = running[t];
}

/// The product, in the order patch_embed.h defines: leaves the block's output numbers in scratch.sums.
/// Everything the module computes comes from here. Stops early, with unfinished sums, when `stop` is
/// requested.
void project(const ConvParameters& parameters, const Tensor& pixels, const PatchGrid& grid,
             const Block& block, Scratch& scratch, const std::stop_token& stop) {
    const std::int64_t inputs = pixels.dimension(0) * grid.patch().area();
    const float* filters = parameters.weight.data() + block.first_dimension * inputs;
    std::ranges::fill(scratch.sums, 0.0F);
    for (std::int64_t first = 0; first < inputs && !stop.stop_requested(); first += gathered_inputs) {
        const std::int64_t count = std::min(gathered_inputs, inputs - first);
        gather(pixels, grid, block, first, count, scratch.columns.data());
        for (std::int64_t d = 0; d < block.dimensions; ++d) {
            accumulate(filters + d * inputs + first, scratch.columns.data(), count,
                       scratch.sums.data() + d * block_width);
        }
    }
    if (parameters.bias.empty()) return;
    for (std::int64_t d = 0; d < block.dimensions; ++d) {
        const float bias = parameters.bias[block.first_dimension + d];
        float* sums = scratch.sums.data() + d * block_width;
        for (std::int64_t t = 0; t < block_width; ++t)
            sums[t] += bias;
    }
}

/// Projects dimensions [first_dimension, first_dimension + dimensions) of every token, on `threads` threads,
/// and calls keep(block, sums) for every finished block, from any of them. Throws Error(cancelled).
template <typename Keep>
void project_all(const ConvParameters& parameters, const Tensor& pixels, const PatchGrid& grid,
                 int first_dimension, int dimensions, int threads, const std::stop_token& stop,
                 const Keep& keep) {
    const std::int64_t blocks = (grid.num_patches() + block_width - 1) / block_width;
    const auto workers = static_cast<std::size_t>(std::clamp<std::int64_t>(threads, 1, blocks));
    // Taken before any thread starts, so that a lack of memory is an exception here.
    std::vector<Scratch> scratch(workers, Scratch(dimensions));

    std::atomic<std::int64_t> next_block = 0;
    const auto work = [&](Scratch& own) {
        for (std::int64_t index = next_block++; index < blocks && !stop.stop_requested();
             index = next_block++) {
            const std::int64_t first_token = index * block_width;
            const Block block{first_token, std::min(block_width, grid.num_patches() - first_token),
                              first_dimension, dimensions};
            project(parameters, pixels, grid, block, own, stop);
            keep(block, std::as_const(own.sums).data());
        }
    };
    {
        std::vector<std::jthread> helpers;
        try {
            for (std::size_t i = 1; i < workers; ++i)
                helpers.emplace_back(work, std::ref(scratch[i]));
        } catch (const std::system_error&) {
            // The system gives no more threads: those there are do the work.
        }
        work(scratch[0]);
    }
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
}

void require_range(const char* name, int value, int most) {
    if (value >= 1 && value <= most) return;
    throw Error(ErrorCode::value_out_of_range, {name, "1", std::to_string(most), std::to_string(value)});
}

void require_sides(const char* name, Size size) {
    constexpr int longest_side = 16384;
    require_range(name, size.height, longest_side);
    require_range(name, size.width, longest_side);
}

void require_grid(Size img_size, Size patch_size) {
    require_sides("img_size", img_size);
    require_sides("patch_size", patch_size);
    if (patch_size.height > img_size.height || patch_size.width > img_size.width) {
        throw Error(ErrorCode::patch_larger_than_image, {to_string(patch_size), to_string(img_size)});
    }
}

}  // namespace

std::int64_t PatchEmbedConfig::num_patches() const {
    require_grid(img_size, patch_size);
    return PatchGrid(img_size, patch_size).num_patches();
}

void validate(const PatchEmbedConfig& config) {
    require_grid(config.img_size, config.patch_size);
    if (config.in_chans != 1 && config.in_chans != 3 && config.in_chans != 4) {
        throw Error(ErrorCode::choice_expected, {"in_chans", "1, 3, 4", std::to_string(config.in_chans)});
    }
    require_range("embed_dim", config.embed_dim, 65536);
}

Shape output_shape(const PatchGrid& grid, int embed_dim, Layout layout) {
    const Size size = grid.grid();
    switch (layout) {
        case Layout::nlc:
            return {1, grid.num_patches(), embed_dim};
        case Layout::nhwc:
            return {1, size.height, size.width, embed_dim};
        case Layout::nchw:
            break;
    }
    return {1, embed_dim, size.height, size.width};
}

PatchEmbed::PatchEmbed(ConvParameters parameters) : parameters_(std::move(parameters)) {
    const bool fits =
        weight().rank() == 4 && std::ranges::all_of(weight().shape(), [](std::int64_t dimension) {
            return dimension >= 1 && dimension <= std::numeric_limits<int>::max();
        });
    if (!fits) {
        throw Error(ErrorCode::shape_mismatch, {"the weight", to_string(weight().shape()), "[D, C, ph, pw]"});
    }
    const Shape expected{weight().dimension(0)};
    if (!bias().empty() && bias().shape() != expected) {
        throw Error(ErrorCode::shape_mismatch, {"the bias", to_string(bias().shape()), to_string(expected)});
    }
}

ConvShape PatchEmbed::shape() const {
    const auto side = [this](std::size_t axis) { return static_cast<int>(weight().dimension(axis)); };
    return {
        .embed_dim = side(0), .in_chans = side(1), .patch_size = {side(2), side(3)}, .bias = !bias().empty()};
}

void PatchEmbed::require_dimension(int dimension) const {
    const int dimensions = shape().embed_dim;
    if (dimension >= 0 && dimension < dimensions) return;
    throw Error(ErrorCode::dimension_outside_vector,
                {std::to_string(dimension), std::to_string(dimensions), std::to_string(dimensions - 1)});
}

PatchGrid PatchEmbed::grid_of(const Tensor& pixels) const {
    const ConvShape expected = shape();
    if (pixels.rank() != 3) {
        throw Error(ErrorCode::shape_mismatch, {"the picture", to_string(pixels.shape()),
                                                "[" + std::to_string(expected.in_chans) + ", H, W]"});
    }
    if (pixels.dimension(0) != expected.in_chans) {
        throw Error(ErrorCode::channels_differ,
                    {std::to_string(expected.in_chans), std::to_string(pixels.dimension(0))});
    }
    return {{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))},
            expected.patch_size};
}

Tensor PatchEmbed::forward(const Tensor& pixels, Layout layout, int threads,
                           const std::stop_token& stop) const {
    const PatchGrid grid = grid_of(pixels);
    const int dimensions = shape().embed_dim;
    Tensor output(output_shape(grid, dimensions, layout), "the output");
    // Where a number goes: one feature map after the other, or one token's vector after the other.
    const bool channel_major = layout == Layout::nchw;
    const std::int64_t token_stride = channel_major ? 1 : dimensions;
    const std::int64_t dimension_stride = channel_major ? grid.num_patches() : 1;
    project_all(parameters_, pixels, grid, 0, dimensions, threads, stop,
                [&](const Block& block, const float* sums) {
                    float* corner = output.data() + block.first_token * token_stride;
                    for (std::int64_t d = 0; d < block.dimensions; ++d) {
                        for (std::int64_t t = 0; t < block.tokens; ++t) {
                            corner[d * dimension_stride + t * token_stride] = sums[d * block_width + t];
                        }
                    }
                });
    return output;
}

std::vector<float> PatchEmbed::embed_patch(const Tensor& pixels, PatchPosition position) const {
    const PatchGrid grid = grid_of(pixels);
    const int dimensions = shape().embed_dim;
    Scratch scratch(dimensions);
    project(parameters_, pixels, grid, {grid.token(position), 1, 0, dimensions}, scratch, {});
    std::vector<float> vector(static_cast<std::size_t>(dimensions));
    for (std::size_t d = 0; d < vector.size(); ++d)
        vector[d] = scratch.sums[d * block_width];
    return vector;
}

Tensor PatchEmbed::embed_dimension(const Tensor& pixels, int dimension, int threads,
                                   const std::stop_token& stop) const {
    require_dimension(dimension);
    const PatchGrid grid = grid_of(pixels);
    Tensor map({grid.grid().height, grid.grid().width}, "the feature map");
    project_all(parameters_, pixels, grid, dimension, 1, threads, stop,
                [&](const Block& block, const float* sums) {
                    std::copy_n(sums, block.tokens, map.data() + block.first_token);
                });
    return map;
}

}  // namespace patchlens
