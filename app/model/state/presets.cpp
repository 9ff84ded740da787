#include "app/model/state/presets.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/model/files/json_text.h"
#include "app/model/files/text_file.h"
#include "app/model/state/names.h"
#include "core/error.h"

namespace patchlens::model {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, PresetNote>, 4> note_names{{
    {"no_bias", PresetNote::no_bias},
    {"norm_follows", PresetNote::norm_follows},
    {"drops_remainder", PresetNote::drops_remainder},
    {"overlaps", PresetNote::overlaps},
}};

[[noreturn]] void fail(const std::string& place) {
    throw Error(ErrorCode::asset_damaged, {"presets.json", place});
}

/// One preset's object; errors name its place in the file.
class Entry {
public:
    Entry(const json& object, std::size_t index)
        : object_(object), place_("presets[" + std::to_string(index) + "]") {
        if (!object.is_object()) fail(place_);
    }

    bool has(const char* key) const { return object_.contains(key); }

    template <typename Value>
    Value get(const char* key) const {
        const auto found = object_.find(key);
        if (found == object_.end()) fail(place(key));
        try {
            return found->get<Value>();
        } catch (const json::exception&) {
            fail(place(key));
        }
    }

    template <typename Named>
    auto choice(const char* key, const std::string& name, const Named& names) const {
        for (const auto& [text, value] : names) {
            if (text == name) return value;
        }
        fail(place(key));
    }

    std::string place(const char* key) const { return place_ + "." + key; }

private:
    const json& object_;
    std::string place_;
};

Preset parse_preset(const Entry& entry) {
    Preset preset;
    preset.name = entry.get<std::string>("name");
    preset.title = entry.get<std::string>("title");
    preset.config.img_size = to_pair(entry.get<int>("img_size"));
    preset.config.patch_size = to_pair(entry.get<int>("patch_size"));
    if (entry.has("stride")) preset.config.stride = to_pair(entry.get<int>("stride"));
    if (entry.has("padding")) preset.config.padding = to_pair(entry.get<int>("padding"));
    preset.config.in_chans = entry.get<int>("in_chans");
    preset.config.embed_dim = entry.get<int>("embed_dim");
    preset.config.bias = entry.get<bool>("bias");
    preset.normalize = entry.choice("normalize", entry.get<std::string>("normalize"), names_of<Normalize>);
    for (const std::string& note : entry.get<std::vector<std::string>>("notes")) {
        preset.notes.push_back(entry.choice("notes", note, note_names));
    }
    return preset;
}

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char letter) { return std::tolower(static_cast<unsigned char>(letter)); };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char left, char right) { return lower(left) == lower(right); });
}

}  // namespace

std::vector<Preset> parse_presets(std::string_view json_text) {
    const json root = parse_json(json_text);
    if (!root.is_object() || !root.contains("presets") || !root["presets"].is_array()) fail("presets");
    std::vector<Preset> presets;
    for (const json& object : root["presets"])
        presets.push_back(parse_preset({object, presets.size()}));
    return presets;
}

std::vector<Preset> load_presets(const std::filesystem::path& path) {
    return parse_presets(read_text_file(path));
}

const Preset& find_preset(std::span<const Preset> presets, std::string_view name) {
    for (const Preset& preset : presets) {
        if (same_letters(preset.name, name)) return preset;
    }
    std::string names;
    for (const Preset& preset : presets)
        names += (names.empty() ? "" : ", ") + preset.name;
    throw Error(ErrorCode::choice_expected, {"preset", names, std::string(name)});
}

}  // namespace patchlens::model
