#include "app/ui/shell/save_box.h"

#include <algorithm>
#include <optional>
#include <string>
#include <system_error>

#include "app/model/files/typed_path.h"
#include "app/model/state/session_file.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/notices.h"
#include "app/ui/shell/box.h"
#include "app/ui/shell/browser.h"
#include "app/ui/shell/file_list.h"
#include "app/ui/shell/whereabouts.h"
#include "app/ui/widgets/labelled_switch.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::FileKind;

constexpr float places_width = 180;
constexpr float place_row = 34;
constexpr std::size_t most_places = 8;
constexpr int most_scene_pixels = 4;  // each way, for one of the screen's
constexpr const char* name_field = "save/path";

bool is_there(const std::filesystem::path& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed);
}

std::filesystem::path with_ending(std::filesystem::path path, FileKind kind, bool scene) {
    if (path.empty()) return path;
    if (scene && path.extension() == ".svg") return path;
    const std::string ending = path.extension().string();
    if (kind == FileKind::session)
        return ending == ".patchlens" || ending == ".json" ? path : path += ".patchlens";
    if (kind == FileKind::table) return ending == ".csv" ? path : path += ".csv";
    if (kind == FileKind::weights) return ending == ".safetensors" ? path : path += ".safetensors";
    return ending == ".png" || ending == ".PNG" ? path : path += ".png";
}

/// What the box says of a kind of file.
struct Words {
    const char* name;  ///< for the probe
    const char* title;
    const char* text;
};
Words words_of(FileKind kind) {
    switch (kind) {
        case FileKind::session:
            return {"dialog/save_session", "save.title", "save.text"};
        case FileKind::weights:
            return {"dialog/save_weights", "save.weights_title", "save.weights_text"};
        case FileKind::table:
            return {"dialog/save_results", "save.results_title", "save.results_text"};
        case FileKind::picture:
            break;
    }
    return {"dialog/save_picture", "save.picture_title", "save.picture_text"};
}

constexpr Words words_of_scene{"dialog/save_picture", "save.scene_title", "save.scene_text"};

/// The box while it is open.
class SaveBox {
public:
    SaveBox(Context& context, const ShellView& shell, FileKind kind, model::Actions& actions)
        : context_(context),
          shell_(shell),
          browser_(shell.browser),
          saving_(shell.browser.saving),
          kind_(kind),
          actions_(actions) {}

    void draw() {
        const Words words = browser_.pixels > 0 ? words_of_scene : words_of(kind_);
        browser_.update();
        Box box(context_, words.name, 820, 640);
        Column& column = box.column;
        box_heading(context_, column, language_(words.title), actions_);
        column.gap(paragraph(context_, {column.x, column.y}, column.width, context_.fonts.small,
                             context_.palette.muted, language_(words.text)));
        column.gap(context_.px(12));
        const float switches = kind_ == FileKind::session ? 32 : 0;
        const float bottom = box.place.max.y - context_.px(20 + 30 + 14 + 34 + 26 + switches);
        const Rect middle{{column.x, column.y}, {column.x + column.width, bottom}};
        const float split = middle.min.x + context_.px(places_width);
        draw_places({middle.min, {split, middle.max.y}});
        draw_folder({{split + context_.px(14), middle.min.y}, middle.max});
        column.y = bottom + context_.px(6);
        const Rect above_name = column.row(context_.px(20));
        text_in(context_, above_name, context_.fonts.small, context_.palette.muted, language_("save.name"));
        if (browser_.pixels > 0) draw_pixels(above_name);
        draw_name(column.row(context_.px(34)));
        if (kind_ == FileKind::session) draw_inside(column.row(context_.px(switches)));
        column.gap(context_.px(14));
        draw_buttons(column.row(context_.px(30)));
    }

private:
    void draw_places(const Rect& place) {
        Column column{place.min.x, place.min.y, place.width()};
        section(context_, column, language_("save.places"));
        for (std::size_t i = 0; i < browser_.places.size(); ++i) {
            const std::filesystem::path& folder = browser_.places[i];
            const Rect row = column.row(context_.px(place_row));
            if (row.max.y > place.max.y) return;
            const Press press =
                pressable(context_, ("save/place/" + std::to_string(i)).c_str(), row.inset(1));
            const bool here = folder == browser_.folder();
            if (press.hovered || here) fill(context_, row.inset(1), context_.palette.raised, context_.px(6));
            const std::string name =
                folder == shell_.home ? std::string(language_("save.home")) : folder.filename().string();
            text_in(context_,
                    {{row.min.x + context_.px(10), row.min.y}, {row.max.x - context_.px(6), row.max.y}},
                    context_.fonts.body, here ? context_.palette.text : context_.palette.muted,
                    name.empty() ? folder.string() : name);
            explain_on_hover(context_, row, folder.string());
            if (press.clicked) look_into(folder);
        }
    }

