#include "app/model/state/session_text.h"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include "app/model/files/base64.h"
#include "app/model/files/json_fields.h"
#include "app/model/lesson/lesson_json.h"
#include "app/model/state/kept_keys.h"
#include "app/model/state/option_limits.h"
#include "app/model/state/session_fields.h"

namespace patchlens::model {
namespace {

constexpr std::string_view session_format = "patchlens-session";
constexpr int session_version = 1;

const char* group_of(FieldRole role) {
    return role == FieldRole::choice ? "choices" : "places";
}

template <typename Value>
constexpr bool has_own_format = std::is_same_v<Value, FileMark> || std::is_same_v<Value, AbsentFiles> ||
                                std::is_same_v<Value, Shared<Handout>>;

/// Calls visit(path, field) for every field that is a value under its key, "choices.words.n"; files have a
/// format of their own.
void each_value(const auto& visit, auto& session) {
    each_field(
        [&]<typename Value>(FieldRole role, std::string_view key, Value& value) {
            if constexpr (!has_own_format<std::remove_const_t<Value>>) {
                if (role == FieldRole::choice || role == FieldRole::place)
                    visit(group_of(role) + ("." + std::string(key)), value);
            }
        },
        session);
}

Json& place_in(Json& object, std::string_view path) {
    Json* found = &object;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        found = &(*found)[std::string(path.substr(0, dot))];
        path.remove_prefix(dot + 1);
    }
    return (*found)[std::string(path)];
}

const KnownKeys& keys_of_state() {
    static const KnownKeys keys = [] {
        KnownKeys found;
        Session any;
        each_value([&](std::string path, auto&) { found.insert(std::move(path)); }, any);
        return found;
    }();
    return keys;
}

/// What is known at the top of a session.
const KnownKeys keys_of_file{"format",  "version", "picture",        "second", "shown",
                             "choices", "places",  "picture_inside", "lesson"};

/// The files to be written within a session, each where it is named first.
class FilesToWrite {
public:
    explicit FilesToWrite(std::span<const InsideFile> files) : files_(files) {}

