#include <algorithm>
#include <string>

#include "app/ui/chapters/explore/side_sections.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/cell_numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/patch_planes.h"
#include "app/ui/plots/sum_chart.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/tooltip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// Parses what was typed as a dimension. Throws an Error that says why it is not one.
int dimension_of(const std::string& typed, const std::string& label, int count) {
    const std::int64_t dim = whole_number(typed, label, {0, count - 1});
    if (dim >= 0 && dim < count) return static_cast<int>(dim);
    throw Error(ErrorCode::dimension_outside_vector,
                {std::to_string(dim), std::to_string(count), std::to_string(count - 1)});
}

void set_open(const Inspection& at, bool open) {
    at.look<model::Explore>([&](model::Explore::Place& place) { place.dimension_open = open; });
}

/// Folds what is below, left of `lead`; returns its left edge.
float fold_button(const Inspection& at, const Rect& lead) {
    Context& context = at.context;
    const Rect place{{lead.min.x - context.px(26), lead.min.y}, {lead.min.x - context.px(2), lead.max.y}};
    const Press press = pressable(context, "inspector/fold", place);
    const ImVec2 middle = place.centre();
    const float half = context.px(5);
    ImGui::GetWindowDrawList()->AddTriangleFilled(
        {middle.x - half, middle.y + half / 2}, {middle.x + half, middle.y + half / 2},
        {middle.x, middle.y - half / 2}, press.hovered ? context.palette.text : context.palette.muted);
    explain_on_hover(context, place, context.language("inspector.fold"));
    if (press.clicked) set_open(at, false);
    return place.min.x;
}

void heading(const Inspection& at) {
    Context& context = at.context;
    const int count = at.results.options.config.embed_dim;
    const Rect row = at.column.row(context.px(28));
    const std::string label = context.language("inspector.dimension");
    const float width = text_width(context.fonts.heading, label);
    term_in(context, row, context.fonts.heading, context.palette.text, label, model::Term::dimension);
    const Rect field = rect_at({row.min.x + width + context.px(10), row.min.y}, context.px(64), row.height());
    const auto typed =
        entry(context, "inspector/dimension/entry", field, std::to_string(at.results.selection.dim));
    if (typed) {
        try {
            at.actions.emplace_back(model::SelectDimension{dimension_of(*typed, label, count)});
        } catch (const Error& error) {
            at.actions.emplace_back(model::ReportError{error});
        }
    }
    const Rect lead{{row.max.x - lead_width(context), row.min.y}, row.max};
    lead_button(at, "inspector/dimension/lead", lead, lead_to_sum(at.results));
    const bool open = at.session.place<model::Explore>().dimension_open;
    const float fold = open ? fold_button(at, lead) : lead.min.x;
    const Rect rest{{field.max.x + context.px(10), row.min.y}, {fold, row.max.y}};
    text_in(context, rest, context.fonts.small, context.palette.muted,
            context.language("inspector.of_dimensions", {grouped(count)}));
    at.column.gap(context.px(8));
}

void filter_plane(const Inspection& at, int channel, const Rect& place) {
    Context& context = at.context;
    const Size patch = at.patch_size();
    const std::span<const float> weights = at.results.explanation->weights;
    const std::span<const float> plane = channel_plane(weights, channel, patch);
    const float largest =
        context.pictures.range("inspector/filter", {at.results.explanation}, weights).largest();
    const Rect upper{place.min, {place.max.x, place.min.y + at.layout.small}};
    const Rect square = fitted(upper, patch.width, patch.height);
    const std::string name = "inspector/filter/" + std::to_string(channel);
    const Source source{at.results.explanation, 0, &context.palette};
    const Texture& texture = context.pictures.of(
        name, source, [&] { return signed_image(plane, patch, context.palette.diverging, largest); });
    const std::string label = context.language("inspector.weight", {channel_letter(channel, at.channels())});
    picture(context, texture, square);
    const auto value = [&](int y, int x) {
        return plane[static_cast<std::size_t>(std::int64_t{y} * patch.width + x)];
    };
    const auto form = form_for(context, cell_of(square, patch, 0, 0).size(), largest, true);
    if (form && form->power == 0) {
        print_numbers(context, square, patch, *form, value,
                      [&](int y, int x) { return context.palette.diverging(value(y, x), largest); });
    }
    const PlaneTouch touch = link_pixels(
        context, name, square, 2 * at.caption_height(), patch,
        [&](PixelPosition pixel) { return label + " " + plane_number(plane, patch, pixel, true); },
        lead_text(context.language, model::ProjectionView::planes));
    if (touch.pressed) at.actions.emplace_back(lead_to_product(at.results, channel, *touch.pressed));
    offer_menu(context, name.c_str(), touch.press, model::Term::weight, [&](bool at_mouse) {
        const PixelPosition pixel = at_mouse ? touch.under.value_or(PixelPosition{}) : PixelPosition{};
        MenuLines lines{copy_value(context, value(pixel.y, pixel.x))};
        add_picture(context, lines, signed_image(plane, patch, context.palette.diverging, largest),
                    copy_name(at.session, "filter-" + std::string(channel_letter(channel, at.channels()))));
        return lines;
    });
    text_in(context, rect_at({upper.min.x, upper.max.y + context.px(2)}, upper.width(), at.caption_height()),
            context.fonts.mono_small,
            context.palette.channel.at(at.channels() == 1 ? 3 : static_cast<std::size_t>(channel)),
            channel_letter(channel, at.channels()), Align::centre);
}

