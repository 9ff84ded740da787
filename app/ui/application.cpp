#include "app/ui/application.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include "app/model/history.h"
#include "app/model/picture_loader.h"
#include "app/model/possible.h"
#include "app/model/presets.h"
#include "app/model/report.h"
#include "app/model/weights_loader.h"
#include "app/model/word_lookup.h"
#include "app/ui/chapters.h"
#include "app/ui/choice.h"
#include "app/ui/compat.h"
#include "app/ui/dialogs.h"
#include "app/ui/parameters/parameters.h"
#include "app/ui/shell.h"
#include "app/ui/shortcuts.h"
#include "app/ui/toasts.h"

namespace patchlens::ui {
namespace {

/// How long a frame waits for results before it shows the old ones: a slider's effect is then in this frame.
constexpr std::chrono::milliseconds patience{4};

constexpr ImGuiWindowFlags root_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;

std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".png") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    // The picture one meets first is the house; the others follow by name.
    std::stable_partition(found.begin(), found.end(),
                          [](const auto& path) { return path.stem() == "house"; });
    return found;
}

nlohmann::ordered_json pair(int first, int second) {
    return nlohmann::ordered_json::array({first, second});
}

}  // namespace

struct Application::State {
    State(model::Session first, Services given)
        : session(std::move(first)),
          services(std::move(given)),
          pictures(services.textures),
          library{pictures_in(services.assets / "samples")},
          loader([this] { wake(); }),
          weights([this] { wake(); }),
          computation(services.limits, [this] { wake(); }) {
        if (session.module.sides_differ()) session.sides_linked = false;
        try {
            presets = model::load_presets(services.assets / "presets.json");
        } catch (const Error& error) {
            tell(error);
        }
        if (session.picture.empty() && !library.samples.empty()) session.picture = library.samples.front();
        if (!session.picture.empty()) open(session.picture);
    }

    void wake() const {
        if (services.wake) services.wake();
    }

    void tell(const Error& error) {
        toasts.show(services.language.sentence(error));
        last_error = error;
    }

    void open(const std::filesystem::path& path) {
        wanted_picture = path;
        loader.open(path);
    }

    /// A picture, or weights.
    void open_any(const std::filesystem::path& path) {
        if (!model::is_weights_name(path)) return open(path);
        weights.open({path, {}, std::nullopt});
    }

    Size picture_size() const {
        if (loaded.picture) return loaded.picture->decoded.image.size;
        const PatchEmbedConfig& config = session.module.config;  // before the first picture: as if it fitted
        return {std::max(config.img_size.height, config.patch_size.height),
                std::max(config.img_size.width, config.patch_size.width)};
    }

    /// Takes what loader and worker have finished and asks for what the session needs.
    void update() {
        if (auto outcome = loader.take()) std::visit([this](auto& result) { arrived(result); }, *outcome);
        if (auto opened = weights.take()) arrived(*opened);
        if (loaded.picture) {
            computation.request(session.module, loaded.picture, {session.patch, session.dim, session.pinned},
                                model::analyses_of(session));
            requested = session;
            if (computation.busy()) computation.wait(patience);
        }
        results = computation.latest();
        look_up();
        if (const auto error = computation.take_error()) {
            tell(*error);
            if (results) {  // what cannot be computed is taken back, so that screen and session agree
                session.module = results->options;
                session.patch = results->selection.patch;
                session.dim = results->selection.dim;
            } else {  // a session's weights that are not there any more do not keep its picture away
                session.module = model::with_weights(session.module, {});
            }
        }
    }

    /// What the sentence shows, while it is on the screen.
    void look_up() {
        if (session.chapter != model::Chapter::words) return;
        try {
            words = model::look_up(session.words, words);
        } catch (const Error& error) {
            tell(error);
        }
    }

    void arrived(model::LoadedPicture& picture) {
        try {
            const model::Session opened = model::apply(session, model::OpenPicture{picture.picture->path},
                                                       picture.picture->decoded.image.size);
            if (loaded.picture && session.picture != opened.picture) history.record(session);
            const bool another = loaded.picture && loaded.picture->path != picture.picture->path;
            session = opened;
            if (another) session.view = {};
            loaded = std::move(picture);
        } catch (const Error& error) {
            arrived(error);
        }
    }

    /// The module takes the sizes of the file; what could not be read is said where its path stands.
    void arrived(const model::OpenedWeights& opened) {
        if (opened.error) {
            parameters.refusal =
                Refusal{"params/weights", *opened.error, {}, session.module, false, opened.place};
            last_error = opened.error;
            changed = true;
            return;
        }
        model::ModuleOptions module = model::with_weights(session.module, opened.place);
        module.config = model::config_of(*opened.loaded, module.config);
        try {
            change(model::SetModule{model::with_possible_sizes(module, picture_size())});
        } catch (const Error& error) {
            tell(error);
        }
    }

