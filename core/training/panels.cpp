#include "core/training/panels.h"

#include <algorithm>
#include <array>

namespace patchlens {
namespace {

/// L1 blocking: a 16 x 384 panel fills 24 of 32 KiB.
constexpr std::int64_t depth_at_a_time = 384;
/// Rows that share a panel of columns while it is in the L1 cache.
constexpr std::int64_t rows_of_panels = 4 * panel_width;
constexpr std::array<float, static_cast<std::size_t>(rows_of_panels)> no_bias{};

}  // namespace

Panels::Panels(std::int64_t count, std::int64_t depth)
    : count_(count),
      depth_(depth),
      numbers_(Tensor::zeros({panel_count(count) * depth * panel_width}, Word::weights)) {}

void Panels::set_rows(const ProjectionKernel& kernel, std::int64_t panel,
                      std::span<const float* const> rows) {
    std::array<const float*, static_cast<std::size_t>(panel_width)> sixteen{};
    for (std::size_t r = 0; r < sixteen.size(); ++r)
        sixteen[r] = rows[std::min(r, rows.size() - 1)];
    kernel.interleave({.patches = sixteen,
                       .patch_height = 1,
                       .patch_width = depth_,
                       .line_stride = depth_,
                       .channel_stride = depth_,
                       .first = 0,
                       .last = depth_,
                       .panels = this->panel(panel)});
}

void Panels::set_element(std::int64_t i, const float* numbers) {
    for (std::int64_t p = 0; p < panels(); ++p) {
        const std::int64_t width = std::min(panel_width, count_ - p * panel_width);
        std::copy_n(numbers + p * panel_width, width, panel(p) + i * panel_width);
    }
}

void multiply(const ProjectionKernel& kernel, const PanelsProduct& product, std::int64_t first_panel,
              std::int64_t last_panel) {
    const std::int64_t depth = product.rows.depth();
    const std::int64_t row_count =
        std::min(last_panel * panel_width, product.rows.count()) - first_panel * panel_width;
    for (std::int64_t row = 0; row < row_count; row += rows_of_panels) {
        for (std::int64_t first = 0; first < depth; first += depth_at_a_time) {
            kernel.multiply(
                {.rows = product.rows.panel(first_panel + row / panel_width) + first * panel_width,
                 .row_stride = depth * panel_width,
                 .row_count = std::min(rows_of_panels, row_count - row),
                 .columns = product.columns.panel(0) + first * panel_width,
                 .column_stride = depth * panel_width,
                 .column_count = product.columns.count(),
                 .depth = std::min(depth_at_a_time, depth - first),
                 .output = product.output + row * product.output_stride,
                 .output_stride = product.output_stride,
                 .start = product.add || first > 0 ? Start::output : Start::row_bias,
                 .bias = no_bias.data()});
        }
    }
}

}  // namespace patchlens
