// What else a model's file holds around its projection: norms, the class token and others, positions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/size.h"
#include "core/weights/projection_names.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

struct Surrounding {
    SurroundingRole role = SurroundingRole::positions;
    std::string tensor;  ///< its name, spelt as in the file
    Shape shape;
    /// Of positions: the grid of patches they are for; nothing where that is no square.
    std::optional<Size> grid = {};
    std::int64_t other_rows = 0;  ///< of positions: those of tokens that are no patches
};

/// One for each role there is, in the order of SurroundingRole; of the tensors that fit a role, the first
/// whose vectors have `embed_dim` numbers. Of several position embeddings the first for a square grid.
std::vector<Surrounding> find_surroundings(const TensorFile& file, const ProjectionName& projection,
                                           std::int64_t embed_dim);

/// The one of that role, or nullptr.
const Surrounding* find_role(const std::vector<Surrounding>& surroundings, SurroundingRole role);

}  // namespace patchlens
