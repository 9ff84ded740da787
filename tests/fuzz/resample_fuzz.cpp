// A kernel of any shape and numbers, fitted to another patch_size, in_chans and embed_dim: what is asked for,
// the same kernel where nothing changes, and a flat kernel that stays flat where its patches grow.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/error.h"
#include "core/weights/kernel_resample.h"
#include "tests/fuzz/taken.h"

namespace {

using namespace patchlens;

constexpr int longest_side = 40;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_rows(int from, int to) {
    const Eigen::MatrixXd matrix = interpolation_matrix(from, to);
    require(matrix.rows() == to && matrix.cols() == from);
    require(((matrix.rowwise().sum().array() - 1).abs() < 1e-9).all());
}

/// The dot product of a flat patch of ones with a filter, which resampling where patches grow leaves as it
/// was.
double sum_of(const Tensor& filter) {
    return filter.matrix(1).cast<double>().sum();
}

void check_resampled(const Tensor& weight, Size patch_size) {
    const Tensor resampled = resample_patch_embed(weight, patch_size);
    require(resampled.shape() ==
            Shape{weight.dimension(0), weight.dimension(1), patch_size.height, patch_size.width});
    require(not_finite_in(resampled.values()) == 0);
    const bool grows = patch_size.height >= weight.dimension(2) && patch_size.width >= weight.dimension(3);
    if (grows)
        require(std::abs(sum_of(resampled) - sum_of(weight)) < 1e-3 * static_cast<double>(weight.size()));
}

void check_channels(const Tensor& weight, int in_chans) {
    const Tensor adapted = adapt_input_channels(weight, in_chans);
    require(adapted.shape() ==
            Shape{weight.dimension(0), in_chans, weight.dimension(2), weight.dimension(3)});
    require(in_chans != weight.dimension(1) || adapted == weight);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Taken taken(data, size);
    const int filters = taken.between(1, 3);
    const int channels = taken.between(1, 4);
    const Size side{taken.between(1, longest_side), taken.between(1, longest_side)};
    const Size wanted{taken.between(0, longest_side), taken.between(0, longest_side)};
    const int in_chans = taken.between(0, 6);
    const int embed_dim = taken.between(0, 4);
    Tensor weight({filters, channels, side.height, side.width});
    for (float& number : weight.values())
        number = taken.small();
    try {
        check_resampled(weight, wanted);
        check_rows(side.height, wanted.height);
        check_rows(side.width, wanted.width);
    } catch (const Error&) {
        require(wanted.area() == 0);
    }
    try {
        check_channels(weight, in_chans);
    } catch (const Error&) {
        require(in_chans == 0);
    }
    try {
        const ConvParameters kept = keep_first_dimensions({weight, Tensor::zeros({filters})}, embed_dim);
        require(kept.weight.dimension(0) == embed_dim && kept.bias.size() == embed_dim);
    } catch (const Error&) {
        require(embed_dim < 1 || embed_dim > filters);
    }
    return 0;
}