    void draw_folder(const Rect& place) {
        const float bar = context_.px(30);
        const std::filesystem::path before = browser_.folder();
        draw_whereabouts(context_, browser_, "save/parent", {place.min, {place.max.x, place.min.y + bar}});
        if (browser_.folder() != before) saving_.replaces.clear();
        const bool enter =
            context_.focus.current() == "open/list" && compat::pressed(compat::Key::enter, false);
        const auto chosen = file_list(context_, browser_,
                                      {{place.min.x, place.min.y + bar + context_.px(10)}, place.max}, enter);
        if (!chosen) return;
        if (chosen->folder) return look_into(chosen->path);
        saving_ = {chosen->path.filename().string()};
        context_.editing.field = 0;
    }

    /// How fine a scene's picture is; a drawing has no pixels.
    void draw_pixels(const Rect& row) {
        const bool drawing = std::filesystem::path(saving_.name).extension() == ".svg";
        float x = row.max.x;
        for (int times = most_scene_pixels; times >= 1; --times) {
            const std::string label = std::to_string(times) + "×";
            const float width = text_width(context_.fonts.small, label) + context_.px(16);
            x -= width + context_.px(4);
            const Rect place = rect_at({x, row.min.y}, width, row.height());
            const std::string name = "save/pixels/" + std::to_string(times);
            const bool chosen = !drawing && browser_.pixels == times;
            if (chip(context_, name.c_str(), place, label, chosen).clicked) browser_.pixels = times;
        }
    }