void map(const Inspection& at, const Rect& place) {
    Context& context = at.context;
    const model::Results& results = at.results;
    const Tensor& numbers = *results.map;
    const Size grid = results.grid.grid();
    const Rect square = fitted(place, grid.width, grid.height);
    const Source source{results.map, 0, &context.palette};
    const float largest = context.pictures.range("map", source, numbers.values()).largest();
    const Texture& texture = context.pictures.of("inspector/map", source, [&] {
        return signed_image(numbers.values(), grid, context.palette.diverging, largest);
    });
    const Press press = pressable(context, "inspector/map", square, 0);
    picture(context, texture, square);
    const auto cell = [&](PatchPosition patch) { return cell_of(square, grid, patch.row, patch.column); };
    if (context.hovered.patch && results.grid.contains(*context.hovered.patch))
        marker(context, cell(*context.hovered.patch), Mark::hovered);
    marker(context, cell(results.selection.patch), Mark::selected);
    if (const auto& pinned = results.selection.pinned) pin_diamond(context, cell(*pinned));
    const std::string name = context.language("inspector.map");
    const std::string title = unitless_title(context, name);
    const bool fits = text_width(context.fonts.small, title) <= place.width();
    draw_legend(context,
                rect_at({place.min.x, place.max.y + context.px(2)}, place.width(), two_line_legend(context)),
                meaning(signed_legend(context, fits ? title : name, largest), model::Term::feature_map));
    offer_menu(context, "inspector/map", press, model::Term::feature_map, [&](bool at_mouse) {
        const PixelPosition mouse = cell_under(square, grid, ImGui::GetIO().MousePos);
        const PatchPosition meant = at_mouse ? PatchPosition{mouse.y, mouse.x} : results.selection.patch;
        MenuLines lines{copy_value(context, numbers[results.grid.token(meant)])};
        add_patch(context, lines, at.session, meant);
        add_picture(context, lines, signed_image(numbers.values(), grid, context.palette.diverging, largest),
                    copy_name(at.session, "map-" + std::to_string(results.selection.dim)));
        return lines;
    });
    if (!press.hovered && !press.held) return;
    const PixelPosition under = cell_under(square, grid, ImGui::GetIO().MousePos);
    const PatchPosition patch{under.y, under.x};
    const std::int64_t token = results.grid.token(patch);
    context.hovering.patch = patch;
    tooltip_beside(
        context, {square.min, {square.max.x, square.max.y + 2 * at.caption_height()}}, Beside::below,
        {with_sign(numbers[token]), context.language("view.patch", {place_text(patch), grouped(token)}),
         lead_text(context.language, model::MapsView::maps, "lead.double")});
    if (press.held && patch != results.selection.patch) at.actions.emplace_back(model::SelectPatch{patch});
    lead_on_double_click(at, {model::MapsView::maps, patch});
}

}  // namespace

void dimension_section(const Inspection& at) {
    Context& context = at.context;
    const InspectorLayout& layout = at.layout;
    const float top = at.column.y;
    heading(at);
    if (!at.session.place<model::Explore>().dimension_open) {
        const Rect place = at.column.row(context.px(30));
        const Press press =
            chip(context, "inspector/unfold", place.min, context.language("inspector.unfold"));
        explain_on_hover(context, press.place, context.language("inspector.unfold_help"));
        if (press.clicked) set_open(at, true);
        return;
    }
    const Rect row = at.column.row(layout.large);
    float x = row.min.x;
    for (int channel = 0; channel < at.channels(); ++channel, x += layout.small + layout.gap)
        filter_plane(at, channel, rect_at({x, row.min.y}, layout.small, row.height()));
    map(at, rect_at({x, row.min.y}, layout.large, row.height()));
    const std::span<const float> weights = at.results.explanation->weights;
    const Rect legend{{row.min.x, row.min.y + layout.small + at.caption_height() + context.px(4)},
                      {x - layout.gap, 0}};
    draw_legend(
        context, rect_at(legend.min, legend.width(), two_line_legend(context)),
        meaning(signed_legend(
                    context, unitless_title(context, context.language("projection.weights")),
                    context.pictures.range("inspector/filter", {at.results.explanation}, weights).largest()),
                model::Term::weight));
    at.column.gap(2 * at.caption_height() + context.px(8));
    const float sum = at.column.y;
    draw_sum(context, at.results, at.column, layout.steps);
    const Rect parts{{at.column.x, sum}, {at.column.x + at.column.width, at.column.y}};
    lead_over(at, "inspector/sum/lead", parts,
              ImVec2{parts.max.x - lead_width(context) / 2, parts.max.y - context.px(11)},
              lead_to_sum(at.results));
    context.probe.item("inspector/dimension", {at.column.x, top},
                       {at.column.x + at.column.width, at.column.y});
}

}  // namespace patchlens::ui
