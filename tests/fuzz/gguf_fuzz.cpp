// Any bytes as a GGUF file: tensors that can each be read, and a projection or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/weights/gguf_file.h"
#include "tests/fuzz/read_tensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    read_tensors<GgufFile>([&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.gguf"); });
    return 0;
}
