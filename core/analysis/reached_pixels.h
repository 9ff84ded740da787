// Which pixels the patches of a grid reach: all but the dropped remainder and the gaps between patches.
#pragma once

#include <vector>

#include "core/patch_grid.h"

namespace patchlens {

/// For each row of pixels whether a patch reaches it; a pixel is reached where its row and its column are.
inline std::vector<bool> reached_rows(const PatchGrid& grid) {
    std::vector<bool> rows;
    for (int y = 0; y < grid.image().height; ++y)
        rows.push_back(grid.patches_at({y, 0}).height > 0);
    return rows;
}

/// The same for each column.
inline std::vector<bool> reached_columns(const PatchGrid& grid) {
    std::vector<bool> columns;
    for (int x = 0; x < grid.image().width; ++x)
        columns.push_back(grid.patches_at({0, x}).width > 0);
    return columns;
}

}  // namespace patchlens
