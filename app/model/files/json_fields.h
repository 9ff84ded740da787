// Values of a session as JSON and back: sizes and positions as pairs, choices by their names.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/model/files/json_text.h"
#include "app/model/files/path_text.h"
#include "app/model/files/picture_place.h"
#include "app/model/state/names.h"
#include "app/model/state/painted_filter.h"
#include "core/patch_grid.h"

namespace patchlens::model {

using Json = nlohmann::ordered_json;  ///< written: keys stay in their order
using ParsedJson = nlohmann::json;    ///< read: keys are found without a linear search

/// A path is text. Where its bytes are not UTF-8, which JSON cannot hold, it is an object with the bytes in
/// hexadecimal: {"bytes": "2f612fff2e706e67"}.
inline Json json_of(const std::filesystem::path& path) {
    if (const std::optional<std::string> text = utf8_of(path)) return *text;
    Json bytes;
    bytes["bytes"] = hexadecimal_of(path);
    return bytes;
}

template <typename Value>
Json json_of(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
        return name_of(value);
    } else if constexpr (std::same_as<Value, LanguageId>) {
        return value.name();
    } else if constexpr (std::same_as<Value, Size>) {
        return Json::array({value.height, value.width});
    } else if constexpr (std::same_as<Value, PatchPosition>) {
        return Json::array({value.row, value.column});
    } else if constexpr (std::same_as<Value, PicturePoint>) {
        return Json::array({value.y, value.x});
    } else if constexpr (std::same_as<Value, PaintedFilter>) {
        Json json;
        json["dim"] = value.dim;
        json["in_chans"] = value.in_chans;
        json["patch_size"] = json_of(value.patch_size);
        json["weights"] = value.weights;
        return json;
    } else {
        return value;
    }
}
template <typename Value>
Json json_of(const std::optional<Value>& value) {
    return value ? json_of(*value) : Json();
}
template <typename Value>
Json json_of(const std::vector<Value>& values) {
    Json json = Json::array();
    for (const Value& value : values)
        json.push_back(json_of(value));
    return json;
}

/// Thrown by JsonReader: the value under `key` is invalid. The caller, who knows the file, turns it into an
/// Error.
struct DamagedKey {
    std::string key;
};

/// Reads the keys of a JSON object, which must outlive it; a missing key leaves its default, an invalid value
/// throws DamagedKey.
class JsonReader {
public:
    JsonReader(const ParsedJson& object, std::string_view name) : json_(object) {
        if (!json_.is_object()) damaged(name);
    }

    /// A dot in `path` separates an object from a key within it.
    template <typename Value>
    void read(std::string_view path, Value& value) const {
        const ParsedJson* found = &json_;
        std::string key;
        while (true) {
            const std::size_t dot = path.find('.');
            key = path.substr(0, dot);
            const auto at = found->find(key);
            if (at == found->end()) return;
            found = &*at;
            if (dot == std::string_view::npos) break;
            if (found->is_null()) return;
            if (!found->is_object()) damaged(key);
            path.remove_prefix(dot + 1);
        }
        if (!from(*found, value)) damaged(key);
    }

    static void require(bool possible, std::string_view key) {
        if (!possible) damaged(key);
    }
    [[noreturn]] static void damaged(std::string_view key) { throw DamagedKey{std::string(key)}; }

private:
    static bool from(const ParsedJson& json, int& value) {
        if (!json.is_number_integer()) return false;
        if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<int>::max()) {
            return false;
        }
        const auto number = json.get<std::int64_t>();
        value = static_cast<int>(number);
        return value == number;
    }
    static bool from(const ParsedJson& json, std::uint64_t& value) {
        if (!json.is_number_unsigned()) return false;
        value = json.get<std::uint64_t>();
        return true;
    }
    static bool from(const ParsedJson& json, double& value) {
        if (!json.is_number()) return false;
        value = json.get<double>();
        return true;
    }
    static bool from(const ParsedJson& json, bool& value) {
        if (!json.is_boolean()) return false;
        value = json.get<bool>();
        return true;
    }
    static bool from(const ParsedJson& json, std::string& value) {
        if (!json.is_string()) return false;
        value = json.get<std::string>();
        return true;
    }
    static bool from(const ParsedJson& json, std::filesystem::path& value) {
        const bool encoded = json.is_object() && json.contains("bytes") && json["bytes"].is_string();
        if (!json.is_string() && !encoded) return false;
        const std::optional<std::filesystem::path> path =
            encoded ? path_of_hexadecimal(json["bytes"].get<std::string>())
                    : path_of_utf8(json.get<std::string>());
        if (path) value = *path;
        return path.has_value();
    }
    template <typename Value>
    static bool from(const ParsedJson& json, std::optional<Value>& value) {
        value.reset();
        return json.is_null() || from(json, value.emplace());
    }
    static bool from(const ParsedJson& json, Size& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.height) &&
               from(json[1], value.width);
    }
    static bool from(const ParsedJson& json, PatchPosition& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.row) && from(json[1], value.column);
    }
    static bool from(const ParsedJson& json, PicturePoint& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.y) && from(json[1], value.x);
    }
    static bool from(const ParsedJson& json, LanguageId& value) {
        if (!json.is_string()) return false;
        const std::optional<LanguageId> id = LanguageId::called(json.get<std::string>());
        if (id) value = *id;
        return id.has_value();
    }
    static bool from(const ParsedJson& json, float& value) {
        if (!json.is_number()) return false;
        value = json.get<float>();
        return std::isfinite(value);
    }
    static bool from(const ParsedJson& json, PaintedFilter& value) {
        const auto has = [&](const char* key, auto& field) {
            return json.contains(key) && from(json[key], field);
        };
        return json.is_object() && has("dim", value.dim) && has("in_chans", value.in_chans) &&
               has("patch_size", value.patch_size) && has("weights", value.weights) && value.whole();
    }
    template <typename Value>
    static bool from(const ParsedJson& json, std::vector<Value>& values) {
        if (!json.is_array()) return false;
        values.assign(json.size(), Value{});
        for (std::size_t i = 0; i < json.size(); ++i) {
            if (!from(json[i], values[i])) return false;
        }
        return true;
    }
    template <typename Choice>
    requires std::is_enum_v<Choice>
    static bool from(const ParsedJson& json, Choice& value) {
        if (!json.is_string()) return false;
        for (const auto& [name, choice] : names_of<Choice>) {
            if (name != json.get<std::string>()) continue;
            value = choice;
            return true;
        }
        return false;
    }

    const ParsedJson& json_;
};

}  // namespace patchlens::model
