#include "app/ui/application.h"

#include <algorithm>
#include <utility>

#include "app/model/files/save_file.h"
#include "app/ui/application_state.h"
#include "app/ui/drawing/svg.h"
#include "app/ui/widgets/choice.h"
#include "core/support/utf8.h"

namespace patchlens::ui {

Application::Application(model::Session session, Services services)
    : state_(std::make_unique<State>(std::move(session), std::move(services))) {}

Application::~Application() = default;

void Application::set_fonts(const Fonts& fonts, float scale, float content_scale) {
    state_->fonts = fonts;
    state_->broken_texts.clear();
    state_->scale = scale;
    state_->content_scale = content_scale;
}

void Application::set_languages(model::LanguageOffer offer) {
    state_->take_languages(std::move(offer));
}

const Written& Application::written() const {
    return state_->written;
}

void Application::frame() {
    State& state = *state_;
    const model::Theme theme = state.workspace.session().theme;
    if (state.style != std::pair(theme, state.scale)) {
        apply_style(palette_of(theme), state.scale);
        state.style = {theme, state.scale};
    }
    const bool held = ImGui::IsMouseDown(ImGuiMouseButton_Left);
    if (held && state.gesture == 0) state.gesture = ++state.gestures;
    if (!held && !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) state.gesture = 0;

    state.update();
    state.pictures.refine();
    state.probe.clear();
    state.written.begin_frame();
    state.recording.begin_frame();
    state.broken_texts.begin_frame();
    state.focus.begin_frame();
    state.changed = false;
    model::Actions actions;
    const bool list_has_keys = a_list_is_open() || state.menu.open();
    const bool menu_open = state.menu.open().has_value();
    state.menu.begin_frame(state.dialog == model::Dialog::none && !list_has_keys);
    state.draw(actions);
    state.read_keys(actions, list_has_keys);
    state.apply(actions);
    state.changed |= menu_open != state.menu.open().has_value();
    state.describe();
}

void Application::open(const std::filesystem::path& path) {
    state_->files.open(path);
}

void Application::open(std::span<const std::filesystem::path> paths, std::optional<ImVec2> point) {
    if (point && paths.size() == 1 && state_->open_second(paths.front(), *point)) return;
    state_->files.open(paths);
}

void Application::show_error(const Error& error) {
    state_->files.show_error(error);
}

void Application::settle(const std::stop_token& stop) {
    state_->browser.wait();
    do {
        state_->files.wait();
        state_->user_pictures.wait();
        state_->workspace.settle(stop);
        state_->update();
    } while (state_->files.opening() || state_->workspace.opening_something());
}

const std::optional<Error>& Application::last_error() const {
    return state_->files.last_error();
}

const model::Session& Application::session() const {
    return state_->workspace.session();
}

const model::Session& Application::session_to_keep() const {
    return state_->workspace.session_to_keep();
}

void Application::save_training() {
    try {
        state_->workspace.save_training();
    } catch (const Error& error) {
        state_->files.show_error(error);
    }
}

const model::Settings& Application::settings() const {
    return state_->files.settings;
}

double Application::ui_scale() const {
    return state_->files.ui_scale();
}

void Application::present(bool presenting) {
    state_->files.settings.presentation = presenting;
}

bool Application::presenting() const {
    return state_->files.settings.presentation;
}

model::ResultsPointer Application::results() const {
    return state_->workspace.results();
}

const Probe& Application::probe() const {
    return state_->probe;
}

Probe& Application::probe() {
    return state_->probe;
}

bool Application::animating() const {
    return state_->changed || state_->hover_changed || state_->focus.moving() ||
           state_->pictures.refining() || wakes_in() == 0.0;
}

std::optional<double> Application::wakes_in() const {
    const double now = ImGui::GetTime();
    std::optional<double> soonest;
    for (const auto& change : {state_->toasts.next_change(now), state_->busy_sign.next_change(now)}) {
        if (change) soonest = std::min(soonest.value_or(*change), *change);
    }
    if (const auto left = state_->until_term(now)) soonest = std::min(soonest.value_or(*left), *left);
    return soonest;
}

void Application::apply(const model::Action& action) {
    state_->apply(action);
}

void Application::leave_out_messages(bool left_out) {
    state_->without_messages = left_out;
}

void Application::show_scene_alone() {
    state_->alone = true;
}

std::optional<Application::SceneToSave> Application::take_scene_to_save() {
    return std::exchange(state_->scene_to_save, std::nullopt);
}

void Application::save_scene(Image picture, const std::filesystem::path& file) {
    state_->user_pictures.save({std::make_shared<const Image>(std::move(picture)), {}, false, file});
}

void Application::save_scene(const std::string& svg, const std::filesystem::path& file) {
    try {
        model::save_file(file, svg);
        state_->toasts.show({"message.picture_saved", {printable(file.string())}}, ToastKind::news);
    } catch (const Error& error) {
        state_->files.show_error(error, Topic::saving);
    }
}

void Application::record(bool running) {
    running ? state_->recording.start() : state_->recording.stop();
}

std::string Application::svg(const Rect& part) const {
    const State& state = *state_;
    const DrawnFrame frame{*ImGui::GetDrawData(), state.recording, state.fonts,
                           [&](ImTextureID id) { return state.pictures.pixels(id); }};
    const model::Session& session = state.workspace.session();
    return svg_of(frame, part, palette_of(session.theme).scene, "PatchLens");
}

std::optional<Rect> Application::place_of(std::string_view part) const {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    if (part == "screen") return Rect{{0, 0}, size};
    if (part == "scene") return state_->scene_place;
    const auto& items = state_->probe.items();
    const auto found = items.find(part);
    if (found == items.end()) return std::nullopt;
    const ImVec4& place = found->second;
    return rect_at({place.x, place.y}, place.z, place.w);
}

bool Application::closing() const {
    return state_->closing;
}

}  // namespace patchlens::ui
