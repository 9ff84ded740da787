#include "core/costs.h"

#include <limits>

namespace patchlens {
namespace {

std::int64_t product(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return b != 0 && a > most / b ? most : a * b;
}

}  // namespace

Costs costs(const PatchGrid& grid, const ConvShape& shape) {
    const std::int64_t tokens = grid.num_patches();
    const std::int64_t outputs = product(tokens, shape.embed_dim);
    return {tokens, shape.parameters(), product(outputs, shape.fan_in()),
            product(outputs, static_cast<std::int64_t>(sizeof(float))), product(tokens, tokens)};
}

}  // namespace patchlens
