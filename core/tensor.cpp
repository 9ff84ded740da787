#include "core/tensor.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/error.h"
#include "core/support/text.h"

namespace patchlens {
namespace {

void require_count(std::int64_t count, const Shape& shape) {
    if (count != element_count(shape)) {
        throw Error(ErrorCode::shape_mismatch, {"tensor", to_string(Shape{count}), to_string(shape)});
    }
}

}  // namespace

std::int64_t element_count(std::span<const std::int64_t> shape) {
    // Leaves a factor of eight, so that a caller's size in bytes cannot overflow either.
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 8;
    std::int64_t count = 1;
    bool none = false;
    bool too_many = false;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0) {
            throw Error(ErrorCode::value_out_of_range,
                        {"dimension", "0", std::to_string(most), std::to_string(dimension)});
        }
        none = none || dimension == 0;
        too_many = too_many || (dimension > 0 && count > most / dimension);
        if (!too_many) count *= dimension;
    }
    if (none) return 0;
    if (too_many) {
        // The true size does not fit 64 bits; this is the least it can be.
        throw Error(ErrorCode::out_of_memory,
                    {Word::numbers, bytes_text(std::numeric_limits<std::uint64_t>::max()),
                     bytes_text(available_memory())});
    }
    return count;
}

std::string to_string(std::span<const std::int64_t> shape) {
    std::string text = "[";
    for (const std::int64_t dimension : shape) {
        if (text.size() > 1) text += ", ";
        text += std::to_string(dimension);
    }
    return text + "]";
}

Tensor::Tensor(Shape shape, Word what) {
    resize(std::move(shape), what);
}

Tensor::Tensor(Shape shape, std::span<const float> values)
    : shape_(std::move(shape)), values_(values.begin(), values.end()) {
    require_count(size(), shape_);
}

Tensor::Tensor(Shape shape, std::initializer_list<float> values)
    : Tensor(std::move(shape), std::span<const float>(values.begin(), values.size())) {}

Tensor Tensor::zeros(Shape shape, Word what) {
    Tensor tensor(std::move(shape), what);
    std::fill(tensor.values_.begin(), tensor.values_.end(), 0.0F);
    return tensor;
}

MatrixView Tensor::matrix(std::int64_t rows) {
    return {data(), rows, rows == 0 ? 0 : size() / rows};
}

ConstMatrixView Tensor::matrix(std::int64_t rows) const {
    return {data(), rows, rows == 0 ? 0 : size() / rows};
}

void Tensor::resize(Shape shape, Word what) {
    const auto count = static_cast<std::size_t>(element_count(shape));
    if (count > values_.capacity()) {
        *this = Tensor();
        require_memory(count * sizeof(float), what);
    }
    values_.resize(count);
    shape_ = std::move(shape);
}

void Tensor::reserve(std::int64_t count) {
    *this = Tensor();
    values_.reserve(static_cast<std::size_t>(count));
}

void Tensor::release_rest() {
    constexpr std::size_t page = (2U << 20U) / sizeof(float);
    const std::size_t used = (values_.size() + page - 1) / page * page;
    if (used < values_.capacity())
        release_pages(values_.data() + used, (values_.capacity() - used) * sizeof(float));
}

Tensor Tensor::reshaped(Shape shape) && {
    require_count(size(), shape);
    shape_ = std::move(shape);
    return std::move(*this);
}

std::int64_t not_finite_in(std::span<const float> numbers) {
    return std::ranges::count_if(numbers, [](float number) { return !std::isfinite(number); });
}

}  // namespace patchlens