    const InsideFile* take(const FileMark& mark) {
        const auto found = std::ranges::find(files_, mark, &InsideFile::mark);
        if (!mark.known() || found == files_.end() || !written_.insert(mark.sha256).second) return nullptr;
        return &*found;
    }

private:
    std::span<const InsideFile> files_;
    std::set<std::string> written_;
};

/// A picture: its name, its path, the fingerprint by which it is recognised elsewhere, and its bytes where
/// they are written.
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

void add_bytes(Json& state, const char* key, FilesToWrite& files) {
    if (!state.contains(key) || !state[key].is_object() || !state[key].contains("sha256")) return;
    Json& picture = state[key];
    const FileMark mark{picture["bytes"].get<std::uint64_t>(), picture["sha256"].get<std::string>()};
    if (const InsideFile* file = files.take(mark)) picture["data"] = base64_of(file->bytes);
}

/// The pictures, the choices and the places.
Json json_of_state(const Session& session) {
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
    Json state;
    state["picture"] = json_of_picture(saved.picture, saved.picture_mark);
    if (!saved.second.empty()) state["second"] = json_of_picture(saved.second, saved.second_mark);
    each_value([&state](std::string_view path, const auto& value) { place_in(state, path) = json_of(value); },
               std::as_const(saved));
    add_kept(state, session.kept);
    return state;
}

/// A step's state as the difference to that of the session. A picture is written whole.
Json difference_between(const Json& first, const Json& state) {
    Json difference = merge_patch_between(first, state);
    for (const char* key : {"picture", "second"}) {
        if (difference.contains(key) && difference[key].is_object()) difference[key] = state[key];
    }
    return difference;
}

Json json_of_lesson(const Lesson& lesson, const Json& first, FilesToWrite& files) {
    Json json;
    json["title"] = lesson.title;
    Json steps = Json::array();
    for (const LessonStep& step : lesson.steps) {
        Json one;
        one["text"] = step.text;
        one["state"] = difference_between(first, json_of_state(*step.state));
        add_bytes(one["state"], "picture", files);
        add_bytes(one["state"], "second", files);
        add_kept(one, step.kept);
        steps.push_back(std::move(one));
    }
    json["steps"] = std::move(steps);
    add_kept(json, lesson.kept);
    return json;
}

enum class Reader { anybody, this_program };

std::string text_for(const Session& session, Reader reader, std::span<const InsideFile> inside) {
    FilesToWrite files(inside);
    Json object;
    object["format"] = session_format;
    object["version"] = session_version;
    const Json state = json_of_state(session);
    object.update(state);
    add_bytes(object, "picture", files);
    add_bytes(object, "second", files);
    if (reader == Reader::this_program && !session.absent.picture.empty())
        object["shown"] = json_of_picture(session.picture, session.picture_mark);
    const Handout& handout = *session.handout;
    if (handout.picture_inside) object["picture_inside"] = true;
    if (!handout.lesson.empty()) object["lesson"] = json_of_lesson(handout.lesson, state, files);
    add_kept(object, handout.kept);
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
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

/// Reads what a session and a step have in common from objects with the same keys.
class StateReader {
public:
    explicit StateReader(std::vector<InsideFile>& inside) : inside_(inside) {}

    void read_pictures(const ParsedJson& object, Session& session) {
        read_picture(object, "picture", session.picture, session.picture_mark);
        read_picture(object, "second", session.second, session.second_mark);
    }

    void read_picture(const ParsedJson& object, const std::string& key, std::filesystem::path& path,
                      FileMark& mark) {
        const JsonReader reader(object, "{");
        reader.read(key + ".path", path);
        reader.read(key + ".bytes", mark.bytes);
        reader.read(key + ".sha256", mark.sha256);
        if (path.empty() || !mark.known()) mark = {};
        if (!object.contains(key) || !object[key].is_object() || !object[key].contains("data")) return;
        const ParsedJson& data = object[key]["data"];
        JsonReader::require(mark.known(), key + ".sha256");
        JsonReader::require(data.is_string(), key + ".data");
        auto bytes = bytes_of_base64(data.get_ref<const std::string&>());
        JsonReader::require(bytes && mark_of(*bytes) == mark, key + ".data");
        if (std::ranges::find(inside_, mark, &InsideFile::mark) == inside_.end())
            inside_.push_back({mark, std::move(*bytes)});
    }

    static void read_values(const ParsedJson& object, Session& session) {
        const JsonReader reader(object, "{");
        each_value([&](const std::string& path, auto& value) { reader.read(path, value); }, session);
        ParsedJson groups = ParsedJson::object();
        for (const char* group : {"choices", "places"}) {
            if (object.contains(group)) groups[group] = object[group];
        }
        session.kept = kept_keys(groups, keys_of_state());
    }

private:
    std::vector<InsideFile>& inside_;
};

/// The session's own state, as a step's begins.
ParsedJson first_state(const ParsedJson& object) {
    ParsedJson state = ParsedJson::object();
    for (const char* key : {"picture", "second", "choices", "places"}) {
        if (object.contains(key)) state[key] = object[key];
    }
    for (const char* key : {"picture", "second"}) {
        if (state.contains(key) && state[key].is_object()) state[key].erase("data");
    }
    return state;
}

ParsedJson state_after(ParsedJson state, const ParsedJson& difference) {
    JsonReader::require(difference.is_object(), "state");
    for (const char* key : {"picture", "second"}) {
        if (difference.contains(key)) state.erase(key);
    }
    state.merge_patch(difference);
    return state;
}

LessonStep read_step(const ParsedJson& json, const ParsedJson& first, StateReader& reader) {
    LessonStep step = step_from(json);
    const ParsedJson state = json.contains("state") ? state_after(first, json["state"]) : first;
    Session session;
    reader.read_pictures(state, session);
    StateReader::read_values(state, session);
    require_possible(session);
    step.state = state_of_step(std::move(session));
    return step;
}

Lesson read_lesson(const ParsedJson& json, const ParsedJson& first, StateReader& reader) {
    Lesson lesson = lesson_from(json);
    if (!json.contains("steps")) return lesson;
    const ParsedJson& steps = json["steps"];
    JsonReader::require(steps.is_array() && steps.size() <= most_steps, "lesson.steps");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        try {
            lesson.steps.push_back(read_step(steps[i], first, reader));
        } catch (const DamagedKey& damaged) {
            JsonReader::damaged("lesson.steps[" + std::to_string(i) + "]." + damaged.key);
        }
    }
    return lesson;
}

void read_marked(const ParsedJson& object, SessionText& text) {
    Session& session = text.session;
    StateReader reader(text.inside);
    reader.read_pictures(object, session);
    std::filesystem::path shown;
    FileMark mark;
    reader.read_picture(object, "shown", shown, mark);
    StateReader::read_values(object, session);
    Handout handout;
    JsonReader(object, "{").read("picture_inside", handout.picture_inside);
    if (object.contains("lesson"))
        handout.lesson = read_lesson(object["lesson"], first_state(object), reader);
    handout.picture_inside |= !text.inside.empty();
    handout.kept = kept_keys(object, keys_of_file);
    const int steps = static_cast<int>(handout.lesson.steps.size());
    JsonReader::require(session.lesson_step >= 0 && session.lesson_step < std::max(1, steps), "lesson_step");
    session.handout = Shared<Handout>(std::move(handout));
    if (shown.empty()) return;
    session.absent.picture = std::exchange(session.picture, std::move(shown));
    session.absent.picture_mark = std::exchange(session.picture_mark, std::move(mark));
}

}  // namespace

std::string to_json(const Session& session) {
    return text_for(session, Reader::anybody, {});
}

std::string to_json(const Session& session, std::span<const InsideFile> inside) {
    return text_for(session, Reader::anybody, inside);
}

std::string state_json(const Session& session) {
    return text_for(session, Reader::this_program, {});
}

SessionText read_session_text(std::string_view text, std::string_view name) try {
    const auto refuse = [&] { throw Error(ErrorCode::not_a_session, {std::string(name)}); };
    const ParsedJson object = parse_json(text);
    if (!object.is_object()) refuse();
    const JsonReader reader(object, "{");
    SessionText read;
    if (object.contains("format")) {
        if (object["format"] != session_format) refuse();
        int written = 0;
        reader.read("version", written);
        JsonReader::require(written >= 1, "version");
        if (written > session_version)
            throw Error(ErrorCode::session_newer,
                        {std::string(name), std::to_string(written), std::to_string(session_version)});
        read_marked(object, read);
    } else {
        if (!holds_only_our_keys(object)) refuse();
        reader.read("picture", read.session.picture);
        each_value(
            [&](const std::string& path, auto& value) {
                reader.read(std::string_view(path).substr(path.find('.') + 1), value);
            },
            read.session);
    }
    require_possible(read.session);
    return read;
} catch (const DamagedKey& damaged) {
    throw Error(ErrorCode::session_damaged, {name, damaged.key});
}

Session session_from_json(std::string_view text, std::string_view name) {
    return read_session_text(text, name).session;
}

}  // namespace patchlens::model
