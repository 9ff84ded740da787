#include "app/model/state/session.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "app/model/files/json_fields.h"
#include "app/model/state/option_limits.h"
#include "app/model/state/session_fields.h"

namespace patchlens::model {
namespace {

constexpr std::string_view session_format = "patchlens-session";
constexpr int session_version = 1;

const char* group_of(FieldRole role) {
    return role == FieldRole::choice ? "choices" : "places";
}

Json& place_in(Json& object, std::string_view path) {
    Json* found = &object;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        found = &(*found)[std::string(path.substr(0, dot))];
        path.remove_prefix(dot + 1);
    }
    return (*found)[std::string(path)];
}

/// A picture: its name, its path, and the fingerprint by which it is recognised elsewhere.
Json json_of_picture(const std::filesystem::path& path, const FileMark& mark) {
    Json picture;
    if (path.empty()) return picture;
    picture["name"] = json_of(path.filename());
    picture["path"] = json_of(path);
    if (mark.known()) {
        picture["bytes"] = mark.bytes;
        picture["sha256"] = mark.sha256;
    }
    return picture;
}

void read_picture(const JsonReader& reader, const std::string& key, std::filesystem::path& path,
                  FileMark& mark) {
    reader.read(key + ".path", path);
    reader.read(key + ".bytes", mark.bytes);
    reader.read(key + ".sha256", mark.sha256);
    if (path.empty() || !mark.known()) mark = {};
}

/// Reads the session's pictures; if the first was missing, also the one that was shown in its place.
void read_pictures(const JsonReader& reader, Session& session) {
    read_picture(reader, "picture", session.picture, session.picture_mark);
    read_picture(reader, "second", session.second, session.second_mark);
    std::filesystem::path shown;
    FileMark mark;
    read_picture(reader, "shown", shown, mark);
    if (shown.empty()) return;
    session.absent.picture = std::exchange(session.picture, std::move(shown));
    session.absent.picture_mark = std::exchange(session.picture_mark, std::move(mark));
}

/// Whether there are several keys and each is the first part of a field's: a session saved before there was a
/// format marker.
bool holds_only_our_keys(const ParsedJson& object) {
    const auto ours = [](std::string_view key) {
        bool found = false;
        Session any;
        each_field(
            [&](FieldRole, std::string_view path, auto&) { found |= path.substr(0, path.find('.')) == key; },
            any);
        return found;
    };
    return object.size() >= 2 && std::all_of(object.items().begin(), object.items().end(),
                                             [&](const auto& item) { return ours(item.key()); });
}

/// The key a wrong value is reported under: that of the enclosing object, or its own if there is none.
std::string_view reported_key(std::string_view path) {
    const std::size_t last = path.rfind('.');
    if (last == std::string_view::npos) return path;
    const std::string_view object = path.substr(0, last);
    return object.substr(object.rfind('.') + 1);  // npos + 1 is 0
}

/// Throws for values that clamping would change: in a file, they are damaged.
void require_possible(const Session& session) {
    each_chapter([&]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        auto choice = session.choice<Type>();
        auto place = session.place<Type>();
        try {
            Type::clamp(choice, place, Facts{});
        } catch (const Error&) {
            JsonReader::damaged(name_of(chapter));
        }
        Type::each_field(
            [](FieldRole, std::string_view path, const auto& read, const auto& possible) {
                JsonReader::require(read == possible, reported_key(path));
            },
            state_of<Type>(session), ChapterState{choice, place});
    });
    JsonReader::require(is_drawn(session.random_init), "random_init");
    validate(session.module);
}

enum class Reader { anybody, this_program };

