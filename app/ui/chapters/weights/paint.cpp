// One filter to paint by hand, with its feature map beside it.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/weights/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/filter_pictures.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui::weights {
namespace {

using model::Brush;

/// Below this a pixel cannot be hit, in logical pixels.
constexpr float least_pixel = 4;

/// The selected filter as it is on the screen.
std::vector<float> shown_filter(const Scene& scene) {
    const auto row = scene.results.module->weight().matrix(scene.dims()).row(scene.results.selection.dim);
    return {row.data(), row.data() + row.size()};
}

/// What a stroke may set: as much as the largest weight among the other filters that are not painted, rounded
/// up to 1, 2 or 5 times a power of ten, so that it stays what it is while these are trained.
float paint_scale(const Scene& scene) {
    const ConvShape shape = scene.results.module->shape();
    float largest = 0;
    if (const auto& each = scene.results.analyses.largest_weights) {
        for (int dim = 0; dim < shape.embed_dim; ++dim) {
            const bool own = dim == scene.results.selection.dim;
            if (!own && !model::painted_filter(scene.results.options.painted, shape, dim))
                largest = std::max(largest, (*each)[static_cast<std::size_t>(dim)]);
        }
    }
    if (!(largest > 0)) largest = 1 / std::sqrt(static_cast<float>(shape.fan_in()));
    const double power = std::pow(10.0, std::floor(std::log10(static_cast<double>(largest))));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (digit * power >= static_cast<double>(largest)) return static_cast<float>(digit * power);
    }
    return static_cast<float>(10 * power);
}

/// Where the canvas's colours end: nothing painted and no weight of the filter lies outside.
float canvas_scale(const Scene& scene) {
    const std::vector<float> filter = shown_filter(scene);
    return std::max(paint_scale(scene), largest_of(filter));
}

/// The selected filter as the session has it, which the results follow.
std::vector<float> selected_filter(const Scene& scene) {
    const ConvShape shape = scene.results.module->shape();
    const int dim = scene.results.selection.dim;
    if (const auto* painted = model::painted_filter(scene.session.module.painted, shape, dim))
        return painted->weights;
    return shown_filter(scene);
}

bool is_painted(const Scene& scene) {
    return model::painted_filter(scene.session.module.painted, scene.results.module->shape(),
                                 scene.results.selection.dim) != nullptr;
}

/// Emits the module with the selected filter painted, or with empty `weights` as it was before.
void set_filter(const Scene& scene, std::vector<float> weights) {
    const ConvShape shape = scene.results.module->shape();
    const int dim = scene.results.selection.dim;
    model::ModuleOptions module = scene.session.module;
    std::erase_if(module.painted,
                  [&](const auto& filter) { return filter.dim == dim && filter.fits(shape); });
    if (!weights.empty())
        module.painted.push_back({dim, shape.in_chans, shape.patch_size, std::move(weights)});
    scene.actions.emplace_back(model::SetModule{std::move(module)});
}

/// The channels a brush changes: all colours, or one channel.
std::vector<int> channels_of(Brush brush, int channels) {
    if (brush != Brush::all) return {std::min(static_cast<int>(brush) - 1, channels - 1)};
    std::vector<int> all;
    for (int channel = 0; channel < channels; ++channel)
        all.push_back(channel);
    return all;
}

void paint_tools(const Scene& scene, Flow& flow) {
    const model::Language& language = scene.context.language;
    const model::Weights::Place& look = scene.session.place<model::Weights>();
    const int channels = scene.results.module->shape().in_chans;
    if (channels > 1) {
        const auto brushes = model::names_of<Brush>;
        for (int i = 0; i <= channels; ++i) {
            const auto& [name, brush] = brushes[static_cast<std::size_t>(i)];
            const std::string label = i == 0 ? language("lab.brush_all") : channel_letter(i - 1, channels);
            if (flow.chip(("weights/brush/" + std::string(name)).c_str(), label, look.brush == brush).clicked)
                scene.look<model::Weights>([&](auto& place) { place.brush = brush; });
        }
    }
    constexpr std::array strengths{-1.0, -0.5, 0.0, 0.5, 1.0};
    const float scale = paint_scale(scene);
    for (const double strength : strengths) {
        const std::string label = strength == 0 ? "0" : axis_number(strength * scale);
        const std::string name = "weights/strength/" + std::to_string(std::lround(strength * 100));
        if (flow.chip(name.c_str(), label, look.strength == strength).clicked)
            scene.look<model::Weights>([&](auto& place) { place.strength = strength; });
    }
    if (flow.chip("weights/clear", language("lab.clear")).clicked) {
        set_filter(scene, std::vector<float>(static_cast<std::size_t>(scene.results.module->shape().fan_in()),
                                             0.0F));
    }
    // There also while nothing is painted: the canvas must not move under the first stroke.
    if (flow.chip("weights/unpaint", language("lab.unpaint")).clicked && is_painted(scene))
        set_filter(scene, {});
}

