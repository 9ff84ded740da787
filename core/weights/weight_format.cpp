#include "core/weights/weight_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/support/utf8.h"
#include "core/weights/npz_file.h"
#include "core/weights/shard_index.h"
#include "core/weights/torch_file.h"
#include "core/weights/zip_archive.h"

namespace patchlens {
namespace {

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string_view without_leading_space(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    return text;
}

/// Whether all bytes are text: no control characters except line breaks, tabs and escape.
bool is_text(std::string_view head) {
    return std::all_of(head.begin(), head.end(), [](unsigned char byte) {
        return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t' || byte == 0x1b;
    });
}

/// A length below 4 GiB and the object a safetensors header begins with.
bool begins_as_safetensors(std::string_view head) {
    constexpr std::string_view upper_half{"\0\0\0\0", 4};
    return head.size() > 8 && head.substr(4, 4) == upper_half &&
           without_leading_space(head.substr(8)).starts_with('{');
}

/// The text as a Python string literal; control characters, quotes and backslashes are escaped.
std::string python_text(std::string_view text) {
    std::string inside;
    for (const char character : text) {
        if (character == '"' || character == '\\') inside += '\\';
        inside += character;
    }
    return '"' + printable(inside) + '"';
}

/// PyTorch's files since 1.6 and numpy's archives are ZIP files.
WeightFormat format_of_zip(const ByteSource& file) {
    const ZipArchive archive(file);
    if (is_torch_archive(archive)) return WeightFormat::torch;
    if (is_npz_archive(archive)) return WeightFormat::npz;
    throw Error(ErrorCode::archive_refused, {file.name(), "ZIP"});
}

/// The index of a sharded model; other JSON, such as a configuration, is refused.
WeightFormat format_of_json(const ByteSource& file) {
    if (read_shard_index(file)) return WeightFormat::shard_index;
    throw Error(ErrorCode::json_refused, {file.name()});
}

/// An index, or text of any kind: mostly an answer the server sent instead of the model.
WeightFormat format_of_text(const ByteSource& file, std::string_view head) {
    const std::string_view text = without_leading_space(head);
    if (text.starts_with("version https://git-lfs"))
        throw Error(ErrorCode::lfs_pointer_refused, {file.name()});
    if (text.starts_with('<')) throw Error(ErrorCode::web_page_refused, {file.name()});
    if (text.starts_with('{') || text.starts_with('[')) return format_of_json(file);
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    throw Error(ErrorCode::text_refused, {file.name(), quotable(line, 60)});
}

struct Magic {
    std::string_view bytes;
    ErrorCode code;
    const char* name = "";  ///< of the archive format
    std::size_t place = 0;
};

constexpr std::array magics{
    Magic{"\x89HDF\r\n\x1a\n", ErrorCode::hdf5_refused},
    Magic{"\x1f\x8b", ErrorCode::archive_refused, "gzip"},
    Magic{"BZh", ErrorCode::archive_refused, "bzip2"},
    Magic{"\xfd"
          "7zXZ",
          ErrorCode::archive_refused, "xz"},
    Magic{"\x28\xb5\x2f\xfd", ErrorCode::archive_refused, "Zstandard"},
    Magic{"7z\xbc\xaf\x27\x1c", ErrorCode::archive_refused, "7-Zip"},
    Magic{"Rar!\x1a\x07", ErrorCode::archive_refused, "RAR"},
    Magic{"TFL3", ErrorCode::tensorflow_refused, "", 4},
};

/// Protocol buffers have no signature. SavedModel: field 1 (schema version) is 1, then field 2.
/// A frozen graph: field 1, a node, whose field 1 is its name. ONNX: field 1 (IR version) of at least 3, then
/// one of its other fields. Sources: saved_model.proto, graph.proto, onnx.proto.
std::optional<ErrorCode> protocol_buffer(std::string_view head) {
    const auto byte = [&](std::size_t i) { return i < head.size() ? static_cast<std::uint8_t>(head[i]) : 0; };
    if (byte(0) == 0x08 && byte(1) == 1 && byte(2) == 0x12) return ErrorCode::tensorflow_refused;
    constexpr std::string_view onnx_fields = "\x12\x1a\x22\x2a\x32\x3a\x42\x72";
    if (byte(0) == 0x08 && byte(1) >= 3 && byte(1) < 32 && head.size() > 2 &&
        onnx_fields.find(head[2]) != std::string_view::npos) {
        return ErrorCode::onnx_refused;
    }
    if (byte(0) != 0x0a) return std::nullopt;
    std::size_t place = 1;
    while ((byte(place) & 0x80U) != 0 && place < 6)
        ++place;  // the length of the node
    const std::size_t name_size = byte(place + 2);
    const bool node = byte(place + 1) == 0x0a && name_size > 0 && byte(place + 3 + name_size) == 0x12 &&
                      is_text(head.substr(std::min(place + 3, head.size()), name_size));
    return node ? std::optional(ErrorCode::tensorflow_refused) : std::nullopt;
}

/// PyTorch's files before 1.6 are a sequence of pickles, before 0.1.13 a tar archive of them.
bool is_pickle(std::string_view head) {
    if (head.size() > 1 && head[0] == '\x80' && head[1] >= 2 && head[1] <= 5) return true;
    return head.size() > 262 && head.substr(257, 5) == "ustar" && head.starts_with("sys_info");
}

}  // namespace

WeightFormat weight_format(const ByteSource& file) {
    if (file.size() == 0) throw Error(ErrorCode::file_empty, {file.name()});
    const std::string beginning = file.head(4096);
    const std::string_view head = beginning;
    if (head.starts_with("\x93NUMPY")) return WeightFormat::npy;
    if (begins_as_safetensors(head)) return WeightFormat::safetensors;
    if (head.starts_with("GGUF")) return WeightFormat::gguf;
    if (head.starts_with("FUGG")) throw Error(ErrorCode::big_endian_refused, {file.name()});
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return format_of_zip(file);
    for (const Magic& magic : magics) {
        if (head.size() < magic.place || !head.substr(magic.place).starts_with(magic.bytes)) continue;
        if (magic.code == ErrorCode::archive_refused) throw Error(magic.code, {file.name(), magic.name});
        throw Error(magic.code, {file.name()});
    }
    if (is_pickle(head)) throw Error(ErrorCode::pickle_refused, {file.name(), python_text(file.name())});
    if (head.size() > 262 && head.substr(257, 5) == "ustar") {
        throw Error(ErrorCode::archive_refused, {file.name(), "tar"});
    }
    if (const auto code = protocol_buffer(head)) throw Error(*code, {file.name(), python_text(file.name())});

    const std::string extension = lower_case(std::filesystem::path(file.name()).extension().string());
    constexpr std::size_t shortest_text = 6;  // less is more likely a truncated file than a message
    const std::string_view text = without_leading_space(head);
    if (is_text(head) && (text.size() >= shortest_text || text.starts_with('{') || text.starts_with('<'))) {
        return format_of_text(file, head);
    }
    if (extension == ".safetensors") return WeightFormat::safetensors;
    if (extension == ".npy") return WeightFormat::npy;
    constexpr std::array<std::string_view, 6> pickles{".pt", ".pth", ".bin", ".ckpt", ".pkl", ".pickle"};
    const bool too_short = file.size() < shortest_text;  // to be told by content
    if (too_short && std::find(pickles.begin(), pickles.end(), extension) != pickles.end()) {
        throw Error(ErrorCode::pickle_refused, {file.name(), python_text(file.name())});
    }
    throw Error(ErrorCode::weights_format_refused, {file.name()});
}

}  // namespace patchlens
