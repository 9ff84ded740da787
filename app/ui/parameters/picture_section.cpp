#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "app/ui/drawing/notices.h"
#include "app/ui/parameters/before_after.h"
#include "app/ui/parameters/sections.h"

namespace patchlens::ui {
namespace {

/// Language keys of an option's value: its label and its description.
struct Words {
    const char* label;
    const char* help;
};

constexpr std::array fit_words{Words{"fit.crop", "help.fit.crop"}, Words{"fit.squash", "help.fit.squash"},
                               Words{"fit.pad", "help.fit.pad"}, Words{"fit.none", "help.fit.none"}};
constexpr std::array filter_words{Words{"filter.bilinear", "help.filter.bilinear"},
                                  Words{"filter.bicubic", "help.filter.bicubic"}};
constexpr std::array normalize_words{
    Words{"normalize.none", "help.normalize.none"}, Words{"normalize.imagenet", "help.normalize.imagenet"},
    Words{"normalize.clip", "help.normalize.clip"}, Words{"normalize.half", "help.normalize.half"}};

/// An option of the module that is an enumeration, in the order of its names.
template <typename Choice>
void named_row(Controls& controls, const char* name, const char* label, const char* help,
               Choice model::ModuleOptions::*field, std::span<const Words> words) {
    const auto names = model::names_of<Choice>;
    const auto index_of = [&](Choice choice) {
        int index = 0;
        while (names[static_cast<std::size_t>(index)].second != choice)
            ++index;
        return index;
    };
    std::vector<ChoiceItem> items;
    for (std::size_t i = 0; i < names.size(); ++i) {
        items.push_back({std::string(names[i].first), controls.language(words[i].label), "",
                         controls.language(words[i].help)});
    }
    const model::ModuleOptions& module = controls.session.module;
    controls.one_of({name, label, help, index_of(module.*field), index_of(controls.initial().*field), items,
                     [&](int index) {
                         model::ModuleOptions wanted = module;
                         wanted.*field = names[static_cast<std::size_t>(index)].second;
                         return wanted;
                     }});
}

/// Notes on what may be unexpected about the picture, one per line.
std::string notes_text(const Controls& controls) {
    std::string text;
    for (const PictureNote& note : controls.context.loaded.picture->decoded.notes)
        text += (text.empty() ? "" : "\n") + controls.language.sentence(note);
    return text;
}

/// A sign at the right end of `name` that says there are notes; pressing it scrolls to them.
void notes_sign(Controls& controls, const Rect& name) {
    Context& context = controls.context;
    const float side = context.px(20);
    const Rect place = rect_at({name.max.x - side, std::floor(name.centre().y - side / 2)}, side, side);
    const Press press = pressable(context, "picture/notes", place, side / 2);
    const ImVec2 centre{std::floor(place.centre().x), std::floor(place.centre().y)};
    draw_notice(context, centre, context.px(press.hovered ? 10 : 9), Notice::news);
    explain_on_hover(context, place, notes_text(controls));
    if (press.clicked) controls.memory.notes_wanted = true;
}

/// The file's name, and the button that opens another.
void file_row(Controls& controls) {
    Context& context = controls.context;
    const Rect row = controls.column.row(context.px(34));
    const std::string label = controls.language("picture.open");
    const float width = chip_width(context, label);
    const Press open = chip(context, "picture/open", {row.max.x - width, row.min.y}, label);
    if (open.clicked) controls.actions.emplace_back(model::ShowDialog{model::Dialog::open});
    Rect name{row.min, {row.max.x - width - context.px(8), row.min.y + context.px(30)}};
    if (!context.loaded.picture) {
        text_in(context, name, context.fonts.body, context.palette.muted,
                controls.language(context.busy ? "picture.opening" : "picture.none"));
        return;
    }
    const std::filesystem::path& path = context.loaded.picture->path;
    if (!context.loaded.picture->decoded.notes.empty()) {
        notes_sign(controls, name);
        name.max.x -= context.px(26);
    }
    text_in(context, name, context.fonts.body, context.palette.text, path.filename().string());
    explain_on_hover(context, name, path.string());
}

}  // namespace

void fit_rows(Controls& controls) {
    named_row(controls, "params/fit", "fit", "help.fit", &model::ModuleOptions::fit, fit_words);
    named_row(controls, "params/filter", "filter", "help.filter", &model::ModuleOptions::filter,
              filter_words);
    named_row(controls, "params/normalize", "normalize", "help.normalize", &model::ModuleOptions::normalize,
              normalize_words);
}

void picture_section(Controls& controls) {
    Context& context = controls.context;
    section(context, controls.column, controls.language("section.picture"));
    file_row(controls);
    draw_before_after(controls);
    fit_rows(controls);
    draw_pixel_ranges(controls);
    controls.column.gap(context.px(10));
}

void picture_notes(Controls& controls) {
    Context& context = controls.context;
    if (!context.loaded.picture || context.loaded.picture->decoded.notes.empty()) return;
    Column& column = controls.column;
    column.gap(context.px(10));
    section(context, column, controls.language("section.picture"));
    const float top = column.y;
    for (const PictureNote& note : context.loaded.picture->decoded.notes) {
        column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                             context.palette.muted, controls.language.sentence(note)));
        column.gap(context.px(4));
    }
    context.probe.item("picture/notes/text", {column.x, top}, {column.x + column.width, column.y});
    if (std::exchange(controls.memory.notes_wanted, false)) controls.scroll_to(column.y + context.px(8));
}

}  // namespace patchlens::ui
