#include "app/model/session.h"

#include <algorithm>
#include <array>
#include <limits>

#include <nlohmann/json.hpp>

#include "app/model/text_file.h"

namespace patchlens::model {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void damaged(std::string_view key) {
    throw Error(ErrorCode::session_damaged, {std::string(key)});
}

Json pair(Size size) {
    return Json::array({size.height, size.width});
}

/// Reads the keys of a JSON object; what is absent keeps its default, what is wrong names its key.
class Reader {
public:
    explicit Reader(std::string_view text) : json_(Json::parse(text, nullptr, false)) {
        if (!json_.is_object()) damaged("{");
    }

    template <typename Value>
    void read(const char* key, Value& value) const {
        const auto found = json_.find(key);
        if (found == json_.end()) return;
        if (!from(*found, value)) damaged(key);
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
        return from(json, value.emplace());
    }
    static bool from(const Json& json, View& value) {
        const bool numbers =
            json.is_array() && json.size() == 3 &&
            std::all_of(json.begin(), json.end(), [](const Json& number) { return number.is_number(); });
        if (!numbers) return false;
        const auto [zoom, x, y] = json.get<std::array<double, 3>>();
        value = {zoom, x, y};
        return zoom >= 1 && zoom <= largest_zoom && x >= 0 && x <= 1 && y >= 0 && y <= 1;
    }
    static bool from(const Json& json, Size& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.height) &&
               from(json[1], value.width);
    }
    static bool from(const Json& json, PatchPosition& value) {
        return json.is_array() && json.size() == 2 && from(json[0], value.row) && from(json[1], value.column);
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

}  // namespace

std::string to_json(const Session& session) {
    const ModuleOptions& module = session.module;
    Json json;
    json["picture"] = session.picture.string();
    json["img_size"] = pair(module.config.img_size);
    json["patch_size"] = pair(module.config.patch_size);
    json["in_chans"] = module.config.in_chans;
    json["embed_dim"] = module.config.embed_dim;
    json["bias"] = module.config.bias;
    json["init"] = name_of(module.init);
    json["seed"] = module.seed;
    json["fit"] = name_of(module.fit);
    json["filter"] = name_of(module.filter);
    json["normalize"] = name_of(module.normalize);
    json["weights"] = module.weights.string();
    json["tensor"] = module.tensor;
    if (module.flat_order) json["flat_order"] = name_of(*module.flat_order);
    json["sides_linked"] = session.sides_linked;
    json["patch"] = Json::array({session.patch.row, session.patch.column});
    json["dim"] = session.dim;
    json["view"] = Json::array({session.view.zoom, session.view.x, session.view.y});
    json["overlay"] = name_of(session.overlay);
    json["grid_lines"] = session.grid_lines;
    json["stretch"] = session.stretch;
    json["chapter"] = name_of(session.chapter);
    json["language"] = name_of(session.language);
    json["theme"] = name_of(session.theme);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Session session_from_json(std::string_view text) {
    const Reader reader(text);
    Session session;
    ModuleOptions& module = session.module;
    reader.read("picture", session.picture);
    reader.read("img_size", module.config.img_size);
    reader.read("patch_size", module.config.patch_size);
    reader.read("in_chans", module.config.in_chans);
    reader.read("embed_dim", module.config.embed_dim);
    reader.read("bias", module.config.bias);
    reader.read("init", module.init);
    reader.read("seed", module.seed);
    reader.read("fit", module.fit);
    reader.read("filter", module.filter);
    reader.read("normalize", module.normalize);
    reader.read("weights", module.weights);
    reader.read("tensor", module.tensor);
    reader.read("flat_order", module.flat_order);
    reader.read("sides_linked", session.sides_linked);
    reader.read("patch", session.patch);
    reader.read("dim", session.dim);
    reader.read("view", session.view);
    reader.read("overlay", session.overlay);
    reader.read("grid_lines", session.grid_lines);
    reader.read("stretch", session.stretch);
    reader.read("chapter", session.chapter);
    reader.read("language", session.language);
    reader.read("theme", session.theme);
    validate(module.config);
    return session;
}

Session load_session(const std::filesystem::path& path) {
    return session_from_json(read_text_file(path));
}

}  // namespace patchlens::model
