#include "app/model/session.h"

#include "app/model/json_fields.h"
#include "app/model/possible.h"
#include "app/model/text_file.h"

namespace patchlens::model {
namespace {

/// Visits every field of a session with its key, in the order they are saved.
void each_field(auto& session, auto&& visit) {
    auto& module = session.module;
    visit("picture", session.picture);
    visit("img_size", module.config.img_size);
    visit("patch_size", module.config.patch_size);
    visit("in_chans", module.config.in_chans);
    visit("embed_dim", module.config.embed_dim);
    visit("bias", module.config.bias);
    visit("init", module.init);
    visit("seed", module.seed);
    visit("fit", module.fit);
    visit("filter", module.filter);
    visit("normalize", module.normalize);
    visit("weights", module.weights);
    visit("tensor", module.tensor);
    visit("flat_order", module.flat_order);
    visit("sides_linked", session.sides_linked);
    visit("patch", session.patch);
    visit("dim", session.dim);
    visit("pinned", session.pinned);
    visit("view", session.view);
    visit("overlay", session.overlay);
    visit("overlay_opacity", session.overlay_opacity);
    visit("vector_view", session.vector_view);
    visit("grid_lines", session.grid_lines);
    visit("stretch", session.stretch);
    visit("chapter", session.chapter);
    visit("words", session.words);
    visit("patches", session.patches);
    visit("projection", session.projection);
    visit("maps", session.maps);
    visit("code", session.code);
    visit("language", session.language);
    visit("theme", session.theme);
    visit("reduced_motion", session.reduced_motion);
}

/// A value that is an object of fields itself.
template <typename Value>
concept HasFields = requires(Value& value) {
    Value::each(value, [](const char*, auto&) {});
};

struct Writer {
    Json& json;

    template <typename Value>
    void operator()(const char* key, const Value& value) const {
        if constexpr (HasFields<Value>) {
            Json object = Json::object();
            Value::each(value, Writer{object});
            json[key] = std::move(object);
        } else {
            json[key] = json_of(value);
        }
    }
};

struct Loader {
    const JsonReader& reader;

    template <typename Value>
    void operator()(const char* key, Value& value) const {
        if constexpr (HasFields<Value>) {
            const JsonReader object = reader.inside(key);
            Value::each(value, Loader{object});
        } else {
            reader.read(key, value);
        }
    }
};

bool between(double value, double least, double most) {
    return value >= least && value <= most;
}

}  // namespace

std::string to_json(const Session& session) {
    Json json;
    each_field(session, Writer{json});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Session session_from_json(std::string_view text) {
    const JsonReader reader(text);
    Session session;
    each_field(session, Loader{reader});
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
    return session;
}

Session load_session(const std::filesystem::path& path) {
    return session_from_json(read_text_file(path));
}

Session at_same_place(Session session, const Session& current) {
    session.view = current.view;
    session.words.row = current.words.row;
    session.patches.apart = current.patches.apart;
    session.patches.playing = current.patches.playing;
    session.patches.returning = current.patches.returning;
    session.projection.term = current.projection.term;
    session.projection.moment = current.projection.moment;
    session.projection.playing = current.projection.playing;
    session.maps.tile = current.maps.tile;
    session.maps.matrix = current.maps.matrix;
    session.maps.step = current.maps.step;
    session.maps.playing = current.maps.playing;
    session.code.line = current.code.line;
    session.code.playing = current.code.playing;
    session.code.shown = current.code.shown;
    return session;
}

}  // namespace patchlens::model
