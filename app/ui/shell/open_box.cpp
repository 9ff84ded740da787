#include "app/ui/shell/open_box.h"

#include <algorithm>
#include <optional>
#include <string>

#include "app/model/files/typed_path.h"
#include "app/ui/compat.h"
#include "app/ui/shell/box.h"
#include "app/ui/shell/file_list.h"
#include "app/ui/shell/whereabouts.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"
#include "core/picture/image_format.h"

namespace patchlens::ui {
namespace {

using compat::Key;
using model::Dialog;
using model::FileKind;

constexpr float shelf_width = 268;
constexpr float shelf_row = 44;

FileKind kind_of(Dialog box) {
    if (box == Dialog::open_weights) return FileKind::weights;
    return box == Dialog::open_session ? FileKind::session : FileKind::picture;
}

const char* title_of(Dialog box) {
    if (box == Dialog::open_session) return "open.session_title";
    if (box == Dialog::open_weights) return "open.weights_title";
    return box == Dialog::open_second ? "open.second_title" : "open.title";
}

const char* probe_name_of(Dialog box) {
    if (box == Dialog::open_session) return "dialog/open_session";
    if (box == Dialog::open_weights) return "dialog/open_weights";
    return box == Dialog::open_second ? "dialog/open_second" : "dialog/open";
}

const char* path_text_of(Dialog box) {
    if (box == Dialog::open_session) return "open.session_path";
    return box == Dialog::open_weights ? "open.weights_path" : "open.path";
}

void open(const std::filesystem::path& path, Dialog box, const model::Session& session,
          model::Actions& actions) {
    actions.emplace_back(model::ShowDialog{Dialog::none});
    if (box == Dialog::open_weights) {
        actions.emplace_back(model::SetModule{model::with_weights(session.module, {path})});
    } else if (box == Dialog::open_session || model::is_kind(path, FileKind::session)) {
        actions.emplace_back(model::OpenSession{path});
    } else if (box == Dialog::open_second) {
        actions.emplace_back(model::SetSecond{path});
    } else {
        actions.emplace_back(model::OpenPicture{path});
    }
}

/// Browses to a folder, opens a file.
void go_to(const std::filesystem::path& path, const ShellView& shell, Dialog box, model::Actions& actions) {
    if (path.empty()) return;
    if (is_folder(path)) {
        shell.browser.look_into(path, kind_of(box));
    } else {
        open(path, box, shell.session, actions);
    }
}

/// Samples and recent pictures, each with its thumbnail.
void draw_shelf(Context& context, const ShellView& shell, Dialog box, const Rect& place,
                model::Actions& actions) {
    const model::Language& language = context.language;
    Panel panel(context, "shelf", place);
    Column& column = panel.column;
    column.x = place.min.x;
    column.width = place.width() - context.px(14);
    const auto row = [&](const std::string& name, const std::filesystem::path& path) {
        const Rect line = column.row(context.px(shelf_row));
        const Press press = pressable(context, name.c_str(), line.inset(1));
        if (press.hovered) fill(context, line.inset(1), context.palette.raised, context.px(6));
        file_row(context, line, name, shell.browser.thumbnail(path), false, path.filename().string(), {});
        if (press.clicked) open(path, box, shell.session, actions);
    };
    section(context, column, language("open.samples"));
    for (const auto& sample : context.known_files.samples)
        row("open/" + sample.filename().string(), sample);
    if (shell.settings.recent.empty()) return;
    column.gap(context.px(12));
    section(context, column, language("open.recent"));
    for (std::size_t i = 0; i < shell.settings.recent.size(); ++i)
        row("open/recent/" + std::to_string(i), shell.settings.recent[i]);
}

}  // namespace

std::filesystem::path first_folder(const ShellView& shell, FileKind kind) {
    if (kind == FileKind::session) {
        const auto folder = shell.session_file.parent_path();
        return is_folder(folder) ? folder : shell.home;
    }
    if (kind == FileKind::weights) {
        const auto folder = shell.session.module.weights.parent_path();
        if (is_folder(folder)) return folder;
        for (const char* name : {"Downloads", "下载"}) {
            if (is_folder(shell.home / name)) return shell.home / name;
        }
        return shell.home;
    }
    for (const auto& picture : shell.settings.recent) {
        if (is_folder(picture.parent_path())) return picture.parent_path();
    }
    for (const char* name : {"Pictures", "图片"}) {
        if (is_folder(shell.home / name)) return shell.home / name;
    }
    return shell.home;
}

void draw_open_box(Context& context, const ShellView& shell, Dialog which, model::Actions& actions) {
    const model::Language& language = context.language;
    const bool pictures = kind_of(which) == FileKind::picture;
    Browser& browser = shell.browser;
    browser.update();
    Box box(context, probe_name_of(which), 940, 680);
    Column& column = box.column;
    box_heading(context, column, language(title_of(which)), actions);
    text_in(context, column.row(context.px(22)), context.fonts.small, context.palette.muted,
            language(path_text_of(which), {std::string(picture_formats)}));
    column.gap(context.px(4));
    const bool nowhere = context.focus.current().empty() && context.editing.field == 0;
    if (nowhere && !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0)) compat::focus_next();
    const auto typed = entry(context, "open/path", column.row(context.px(34)), "", Align::left);
    // A click on a file below opens that file, not the path being typed.
    const bool confirmed = typed && !ImGui::IsMouseDown(0);
    if (confirmed) go_to(model::typed_path(*typed, shell.home, browser.folder()), shell, which, actions);
    column.gap(context.px(14));

    Rect rest{{column.x, column.y}, {column.x + column.width, box.place.max.y - context.px(20)}};
    if (pictures) {
        draw_shelf(context, shell, which, {rest.min, {rest.min.x + context.px(shelf_width), rest.max.y}},
                   actions);
        rest.min.x += context.px(shelf_width + 14);
    }
    const float bar = context.px(30);
    draw_whereabouts(context, browser, "open/parent", {rest.min, {rest.max.x, rest.min.y + bar}});
    const bool enter = !typed && compat::pressed(Key::enter, false);
    const Rect list{{rest.min.x, rest.min.y + bar + context.px(10)}, rest.max};
    const auto chosen = file_list(context, browser, list, enter);
    if (!chosen) return;
    if (chosen->folder) {
        browser.look_into(chosen->path, kind_of(which));
    } else {
        open(chosen->path, which, shell.session, actions);
    }
}

}  // namespace patchlens::ui
