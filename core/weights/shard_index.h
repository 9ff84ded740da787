// The index of a model in several files, its shards: which tensor is in which. Source: Hugging Face,
// model.safetensors.index.json and pytorch_model.bin.index.json, {"metadata": …,
// "weight_map": {"tensor": "file", …}}.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/support/byte_source.h"

namespace patchlens {

/// A tensor and the file, beside the index, that holds it.
struct ListedTensor {
    std::string tensor;
    std::string shard;

    bool operator==(const ListedTensor&) const = default;
};

/// The tensors of an index, in its order. Nothing where `json` is not such an index. Memory is used for the
/// names alone, however deep the JSON nests.
std::optional<std::vector<ListedTensor>> read_shard_index(std::string_view json);

/// The same of a file; nothing for one of more than 64 MiB. Throws what ByteSource::read throws.
std::optional<std::vector<ListedTensor>> read_shard_index(const ByteSource& file);

}  // namespace patchlens
