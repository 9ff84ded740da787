// Any bytes as an .npy file, or as any other that is called one: a projection or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    const auto source = [&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.npy"); };
    try {
        read_npy(source());
    } catch (const Error&) {
    }
    for (const std::optional<WeightLayout> layout :
         {std::optional<WeightLayout>(), {WeightLayout::mlx}, {WeightLayout::flax}}) {
        try {
            CheckpointOptions options;
            options.layout = layout;
            load_projection(source(), options);
        } catch (const Error&) {
        }
    }
    return 0;
}
