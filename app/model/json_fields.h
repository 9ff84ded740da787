// Values of a session as JSON and back: sizes and positions as pairs, choices by their names.
#pragma once

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

#include "app/model/names.h"
#include "core/patch_grid.h"

namespace patchlens::model {

using Json = nlohmann::ordered_json;

template <typename Value>
Json json_of(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
        return name_of(value);
    } else if constexpr (std::same_as<Value, Size>) {
        return Json::array({value.height, value.width});
    } else if constexpr (std::same_as<Value, PatchPosition>) {
        return Json::array({value.row, value.column});
    } else if constexpr (std::same_as<Value, std::filesystem::path>) {
        return value.string();
    } else {
        return value;
    }
}
template <typename Value>
Json json_of(const std::optional<Value>& value) {
    return value ? json_of(*value) : Json();
}

/// Reads the keys of a JSON object; what is absent keeps its default, what is wrong throws
/// Error(session_damaged), which names the key.
class JsonReader {
public:
    explicit JsonReader(std::string_view text) : JsonReader(Json::parse(text, nullptr, false), "{") {}
    JsonReader(Json object, std::string_view name) : json_(std::move(object)) {
        if (!json_.is_object()) damaged(name);
    }

    template <typename Value>
    void read(const char* key, Value& value) const {
        const auto found = json_.find(key);
        if (found == json_.end()) return;
        if (!from(*found, value)) damaged(key);
    }
    /// The object at `key`; an empty one where it is absent.
    JsonReader inside(const char* key) const {
        const auto found = json_.find(key);
        return {found == json_.end() ? Json::object() : *found, key};
    }

    static void require(bool possible, std::string_view key) {
        if (!possible) damaged(key);
    }
    [[noreturn]] static void damaged(std::string_view key) {
        throw Error(ErrorCode::session_damaged, {std::string(key)});
    }

private:
    static bool from(const Json& json, int& value) {
        if (!json.is_number_integer()) return false;
        if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<int>::max()) {
            return false;
        }
        const auto number = json.get<std::int64_t>();
        value = static_cast<int>(number);
        return value == number;
    }
    static bool from(const Json& json, std::uint64_t& value) {
        if (!json.is_number_unsigned()) return false;
        value = json.get<std::uint64_t>();
        return true;
    }
    static bool from(const Json& json, double& value) {
        if (!json.is_number()) return false;
        value = json.get<double>();
        return true;
    }
    static bool from(const Json& json, bool& value) {
        if (!json.is_boolean()) return false;
        value = json.get<bool>();
        return true;
    }
    static bool from(const Json& json, std::string& value) {
        if (!json.is_string()) return false;
        value = json.get<std::string>();
        return true;
    }
    static bool from(const Json& json, std::filesystem::path& value) {
        if (!json.is_string()) return false;
        value = json.get<std::string>();
        return true;
    }
    template <typename Value>
    static bool from(const Json& json, std::optional<Value>& value) {
        value.reset();
        return json.is_null() || from(json, value.emplace());
    }
    static bool from(const Json& json, Size& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.height) &&
               from(json[1], value.width);
    }
    static bool from(const Json& json, PatchPosition& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.row) && from(json[1], value.column);
    }
    template <typename Value>
    static bool from(const Json& json, std::vector<Value>& values) {
        if (!json.is_array()) return false;
        values.assign(json.size(), Value{});
        for (std::size_t i = 0; i < json.size(); ++i) {
            if (!from(json[i], values[i])) return false;
        }
        return true;
    }
    template <typename Choice>
    requires std::is_enum_v<Choice>
    static bool from(const Json& json, Choice& value) {
        if (!json.is_string()) return false;
        for (const auto& [name, choice] : names_of<Choice>) {
            if (name != json.get<std::string>()) continue;
            value = choice;
            return true;
        }
        return false;
    }

    Json json_;
};

}  // namespace patchlens::model
