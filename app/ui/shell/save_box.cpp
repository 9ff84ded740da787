#include "app/ui/shell/save_box.h"

#include <system_error>

#include "app/model/files/typed_path.h"
#include "app/model/state/session_file.h"
#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/shell/browser.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

bool is_there(const std::filesystem::path& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed);
}

void save(const std::filesystem::path& path, model::Actions& actions) {
    actions.emplace_back(model::ShowDialog{model::Dialog::none});
    actions.emplace_back(model::SaveSession{path});
}

/// The typed path, or a session file in the typed folder, with the extension of sessions.
std::filesystem::path session_path(const std::string& typed, const ShellView& shell) {
    std::filesystem::path path = model::typed_path(typed, shell.home);
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) path /= "session.json";
    if (!path.empty() && !path.has_extension()) path += ".json";
    return path;
}

}  // namespace

void draw_save_box(Context& context, const ShellView& shell, model::Actions& actions) {
    const model::Language& language = context.language;
    Browser& browser = shell.browser;
    Box box(context, "dialog/save_session", 640, 250);
    Column& column = box.column;
    box_heading(context, column, language("save.title"));
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                         context.palette.muted, language("save.text")));
    column.gap(context.px(10));
    const bool nowhere = context.focus.current().empty() && context.editing.field == 0;
    if (nowhere && browser.save_as.empty() && !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0)) {
        compat::focus_next();
    }
    const std::filesystem::path shown = browser.save_as.empty() ? shell.session_file : browser.save_as;
    const auto typed = entry(context, "save/path", column.row(context.px(34)), shown.string(), Align::left);
    if (typed) {
        browser.save_as = session_path(*typed, shell);
        browser.replaces.clear();
    }
    const std::filesystem::path wanted = browser.save_as.empty() ? shell.session_file : browser.save_as;
    bool confirmed = compat::pressed(compat::Key::enter, false);
    column.gap(context.px(14));
    const bool replaces = !wanted.empty() && browser.replaces == wanted;
    const std::string label = language(replaces ? "save.replace" : "save.save");
    const float x = column.x + column.width - chip_width(context, label);
    if (replaces) {
        text_in(context, {{column.x, column.y}, {x - context.px(12), column.y + context.px(30)}},
                context.fonts.body, context.palette.problem, language("save.exists"));
    }
    confirmed |= chip(context, "save/save", {x, column.y}, label, true).clicked;
    if (!confirmed || wanted.empty()) return;
    if (!is_there(wanted) || wanted == shell.session_file || replaces) return save(wanted, actions);
    browser.save_as = wanted;
    try {  // only a session file may be replaced, and only after asking
        model::require_replaceable(wanted);
        browser.replaces = wanted;
    } catch (const Error& error) {
        actions.emplace_back(model::ReportError{error});
    }
}

}  // namespace patchlens::ui
