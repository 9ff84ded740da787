#include "app/ui/shell/user_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "app/model/folder.h"
#include "app/model/session_file.h"

namespace patchlens::ui {

std::filesystem::path whole_path(const std::filesystem::path& path) {
    if (path.empty()) return path;
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(path, failed);
    return failed ? path : absolute.lexically_normal();
}

UserFiles::UserFiles(const std::optional<User>& user, model::Workspace& workspace,
                     const model::Language& language, Toasts& toasts)
    : workspace_(workspace), language_(language), toasts_(toasts) {
    if (!user) return;
    const model::SettingsRead& read = user->settings;
    settings = read.settings;
    ui_scale_ = user->ui_scale.value_or(settings.ui_scale);
    default_session_ = user->session_file;
    first_run_ = !std::exchange(settings.hint_seen, true);
    if (!read.damaged.empty())
        toasts_.show(language_("message.settings_damaged", {read.damaged, read.set_aside.string()}));
    if (read.problem) tell(*read.problem);
}

void UserFiles::open(const std::filesystem::path& path) {
    if (model::is_kind(path, model::FileKind::session)) return open_session(path);
    if (model::is_weights_name(path)) return workspace_.open_weights({whole_path(path), {}, std::nullopt});
    workspace_.open_picture(whole_path(path));
}

void UserFiles::open_session(const std::filesystem::path& path) {
    try {
        workspace_.open_session(model::load_session(path));
        settings.session = whole_path(path);
    } catch (const Error& error) {
        tell(error, Topic::opening);
    }
}

void UserFiles::save_session(const std::filesystem::path& path) {
    const std::filesystem::path file = path.empty() ? session_file() : whole_path(path);
    model::save_session(workspace_.session(), file);
    settings.session = file;
    toasts_.show(language_("message.session_saved", {file.string()}), ToastKind::news, Topic::saving);
}

std::filesystem::path UserFiles::session_file() const {
    return settings.session.empty() ? default_session_ : settings.session;
}

void UserFiles::update(std::span<const std::filesystem::path> samples) {
    if (const auto opened = workspace_.take_opened()) {
        toasts_.worked(Topic::opening);
        const bool sample = std::find(samples.begin(), samples.end(), *opened) != samples.end();
        if (!sample) model::remember(settings, *opened);
    }
    for (const Error& error : workspace_.take_errors()) {
        tell(error, Topic::opening);
        std::error_code failed;
        std::erase_if(settings.recent, [&](const auto& path) { return !exists(path, failed); });
    }
}

void UserFiles::tell(const Error& error, Topic topic) {
    toasts_.show(language_.sentence(error), ToastKind::problem, topic);
    last_error_ = error;
}

void UserFiles::set_ui_scale(double scale) {
    ui_scale_ = std::clamp(scale, model::smallest_ui_scale, model::largest_ui_scale);
    settings.ui_scale = ui_scale_;
}

}  // namespace patchlens::ui
