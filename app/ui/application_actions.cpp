#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/state/open_question.h"
#include "app/ui/application_state.h"
#include "app/ui/shell/open_box.h"
#include "app/ui/shell/save_box.h"

namespace patchlens::ui {
namespace {

constexpr int scene_pixels = 2;  // fine enough for a slide

/// The answers of the 25 questions would answer the quiz's too.
bool refused_by_quiz(const model::Session& session, const model::Action& action) {
    const auto* box = std::get_if<model::ShowDialog>(&action);
    const bool asks = (box != nullptr && box->dialog == model::Dialog::questions) ||
                      std::holds_alternative<model::ShowAnswer>(action);
    return asks && model::question_is_open(session);
}

/// Whether the existing file must not be overwritten by a session.
bool keeps_from_saving(const Error& error) {
    return error.code() == ErrorCode::file_of_others || error.code() == ErrorCode::session_newer;
}

}  // namespace

void Application::State::apply(const model::Actions& actions) {
    std::vector<Attempt> attempts = std::exchange(parameters.attempts, {});
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const auto attempt = std::ranges::find(attempts, i, &Attempt::action);
        const bool attempted = attempt != attempts.end();
        if (attempted) {
            parameters.refusal.reset();
            changed = true;
        }
        try {
            apply(actions[i]);
        } catch (const Error& error) {
            const bool saving =
                std::holds_alternative<model::SaveSession>(actions[i]) || keeps_from_saving(error);
            if (!attempted) {
                files.show_error(error, saving ? Topic::saving : Topic::other);
                continue;
            }
            parameters.refusal = Refusal{std::move(attempt->control), error, std::move(attempt->repairs),
                                         workspace.session().module};
        }
    }
}

/// Handles the shell's own actions; any other action changes the session.
void Application::State::apply(const model::Action& action) {
    if (const auto* picture = std::get_if<model::OpenPicture>(&action)) return files.open(picture->path);
    if (const auto* session = std::get_if<model::OpenSession>(&action)) {
        changed = true;
        return files.open_session(session->path);
    }
    if (const auto* session = std::get_if<model::SaveSession>(&action)) return save(session->path);
    if (const auto* copied = std::get_if<model::CopyText>(&action)) {
        ImGui::SetClipboardText(copied->text.c_str());
        return toasts.show(model::Message::around("message.copied", copied->what), ToastKind::news);
    }
    if (const auto* copied = std::get_if<model::CopyPicture>(&action)) return user_pictures.copy(*copied);
    if (const auto* picture = std::get_if<model::SavePicture>(&action)) return save(*picture);
    if (const auto* weights = std::get_if<model::SaveWeights>(&action)) {
        if (weights->path.empty()) return show(model::Dialog::save_weights);
        return files.save_weights(weights->path);
    }
    if (const auto* results = std::get_if<model::SaveResults>(&action)) {
        if (results->path.empty()) return show(model::Dialog::save_results);
        return files.save_results(results->path, services.language);
    }
    if (std::holds_alternative<model::Paste>(action)) {
        if (!user_pictures.paste()) open_pasted_text();
        return;
    }
    if (refused_by_quiz(workspace.session(), action))
        return toasts.show({"questions.quiz_open"}, ToastKind::news);
    if (const auto* box = std::get_if<model::ShowDialog>(&action)) return show(box->dialog);
    if (const auto* asks = std::get_if<model::OpenGlossary>(&action)) {
        if (asks->term) glossary.term = *asks->term;
        return show(model::Dialog::glossary);
    }
    if (const auto* scaled = std::get_if<model::SetUiScale>(&action)) {
        changed = true;
        return files.set_ui_scale(scaled->scale);
    }
    if (const auto* present = std::get_if<model::Present>(&action)) {
        changed = true;
        files.settings.presentation = present->presenting;
        return;
    }
    if (const auto* speech = std::get_if<model::SetSpeech>(&action)) return set_speech(speech->on);
    if (std::holds_alternative<model::ReadAloud>(action)) return read_aloud();
    if (std::holds_alternative<model::Quit>(action)) {
        closing = true;
        return;
    }
    if (std::holds_alternative<model::ShowAnswer>(action) ||
        std::holds_alternative<model::ShowQuizAnswer>(action)) {
        if (workspace.visit() == nullptr) before_answer = {first_minute, drawer, scrolls.places()};
        if (dialog != model::Dialog::none) show(model::Dialog::none);
        drawer = Drawer::none;
        shown_question.reset();  // asked again, it is shown from its beginning again
    }
    change(action);
}

