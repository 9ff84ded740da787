// Matrices in panels of 16, for products with the projection's own kernel (projection_kernel.h).
#pragma once

#include <cstdint>
#include <span>

#include "core/projection_kernel.h"
#include "core/tensor.h"

namespace patchlens {

/// A matrix [count, depth] in panels [depth, 16]: element (r, i) of the matrix is element (i, r % 16) of
/// panel r / 16. What fills the last panel up is zero or repeated, and meant to be ignored.
class Panels {
public:
    Panels(std::int64_t count, std::int64_t depth);

    std::int64_t count() const { return count_; }
    std::int64_t depth() const { return depth_; }
    std::int64_t panels() const { return panel_count(count_); }
    float* panel(std::int64_t index) { return numbers_.data() + index * depth_ * panel_width; }
    const float* panel(std::int64_t index) const { return numbers_.data() + index * depth_ * panel_width; }

    /// Fills the panel `panel` from its rows, each of `depth` neighbouring numbers; fewer than 16 only for
    /// the last panel.
    void set_rows(const ProjectionKernel& kernel, std::int64_t panel, std::span<const float* const> rows);

    /// Writes element i of every row: `numbers` holds one for each of `count` rows.
    void set_element(std::int64_t i, const float* numbers);

private:
    std::int64_t count_;
    std::int64_t depth_;
    Tensor numbers_;
};

/// output [rows, columns] = start + rows [rows, depth] times columns [columns, depth] transposed, for the
/// rows of panels [first_panel, last_panel). The sum over depth has one order, whatever the panels.
struct PanelsProduct {
    const Panels& rows;
    const Panels& columns;
    float* output;  ///< of the first row computed
    std::int64_t output_stride;
    bool add = false;  ///< to what the output holds; else from zero
};
void multiply(const ProjectionKernel& kernel, const PanelsProduct& product, std::int64_t first_panel,
              std::int64_t last_panel);

}  // namespace patchlens
