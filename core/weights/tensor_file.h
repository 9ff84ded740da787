// The named tensors of a model's file, whatever its format: what the search for the projection looks through.
#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// One tensor as its file describes it.
struct StoredTensor {
    std::string name;
    std::string dtype;  ///< as the file writes it: "F32", "BF16", "HalfStorage", "<f4", …
    Shape shape;
};

/// The numbers are read on demand: of a model only the projection is.
class TensorFile {
public:
    virtual ~TensorFile() = default;
    TensorFile(const TensorFile&) = delete;
    TensorFile& operator=(const TensorFile&) = delete;

    /// What error messages call the file.
    const std::string& name() const { return name_; }
    /// In the order of the file; no name stands twice.
    const std::vector<StoredTensor>& tensors() const { return tensors_; }
    /// What else the file says of itself.
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    /// The tensor of that name, or nullptr.
    const StoredTensor* find(std::string_view tensor_name) const;

    /// The numbers of one of tensors() as float32. Throws Error(weight_type_refused) for numbers that are no
    /// floating point numbers, Error(out_of_memory), Error(cancelled), and what reading the file throws.
    Tensor read(const StoredTensor& tensor, const std::stop_token& stop = {}) const;

protected:
    explicit TensorFile(std::string name) : name_(std::move(name)) {}
    TensorFile(TensorFile&&) = default;

    void set_tensors(std::vector<StoredTensor> tensors);
    void set_metadata(std::map<std::string, std::string> metadata) { metadata_ = std::move(metadata); }
    /// A name that stands twice, or nullptr.
    const std::string* repeated_name() const;

private:
    virtual Tensor read_at(std::size_t index, const std::stop_token& stop) const = 0;

    std::string name_;
    std::vector<StoredTensor> tensors_;
    std::vector<std::uint32_t> by_name_;  ///< indices of tensors_, in the order of their names
    std::map<std::string, std::string> metadata_;
};

}  // namespace patchlens
