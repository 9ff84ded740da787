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

/// One tensor as the header describes it.
struct SafetensorsEntry {
    StoredTensor tensor;
    std::uint64_t begin = 0;  ///< its bytes are [begin, end) of the data after the header
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries;  ///< in the order of their data
    std::map<std::string, std::string> metadata;
};

/// Checks the text and each entry by itself, but not whether a name occurs twice or the entries cover the
/// data. Throws the errors of SafetensorsFile that concern the header.
SafetensorsHeader parse_safetensors_header(std::string_view json_text, const std::string& file_name,
                                           const std::stop_token& stop = {});

}  // namespace patchlens
