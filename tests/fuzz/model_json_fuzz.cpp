// Any bytes as the JSON files beside a model's weights: its index and what it expects of pictures.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/weights/picture_config.h"
#include "core/weights/shard_index.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    patchlens::read_shard_index(text);
    patchlens::parse_preprocessor_config(text);
    patchlens::parse_processor_config(text);
    patchlens::parse_timm_config(text);
    return 0;
}
