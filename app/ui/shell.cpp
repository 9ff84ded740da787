#include "app/ui/shell.h"

#include <string>

#include "app/ui/chapters.h"
#include "app/ui/numbers.h"
#include "app/ui/widgets.h"
#include "core/text.h"

namespace patchlens::ui {
namespace {

/// A chapter's button: quiet, the current one raised with the accent below it.
bool chapter_button(Context& context, const ChapterEntry& entry, const Rect& place, bool current) {
    const std::string name = "rail/" + std::string(model::name_of(entry.chapter));
    const Press press = pressable(context, name.c_str(), place);
    const Palette& palette = context.palette;
    if (current || press.hovered) fill(context, place, palette.raised, context.px(7));
    if (current) {
        const float line = context.px(3);
        fill(context,
             {{place.min.x + context.px(8), place.max.y - line}, {place.max.x - context.px(8), place.max.y}},
             palette.accent, line / 2);
    }
    text_in(context, place, context.fonts.body, current || press.hovered ? palette.text : palette.muted,
            context.language(entry.name), Align::centre);
    return press.clicked;
}

}  // namespace

void draw_rail(Context& context, const model::Session& session, const Rect& place, model::Actions& actions) {
    fill(context, place, context.palette.panel);
    fill(context, {{place.min.x, place.max.y - 1}, place.max}, context.palette.border);
    const std::string title = "PatchLens";
    float x = place.min.x + context.px(16);
    const float title_width = text_width(context.fonts.strong, title) + 1;
    text_in(context, {{x, place.min.y}, {x + title_width, place.max.y}}, context.fonts.strong,
            context.palette.text, title);
    x += title_width + context.px(22);
    const float top = place.min.y + context.px(9);
    for (const ChapterEntry& entry : chapters) {
        const float width = text_width(context.fonts.body, context.language(entry.name)) + context.px(26);
        const Rect button = rect_at({x, top}, width, place.height() - 2 * context.px(9));
        if (chapter_button(context, entry, button, entry.chapter == chapter_entry(session.chapter).chapter)) {
            actions.emplace_back(model::SetChapter{entry.chapter});
        }
        x += width + context.px(6);
    }

    const bool dark = session.theme == model::Theme::dark;
    const std::string help = context.language("rail.help");
    const std::string theme = context.language(dark ? "rail.light" : "rail.dark");
    const float help_x = place.max.x - context.px(16) - chip_width(context, help);
    const float theme_x = help_x - context.px(8) - chip_width(context, theme);
    const std::string language = context.language("rail.language");
    const float language_x = theme_x - context.px(8) - chip_width(context, language);
    const float chip_top = place.min.y + (place.height() - context.px(30)) / 2;
    if (chip(context, "rail/language", {language_x, chip_top}, language).clicked) {
        const bool english = session.language == model::LanguageId::en;
        actions.emplace_back(model::SetLanguage{english ? model::LanguageId::zh_cn : model::LanguageId::en});
    }
    if (chip(context, "rail/theme", {theme_x, chip_top}, theme).clicked) {
        actions.emplace_back(model::SetTheme{dark ? model::Theme::light : model::Theme::dark});
    }
    if (chip(context, "rail/help", {help_x, chip_top}, help).clicked) {
        actions.emplace_back(model::ShowDialog{model::Dialog::help});
    }
}

void draw_status(Context& context, const model::Results* results, const StatusOptions& options,
                 const Rect& place) {
    fill(context, place, context.palette.panel);
    fill(context, {place.min, {place.max.x, place.min.y + 1}}, context.palette.border);
    const model::Language& language = context.language;
    const Rect inside{{place.min.x + context.px(16), place.min.y},
                      {place.max.x - context.px(16), place.max.y}};
    if (results == nullptr) {
        if (context.busy)
            text_in(context, inside, context.fonts.small, context.palette.muted, language("status.busy"));
        return;
    }
    const PatchPosition patch = results->selection.patch;
    const std::string left = language(
        "status.selection",
        {std::to_string(patch.row), std::to_string(patch.column), grouped(results->grid.token(patch)),
         std::to_string(results->grid.grid().width), std::to_string(results->selection.dim)});
    std::string right;
    if (context.busy) {
        right = language("status.busy");
    } else if (results->tokens) {
        const auto bytes = static_cast<std::uint64_t>(results->costs.output_bytes);
        const std::string threads = std::to_string(options.threads);
        right = options.show_time
                    ? language("status.computed", {duration(results->seconds), threads, bytes_text(bytes)})
                    : language("status.kept", {threads, bytes_text(bytes)});
    } else {
        right = language("status.too_large",
                         {bytes_text(static_cast<std::uint64_t>(results->costs.output_bytes))});
    }
    const float width = text_width(context.fonts.small, right) + 1;
    text_in(context, {inside.min, {inside.max.x - width - context.px(20), inside.max.y}}, context.fonts.small,
            context.palette.muted, left);
    text_in(context, {{inside.max.x - width, inside.min.y}, inside.max}, context.fonts.small,
            context.busy ? context.palette.accent : context.palette.muted, right, Align::right);
}

void draw_empty_scene(Context& context, const Rect& scene, model::Actions& actions) {
    Column column{scene.min.x + context.px(32), scene.centre().y - context.px(60),
                  scene.width() - context.px(64)};
    if (context.busy) {
        text_in(context, column.row(context.px(40)), context.fonts.title, context.palette.muted,
                context.language("picture.opening"), Align::centre);
        return;
    }
    text_in(context, column.row(context.px(40)), context.fonts.title, context.palette.text,
            context.language("empty.title"), Align::centre);
    text_in(context, column.row(context.px(28)), context.fonts.body, context.palette.muted,
            context.language("empty.text"), Align::centre);
    column.gap(context.px(12));
    const std::string label = context.language("picture.open");
    const float x = scene.centre().x - chip_width(context, label) / 2;
    if (chip(context, "scene/open", {x, column.y}, label).clicked) {
        actions.emplace_back(model::ShowDialog{model::Dialog::open});
    }
}

}  // namespace patchlens::ui
