#include "core/weights/surroundings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/weights/find_projection.h"

namespace patchlens {
namespace {

/// Sets the grid of a position embedding [1, N, D], [N, D] or [1, rows, columns, D]. Besides a square grid it
/// may hold 1, 2 or 5 rows for other tokens: class, distillation, four registers.
void find_grid(Surrounding& positions) {
    const Shape& shape = positions.shape;
    const auto side_limit = std::int64_t{16384};
    if (shape.size() == 4) {
        if (shape[1] < 1 || shape[2] < 1 || shape[1] > side_limit || shape[2] > side_limit) return;
        positions.grid = Size{static_cast<int>(shape[1]), static_cast<int>(shape[2])};
        return;
    }
    const std::int64_t tokens = shape[shape.size() - 2];
    for (const std::int64_t others : {0, 1, 2, 5}) {
        if (others >= tokens) break;
        const auto side = std::llround(std::sqrt(static_cast<double>(tokens - others)));
        if (side > side_limit || side * side != tokens - others) continue;
        positions.grid = to_pair(static_cast<int>(side));
        positions.other_rows = others;
        return;
    }
}

/// Whether a tensor of that shape can have that role.
bool fits_role(SurroundingRole role, const Shape& shape, std::int64_t embed_dim) {
    if (shape.empty()) return false;
    switch (role) {
        case SurroundingRole::norm_before:
            return shape.size() == 1;  // over the pixels, not over embed_dim
        case SurroundingRole::norm_after:
        case SurroundingRole::norm_of_tokens:
            return shape == Shape{embed_dim};
        case SurroundingRole::positions:
            return shape.size() >= 2 && shape.size() <= 4 && shape.back() == embed_dim &&
                   (shape.size() == 2 || shape.front() == 1);
        case SurroundingRole::class_token:
        case SurroundingRole::distillation_token:
            return shape.size() <= 3 && shape.back() == embed_dim &&
                   std::all_of(shape.begin(), shape.end() - 1, [](std::int64_t side) { return side == 1; });
        default:
            return shape.size() <= 3 && shape.back() == embed_dim;
    }
}

bool better(const Surrounding& found, const Surrounding& before) {
    return found.role == SurroundingRole::positions && found.grid && !before.grid;
}

}  // namespace

std::vector<Surrounding> find_surroundings(const TensorFile& file, const ProjectionName& projection,
                                           std::int64_t embed_dim) {
    std::vector<Surrounding> surroundings;
    const StoredTensor* after = norm_after(file, projection);
    for (const StoredTensor& tensor : file.tensors()) {
        const std::optional<SurroundingRole> role = surrounding_role(tensor.name, projection);
        if (!role || !fits_role(*role, tensor.shape, embed_dim)) continue;
        // Of the names that a norm may have, one is the norm, unless it is a batch norm.
        if (*role == SurroundingRole::norm_after && &tensor != after) continue;
        Surrounding found{*role, tensor.name, tensor.shape};
        if (*role == SurroundingRole::positions) find_grid(found);
        const auto same = std::ranges::find(surroundings, *role, &Surrounding::role);
        if (same == surroundings.end()) {
            surroundings.push_back(std::move(found));
        } else if (better(found, *same)) {
            *same = std::move(found);
        }
    }
    std::ranges::sort(surroundings, {}, &Surrounding::role);
    return surroundings;
}

const Surrounding* find_role(const std::vector<Surrounding>& surroundings, SurroundingRole role) {
    const auto found = std::ranges::find(surroundings, role, &Surrounding::role);
    return found == surroundings.end() ? nullptr : &*found;
}

}  // namespace patchlens
