// Any bytes as an .npz archive: arrays that can each be read, or an Error, nothing else.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/npz_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    const auto source = [&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.npz"); };
    try {
        const NpzFile file(source());
        for (const StoredTensor& tensor : file.tensors()) {
            try {
                file.read(tensor);
            } catch (const Error&) {
            }
        }
        load_projection(source());
    } catch (const Error&) {
    }
    return 0;
}
