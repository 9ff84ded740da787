#include "core/weights/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/support/atomic_file.h"
#include "core/support/memory.h"
#include "core/support/number_format.h"
#include "core/support/utf8.h"
#include "core/weights/safetensors_header.h"

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
    // A file name in the metadata may not be UTF-8, but the format requires it.
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

constexpr std::uint64_t longest_json_header = 100'000'000;

/// Bytes per number of every dtype with whole bytes; nothing for any other.
std::optional<std::size_t> dtype_size(std::string_view dtype) {
    constexpr std::array<std::pair<std::string_view, std::size_t>, 16> sizes{{
        {"BOOL", 1},
        {"U8", 1},
        {"I8", 1},
        {"F8_E5M2", 1},
        {"F8_E4M3", 1},
        {"F8_E8M0", 1},
        {"I16", 2},
        {"U16", 2},
        {"F16", 2},
        {"BF16", 2},
        {"I32", 4},
        {"U32", 4},
        {"F32", 4},
        {"F64", 8},
        {"I64", 8},
        {"U64", 8},
    }};
    for (const auto& [name, size] : sizes) {
        if (name == dtype) return size;
    }
    return std::nullopt;
}

void check_size(const SafetensorsEntry& entry, const std::string& file_name) {
    const StoredTensor& tensor = entry.tensor;
    const std::optional<std::size_t> number_size = dtype_size(tensor.dtype);
    if (!number_size) return;
    const std::optional<std::uint64_t> bytes = byte_count(tensor.shape, *number_size);
    if (!bytes) throw Error(ErrorCode::safetensors_size_overflow, {file_name, quotable(tensor.name)});
    if (*bytes != entry.end - entry.begin) {
        throw Error(ErrorCode::safetensors_size_differs,
                    {file_name, quotable(tensor.name), std::to_string(entry.end - entry.begin),
                     to_string(tensor.shape), tensor.dtype, std::to_string(*bytes)});
    }
}

/// The entries, in the order of their data, must cover the data without holes or overlaps.
void check_cover(const std::vector<SafetensorsEntry>& entries, std::uint64_t data_size,
                 const std::string& file_name) {
    std::uint64_t reached = 0;
    for (const SafetensorsEntry& entry : entries) {
        const std::string place = quotable(entry.tensor.name);
        if (entry.begin < reached) {
            throw Error(ErrorCode::safetensors_overlap,
                        {file_name, place, std::to_string(entry.begin), std::to_string(reached)});
        }
        if (entry.begin > reached) {
            throw Error(ErrorCode::safetensors_hole,
                        {file_name, place, std::to_string(reached), std::to_string(entry.begin)});
        }
        reached = entry.end;
    }
    if (reached == data_size) return;
    throw Error(reached > data_size ? ErrorCode::safetensors_data_short : ErrorCode::safetensors_data_long,
                {file_name, std::to_string(data_size), std::to_string(reached)});
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, const std::vector<NamedTensor>& tensors,
                       const std::map<std::string, std::string>& metadata, const std::stop_token& stop) {
    const std::string header = header_text(tensors, metadata);
    const std::uint64_t length = header.size();
    AtomicFile file(path, stop);
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(std::as_bytes(std::span(header)));
    for (const auto& [name, tensor] : tensors)
        file.write(std::as_bytes(tensor.values()));
    file.commit();
}

SafetensorsFile::SafetensorsFile(ByteSource source, const std::stop_token& stop)
    : TensorFile(source.name()), source_(std::move(source)) {
    if (source_.size() == 0) throw Error(ErrorCode::file_empty, {name()});
    std::uint64_t length = 0;
    if (source_.size() < sizeof(length)) {
        throw Error(ErrorCode::safetensors_length_missing, {name(), std::to_string(source_.size())});
    }
    source_.read(0, std::as_writable_bytes(std::span(&length, 1)));
    const std::uint64_t rest = source_.size() - sizeof(length);
    if (length > longest_json_header) {
        throw Error(ErrorCode::safetensors_header_too_long,
                    {name(), std::to_string(length), std::to_string(longest_json_header)});
    }
    if (length > rest) {
        throw Error(ErrorCode::safetensors_header_cut_short,
                    {name(), std::to_string(length), std::to_string(rest)});
    }
    data_begin_ = sizeof(length) + length;
    // A parsed header takes up to 24 times the memory of its text: `"a":"",` becomes an entry of a map.
    require_memory(length * 24, Word::weights_file);
    std::string text(static_cast<std::size_t>(length), '\0');
    source_.read(sizeof(length), std::as_writable_bytes(std::span(text)), stop);
    SafetensorsHeader header = parse_safetensors_header(text, name(), stop);
    std::vector<StoredTensor> tensors;
    for (const SafetensorsEntry& entry : header.entries) {
        begins_.push_back(entry.begin);
        tensors.push_back(entry.tensor);
    }
    set_tensors(std::move(tensors));
    set_metadata(std::move(header.metadata));
    if (const std::string* twice = repeated_name()) {
        throw Error(ErrorCode::safetensors_name_repeated, {name(), quotable(*twice)});
    }
    for (const SafetensorsEntry& entry : header.entries)
        check_size(entry, name());
    check_cover(header.entries, rest - length, name());
}

Tensor SafetensorsFile::read_at(std::size_t index, const std::stop_token& stop) const {
    const StoredTensor& tensor = tensors()[index];
    const std::optional<NumberFormat> format = float_format(tensor.dtype);
    if (!format) {
        throw Error(ErrorCode::weight_type_refused, {name(), quotable(tensor.name), quotable(tensor.dtype)});
    }
    Tensor numbers(tensor.shape, Word::weights);
    read_numbers(*format, source_, data_begin_ + begins_[index], numbers.values(), stop);
    return numbers;
}

}  // namespace patchlens
