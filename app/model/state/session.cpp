#include "app/model/state/session.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "app/model/files/json_fields.h"
#include "app/model/state/possible.h"
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

/// The picture: what it is called, where it was, and how to know it again elsewhere.
Json json_of_picture(const Session& session) {
    Json picture;
    if (session.picture.empty()) return picture;
    picture["name"] = json_of(session.picture.filename());
    picture["path"] = json_of(session.picture);
    if (session.picture_mark.known()) {
        picture["bytes"] = session.picture_mark.bytes;
        picture["sha256"] = session.picture_mark.sha256;
    }
    return picture;
}

void read_picture(const JsonReader& reader, Session& session) {
    reader.read("picture.path", session.picture);
    reader.read("picture.bytes", session.picture_mark.bytes);
    reader.read("picture.sha256", session.picture_mark.sha256);
    if (session.picture.empty() || !session.picture_mark.known()) session.picture_mark = {};
}

/// Whether each key is the first part of a field's, and there are several: a session from before the mark.
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

bool between(double value, double least, double most) {
    return value >= least && value <= most;
}

void require_possible(const Session& session) {
    const View& view = session.view;
    JsonReader::require(between(view.zoom, 1, largest_zoom) && between(view.x, 0, 1) && between(view.y, 0, 1),
                        "view");
    JsonReader::require(between(session.overlay_opacity, 0, 1), "overlay_opacity");
    JsonReader::require(between(session.words.n, 1, largest_embed_dim) && session.words.word >= 0 &&
                            session.words.sentence.size() <= longest_sentence,
                        "words");
    JsonReader::require(between(session.patches.apart, 0, 1), "patches");
    JsonReader::require(session.projection.term >= 0, "projection");
    const TokenView& matrix = session.maps.matrix;
    JsonReader::require(between(matrix.zoom, 1, largest_matrix_zoom) && between(matrix.row, 0, 1) &&
                            between(matrix.column, 0, 1),
                        "matrix");
    JsonReader::require(between(session.maps.tile, 0, largest_tile) && between(session.maps.step, 0, 2),
                        "maps");
    JsonReader::require(session.code.line >= 0, "code");
    validate(session.module);
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
    Session saved = session;
    const AbsentFiles& absent = session.absent;
    if (!absent.picture.empty()) {
        saved.picture = absent.picture;
        saved.picture_mark = absent.picture_mark;
    }
    if (!absent.weights.path.empty()) saved.module = with_weights(saved.module, absent.weights);
    Json object;
    object["format"] = session_format;
    object["version"] = session_version;
    object["picture"] = json_of_picture(saved);
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

Session session_from_json(std::string_view text, std::string_view name) {
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
        read_picture(reader, session);
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
}

Session at_same_place(Session session, const Session& current) {
    each_field(
        [](FieldRole role, const char*, auto& field, const auto& now) {
            if (role == FieldRole::place || role == FieldRole::motion) field = now;
        },
        session, current);
    return session;
}

void give_picture(Session& session, const std::filesystem::path& picture) {
    session.picture = picture;
    session.picture_mark = {};
    session.absent.picture.clear();
    session.absent.picture_mark = {};
}

bool same_choices(const Session& a, const Session& b) {
    return at_same_place(a, b) == b;
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
