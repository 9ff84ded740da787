// Any bytes as an .npz archive: arrays that can each be read, or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/weights/npz_file.h"
#include "tests/fuzz/read_tensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    read_tensors<NpzFile>([&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.npz"); });
    return 0;
}
