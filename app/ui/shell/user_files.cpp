#include "app/ui/shell/user_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/files/folder.h"
#include "app/model/files/path_text.h"
#include "app/model/files/save_file.h"
#include "app/model/state/session_file.h"
#include "app/ui/quiz_texts.h"
#include "core/support/utf8.h"
#include "core/weights/safetensors.h"

namespace patchlens::ui {

std::filesystem::path whole_path(const std::filesystem::path& path) {
    if (path.empty()) return path;
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(path, failed);
    return failed ? path : absolute.lexically_normal();
}

UserFiles::UserFiles(const std::optional<User>& user, model::Workspace& workspace, Toasts& toasts,
                     std::function<void()> wake)
    : workspace_(workspace),
      toasts_(toasts),
      weights_(
          [](const WeightsToSave& wanted, const auto& running) {
              const PatchEmbed& module = *wanted.results->module;
              std::vector<NamedTensor> tensors{{"proj.weight", module.weight()}};
              if (!module.bias().empty()) tensors.push_back({"proj.bias", module.bias()});
              write_safetensors(wanted.file, tensors, {{"format", "pt"}}, running.stop());
              return wanted.file;
          },
          wake),
      drop_(wake) {
    if (!user) return;
    const model::SettingsRead& read = user->settings;
    settings = read.settings;
    ui_scale_ = user->ui_scale.value_or(settings.ui_scale);
    default_session_ = user->session_file;
    first_run_ = !std::exchange(settings.hint_seen, true);
    if (!read.damaged.empty())
        toasts_.show({"message.settings_damaged", {read.damaged, read.set_aside.string()}});
    if (read.problem) show_error(*read.problem);
    if (user->problem) show_error(*user->problem);
    tell_missing_second(workspace_.session());
    const std::filesystem::path& weights = workspace_.session().absent.weights.path;
    if (!weights.empty())
        toasts_.show({"message.weights_missing", {printable(weights.string())}}, ToastKind::warning,
                     Topic::weights);
}

void UserFiles::open(const std::filesystem::path& path) {
    if (model::is_kind(path, model::FileKind::session)) return open_session(path);
    if (model::is_kind(path, model::FileKind::weights)) return workspace_.open_weights({whole_path(path)});
    workspace_.open_picture(whole_path(path));
}

void UserFiles::open(std::span<const std::filesystem::path> paths) {
    std::vector<std::filesystem::path> files;
    for (const auto& path : paths)
        files.push_back(whole_path(model::path_of_address(path.native())));
    if (files.size() == 1) return open(files.front());
    if (!files.empty()) drop_.begin(std::move(files));
}

void UserFiles::open_session(const std::filesystem::path& path) {
    workspace_.open_session(whole_path(path));
}

void UserFiles::save_session(const std::filesystem::path& path) {
    const std::filesystem::path file = path.empty() ? session_file() : whole_path(path);
    workspace_.save_training();
    model::save_session(workspace_.session(), file);
    workspace_.session_saved();
    settings.session = file;
    toasts_.show({"message.session_saved", {printable(file.string())}}, ToastKind::news, Topic::saving);
}

void UserFiles::save_weights(const std::filesystem::path& path) {
    if (workspace_.results()) weights_.ask({workspace_.results(), whole_path(path)});
}

void UserFiles::save_results(const std::filesystem::path& path, const model::Language& language) {
    const std::filesystem::path file = whole_path(path);
    model::save_file(file, quiz_table(language, workspace_.session().place<model::Quiz>()));
    toasts_.show({"message.results_saved", {printable(file.string())}}, ToastKind::news, Topic::saving);
}

std::filesystem::path UserFiles::session_file() const {
    return settings.session.empty() ? default_session_ : settings.session;
}

bool UserFiles::needs_session_name() const {
    if (!settings.session.empty()) return false;
    if (default_session_.empty()) return true;
    try {
        static_cast<void>(model::session_from_json(model::read_session_file(default_session_)));
        return true;
    } catch (const Error&) {
        return false;  // not there, worth nothing, or refused with a sentence of its own
    }
}

void UserFiles::update(std::span<const std::filesystem::path> samples) {
    const auto remember = [&](const std::filesystem::path& picture) {
        const bool sample = std::find(samples.begin(), samples.end(), picture) != samples.end();
        if (!sample) model::remember(settings, picture);
    };
    if (const auto opened = workspace_.take_opened_session()) {
        toasts_.worked(Topic::opening);
        show_outcome(*opened);
    }
    if (const auto opened = workspace_.take_opened()) {
        toasts_.worked(Topic::opening);
        remember(*opened);
    }
    for (const Error& error : workspace_.take_errors()) {
        failed(error);
        std::error_code gone;
        std::erase_if(settings.recent, [&](const auto& path) { return !exists(path, gone); });
    }
    if (auto outcome = weights_.take()) {
        if (const auto* error = std::get_if<Error>(&*outcome)) {
            show_error(*error, Topic::saving);
        } else {
            const auto& file = std::get<std::filesystem::path>(*outcome);
            toasts_.show({"message.weights_saved", {printable(file.string())}}, ToastKind::news,
                         Topic::saving);
        }
    }
    follow_drop();
    while (const auto further = drop_.take_further_picture())
        remember(*further);
    ask_for_picture();
}

/// The index of a model in several files has a session's ending, but is opened as weights.
void UserFiles::failed(const Error& error) {
    if (error.code() == ErrorCode::shards_listed)
        return workspace_.open_weights({std::filesystem::path(error.arguments()[0].text)});
    if (drop_.failed(error)) {
        last_error_ = error;
    } else {
        show_error(error, Topic::opening);
    }
}

void UserFiles::show_outcome(const model::OpenedSession& opened) {
    const model::Session& session = opened.session;
    settings.session = opened.file;
    toasts_.forget(Topic::picture);  // about the session before this one
    toasts_.forget(Topic::second);
    toasts_.forget(Topic::weights);
    if (!session.absent.picture.empty()) asked_for_.clear();  // ask again
    const auto say = [&](const char* key, const std::filesystem::path& path, ToastKind kind, Topic topic) {
        toasts_.show({key, {printable(path.string())}}, kind, topic);
    };
    const auto& weights = session.module.weights;
    if (opened.picture_moved) say("message.picture_found", session.picture, ToastKind::news, Topic::picture);
    if (opened.picture_changed)
        say("message.picture_changed", session.picture, ToastKind::warning, Topic::picture);
    if (opened.second_moved) say("message.picture_found", session.second, ToastKind::news, Topic::second);
    if (opened.second_changed)
        say("message.picture_changed", session.second, ToastKind::warning, Topic::second);
    tell_missing_second(session);
    if (opened.weights_moved) say("message.weights_found", weights, ToastKind::news, Topic::weights);
    if (!session.absent.weights.path.empty())
        say("message.weights_missing", session.absent.weights.path, ToastKind::warning, Topic::weights);
}

void UserFiles::tell_missing_second(const model::Session& session) {
    const std::filesystem::path& missing = session.absent.second;
    if (missing.empty()) return;
    toasts_.show({"message.second_missing", {printable(missing.string())}}, ToastKind::warning,
                 Topic::second);
}

/// Asks while the session's picture is missing.
void UserFiles::ask_for_picture() {
    const std::filesystem::path& missing = workspace_.session().absent.picture;
    if (missing == asked_for_) return;
    asked_for_ = missing;
    if (missing.empty()) {
        toasts_.close_question();
        return;
    }
    toasts_.ask(Topic::picture, {"message.picture_missing", {printable(missing.string())}},
                "message.choose_picture", model::ShowDialog{model::Dialog::open});
}

void UserFiles::follow_drop() {
    drop_.update();
    if (workspace_.opening_something()) return;
    if (const auto step = drop_.next()) {
        open(step->path);
        return;
    }
    const auto refused = drop_.take_refused();
    if (refused.size() == 1) return show_error(refused.front().why, Topic::opening);
    if (refused.empty()) return;
    std::string names;
    for (const auto& file : refused)
        names += (names.empty() ? "" : ", ") + printable(file.path.filename().string());
    toasts_.show({"message.not_opened", {std::to_string(refused.size()), names}});
    last_error_ = refused.front().why;
}

void UserFiles::show_error(const Error& error, Topic topic) {
    toasts_.show(error, ToastKind::problem, topic);
    last_error_ = error;
}

void UserFiles::set_ui_scale(double scale) {
    ui_scale_ = std::clamp(scale, model::smallest_ui_scale, model::largest_ui_scale);
    settings.ui_scale = ui_scale_;
}

}  // namespace patchlens::ui
