#include <array>
#include <vector>

#include "app/ui/parameters/before_after.h"
#include "app/ui/parameters/sections.h"

namespace patchlens::ui {
namespace {

/// Language keys of one choice: what it is called and what it does.
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

/// One option of the module that is an enumeration, in the order of its names.
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

/// The file's name, and the button that opens another.
void file_row(Controls& controls) {
    Context& context = controls.context;
    const Rect row = controls.column.row(context.px(34));
    const std::string label = controls.language("picture.open");
    const float width = chip_width(context, label);
    const Press open = chip(context, "picture/open", {row.max.x - width, row.min.y}, label);
    if (open.clicked) controls.actions.emplace_back(model::ShowDialog{model::Dialog::open});
    const Rect name{row.min, {row.max.x - width - context.px(8), row.min.y + context.px(30)}};
    if (!context.loaded.picture) {
        text_in(context, name, context.fonts.body, context.palette.muted,
                controls.language(context.busy ? "picture.opening" : "picture.none"));
        return;
    }
    const std::filesystem::path& path = context.loaded.picture->path;
    text_in(context, name, context.fonts.body, context.palette.text, path.filename().string());
    explain_on_hover(context, name, path.string());
}

/// What the picture's owner may not expect.
void notes(Controls& controls) {
    Context& context = controls.context;
    if (!context.loaded.picture) return;
    for (const PictureNote& note : context.loaded.picture->decoded.notes) {
        const float height =
            paragraph(context, {controls.column.x, controls.column.y}, controls.column.width,
                      context.fonts.small, context.palette.muted, controls.language.sentence(note));
        controls.column.gap(height + context.px(4));
    }
    if (!context.loaded.picture->decoded.notes.empty()) controls.column.gap(context.px(6));
}

}  // namespace

void picture_section(Controls& controls) {
    Context& context = controls.context;
    section(context, controls.column, controls.language("section.picture"));
    file_row(controls);
    notes(controls);
    draw_before_after(controls);
    named_row(controls, "params/fit", "fit", "help.fit", &model::ModuleOptions::fit, fit_words);
    named_row(controls, "params/filter", "filter", "help.filter", &model::ModuleOptions::filter,
              filter_words);
    named_row(controls, "params/normalize", "normalize", "help.normalize", &model::ModuleOptions::normalize,
              normalize_words);
    draw_pixel_ranges(controls);
    controls.column.gap(context.px(10));
}

}  // namespace patchlens::ui
