// Any bytes as a safetensors file: tensors that can each be read, and a projection or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/weights/safetensors.h"
#include "tests/fuzz/read_tensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    for (const std::optional<WeightLayout> layout :
         {std::optional<WeightLayout>(), {WeightLayout::torch}, {WeightLayout::mlx}, {WeightLayout::flax}}) {
        CheckpointOptions options;
        options.layout = layout;
        if (layout) options.flat_order = FlatOrder::channels_last;
        const auto source = [&] {
            return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.safetensors");
        };
        read_tensors<SafetensorsFile>(source, options);
    }
    return 0;
}
