// A model in several files, opened through its index (shard_index.h): of its shards only those that hold the
// projection and what stands around it.
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/support/byte_source.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

class ShardedFile final : public TensorFile {
public:
    /// `wanted` is the weight's name; empty searches. A shard is found beside the index, and that of the
    /// projection and its bias must be there; others that are missing hold nothing. Throws
    /// Error(shards_without_projection), Error(tensor_missing) for a wanted name that is not listed,
    /// Error(shard_missing), Error(shard_outside) for a shard that is not beside the index,
    /// Error(tensor_data_missing) where the shard lacks the projection, and what open_tensor_file throws.
    ShardedFile(const ByteSource& index, const std::string& wanted, const std::stop_token& stop = {});

    /// The name of the shard that holds a tensor of tensors().
    const std::string& shard_of(const StoredTensor& tensor) const;

private:
    Tensor read_at(std::size_t index, const std::stop_token& stop) const override;

    struct Shard {
        std::string name;
        std::unique_ptr<TensorFile> file;
    };
    std::vector<Shard> shards_;
    /// Of each tensor, its shard and its place in that.
    std::vector<std::pair<std::size_t, std::size_t>> places_;
};

}  // namespace patchlens
