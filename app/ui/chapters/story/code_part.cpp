// The class, its lines lit in the order in which Python runs them.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/model/code/listing.h"
#include "app/ui/chapters/code/highlight.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

using model::CodeLine;

/// The order in which the statements run: the class is read, an object made, and called.
constexpr std::array order{CodeLine::class_definition, CodeLine::arguments,    CodeLine::super_init,
                           CodeLine::img_size,         CodeLine::patch_size,   CodeLine::num_patches,
                           CodeLine::convolution,      CodeLine::forward,      CodeLine::shape,
                           CodeLine::project,          CodeLine::return_output};

CodeLine line_running(double run) {
    const auto now = static_cast<std::size_t>(run * static_cast<double>(order.size()));
    return order.at(std::min(order.size() - 1, now));
}

void draw_line(Context& context, const model::Session& session, const std::string& line, const Rect& place,
               double shown) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    ImVec2 at{place.min.x, std::floor(place.centre().y - line_height(context.fonts.mono_small) / 2)};
    for (const CodeSpan& span : highlighted(line, model::Notation::pytorch)) {
        const float width = text_width(context.fonts.mono_small, span.text);
        if (at.x + width > place.max.x) return;
        put_text(context, draw, context.fonts.mono_small, at,
                 colour_of(span.kind, session.theme).packed(static_cast<float>(shown)), span.text);
        at.x += width;
    }
}

}  // namespace

float light_on(const Moment& moment, std::initializer_list<model::CodePart> parts) {
    if (moment.code <= 0 || moment.run <= 0) return 1;
    const std::vector<model::CodePart> touched = model::parts_of(line_running(moment.run));
    const bool lit = std::ranges::any_of(
        parts, [&](model::CodePart part) { return std::ranges::find(touched, part) != touched.end(); });
    return lit ? 1 : static_cast<float>(1 - 0.75 * moment.code);
}

void draw_code(const Scene& scene, const Rect& place, double shown, double run) {
    Context& context = scene.context;
    if (shown <= 0.05 || place.height() < context.px(24)) return;
    const model::CodeListing listing = model::code_listing(scene.results, model::Notation::pytorch);
    const int first = listing.at(listing.find(CodeLine::class_definition)).first_row;
    const model::CodeStep& end = listing.at(listing.find(CodeLine::return_output));
    const int rows = end.first_row + end.rows() - first;
    const model::CodeStep& lit = listing.at(listing.find(line_running(run)));

    const float row = std::ceil(line_height(context.fonts.mono_small) * 1.25F);
    const int visible = std::min(rows, static_cast<int>((place.height() - context.px(12)) / row));
    if (visible <= 0) return;
    // Where not all rows have room, those around the lit one; both ends move with how far it has run.
    const int top = std::clamp(static_cast<int>(std::lround((rows - visible) * run)),
                               std::max(0, lit.first_row + lit.rows() - first - visible),
                               std::max(0, std::min(rows - visible, lit.first_row - first)));
    const Rect box = rect_at({place.min.x, place.min.y}, place.width(),
                             row * static_cast<float>(visible) + context.px(12));
    fill(context, box, context.palette.panel.packed(static_cast<float>(shown)), context.px(8));
    context.probe.item("story/code", box.min, box.max);
    for (const model::CodeStep& step : listing.steps) {
        for (int line = 0; line < step.rows(); ++line) {
            const int at = step.first_row + line - first - top;
            if (at < 0 || at >= visible) continue;
            const Rect where = rect_at(
                {box.min.x + context.px(14), box.min.y + context.px(6) + row * static_cast<float>(at)},
                box.width() - context.px(28), row);
            if (&step == &lit && run > 0) {
                fill(context,
                     {{box.min.x + context.px(4), where.min.y}, {box.max.x - context.px(4), where.max.y}},
                     context.palette.raised.packed(static_cast<float>(shown)), context.px(4));
                fill(context, rect_at({box.min.x + context.px(4), where.min.y}, context.px(3), row),
                     context.palette.accent.packed(static_cast<float>(shown)));
            }
            draw_line(context, scene.session, step.text[static_cast<std::size_t>(line)], where, shown);
        }
    }
}

}  // namespace patchlens::ui::story
