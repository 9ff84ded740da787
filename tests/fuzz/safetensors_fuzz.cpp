// Any bytes as a safetensors file: tensors that can each be read, and a projection or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    const auto source = [&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.safetensors"); };
    try {
        const SafetensorsFile file(source());
        for (const StoredTensor& tensor : file.tensors()) {
            try {
                file.read(tensor);
            } catch (const Error&) {
            }
        }
    } catch (const Error&) {
    }
    for (const std::optional<WeightLayout> layout :
         {std::optional<WeightLayout>(), {WeightLayout::torch}, {WeightLayout::mlx}, {WeightLayout::flax}}) {
        try {
            CheckpointOptions options;
            options.layout = layout;
            if (layout) options.flat_order = FlatOrder::channels_last;
            load_projection(source(), options);
        } catch (const Error&) {
        }
    }
    return 0;
}
