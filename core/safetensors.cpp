#include "core/safetensors.h"

#include <bit>
#include <cstdint>
#include <span>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"

namespace patchlens {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the files hold little-endian numbers as they are in memory");

std::string header_text(const std::vector<NamedTensor>& tensors,
                        const std::map<std::string, std::string>& metadata) {
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty()) header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const auto& [name, tensor] : tensors) {
        const std::uint64_t end = offset + tensor.values().size_bytes();
        header[name] = {{"dtype", "F32"}, {"shape", tensor.shape()}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    // A file name in the metadata need not be UTF-8; the format must be.
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata) {
    const std::string header = header_text(tensors, metadata);
    const std::uint64_t length = header.size();
    AtomicFile file(path);
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(std::as_bytes(std::span(header)));
    for (const auto& [name, tensor] : tensors)
        file.write(std::as_bytes(tensor.values()));
    file.commit();
}

}  // namespace patchlens
