// A shape and contiguous float32 numbers in C order (the last index runs fastest), with Eigen views over
// them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/support/memory.h"

namespace patchlens {

using Shape = std::vector<std::int64_t>;

/// Row-major, so that a row of the matrix is contiguous: one patch's pixels, one token's vector.
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixView = Eigen::Map<Matrix>;
using ConstMatrixView = Eigen::Map<const Matrix>;
using Vector = Eigen::VectorXf;
using ConstVectorView = Eigen::Map<const Eigen::VectorXf>;

/// The product of the dimensions; 1 for rank 0. Throws Error(out_of_memory) where it exceeds what can be
/// addressed and Error(value_out_of_range) for a negative dimension.
std::int64_t element_count(std::span<const std::int64_t> shape);

/// "[512, 3, 8, 8]"
std::string to_string(std::span<const std::int64_t> shape);

class Tensor {
public:
    /// No numbers: shape [0].
    Tensor() = default;
    /// Uninitialised memory for `shape`. Throws Error(out_of_memory), which calls the tensor `what`.
    explicit Tensor(Shape shape, Word what = Word::numbers);
    /// A copy of `values` with that shape. Throws Error(shape_mismatch) if their number differs.
    Tensor(Shape shape, std::span<const float> values);
    Tensor(Shape shape, std::initializer_list<float> values);

    static Tensor zeros(Shape shape, Word what = Word::numbers);

    const Shape& shape() const { return shape_; }
    std::int64_t dimension(std::size_t axis) const { return shape_.at(axis); }
    std::size_t rank() const { return shape_.size(); }
    std::int64_t size() const { return static_cast<std::int64_t>(values_.size()); }
    bool empty() const { return values_.empty(); }

    float* data() { return values_.data(); }
    const float* data() const { return values_.data(); }
    std::span<float> values() { return values_; }
    std::span<const float> values() const { return values_; }
    float& operator[](std::int64_t index) { return values_[static_cast<std::size_t>(index)]; }
    float operator[](std::int64_t index) const { return values_[static_cast<std::size_t>(index)]; }

    /// The numbers as [rows, size/rows], for example a weight [D, C, ph, pw] as [D, C*ph*pw]; `rows` must
    /// divide size.
    MatrixView matrix(std::int64_t rows);
    ConstMatrixView matrix(std::int64_t rows) const;

    /// Another shape, in the same memory or in new memory where that is too small; the numbers are lost.
    /// Throws Error(out_of_memory), which calls the tensor `what`, and then the tensor is empty.
    void resize(Shape shape, Word what = Word::numbers);
    /// How many numbers fit without new memory.
    std::int64_t capacity() const { return static_cast<std::int64_t>(values_.capacity()); }
    /// Reserves memory for `count` numbers; the system provides pages only as they are written. The numbers
    /// are lost. Throws std::bad_alloc.
    void reserve(std::int64_t count);
    /// Returns the pages behind the last number to the system; the capacity stays.
    void release_rest();

    /// The same numbers under another shape. Throws Error(shape_mismatch) if the number of elements differs.
    Tensor reshaped(Shape shape) &&;

    bool operator==(const Tensor&) const = default;

private:
    Shape shape_{0};
    FloatBuffer values_;
};

/// How many of the numbers are NaN or infinite.
std::int64_t not_finite_in(std::span<const float> numbers);

}  // namespace patchlens