/// The pixels from where the mouse was in the last frame to where it is.
std::vector<PixelPosition> stroke(const Rect& place, Size size) {
    const ImVec2 now = ImGui::GetIO().MousePos;
    const ImVec2 moved = ImGui::IsMouseClicked(0) ? ImVec2{0, 0} : ImGui::GetIO().MouseDelta;
    const float cell = std::min(place.width() / static_cast<float>(size.width),
                                place.height() / static_cast<float>(size.height));
    const float way = std::max(std::abs(moved.x), std::abs(moved.y));
    const int steps = std::clamp(static_cast<int>(2 * way / std::max(1.0F, cell)), 0, 1000);
    std::vector<PixelPosition> pixels;
    for (int i = 0; i <= steps; ++i) {
        const float back = steps == 0 ? 0 : static_cast<float>(i) / static_cast<float>(steps);
        const ImVec2 at{now.x - moved.x * back, now.y - moved.y * back};
        if (place.contains(at)) pixels.push_back(cell_under(place, size, at));
    }
    return pixels;
}

/// Where the keyboard paints; the arrows move it while the filter has the focus.
PixelPosition keyboard_pixel(const Scene& scene, Size size) {
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    int& y = *storage.GetIntRef(ImGui::GetID("weights/pixel/y"));
    int& x = *storage.GetIntRef(ImGui::GetID("weights/pixel/x"));
    scene.context.focus.take_arrows();
    if (compat::pressed(compat::Key::up)) --y;
    if (compat::pressed(compat::Key::down)) ++y;
    if (compat::pressed(compat::Key::left)) --x;
    if (compat::pressed(compat::Key::right)) ++x;
    y = std::clamp(y, 0, size.height - 1);
    x = std::clamp(x, 0, size.width - 1);
    return {y, x};
}

/// Where one weight ends and the next begins.
void draw_cell_lines(Context& context, const Rect& place, Size size) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float width = std::max(1.0F, context.px(1));
    const ImU32 colour = dark_on_picture.packed(0.35F);
    for (int x = 1; x < size.width; ++x) {
        const float at = cell_of(place, size, 0, x).min.x;
        draw.AddRectFilled({at, place.min.y}, {at + width, place.max.y}, colour);
    }
    for (int y = 1; y < size.height; ++y) {
        const float at = cell_of(place, size, y, 0).min.y;
        draw.AddRectFilled({place.min.x, at}, {place.max.x, at + width}, colour);
    }
}

/// One colour picture, or a plane for each channel side by side, all of which take the strokes.
void draw_canvas(const Scene& scene, const Rect& room) {
    Context& context = scene.context;
    const ConvShape shape = scene.results.module->shape();
    const Size size = shape.patch_size;
    const int dim = scene.results.selection.dim;
    const Tensor filter({1, shape.in_chans, size.height, size.width}, shown_filter(scene));
    const float scale = paint_scale(scene);
    const std::vector<float> largest{canvas_scale(scene)};
    const FilterPictures pictures(context, filter, largest, shape.in_chans == 3);
    const Texture& texture =
        pictures.texture("weights/canvas", {scene.results.module, dim, &context.palette});
    const Press press = pressable(context, "weights/canvas", room, 0);
    const Brush brush = scene.session.place<model::Weights>().brush;

    std::vector<float> wanted = selected_filter(scene);
    bool painted = false;
    const auto put = [&](PixelPosition pixel, int plane) {
        for (const int channel : channels_of(brush, shape.in_chans)) {
            if (pictures.planes() > 1 && brush == Brush::all && channel != plane) continue;
            const std::int64_t index = (std::int64_t{channel} * size.height + pixel.y) * size.width + pixel.x;
            const auto value = static_cast<float>(scene.session.place<model::Weights>().strength * scale);
            float& weight = wanted[static_cast<std::size_t>(index)];
            painted |= weight != value;
            weight = value;
        }
    };
    const int planes = pictures.planes();
    const float gap = context.px(8);
    const float width = (room.width() - gap * static_cast<float>(planes - 1)) / static_cast<float>(planes);
    const Size texels = pictures.plan().size();
    for (int plane = 0; plane < planes; ++plane) {
        const float left = room.min.x + static_cast<float>(plane) * (width + gap);
        const Rect place = fitted({{left, room.min.y}, {left + width, room.max.y}}, size.width, size.height);
        const Rectangle from = pictures.plan().texels(plane);
        const auto u = [&](int x) { return static_cast<float>(x) / static_cast<float>(texels.width); };
        ImGui::GetWindowDrawList()->AddImage(texture.id(), place.min, place.max, {u(from.left), 0},
                                             {u(from.left + from.width), 1});
        draw_cell_lines(context, place, size);
        pictures.print(place, 0, plane);
        outline(context, place, context.palette.edge, context.px(1));
        context.probe.item("weights/canvas/" + std::to_string(plane), place.min, place.max);
        if (press.hovered && place.contains(ImGui::GetIO().MousePos)) {
            const PixelPosition pixel = cell_under(place, size, ImGui::GetIO().MousePos);
            marker(context, cell_of(place, size, pixel.y, pixel.x), Mark::hovered);
            if (!press.held)
                tooltip(context,
                        {context.language("maps.weight_at", {std::to_string(pixel.y), std::to_string(pixel.x),
                                                             pictures.weights_at(0, plane, pixel)})});
        }
        if (press.held && ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
            for (const PixelPosition pixel : stroke(place, size))
                put(pixel, plane);
        }
        if (!press.focused || plane > 0) continue;
        const PixelPosition pixel = keyboard_pixel(scene, size);
        marker(context, cell_of(place, size, pixel.y, pixel.x), Mark::selected);
        if (press.clicked && !press.hovered) put(pixel, plane);
    }
    if (painted) set_filter(scene, std::move(wanted));
}

