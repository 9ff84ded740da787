#include "app/model/computing/pixel_range.h"

namespace patchlens::model {

std::vector<PixelRange> pixel_ranges(const Tensor& pixels) {
    std::vector<PixelRange> ranges;
    const ConstMatrixView planes = pixels.matrix(pixels.dimension(0));
    for (Eigen::Index channel = 0; channel < planes.rows(); ++channel) {
        ranges.push_back({planes.row(channel).minCoeff(), planes.row(channel).maxCoeff()});
    }
    return ranges;
}

}  // namespace patchlens::model
