// The JSON header of a safetensors file: what each entry may hold.
#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/safetensors.h"

namespace patchlens {

struct SafetensorsHeader {
    std::vector<StoredTensor> tensors;   ///< in the order of their data
    std::vector<std::uint32_t> by_name;  ///< their indices, in the order of their names
    std::map<std::string, std::string> metadata;
};

/// Checks the text, each entry by itself, and that no name occurs twice, but not whether the entries cover
/// the data. Throws the errors of SafetensorsFile that concern the header.
SafetensorsHeader parse_safetensors_header(std::string_view json_text, const std::string& file_name,
                                           const std::stop_token& stop = {});

}  // namespace patchlens
