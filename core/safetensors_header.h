// The JSON header of a safetensors file: what each entry may hold.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/safetensors.h"

namespace patchlens {

struct SafetensorsHeader {
    std::vector<StoredTensor> tensors;  ///< in the order of their data
    std::map<std::string, std::string> metadata;
};

/// Checks text and entries, each by itself; whether they fit together and fill the data is not looked at
/// here. Throws the errors of SafetensorsFile that concern them.
SafetensorsHeader parse_safetensors_header(std::string_view json_text, std::string_view file_name);

}  // namespace patchlens
