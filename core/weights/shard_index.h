// The index of a sharded model: which tensor is in which file. Source: Hugging Face,
// model.safetensors.index.json, {"metadata": …, "weight_map": {"tensor": "file", …}}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace patchlens {

/// A tensor and the file, beside the index, that holds it.
struct ListedTensor {
    std::string tensor;
    std::string shard;

    bool operator==(const ListedTensor&) const = default;
};

/// The patch projection in an index, under the name that fits best; both strings empty where there is none.
/// Nothing where `json` is not such an index. Memory is used for the names alone, however deep the JSON
/// nests.
std::optional<ListedTensor> find_in_shard_index(std::string_view json);

}  // namespace patchlens
