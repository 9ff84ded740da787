#include "app/ui/application_state.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/files/folder.h"
#include "app/model/files/path_text.h"
#include "app/model/files/typed_path.h"
#include "app/model/files/weights_loader.h"
#include "app/ui/chapters/maps/second_view.h"
#include "app/ui/compat.h"
#include "app/ui/lesson/lesson_bar.h"
#include "app/ui/reading.h"
#include "app/ui/shell/chapter_keys.h"
#include "app/ui/shell/program_keys.h"
#include "app/ui/state_report.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui {
namespace {

std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".png") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    // The house comes first, since it is the first picture a new user sees; the others follow by name.
    std::stable_partition(found.begin(), found.end(),
                          [](const auto& path) { return path.stem() == "house"; });
    return found;
}

model::Session with_picture(model::Session session, const KnownFiles& known_files) {
    if (session.picture.empty() && !known_files.samples.empty())
        session.picture = known_files.samples.front();
    session.picture = whole_path(session.picture);
    return session;
}

model::ComputeLimits limits_of(const Services& services) {
    model::ComputeLimits limits = services.limits;
    limits.learned = model::learned_file(services.assets);
    return limits;
}

}  // namespace

Application::State::State(model::Session first, Services given)
    : services(std::move(given)),
      pictures(services.textures),
      known_files{pictures_in(services.assets / "samples"),
                  services.user ? services.user->home : std::filesystem::path()},
      browser([this] { wake(); }),
      workspace(
          with_picture(std::move(first), known_files), limits_of(services), [this] { wake(); },
          {services.assets / "samples"}, services.user ? services.user->trained : std::filesystem::path(),
          services.user ? services.user->pasted : std::filesystem::path()),
      files(services.user, workspace, toasts, [this] { wake(); }),
      user_pictures(services.user, toasts, [this] { wake(); }) {
    try {
        presets = model::load_presets(services.assets / "presets.json");
    } catch (const Error& error) {
        files.show_error(error);
    }
    hint = files.first_run();
    if (files.settings.speech) probe.record_texts();
    first_minute = hint && workspace.session().chapter == model::Chapter::story;
    user_pictures.prune(workspace.session(), files.settings);
}

void Application::State::wake() const {
    if (services.wake) services.wake();
}

void Application::State::update() {
    workspace.update();
    // The story may wait for its picture, where an answer showed another.
    if (!workspace.opening_something())
        first_minute = first_minute && workspace.session().chapter == model::Chapter::story;
    if (workspace.take_opened_weights()) {
        parameters.refusal.reset();
        toasts.worked(Topic::opening);
        toasts.forget(Topic::weights);
        pixels_question.weights_opened();
    }
    pixels_question.update(workspace, toasts);
    if (Speech* speech = services.user ? services.user->speech : nullptr) {
        if (const auto problem = speech->take_problem()) toasts.show(*problem, ToastKind::warning);
    }
    files.update(known_files.samples);
    if (const auto error = user_pictures.update()) files.show_error(*error, Topic::saving);
    take_pasted();
    if (const auto refused = workspace.take_refused_weights()) {  // shown next to the file's path
        parameters.refusal =
            Refusal{"params/weights", *refused->error, {}, workspace.session().module, false, refused->place};
        files.note(*refused->error);
    }
}

/// Tab, and the keys that work everywhere.
void Application::State::read_keys(model::Actions& actions, bool list_has_keys) {
    if (compat::pressed(compat::Key::tab)) {
        ImGui::SetWindowFocus(nullptr);  // ends editing, so that the typed text is applied
        focus.move(ImGui::GetIO().KeyShift ? -1 : 1);
    }
    if (compat::pressed(compat::Key::f4, false) && !ImGui::GetIO().KeyAlt)
        actions.emplace_back(model::ReadAloud{});
    if (dialog != model::Dialog::none || list_has_keys) return;
    const bool typing = ImGui::GetIO().WantTextInput;
    if (compat::pressed(compat::Key::escape, false)) {
        if (!typing && toasts.close_question()) return;
        if (!typing && std::exchange(light, false)) return;
        if (!typing && drawer != Drawer::none) return toggle(drawer);
        const bool nothing_else = focus.current().empty() && !typing;
        if (files.settings.presentation && nothing_else) actions.emplace_back(model::Present{false});
        focus.clear();
    }
    const bool default_key = !typing && focus.current().empty() && compat::pressed(compat::Key::enter, false);
    if (const auto answer = default_key ? toasts.answer() : std::nullopt) actions.push_back(*answer);
    const ViewKeys keys = read_view_keys();
    if (keys.drawer != Drawer::none) toggle(keys.drawer);
    light = light != keys.light;
    read_program_keys(view(), actions);
    if (workspace.visit() == nullptr) read_lesson_keys(workspace.session(), actions);
    read_chapter_keys(workspace.session(), !focus.arrows_taken(), !focus.digits_taken(), actions);
}

