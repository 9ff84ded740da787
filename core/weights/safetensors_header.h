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

/// Checks text and entries, each by itself, and that no name stands there twice; whether they fit together
/// and fill the data is not looked at here. Throws the errors of SafetensorsFile that concern them.
SafetensorsHeader parse_safetensors_header(std::string_view json_text, const std::string& file_name,
                                           const std::stop_token& stop = {});

}  // namespace patchlens