    void arrived(const Error& error) {
        tell(error);
        if (loaded.picture) session.picture = loaded.picture->path;
        wanted_picture = session.picture;
    }

    void apply(const model::Actions& actions) {
        for (const model::Action& action : actions) {
            try {
                apply(action);
            } catch (const Error& error) {
                tell(error);
            }
        }
    }

    void apply(const model::Action& action) {
        if (const auto* picture = std::get_if<model::OpenPicture>(&action)) return open_any(picture->path);
        if (const auto* set = std::get_if<model::SetModule>(&action);
            set != nullptr && model::takes_other_file(set->module, session.module)) {
            return weights.open(model::weights_place(set->module));  // its sizes are known once it is read
        }
        if (const auto* copied = std::get_if<model::CopyText>(&action)) return copy(*copied);
        if (const auto* box = std::get_if<model::ShowDialog>(&action)) return show(box->dialog);
        if (std::holds_alternative<model::Quit>(action)) {
            closing = true;
            return;
        }
        if (std::holds_alternative<model::Undo>(action)) return travel(history.undo(session));
        if (std::holds_alternative<model::Redo>(action)) return travel(history.redo(session));
        change(action);
    }

    void change(const model::Action& action) {
        model::Session next = model::apply(session, action, picture_size());
        if (model::at_same_place(next, session) != session) history.record(session, gesture);
        changed |= next != session;
        session = std::move(next);
    }

    void copy(const model::CopyText& copied) {
        ImGui::SetClipboardText(copied.text.c_str());
        toasts.show(services.language("message.copied", {copied.what}));
    }

    void show(model::Dialog wanted) {
        if (wanted == model::Dialog::none || wanted != dialog) focus.clear();
        dialog = wanted;
        changed = true;
    }

    void travel(const std::optional<model::Session>& there) {
        if (!there) return;
        session = model::at_same_place(*there, session);
        changed = true;
        if (session.picture != wanted_picture) open(session.picture);
    }

    Context context(Hover& hovering) {
        return {services.language,
                palette_of(session.theme),
                fonts,
                scale,
                probe,
                focus,
                editing,
                pictures,
                library,
                loaded,
                words.get(),
                loader.busy() || weights.busy() || computation.busy(),
                hover,
                hovering};
    }

    void draw(model::Actions& actions) {
        Hover hovering;
        Context shared = context(hovering);
        const ScreenLayout layout = arrange_screen(ImGui::GetIO().DisplaySize, scale);
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
        ImGui::PushStyleColor(ImGuiCol_WindowBg, shared.palette.scene.packed());
        ImGui::Begin("PatchLens", nullptr, root_flags);
        ImGui::PopStyleColor();
        draw_rail(shared, session, layout.rail, actions);
        draw_parameters(shared, session, results.get(), presets, parameters, layout.parameters, actions);
        if (results) {
            chapter_entry(session.chapter).draw(shared, session, *results, layout.scene, actions);
            chapter_entry(session.chapter).draw_side(shared, session, *results, layout.inspector, actions);
        } else {
            draw_empty_scene(shared, layout.scene, actions);
            fill_panel(shared, layout.inspector);
        }
        draw_status(shared, results.get(), {services.limits.threads, services.show_times}, layout.status);
        const float line = std::max(1.0F, std::floor(scale));
        ImDrawList& lines = *ImGui::GetWindowDrawList();
        lines.AddRectFilled({layout.scene.min.x - line, layout.scene.min.y},
                            {layout.scene.min.x, layout.scene.max.y}, shared.palette.border);
        lines.AddRectFilled({layout.scene.max.x, layout.scene.min.y},
                            {layout.scene.max.x + line, layout.scene.max.y}, shared.palette.border);
        ImGui::End();
        draw_dialog(shared, dialog, actions);
        toasts.draw(shared, layout.scene, ImGui::GetTime());
        hover_changed = hovering != hover;
        hover = hovering;
    }

    static void fill_panel(Context& shared, const Rect& place) {
        ImGui::GetWindowDrawList()->AddRectFilled(place.min, place.max, shared.palette.panel);
    }

    /// Tab, and the keys that work everywhere.
    void read_keys(model::Actions& actions, bool list_has_keys) {
        if (compat::pressed(compat::Key::tab)) {
            ImGui::SetWindowFocus(nullptr);  // ends typing, so that what was typed counts
            focus.move(ImGui::GetIO().KeyShift ? -1 : 1);
        }
        if (dialog != model::Dialog::none || list_has_keys) return;
        if (compat::pressed(compat::Key::escape, false)) focus.clear();
        read_shortcuts(session, !focus.arrows_taken(), actions);
    }

    /// Whether what is on the screen is not yet what the session asks for.
    bool busy() const {
        const bool asked = requested.module == session.module && requested.patch == session.patch &&
                           requested.dim == session.dim && requested.pinned == session.pinned &&
                           model::analyses_of(requested) == model::analyses_of(session);
        return loader.busy() || weights.busy() || computation.busy() || (loaded.picture && !asked);
    }