/// Asks for another file name if there is none yet, or if the file is not a session that PatchLens wrote.
void Application::State::save(const std::filesystem::path& path) {
    if (path.empty() && files.needs_session_name()) return show(model::Dialog::save_session);
    try {
        files.save_session(path);
        user_pictures.keep_for_good(workspace.session());
    } catch (const Error& error) {
        if (keeps_from_saving(error)) show(model::Dialog::save_session);
        throw;
    }
}

/// Asks for a path first if there is none.
void Application::State::save(const model::SavePicture& picture) {
    if (picture.path.empty()) {
        picture_to_save = picture;
        return show(model::Dialog::save_picture);
    }
    if (!picture_to_save) return;
    if (picture_to_save->scene) {
        scene_to_save = SceneToSave{picture.path, std::max(1, picture.pixels)};
        picture_to_save.reset();
        return;
    }
    picture_to_save->path = picture.path;
    user_pictures.save(*std::exchange(picture_to_save, std::nullopt));
}

void Application::State::change(const model::Action& action) {
    const model::Session before = workspace.session();
    const bool visiting = workspace.visit() != nullptr;
    if (std::holds_alternative<model::Undo>(action)) {
        workspace.undo();
    } else if (std::holds_alternative<model::Redo>(action)) {
        workspace.redo();
    } else if (std::holds_alternative<model::GoBack>(action)) {
        workspace.back();
    } else {
        workspace.apply(action, gesture);
    }
    if (visiting && workspace.visit() == nullptr) leave_answer(action);
    model::update_settings(files.settings, before, workspace.session());
    changed |= before != workspace.session();
}

/// Back from an answer everything looks as it did before; one who stays begins here.
void Application::State::leave_answer(const model::Action& by) {
    if (!before_answer) return;
    Look look = *std::exchange(before_answer, std::nullopt);
    if (std::holds_alternative<model::KeepAnswer>(by)) return;
    first_minute = look.first_minute;
    drawer = look.drawer;
    scrolls.bring_back(std::move(look.scrolls));
}

void Application::State::show(model::Dialog wanted) {
    if (wanted == model::Dialog::none || wanted != dialog) focus.clear();
    dialog = wanted;
    changed = true;
    browser.saving = {.name = {}, .fresh = true};
    browser.pixels = 0;
    if (dialog == model::Dialog::open || dialog == model::Dialog::open_second)
        look_around(model::FileKind::picture);
    if (dialog == model::Dialog::open_session) look_around(model::FileKind::session);
    if (dialog == model::Dialog::open_weights) look_around(model::FileKind::weights);
    if (dialog == model::Dialog::save_weights) {
        browser.saving.name = "weights.safetensors";
        browser.places = places_to_save(view());
        look_around(model::FileKind::weights);
    }
    if (dialog == model::Dialog::save_results) {
        browser.saving.name = "quiz.csv";
        browser.places = places_to_save(view());
        look_around(model::FileKind::table);
    }
    if (dialog == model::Dialog::save_session) {
        browser.saving.name = files.session_file().filename().string();
        browser.places = places_to_save(view());
        look_around(model::FileKind::session);
    }
    if (dialog == model::Dialog::save_picture) {
        browser.saving.name = picture_to_save->name + ".png";
        browser.pixels = picture_to_save->scene ? scene_pixels : 0;
        browser.places = places_to_save(view());
        look_around(model::FileKind::picture);
    } else {
        picture_to_save.reset();
    }
}

/// Reads the last folder again, since its contents may have changed.
void Application::State::look_around(model::FileKind kind) {
    const bool again = browser.kind() == kind && !browser.folder().empty();
    browser.look_into(again ? browser.folder() : first_folder(view(), kind), kind);
}

}  // namespace patchlens::ui
