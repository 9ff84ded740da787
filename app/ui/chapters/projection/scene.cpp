
#include <algorithm>
#include <string>

#include "app/ui/chapters.h"
#include "app/ui/chapters/projection/controls.h"
#include "app/ui/chapters/projection/destination.h"
#include "app/ui/chapters/projection/flat.h"
#include "app/ui/chapters/projection/matrix.h"
#include "app/ui/chapters/projection/planes.h"
#include "app/ui/chapters/projection/running_curve.h"
#include "app/ui/chapters/projection/stage.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {
namespace {

using model::ProjectionView;

/// The title and the sentence below it, and room for the longest sentence of the three views: what is below
/// stands still whichever patch, dimension or view is chosen.
void draw_heading(const Stage& stage, Column& column) {
    Context& context = stage.context;
    const model::Results& results = stage.results;
    const model::Language& language = context.language;
    const std::string products = grouped(stage.count());
    const int dims = results.options.config.embed_dim;
    const auto planes = [&](PatchPosition patch, int dim) {
        const char* key =
            results.options.config.bias ? "projection.planes_text" : "projection.planes_text_without_bias";
        return std::string(language(key, {place_text(patch), std::to_string(dim), products}));
    };
    const std::string flat = language("projection.flat_text", {products});
    const std::string matrix =
        language("projection.matrix_text", {grouped(results.grid.num_patches()), grouped(dims)});
    const Size grid = results.grid.grid();
    const std::string widest = planes({grid.height - 1, grid.width - 1}, dims - 1);
    const std::string_view longest =
        std::max({std::string_view(widest), std::string_view(flat), std::string_view(matrix)},
                 [&](std::string_view a, std::string_view b) {
                     return text_width(context.fonts.body, a) < text_width(context.fonts.body, b);
                 });
    switch (stage.look.view) {
        case ProjectionView::planes:
            return scene_heading(context, column, language("projection.planes_title"),
                                 planes(results.selection.patch, results.selection.dim), longest);
        case ProjectionView::flat:
            return scene_heading(context, column, language("projection.flat_title"), flat, longest);
        case ProjectionView::matrix:
            return scene_heading(context, column, language("projection.matrix_title"), matrix, longest);
    }
}

/// The views, and at their right, or below them where that is narrow, the switches of how pixels are shown.
void draw_views(Stage& stage, Column& column) {
    Context& context = stage.context;
    Rect place = column.row(stage.px(30));
    float x = place.min.x;
    const auto choice = [&](const char* name, const char* label, ProjectionView view, bool one_channel,
                            model::Term term) {
        const bool planes = view == ProjectionView::planes && stage.channels() > 1;
        const bool selected = stage.look.view == view && (!planes || stage.look.one_channel == one_channel);
        const Press press = chip(context, name, {x, place.min.y}, label, selected);
        x = press.place.max.x + stage.px(6);
        means(context, press.place, term);
        if (!press.clicked) return;
        stage.look.view = view;
        if (view == ProjectionView::planes) stage.look.one_channel = one_channel;
    };
    const model::Language& language = context.language;
    choice("projection/view/planes", language("projection.view_planes"), ProjectionView::planes, false,
           model::Term::convolution);
    if (stage.channels() > 1) {
        choice("projection/view/channel", language("projection.view_channel"), ProjectionView::planes, true,
               model::Term::channel);
    }
    choice("projection/view/flat", language("projection.view_flat"), ProjectionView::flat, false,
           model::Term::flatten);
    choice("projection/view/matrix", language("projection.view_matrix"), ProjectionView::matrix, false,
           model::Term::matrix_product);
    if (x + pixel_switches_width(context) > place.max.x) {
        column.gap(stage.px(4));
        place = column.row(stage.px(22));
    }
    pixel_switches(stage, "projection", place);
}

/// The planes are as large as possible; the curve gets the rest.
void draw_planes_and_curve(Stage& stage, const Rect& place) {
    const bool curve = !stage.context.question;  // an answer needs the planes and their sums
    const float least = std::clamp(place.height() * 0.12F, stage.px(84), stage.px(150));
    const float gap = stage.px(stage.context.presenting ? 6 : 10);
    const Rect most{place.min, {place.max.x, place.max.y - (curve ? least + gap : 0)}};
    const bool one = stage.look.one_channel && stage.channels() > 1;
    const PlanesLayout layout = arrange_planes(most, stage.patch(), one ? stage.term_place().channel : 0,
                                               one ? 1 : stage.channels(), stage.context.scale);
    touch_planes(stage, layout);
    draw_planes(stage, layout);
    const Rect number = draw_destination(stage, layout.destination, layout.beside);
    draw_gathering(stage, layout, number);
    if (!curve) return;
    const float top = std::max(layout.bottom + gap, place.max.y - stage.px(260));
    draw_running_curve(stage, {{place.min.x, top}, place.max});
}

void draw_view(Stage& stage, const Rect& place) {
    switch (stage.look.view) {
        case ProjectionView::planes:
            return draw_planes_and_curve(stage, place);
        case ProjectionView::flat: {
            if (stage.context.question) return draw_flat(stage, place);
            const float curve = std::clamp(place.height() * 0.12F, stage.px(84), stage.px(150));
            draw_flat(stage, {place.min, {place.max.x, place.max.y - curve - stage.px(10)}});
            return draw_running_curve(stage, {{place.min.x, place.max.y - curve}, place.max});
        }
        case ProjectionView::matrix:
            return draw_matrix(stage, place);
    }
}

}  // namespace

ImVec2 least_size(const Scene& scene) {
    const float height = scene.context.question ? 400.0F : scene.context.presenting ? 470.0F : 590.0F;
    return {592, height};
}

void draw(const Scene& scene) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    const model::Projection::Place& look = scene.session.place<model::Projection>();
    const bool matrix = look.view == ProjectionView::matrix;
    const bool presenting = context.presenting;
    const Shown selected{results.selection, results.explanation, results.summation};
    Stage stage{scene, matrix ? selected : shown_number(context, results), look, {}, {}};
    read_keys(stage);
    advance(stage, seconds_to_play());

    const float pad = context.px(16);
    Column column{scene.place.min.x + pad, scene.place.min.y + context.px(presenting ? 8 : 12),
                  scene.place.width() - 2 * pad};
    draw_views(stage, column);
    column.gap(context.px(8));
    draw_heading(stage, column);

    float bottom = scene.place.max.y - context.px(presenting ? 6 : 10);
    const auto from_below = [&](float height, float gap) {
        const Rect place{{column.x, bottom - height}, {column.x + column.width, bottom}};
        bottom -= height + gap;
        return place;
    };
    const bool summed = scene_has_sums(scene, look);
    Rect sum{};
    if (summed) {
        const auto lines = static_cast<float>(sum_line_count(stage, column.width));
        sum = from_below(context.px(22) * lines, context.px(6));
    }
    // An answer stands still, and the matrices' is about all products.
    const bool answers = context.question.has_value();
    const bool one_product = !answers || !matrix;
    const Rect box = one_product ? from_below(context.px(50), context.px(8)) : Rect{};
    const Rect buttons = answers ? Rect{} : from_below(context.px(32), context.px(10));
    draw_view(stage, {{column.x, column.y}, {column.x + column.width, bottom}});
    if (!answers) draw_transport(stage, buttons);
    if (one_product) draw_term_box(stage, box);
    if (summed) draw_sum_line(stage, sum);
    scene.look<model::Projection>([&](auto& place) { place = stage.look; });
}

}  // namespace patchlens::ui::projection
