// The list that a large model's files come with: which tensor is in which of them. Source: Hugging Face,
// model.safetensors.index.json, {"metadata": …, "weight_map": {"tensor": "file", …}}.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace patchlens {

/// A tensor and the file, beside the list, that holds it.
struct ListedTensor {
    std::string tensor;
    std::string shard;

    bool operator==(const ListedTensor&) const = default;
};

/// The patch projection of a list, under the name that fits best; both texts empty where the list names none.
/// Nothing where `json` is no such list. Takes memory for the names alone, however deep the text is nested.
std::optional<ListedTensor> find_in_shard_index(std::string_view json);

}  // namespace patchlens
