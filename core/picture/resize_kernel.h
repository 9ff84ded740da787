// The two inner loops of resize, compiled for every instruction set and chosen at run time (Google Highway).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace patchlens {

/// One axis of a resize: the inputs of each output and their weights.
struct ResizeWeights {
    /// Output i is a weighted sum of inputs first[i] .. first[i] + count[i] - 1.
    std::vector<std::size_t> first;
    std::vector<std::size_t> count;
    /// Output i's weights start at i * stride; fixed point, 1.0 = 2^22.
    std::vector<std::int32_t> values;
    std::size_t stride = 0;

    std::size_t outputs() const { return first.size(); }
    const std::int32_t* of(std::size_t output) const { return values.data() + output * stride; }
};

/// How many bytes past the end of a row `resample_row` may read.
inline constexpr std::size_t row_slack = 64;

/// Weights as `resample_row` needs them: each repeated for every channel, in chunks of one SIMD register.
class RowWeights {
public:
    RowWeights(const ResizeWeights& weights, std::size_t channels);

    struct Output {
        std::size_t first_byte;
        std::size_t chunks;
        std::size_t values_at;
    };
    std::size_t channels;
    std::size_t lanes;        ///< numbers per register
    std::size_t chunk_bytes;  ///< how many of them are in use: whole pixels
    std::vector<Output> outputs;
    std::vector<std::int32_t> values;
};

/// One row of interleaved pixels, resampled horizontally. `row` must be readable for row_slack bytes past its
/// end.
void resample_row(const RowWeights& weights, const std::uint8_t* row, std::uint8_t* out);

/// The weighted sum of `rows` rows of `bytes` bytes, `row_stride` bytes apart.
void blend_rows(const std::uint8_t* first_row, std::size_t row_stride, std::size_t bytes,
                const std::int32_t* weights, std::size_t rows, std::uint8_t* out);

}  // namespace patchlens
