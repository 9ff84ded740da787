#include "core/costs.h"

#include <limits>

namespace patchlens {
namespace {

std::int64_t product(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return b != 0 && a > most / b ? most : a * b;
}

/// Of two counts of at least 0; saturates as product does.
std::int64_t sum(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return a > most - b ? most : a + b;
}

}  // namespace

Costs costs(const PatchGrid& grid, const ConvShape& shape) {
    const std::int64_t tokens = grid.num_patches();
    const std::int64_t outputs = product(tokens, shape.embed_dim);
    const std::int64_t fan_in = product(shape.in_chans, shape.patch_size.area());
    const std::int64_t parameters = sum(product(shape.embed_dim, fan_in), shape.bias ? shape.embed_dim : 0);
    return {tokens, parameters, product(outputs, fan_in),
            product(outputs, static_cast<std::int64_t>(sizeof(float))), product(tokens, tokens)};
}

}  // namespace patchlens