std::string text_for(const Session& session, Reader reader) {
    Session saved = session;
    const AbsentFiles& absent = session.absent;
    if (!absent.picture.empty()) {
        saved.picture = absent.picture;
        saved.picture_mark = absent.picture_mark;
    }
    if (!absent.second.empty()) {
        saved.second = absent.second;
        saved.second_mark = absent.second_mark;
    }
    if (!absent.weights.path.empty()) saved.module = with_weights(saved.module, absent.weights);
    Json object;
    object["format"] = session_format;
    object["version"] = session_version;
    object["picture"] = json_of_picture(saved.picture, saved.picture_mark);
    if (!saved.second.empty()) object["second"] = json_of_picture(saved.second, saved.second_mark);
    if (reader == Reader::this_program && !absent.picture.empty())
        object["shown"] = json_of_picture(session.picture, session.picture_mark);
    each_field(
        [&object]<typename Value>(FieldRole role, std::string_view path, const Value& value) {
            if constexpr (!std::is_same_v<Value, FileMark> && !std::is_same_v<Value, AbsentFiles>) {
                if (role == FieldRole::choice || role == FieldRole::place)
                    place_in(object[group_of(role)], path) = json_of(value);
            }
        },
        std::as_const(saved));
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

WeightsPlace weights_place(const ModuleOptions& module) {
    return {module.weights, module.tensor, module.flat_order, module.weight_layout};
}

ModuleOptions with_weights(ModuleOptions module, const WeightsPlace& place) {
    module.weights = place.path;
    module.tensor = place.tensor;
    module.flat_order = place.flat_order;
    module.weight_layout = place.layout;
    return module;
}

std::string to_json(const Session& session) {
    return text_for(session, Reader::anybody);
}

std::string state_json(const Session& session) {
    return text_for(session, Reader::this_program);
}

Session session_from_json(std::string_view text, std::string_view name) try {
    const auto refuse = [&] { throw Error(ErrorCode::not_a_session, {std::string(name)}); };
    const ParsedJson object = parse_json(text);
    if (!object.is_object()) refuse();
    const JsonReader reader(object, "{");
    const bool marked = object.contains("format");
    Session session;
    if (marked) {
        if (object["format"] != session_format) refuse();
        int written = 0;
        reader.read("version", written);
        JsonReader::require(written >= 1, "version");
        if (written > session_version)
            throw Error(ErrorCode::session_newer,
                        {std::string(name), std::to_string(written), std::to_string(session_version)});
        read_pictures(reader, session);
    } else {
        if (!holds_only_our_keys(object)) refuse();
        reader.read("picture", session.picture);
    }
    each_field(
        [&]<typename Value>(FieldRole role, const std::string& path, Value& value) {
            if constexpr (!std::is_same_v<Value, FileMark> && !std::is_same_v<Value, AbsentFiles>) {
                if (role != FieldRole::choice && role != FieldRole::place) return;
                reader.read(marked ? group_of(role) + ("." + path) : path, value);
            }
        },
        session);
    require_possible(session);
    return session;
} catch (const DamagedKey& damaged) {
    throw Error(ErrorCode::session_damaged, {name, damaged.key});
}

void give_picture(Session& session, const std::filesystem::path& picture) {
    session.picture = picture;
    session.picture_mark = {};
    session.absent.picture.clear();
    session.absent.picture_mark = {};
}

void give_second(Session& session, const std::filesystem::path& second) {
    session.second = second;
    session.second_mark = {};
    session.absent.second.clear();
    session.absent.second_mark = {};
}

Facts facts_of(const ModuleOptions& module) {
    return {.products = module.config.conv_shape().fan_in()};
}

void clamp_chapters(Session& session, const Facts& facts) {
    each_chapter([&]<Chapter chapter>() {
        using Type = ChapterOf<chapter>;
        Type::clamp(session.choice<Type>(), session.place<Type>(), facts);
    });
}

void forget_missing_weights(Session& session) {
    session.absent.weights = {};
}

bool same_when_saved(const Session& a, const Session& b) {
    bool same = true;
    each_field(
        [&same](FieldRole role, const char*, const auto& left, const auto& right) {
            if (role != FieldRole::motion) same = same && left == right;
        },
        a, b);
    return same;
}

}  // namespace patchlens::model
