// Any bytes as a PyTorch file, and as the pickle inside one: tensors that can each be read, or an Error,
// nothing else.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/error.h"
#include "core/weights/checkpoint.h"
#include "core/weights/pickle.h"
#include "core/weights/torch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto source = [&] { return ByteSource(bytes, "fuzz.pth"); };
    try {
        const TorchFile file(source());
        for (const StoredTensor& tensor : file.tensors()) {
            try {
                file.read(tensor);
            } catch (const Error&) {
            }
        }
        load_projection(source());
    } catch (const Error&) {
    }
    try {
        read_pickled_tensors({reinterpret_cast<const char*>(data), size}, "fuzz.pkl");
    } catch (const Error&) {
    }
    return 0;
}