    void draw_name(const Rect& row) {
        const bool nowhere = context_.focus.current().empty() && context_.editing.field == 0;
        if (nowhere && saving_.fresh && !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0)) {
            compat::focus_next();
        }
        saving_.fresh &= context_.editing.field == 0;
        const auto typed = entry(context_, name_field, row, saving_.name, Align::left);
        if (!typed) return;
        const std::filesystem::path path = model::path_to_write(*typed, shell_.home, browser_.folder());
        if (is_folder(path)) {
            went_ = true;  // Enter led into the folder and saves nothing
            return look_into(path);
        }
        saving_ = {path.filename().string()};
        if (path.parent_path() == browser_.folder()) return;
        if (is_folder(path.parent_path())) {
            browser_.look_into(path.parent_path(), kind_);
        } else {
            saving_.name = path.string();
        }
    }

    /// The switch for the pictures' bytes in the file.
    void draw_inside(const Rect& row) {
        const bool inside = shell_.session.handout->picture_inside;
        const char* label = language_("save.inside");
        const float top = row.max.y - context_.px(22);
        const Rect place = rect_at({row.min.x, top}, labelled_switch_width(context_, label), context_.px(20));
        if (labelled_switch(context_, "save/inside", place, label, language_("save.inside_help"), inside))
            actions_.emplace_back(model::PutPictureInside{!inside});
    }

    void draw_buttons(const Rect& row) {
        const std::filesystem::path wanted =
            saving_.name.empty() ? std::filesystem::path()
                                 : with_ending(browser_.folder() / saving_.name, kind_, browser_.pixels > 0);
        const bool replaces = !wanted.empty() && saving_.replaces == wanted;
        const std::string label = language_(replaces ? "save.replace" : "save.save");
        const std::string cancel = language_("save.cancel");
        const float x = row.max.x - chip_width(context_, label);
        const float left = x - context_.px(10) - chip_width(context_, cancel);
        std::string said;
        if (saving_.problem) said = language_.shown(*saving_.problem);
        if (replaces) said = language_("save.exists");
        if (!said.empty()) {
            const Notice notice = replaces ? Notice::warning : Notice::error;
            draw_notice(context_, {row.min.x + context_.px(10), row.centre().y}, context_.px(9), notice);
            text_in(context_, {{row.min.x + context_.px(26), row.min.y}, {left - context_.px(12), row.max.y}},
                    context_.fonts.body, context_.palette.text, notice_text(language_, notice, said));
        }
        if (chip(context_, "save/cancel", {left, row.min.y}, cancel).clicked)
            actions_.emplace_back(model::ShowDialog{model::Dialog::none});
        const char* name = replaces ? "save/replace" : "save/save";
        bool confirmed = chip(context_, name, {x, row.min.y}, label, true).clicked;
        const std::string_view focused = context_.focus.current();
        const bool default_key = (focused.empty() || focused == name_field) && !went_;
        // The second half of a double press on Enter does not answer a question that came up in between.
        const bool read = !replaces || ImGui::GetTime() - saving_.asked_at > DoublePress::seconds;
        confirmed |= default_key && read && compat::pressed(compat::Key::enter, false);
        if (!confirmed || wanted.empty()) return;
        const bool own = kind_ == FileKind::session && wanted == shell_.session_file;
        if (!is_there(wanted) || own || replaces) return save(wanted);
        ask(wanted);
    }

    /// Asks before a file is replaced; of the files there are, a session replaces only sessions.
    void ask(const std::filesystem::path& wanted) {
        saving_.problem.reset();
        try {
            if (kind_ == FileKind::session) model::require_replaceable(wanted);
            saving_.replaces = wanted;
            saving_.asked_at = ImGui::GetTime();
        } catch (const Error& error) {
            saving_.problem = error;
            actions_.emplace_back(model::ReportError{error});
        }
    }

    void save(const std::filesystem::path& path) {
        if (kind_ == FileKind::picture)
            actions_.emplace_back(model::SavePicture{nullptr, {}, true, path, false, browser_.pixels});
        if (kind_ == FileKind::table) actions_.emplace_back(model::SaveResults{path});
        if (kind_ == FileKind::weights) actions_.emplace_back(model::SaveWeights{path});
        actions_.emplace_back(model::ShowDialog{model::Dialog::none});
        if (kind_ == FileKind::session) actions_.emplace_back(model::SaveSession{path});
    }

    void look_into(const std::filesystem::path& folder) {
        saving_.replaces.clear();
        browser_.look_into(folder, kind_);
    }

    Context& context_;
    const ShellView& shell_;
    Browser& browser_;
    Browser::Saving& saving_;
    FileKind kind_;
    model::Actions& actions_;
    const model::Language& language_ = context_.language;
    bool went_ = false;
};

}  // namespace

std::vector<std::filesystem::path> places_to_save(const ShellView& shell) {
    std::vector<std::filesystem::path> places;
    const auto add = [&](const std::filesystem::path& folder) {
        if (folder.empty() || places.size() >= most_places || !is_folder(folder)) return;
        if (std::find(places.begin(), places.end(), folder) == places.end()) places.push_back(folder);
    };
    add(shell.home);
    for (const char* name : {"Desktop", "Documents", "Pictures", "桌面", "文档", "图片"})
        add(shell.home / name);
    add(shell.session_file.parent_path());
    for (const auto& picture : shell.settings.recent)
        add(picture.parent_path());
    return places;
}

void draw_save_box(Context& context, const ShellView& shell, FileKind kind, model::Actions& actions) {
    SaveBox(context, shell, kind, actions).draw();
}

}  // namespace patchlens::ui
