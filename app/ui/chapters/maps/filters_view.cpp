// All filters as a scrollable wall of tiles.
#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/chapters/maps/atlas_paint.h"
#include "app/ui/chapters/maps/tile_tools.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/lead.h"

namespace patchlens::ui {
namespace {

Range range_of_filter(ConstMatrixView filters, int dim) {
    return range_of({filters.row(dim).data(), static_cast<std::size_t>(filters.cols())});
}

/// Prints the weights of R, G and B under one another into the cells of a colour picture.
void print_coloured(Context& context, const Rect& picture, Size size, const float* weights, float largest) {
    const ImVec2 cell = cell_of(picture, size, 0, 0).size();
    const auto form = form_for(context, {cell.x, cell.y / 3}, largest, true);
    if (!form || form->power != 0) return;
    const auto shade = [&](float weight) {
        const float at = largest > 0 ? weight / largest * 127.5F + 127.5F : 127.5F;
        return static_cast<std::uint8_t>(std::clamp(at, 0.0F, 255.0F));
    };
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float* first = weights + std::int64_t{y} * size.width + x;
            const std::array numbers{first[0], first[size.area()], first[2 * size.area()]};
            const Colour ground{shade(numbers[0]), shade(numbers[1]), shade(numbers[2])};
            const Rect whole = cell_of(picture, size, y, x);
            for (std::size_t channel = 0; channel < numbers.size(); ++channel) {
                const float top = whole.min.y + whole.height() * static_cast<float>(channel) / 3;
                print_number(context, rect_at({whole.min.x, top}, whole.width(), whole.height() / 3),
                             numbers.at(channel), *form, ground);
            }
        }
    }
}

void tell_filter(const Scene& scene, const TileHit& hit, bool coloured) {
    const Tensor& weight = scene.results.module->weight();
    const ConstMatrixView filters = weight.matrix(scene.dims());
    const Range range = range_of_filter(filters, hit.dim);
    const Size patch = scene.results.grid.patch();
    const int y = static_cast<int>(hit.y * patch.height);
    const int x = static_cast<int>(hit.x * patch.width);
    const auto channels = static_cast<int>(weight.dimension(1));
    std::string weights;
    for (int channel = 0; channel < channels; ++channel) {
        if (!coloured && channel != hit.plane) continue;
        const std::int64_t index = (std::int64_t{channel} * patch.height + y) * patch.width + x;
        weights += std::string(weights.empty() ? "" : "  ") + channel_letter(channel, channels) + " " +
                   with_sign(filters(hit.dim, index));
    }
    tooltip(scene.context,
            {dimension_text(scene, hit.dim),
             scene.context.language("maps.weight_at", {std::to_string(y), std::to_string(x), weights}),
             range_text(scene, range.low, range.high),
             spread_text(scene, (*scene.results.analyses.dimensions)[static_cast<std::size_t>(hit.dim)]),
             lead_text(scene.context.language, model::ProjectionView::planes, "lead.double")});
    lead_on_double_click(scene, {model::ProjectionView::planes, scene.selected(), hit.dim});
}

/// The weight under the mouse, in a wall of planes.
float weight_under(const Scene& scene, const TileHit& hit) {
    const Tensor& weight = scene.results.module->weight();
    const Size patch = scene.grid().patch();
    const int y = static_cast<int>(hit.y * patch.height);
    const int x = static_cast<int>(hit.x * patch.width);
    const std::int64_t plane = std::int64_t{hit.dim} * weight.dimension(1) + hit.plane;
    return weight[(plane * patch.height + y) * patch.width + x];
}

/// One tile of an atlas.
Image part_of(const Image& atlas, const Rectangle& texels) {
    Image part{{texels.height, texels.width}, atlas.channels, {}};
    part.pixels.reserve(static_cast<std::size_t>(part.size.area() * part.channels));
    for (int y = 0; y < texels.height; ++y) {
        for (int x = 0; x < texels.width; ++x) {
            for (int channel = 0; channel < atlas.channels; ++channel)
                part.pixels.push_back(atlas.at(texels.top + y, texels.left + x, channel));
        }
    }
    return part;
}

}  // namespace

