#include "core/unfold.h"

#include <algorithm>

#include "core/error.h"

namespace patchlens {
namespace {

void require_rank(const Tensor& tensor, std::size_t rank, const char* expected) {
    if (tensor.rank() == rank) return;
    throw Error(ErrorCode::shape_mismatch, {"tensor", to_string(tensor.shape()), expected});
}

PatchGrid grid_of(const Tensor& pixels, Size patch, Sliding sliding) {
    require_rank(pixels, 3, "[C, H, W]");
    return {{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))}, patch, sliding};
}

/// Calls `use(pixel_line, row_line, length)` for every line of a patch and channel: the part that lies inside
/// the image, in the pixels [C, H, W] and in the patch's row. Pixels and Row are both pointers.
template <typename Pixels, typename Row, typename Use>
void for_each_line(Pixels pixels, Row row, std::int64_t channels, const PatchGrid& grid,
                   PatchPosition position, Use use) {
    const std::int64_t width = grid.image().width;
    const Rectangle whole = grid.rectangle(position);
    const Rectangle inside = grid.inside(position);
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        Pixels line = pixels + channel * grid.image().area() + inside.top * width + inside.left;
        Row to = row + row_index(grid.patch(), static_cast<int>(channel), inside.top - whole.top,
                                 inside.left - whole.left);
        for (int y = 0; y < inside.height; ++y) {
            use(line, to, inside.width);
            line += width;
            to += whole.width;
        }
    }
}

void gather(const float* pixels, float* row, std::int64_t channels, const PatchGrid& grid,
            PatchPosition position) {
    // What lies in the padding stays zero.
    if (grid.padding() != Size{0, 0}) std::fill_n(row, channels * grid.patch().area(), 0.0F);
    for_each_line(pixels, row, channels, grid, position,
                  [](const float* from, float* to, int length) { std::copy_n(from, length, to); });
}

/// The sums of what patches hold become means.
void divide_by_patches(Tensor& pixels, const PatchGrid& grid) {
    std::vector<float> across(static_cast<std::size_t>(grid.image().width));
    for (std::size_t x = 0; x < across.size(); ++x)
        across[x] = static_cast<float>(grid.patches_at({0, static_cast<int>(x)}).width);
    float* value = pixels.data();
    for (std::int64_t line = 0; line < pixels.dimension(0) * pixels.dimension(1); ++line) {
        const int y = static_cast<int>(line % pixels.dimension(1));
        const auto down = static_cast<float>(grid.patches_at({y, 0}).height);
        for (const float count : across) {
            if (count * down > 0.0F) *value /= count * down;
            ++value;
        }
    }
}

}  // namespace

Tensor unfold(const Tensor& pixels, Size patch, Sliding sliding) {
    const PatchGrid grid = grid_of(pixels, patch, sliding);
    const std::int64_t channels = pixels.dimension(0);
    const std::int64_t row_length = channels * patch.area();
    Tensor rows({grid.num_patches(), row_length}, Word::patches);
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        gather(pixels.data(), rows.data() + token * row_length, channels, grid, grid.position(token));
    }
    return rows;
}

std::vector<float> unfold_patch(const Tensor& pixels, Size patch, Sliding sliding, PatchPosition position) {
    const PatchGrid grid = grid_of(pixels, patch, sliding);
    const std::int64_t channels = pixels.dimension(0);
    std::vector<float> row(static_cast<std::size_t>(channels * patch.area()));
    gather(pixels.data(), row.data(), channels, grid, position);
    return row;
}

Tensor fold(const Tensor& rows, const PatchGrid& grid) {
    require_rank(rows, 2, "[N, C*ph*pw]");
    const std::int64_t row_length = rows.dimension(1);
    if (rows.dimension(0) != grid.num_patches() || row_length % grid.patch().area() != 0) {
        throw Error(ErrorCode::shape_mismatch, {"rows", to_string(rows.shape()),
                                                "[" + std::to_string(grid.num_patches()) + ", C*" +
                                                    std::to_string(grid.patch().area()) + "]"});
    }
    const std::int64_t channels = row_length / grid.patch().area();
    Tensor pixels = Tensor::zeros({channels, grid.image().height, grid.image().width}, Word::picture);
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        for_each_line(pixels.data(), rows.data() + token * row_length, channels, grid, grid.position(token),
                      [](float* to, const float* from, int length) {
                          for (int i = 0; i < length; ++i)
                              to[i] += from[i];
                      });
    }
    if (grid.overlaps()) divide_by_patches(pixels, grid);
    return pixels;
}

}  // namespace patchlens
