// Any bytes as a PyTorch file, and as the pickle inside one: tensors that can each be read, or an Error,
// nothing else.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/weights/pickle.h"
#include "core/weights/torch_file.h"
#include "tests/fuzz/read_tensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    read_tensors<TorchFile>([&] { return ByteSource(std::as_bytes(std::span(data, size)), "fuzz.pth"); });
    try {
        read_pickled_tensors({reinterpret_cast<const char*>(data), size}, "fuzz.pkl");
    } catch (const Error&) {
    }
    return 0;
}