void draw_filters_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    wall_tools(scene, flow);
    const int channels = results.options.config.in_chans;
    const bool coloured = channels == 3 && !scene.session.place<model::Maps>().planes;
    if (channels == 3) {
        const char* colours = context.language(coloured ? "maps.colours.rgb" : "maps.colours.planes");
        if (flow.chip("maps/colours", colours, !coloured).clicked)
            scene.look<model::Maps>([&](auto& look) { look.planes = coloured; });
    }
    if (!results.analyses.largest_weights || !results.analyses.dimensions) return;

    const Tensor& weight = results.module->weight();
    const int planes = coloured ? 1 : channels;
    const Size patch = results.grid.patch();
    const AtlasPlan plan = plan_atlas(scene.dims() * planes, patch);
    const std::vector<float> scales = scales_of(scene, *results.analyses.largest_weights);
    const std::int64_t painted = (coloured ? 2 : 0) + (scene.session.place<model::Maps>().own_scale ? 1 : 0);
    const Source source{results.analyses.largest_weights, painted, &context.palette};
    const Texture& texture = context.pictures.of("maps/filters", source, [&] {
        return coloured ? paint_filters_rgb(weight, plan, scales)
                        : paint_filter_planes(weight, plan, scales, context.palette.diverging);
    });
    const ConstMatrixView filters = weight.matrix(scene.dims());
    const TileWall wall{
        .texture = texture,
        .plan = plan,
        .planes = planes,
        .aspect = static_cast<double>(patch.width) / patch.height,
        .order = order_of(scene),
        .range = [&](int dim) { return range_of_filter(filters, dim); },
        .print =
            [&](const Rect& picture, int dim, int plane) {
                const float largest = scales[static_cast<std::size_t>(dim)];
                if (coloured)
                    return print_coloured(context, picture, patch, filters.row(dim).data(), largest);
                const float* numbers = filters.row(dim).data() + plane * patch.area();
                print_signed(context, picture, patch, largest,
                             [&](int y, int x) { return numbers[std::int64_t{y} * patch.width + x]; });
            }};
    const Rect room = parts_below(context, place, column.y + context.px(10)).picture;
    size_tools(scene, flow, layout_of(scene, wall, {room.min, {room.max.x - context.px(12), room.max.y}}));
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const Rect picture{parts.picture.min, {parts.picture.max.x - context.px(12), parts.picture.max.y}};
    const TilesDrawn tiles = draw_tiles(scene, wall, picture);
    if (tiles.hit) tell_filter(scene, *tiles.hit, coloured);
    offer_menu(context, "maps/atlas", tiles.press, model::Term::kernel, [&](bool at_mouse) {
        if (at_mouse && !tiles.hit) return MenuLines{};  // between the tiles
        const TileHit hit = at_mouse && tiles.hit ? *tiles.hit : TileHit{results.selection.dim, 0, 0, 0};
        MenuLines lines;
        if (!coloured && at_mouse && tiles.hit)
            lines.push_back(copy_value(context, weight_under(scene, hit)));
        add_dimension(context, lines, results.selection.dim, hit.dim);
        const Image all = coloured ? paint_filters_rgb(weight, plan, scales)
                                   : paint_filter_planes(weight, plan, scales, context.palette.diverging);
        add_picture(context, lines, part_of(all, plan.texels(hit.dim * planes + hit.plane)),
                    "filter-" + std::to_string(hit.dim));
        return lines;
    });

    view_caption(context, parts.caption,
                 context.language("maps.caption.filters",
                                  {grouped(scene.dims()), std::to_string(channels), product(patch)}));
    Legend legend = wall_legend(scene, "projection.weights", largest_of(*results.analyses.largest_weights));
    if (coloured)
        legend.stops = {dark_on_picture, light_on_picture};  // of each channel: dark, zero in the middle
    draw_legend(context, parts.legend, legend);
}

}  // namespace patchlens::ui
