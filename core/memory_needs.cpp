#include "core/memory_needs.h"

#include <algorithm>

#include "core/support/memory.h"

namespace patchlens {

MemoryNeeds memory_needs(const PatchGrid& grid, const ConvShape& shape) {
    const auto bytes = [](std::int64_t numbers) {
        return static_cast<std::uint64_t>(numbers) * sizeof(float);
    };
    const std::int64_t tokens = grid.num_patches();
    MemoryNeeds needs;
    needs.pixels = bytes(shape.in_chans * grid.image().area());
    if (grid.padding() != Size{0, 0}) {
        // As PatchSource copies them.
        const std::int64_t lines =
            std::int64_t{grid.grid().height - 1} * grid.stride().height + grid.patch().height;
        needs.padded = bytes(shape.in_chans * lines * grid.padded().width);
    }
    needs.weights = weights_bytes(shape);
    needs.tokens = bytes(tokens * shape.embed_dim);
    needs.map = bytes(tokens);
    return needs;
}

void require_memory(const MemoryNeeds& needs) {
    require_memory(needs.total(), Word::whole_module);
}

}  // namespace patchlens
