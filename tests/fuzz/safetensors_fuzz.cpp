// Any bytes as a safetensors file: tensors that can each be read, or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/error.h"
#include "core/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    try {
        const SafetensorsFile file(std::as_bytes(std::span(data, size)), "fuzz.safetensors");
        for (const StoredTensor& tensor : file.tensors()) {
            try {
                file.read(tensor);
            } catch (const Error&) {
            }
        }
    } catch (const Error&) {
    }
    return 0;
}
