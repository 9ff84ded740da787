#include "core/unfold.h"

#include <algorithm>

#include "core/error.h"

namespace patchlens {
namespace {

void require_rank(const Tensor& tensor, std::size_t rank, const char* expected) {
    if (tensor.rank() == rank) return;
    throw Error(ErrorCode::shape_mismatch, {"tensor", to_string(tensor.shape()), expected});
}

PatchGrid grid_of(const Tensor& pixels, Size patch) {
    require_rank(pixels, 3, "[C, H, W]");
    return {{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))}, patch};
}

/// Copies between the pixels [C, H, W] and the row of one patch, line by line of the patch.
/// Pixels and Row are both pointers; `copy_line(pixel_line, row_line, length)` decides the direction.
template <typename Pixels, typename Row, typename CopyLine>
void for_each_line(Pixels pixels, Row row, std::int64_t channels, Size image, Rectangle place,
                   CopyLine copy_line) {
    for (std::int64_t channel = 0; channel < channels; ++channel) {
        Pixels line = pixels + channel * image.area() + std::int64_t{place.top} * image.width + place.left;
        for (int y = 0; y < place.height; ++y) {
            copy_line(line, row, place.width);
            line += image.width;
            row += place.width;
        }
    }
}

void gather(const float* pixels, float* row, std::int64_t channels, Size image, Rectangle place) {
    for_each_line(pixels, row, channels, image, place,
                  [](const float* from, float* to, int length) { std::copy_n(from, length, to); });
}

void scatter(float* pixels, const float* row, std::int64_t channels, Size image, Rectangle place) {
    for_each_line(pixels, row, channels, image, place,
                  [](float* to, const float* from, int length) { std::copy_n(from, length, to); });
}

}  // namespace

Tensor unfold(const Tensor& pixels, Size patch) {
    const PatchGrid grid = grid_of(pixels, patch);
    const std::int64_t channels = pixels.dimension(0);
    const std::int64_t row_length = channels * patch.area();
    Tensor rows({grid.num_patches(), row_length}, Word::patches);
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        gather(pixels.data(), rows.data() + token * row_length, channels, grid.image(),
               grid.rectangle(grid.position(token)));
    }
    return rows;
}

std::vector<float> unfold_patch(const Tensor& pixels, Size patch, PatchPosition position) {
    const PatchGrid grid = grid_of(pixels, patch);
    const std::int64_t channels = pixels.dimension(0);
    std::vector<float> row(static_cast<std::size_t>(channels * patch.area()));
    gather(pixels.data(), row.data(), channels, grid.image(), grid.rectangle(position));
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
        scatter(pixels.data(), rows.data() + token * row_length, channels, grid.image(),
                grid.rectangle(grid.position(token)));
    }
    return pixels;
}

}  // namespace patchlens
