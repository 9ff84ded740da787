// Any bytes as an .npy file: a tensor or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/error.h"
#include "core/npy.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        patchlens::parse_npy(std::as_bytes(std::span(data, size)), "fuzz.npy");
    } catch (const patchlens::Error&) {
    }
    return 0;
}