    /// What the screen says went wrong: in messages above it, and under a control.
    std::vector<std::string> messages() const {
        std::vector<std::string> texts = toasts.texts();
        if (parameters.refusal) texts.push_back(services.language.sentence(parameters.refusal->error));
        return texts;
    }

    void describe() {
        const PatchGrid grid(model::seen_size(session.module, picture_size()),
                             session.module.config.patch_size);
        nlohmann::ordered_json state = model::info_report(session.module.config, grid);
        state["seed"] = session.module.seed;
        state["sides_linked"] = session.sides_linked;
        state["chapter"] = model::name_of(session.chapter);
        state["patch"] = pair(session.patch.row, session.patch.column);
        state["dim"] = session.dim;
        if (results) {
            state["value"] = results->explanation->value;
            state["shown_patch"] = pair(results->selection.patch.row, results->selection.patch.column);
            state["shown_dim"] = results->selection.dim;
        }
        state["zoom"] = session.view.zoom;
        state["overlay"] = model::name_of(session.overlay);
        state["overlay_opacity"] = session.overlay_opacity;
        state["vector_view"] = model::name_of(session.vector_view);
        state["pinned"] =
            session.pinned ? pair(session.pinned->row, session.pinned->column) : nlohmann::ordered_json();
        state["language"] = model::name_of(session.language);
        state["theme"] = model::name_of(session.theme);
        state["image"] = loaded.picture ? loaded.picture->path.string() : std::string();
        state["hovered_patch"] =
            hover.patch ? pair(hover.patch->row, hover.patch->column) : nlohmann::ordered_json();
        state["hovered_dim"] = hover.dim ? nlohmann::ordered_json(*hover.dim) : nlohmann::ordered_json();
        state["focus"] = focus.current();
        state["messages"] = messages();
        state["busy"] = busy();
        probe.set_state(state);
    }

    model::Session session;
    Services services;
    model::History history;
    model::LoadedPicture loaded;
    std::filesystem::path wanted_picture;  ///< asked for last
    model::ResultsPointer results;
    model::WordLookupPointer words;  ///< null before the chapter was seen
    model::Session requested;        ///< what the results are, or soon will be, of
    std::uint64_t gesture = 0;  ///< not 0 while a mouse button is held: what it changes undoes in one step
    std::uint64_t gestures = 0;

    Fonts fonts;
    float scale = 1;
    std::optional<std::pair<model::Theme, float>> style;  ///< what ImGui's style is set to
    Probe probe;
    Focus focus;
    Editing editing;
    Pictures pictures;
    Library library;
    Toasts toasts;
    std::vector<model::Preset> presets;
    ParametersMemory parameters;
    std::optional<Error> last_error;
    Hover hover;
    model::Dialog dialog = model::Dialog::none;
    bool closing = false;
    bool changed = false;
    bool hover_changed = false;

    model::PictureLoader loader;  // last, so that their threads stop before what they wake is gone
    model::WeightsLoader weights;
    model::Computation computation;
};

Application::Application(model::Session session, Services services)
    : state_(std::make_unique<State>(std::move(session), std::move(services))) {}

Application::~Application() = default;

void Application::set_fonts(const Fonts& fonts, float scale) {
    state_->fonts = fonts;
    state_->scale = scale;
}

void Application::frame() {
    State& state = *state_;
    if (state.style != std::pair(state.session.theme, state.scale)) {
        apply_style(palette_of(state.session.theme), state.scale);
        state.style = {state.session.theme, state.scale};
    }
    const bool held = ImGui::IsMouseDown(ImGuiMouseButton_Left);
    if (held && state.gesture == 0) state.gesture = ++state.gestures;
    if (!held && !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) state.gesture = 0;

    state.update();
    state.probe.clear();
    state.focus.begin_frame();
    state.changed = false;
    model::Actions actions;
    const bool list_has_keys = a_list_is_open();
    state.draw(actions);
    state.read_keys(actions, list_has_keys);
    state.apply(actions);
    state.describe();
}

void Application::open(const std::filesystem::path& path) {
    state_->open_any(path);
}

void Application::report(const Error& error) {
    state_->tell(error);
}

void Application::settle() {
    state_->loader.wait();
    state_->weights.wait();
    state_->update();
    while (state_->computation.busy())
        state_->computation.wait(std::chrono::milliseconds(50));
    state_->update();
}

const std::optional<Error>& Application::last_error() const {
    return state_->last_error;
}

const model::Session& Application::session() const {
    return state_->session;
}

model::ResultsPointer Application::results() const {
    return state_->results;
}

const Probe& Application::probe() const {
    return state_->probe;
}

Probe& Application::probe() {
    return state_->probe;
}

bool Application::animating() const {
    return state_->changed || state_->hover_changed || state_->focus.moving() || !state_->toasts.empty();
}

bool Application::closing() const {
    return state_->closing;
}

}  // namespace patchlens::ui
