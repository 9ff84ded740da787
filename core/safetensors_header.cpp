#include "core/safetensors_header.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/memory.h"
#include "core/utf8.h"

namespace patchlens {
namespace {

using nlohmann::json;

constexpr std::string_view metadata_key = "__metadata__";

[[noreturn]] void fail(ErrorCode code, std::string_view file_name, std::string_view tensor_name) {
    throw Error(code, {std::string(file_name), quotable(tensor_name)});
}

/// Refuses an object that has a key twice, which the JSON library would silently let the last one win.
class RepeatedKeys {
public:
    explicit RepeatedKeys(std::string_view file_name) : file_name_(file_name) {}

    bool operator()(int, json::parse_event_t event, const json& value) {
        if (event == json::parse_event_t::object_start) open_objects_.emplace_back();
        if (event == json::parse_event_t::object_end) open_objects_.pop_back();
        if (event == json::parse_event_t::key) see(value.get_ref<const std::string&>());
        return true;
    }

private:
    void see(const std::string& key) {
        const bool tensor_name = open_objects_.size() == 1;
        if (tensor_name) entry_ = key;
        if (open_objects_.back().insert(key).second) return;
        if (tensor_name) fail(ErrorCode::safetensors_name_repeated, file_name_, key);
        throw Error(ErrorCode::safetensors_field_repeated,
                    {std::string(file_name_), quotable(entry_), quotable(key)});
    }

    std::string_view file_name_;
    std::vector<std::set<std::string>> open_objects_;
    std::string entry_;
};

json parse_json(std::string_view text, std::string_view file_name) {
    // A parsed value takes many times the bytes of its text; "[]," is the worst.
    require_memory(text.size() * 32, Word::weights_file);
    if (!is_utf8(text)) throw Error(ErrorCode::safetensors_header_not_utf8, {std::string(file_name)});
    // The JSON library would skip a byte order mark; the format knows none.
    const auto not_json = [&](std::size_t byte) {
        return Error(ErrorCode::safetensors_header_not_json, {std::string(file_name), std::to_string(byte)});
    };
    if (text.starts_with("\xef\xbb\xbf")) throw not_json(1);
    try {
        return json::parse(text, RepeatedKeys(file_name));
    } catch (const json::parse_error& error) {
        throw not_json(error.byte);
    } catch (const json::out_of_range&) {
        throw not_json(text.size());  // a number such as 1e999
    }
}

/// A whole number from 0 up: neither negative nor written as 16.0 or 1e2, nor beyond 64 bits.
std::optional<std::uint64_t> whole_number(const json& value) {
    if (!value.is_number_unsigned()) return std::nullopt;
    return value.get<std::uint64_t>();
}

/// The dimensions, or Error(safetensors_shape_invalid); one beyond 63 bits can only be an overflow unless
/// another is 0.
Shape parse_shape(const json& value, std::string_view file_name, std::string_view tensor_name) {
    if (!value.is_array()) fail(ErrorCode::safetensors_shape_invalid, file_name, tensor_name);
    Shape shape;
    for (const json& item : value) {
        const std::optional<std::uint64_t> dimension = whole_number(item);
        if (!dimension) fail(ErrorCode::safetensors_shape_invalid, file_name, tensor_name);
        if (*dimension > std::numeric_limits<std::int64_t>::max()) {
            fail(ErrorCode::safetensors_size_overflow, file_name, tensor_name);
        }
        shape.push_back(static_cast<std::int64_t>(*dimension));
    }
    return shape;
}

std::pair<std::uint64_t, std::uint64_t> parse_offsets(const json& value, std::string_view file_name,
                                                      std::string_view tensor_name) {
    if (value.is_array() && value.size() == 2) {
        const std::optional<std::uint64_t> begin = whole_number(value[0]);
        const std::optional<std::uint64_t> end = whole_number(value[1]);
        if (begin && end && *begin <= *end) return {*begin, *end};
    }
    fail(ErrorCode::safetensors_offsets_invalid, file_name, tensor_name);
}

StoredTensor parse_entry(const std::string& name, const json& entry, std::string_view file_name) {
    if (!entry.is_object()) fail(ErrorCode::safetensors_entry_not_object, file_name, name);
    const auto field = [&](const char* key) -> const json& {
        const auto place = entry.find(key);
        if (place != entry.end()) return *place;
        throw Error(ErrorCode::safetensors_field_missing, {std::string(file_name), quotable(name), key});
    };
    const json& dtype = field("dtype");
    if (!dtype.is_string()) fail(ErrorCode::safetensors_type_invalid, file_name, name);
    Shape shape = parse_shape(field("shape"), file_name, name);
    const auto [begin, end] = parse_offsets(field("data_offsets"), file_name, name);
    return {name, dtype.get<std::string>(), std::move(shape), begin, end};
}

std::map<std::string, std::string> parse_metadata(const json& value, std::string_view file_name) {
    const auto is_text = [](const json& item) { return item.is_string(); };
    if (!value.is_object() || !std::all_of(value.begin(), value.end(), is_text)) {
        throw Error(ErrorCode::safetensors_metadata_invalid, {std::string(file_name)});
    }
    return value.get<std::map<std::string, std::string>>();
}

}  // namespace

SafetensorsHeader parse_safetensors_header(std::string_view json_text, std::string_view file_name) {
    const json root = parse_json(json_text, file_name);
    if (!root.is_object()) {
        throw Error(ErrorCode::safetensors_header_not_object, {std::string(file_name)});
    }
    SafetensorsHeader header;
    for (const auto& [name, entry] : root.items()) {
        if (name == metadata_key) {
            header.metadata = parse_metadata(entry, file_name);
        } else {
            header.tensors.push_back(parse_entry(name, entry, file_name));
        }
    }
    // Tensors without numbers take no room, so they come before the one that begins where they do.
    std::sort(header.tensors.begin(), header.tensors.end(), [](const StoredTensor& a, const StoredTensor& b) {
        return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
    });
    return header;
}

}  // namespace patchlens