/// The map of the selected dimension, which follows the filter.
void draw_own_map(const Scene& scene, const Rect& room) {
    Context& context = scene.context;
    const Tensor& map = *scene.results.map;
    const Size grid = scene.grid().grid();
    const Rect place = fitted(room, scene.grid().patch().width * static_cast<double>(grid.width),
                              scene.grid().patch().height * static_cast<double>(grid.height));
    const Texture& texture =
        context.pictures.of("weights/map", {scene.results.map, 0, &context.palette}, [&] {
            return signed_image(map.values(), grid, context.palette.diverging, largest_of(map.values()));
        });
    picture(context, texture, place);
    const Press press = pressable(context, "weights/map", place, 0);
    if (!press.hovered) return;
    const PixelPosition cell = cell_under(place, grid, ImGui::GetIO().MousePos);
    const PatchPosition patch{cell.y, cell.x};
    context.hovering.patch = patch;
    marker(context, cell_of(place, grid, cell.y, cell.x), Mark::hovered);
    tooltip(context,
            {with_sign(map[scene.grid().token(patch)]),
             context.language("view.patch", {place_text(patch), grouped(scene.grid().token(patch))})});
    if (press.clicked) scene.select(patch);
}

}  // namespace

void draw_paint(const Scene& scene, Flow& flow, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const ConvShape shape = scene.results.module->shape();
    paint_tools(scene, flow);
    const float title = line_height(context.fonts.small) + context.px(4);
    const float top = flow.bottom() + context.px(10);
    const float half = std::floor((place.width() - context.px(16)) / 2);
    const float bottom = place.max.y - two_line_legend(context) - context.px(8);
    const Rect left{{place.min.x, top + title}, {place.min.x + half, bottom}};
    const Rect right{{place.max.x - half, top + title}, {place.max.x, bottom}};
    const std::string dim = std::to_string(scene.results.selection.dim);
    text_in(context, {{left.min.x, top}, {left.max.x, left.min.y}}, context.fonts.small,
            context.palette.muted, language("lab.canvas", {dim}));
    text_in(context, {{right.min.x, top}, {right.max.x, right.min.y}}, context.fonts.small,
            context.palette.muted, language("lab.own_map", {dim}));
    const float cell = std::min(left.width() / static_cast<float>(shape.patch_size.width),
                                left.height() / static_cast<float>(shape.patch_size.height));
    if (cell < context.px(least_pixel)) {
        paragraph(context, left.min, left.width(), context.fonts.body, context.palette.muted,
                  language("lab.too_fine", {product(shape.patch_size)}));
    } else {
        draw_canvas(scene, left);
    }
    draw_own_map(scene, right);
    const Rect legends{{place.min.x, place.max.y - two_line_legend(context)}, place.max};
    Legend weights = signed_legend(context, unitless_title(context, language("projection.weights")),
                                   canvas_scale(scene), 4);
    if (shape.in_chans == 3) weights.stops = {dark_on_picture, light_on_picture};
    draw_legend(context, {legends.min, {left.max.x, legends.max.y}}, weights);
    draw_legend(context, {{right.min.x, legends.min.y}, legends.max},
                signed_legend(context, unitless_title(context, language("lab.of_map")),
                              largest_of(scene.results.map->values())));
}

}  // namespace patchlens::ui::weights
