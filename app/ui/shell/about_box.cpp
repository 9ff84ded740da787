#include "app/ui/shell/about_box.h"

#include "app/ui/shell/box.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void draw_about_box(Context& context, const ShellView& shell, model::Actions& actions) {
    const model::Language& language = context.language;
    const About& about = shell.about;
    const float rows = static_cast<float>(about.libraries.size());
    Box box(context, "dialog/about", 560, 260 + 24 * rows);
    box_heading(context, box.column, "PatchLens", actions);
    const float edge = context.px(8);
    Panel panel(context, "about",
                {{box.place.min.x + edge, box.column.y}, {box.place.max.x - edge, box.place.max.y - edge}});
    Column& column = panel.column;
    text_in(context, column.row(context.px(24)), context.fonts.body, context.palette.muted,
            language("about.version", {about.version}));
    column.gap(context.px(8));
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                         context.palette.text, language("about.text")));
    column.gap(context.px(8));
    text_in(context, column.row(context.px(24)), context.fonts.body, context.palette.text,
            language("about.licence"));
    for (const model::Message& message : shell.languages.shown.messages()) {
        column.gap(context.px(8));
        column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.body,
                             context.palette.text, message.in(language)));
    }
    column.gap(context.px(14));
    section(context, column, language("about.libraries"));
    for (const LibraryUsed& library : about.libraries) {
        const Rect row = column.row(context.px(24));
        const float version = row.min.x + row.width() * 0.42F;
        const float licence = row.min.x + row.width() * 0.68F;
        text_in(context, {row.min, {version - context.px(8), row.max.y}}, context.fonts.body,
                context.palette.text, library.name);
        text_in(context, {{version, row.min.y}, {licence - context.px(8), row.max.y}},
                context.fonts.mono_small, context.palette.muted, library.version);
        text_in(context, {{licence, row.min.y}, row.max}, context.fonts.small, context.palette.muted,
                library.licence);
    }
}

}  // namespace patchlens::ui