void Application::State::take_pasted() {
    const auto pasted = user_pictures.take_pasted();
    if (!pasted) return;
    if (const auto* error = std::get_if<Error>(&*pasted)) return files.show_error(*error, Topic::opening);
    const auto& picture = std::get<UserPictures::Pasted>(*pasted).picture;
    if (picture.empty()) return open_pasted_text();
    files.open(picture);
}

/// What is wrong with the user's own language is said once: what it lacks only where it is new to this
/// window.
void Application::State::take_languages(model::LanguageOffer offer) {
    languages = std::move(offer);
    changed = true;
    const model::LanguageReport& shown = languages.shown;
    if (shown.problem) return files.show_error(*shown.problem, Topic::language);
    toasts.forget(Topic::language);
    if (!services.user || !fonts.body || !shown.faulty()) return;
    std::vector<model::Message> messages = shown.messages();
    if (messages == told_of_languages) return;
    told_of_languages = std::move(messages);
    for (const model::Message& message : told_of_languages)
        toasts.show(message, ToastKind::warning);
}

/// Saying that it is on shows at once whether anything can be heard.
void Application::State::set_speech(bool on) {
    files.settings.speech = on;
    changed = true;
    if (!on) return;
    probe.record_texts();
    say(services.language("speech.on"));
}

void Application::State::read_aloud() {
    if (!files.settings.speech) return toasts.show({"message.speech_off"}, ToastKind::news);
    const std::string_view typed = editing.field != 0 ? editing.buffer.data() : std::string_view();
    const Reading read{probe, focus, services.language, written.without_stand_ins(typed)};
    say(read.aloud(workspace.session()));
}

void Application::State::say(std::string text) {
    Speech* speech = services.user ? services.user->speech : nullptr;
    if (speech == nullptr) return toasts.show({"message.speech_missing"}, ToastKind::warning);
    speech->say(std::move(text), workspace.session().language);
}

/// Opens the files whose paths the clipboard holds, one a line.
void Application::State::open_pasted_text() {
    const char* text = ImGui::GetClipboardText();
    const auto paths = model::pasted_paths(text == nullptr ? "" : text, known_files.home);
    if (paths.empty()) return toasts.show({"message.nothing_to_paste"}, ToastKind::problem, Topic::opening);
    files.open(paths);
}

/// Opens a picture dropped at `point` as the second one; false where it is not for that place.
bool Application::State::open_second(const std::filesystem::path& path, ImVec2 point) {
    const ScreenLayout layout =
        arrange_screen(ImGui::GetIO().DisplaySize, scale, files.settings.presentation);
    const std::filesystem::path file = whole_path(model::path_of_address(path.native()));
    const bool picture =
        !model::is_kind(file, model::FileKind::session) && !model::is_kind(file, model::FileKind::weights);
    if (!picture || dialog != model::Dialog::none || !takes_second(workspace.session(), layout.scene, point))
        return false;
    change(model::SetSecond{file});
    return true;
}

/// Seconds until the term under the mouse is explained; nothing where it is, or where there is none.
std::optional<double> Application::State::until_term(double now) const {
    const double left = hover.term_since + term_delay - now;
    return hover.term && left > 0 ? std::optional(left) : std::nullopt;
}

/// The errors shown on the screen: messages above it and the refusal under a control.
std::vector<std::string> Application::State::messages() const {
    std::vector<std::string> texts = toasts.texts(services.language);
    if (parameters.refusal) texts.push_back(services.language.shown(parameters.refusal->error));
    return texts;
}

void Application::State::describe() {
    nlohmann::ordered_json state = state_report(workspace, hover);
    if (pictures.refining()) state["busy"] = true;  // the picture on the screen is still being refined
    state["focus"] = focus.current();
    if (editing.field != 0) state["typing"] = editing.buffer.data();
    state["messages"] = messages();
    state["ui_scale"] = files.ui_scale();
    state["scale"] = scale;
    state["presenting"] = files.settings.presentation;
    probe.set_state(state);
}

}  // namespace patchlens::ui
