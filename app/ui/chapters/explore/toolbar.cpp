#include "app/ui/chapters/explore/toolbar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/chapters/explore/added_by_fit.h"
#include "app/ui/chapters/explore/overlay.h"
#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/choice.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr float chip_height = 30;
constexpr float between_chips = 5;
constexpr float below_overlays = 12;  ///< where the toolbar stands

/// Zoom and grid, in a row, or in several where `place` is narrower.
class ZoomControls {
public:
    ZoomControls(const Scene& scene, const Rect& place, const Rect& picture)
        : scene_(scene),
          context_(scene.context),
          image_(scene.grid().padded()),
          place_(place),
          picture_(picture),
          corner_(place.min) {}

    /// Of a single row.
    float width() const {
        const std::array labels{std::string("+"), std::string(minus_sign), even_label(), fit_label(),
                                grid_label()};
        float width = number_width() + gap() * static_cast<float>(labels.size());
        for (const std::string& label : labels)
            width += chip_width(context_, label);
        return width;
    }

    /// The narrowest place for the controls in rows of two or three, and how high they then are.
    ImVec2 narrow() const {
        const float steps = chip_width(context_, "+") + chip_width(context_, minus_sign) + number_width();
        const float whole = std::max(steps + 2 * gap(), chip_width(context_, fit_label()) + gap() +
                                                            chip_width(context_, even_label()));
        return {std::ceil(whole), 3 * (context_.px(chip_height) + gap())};
    }

    void draw() {
        if (button("explore/zoom_out", std::string(minus_sign))) zoom_by(1 / 1.5);
        percent();
        if (button("explore/zoom_in", "+")) zoom_by(1.5);
        if (button("explore/fit", fit_label(), at().view.zoom <= 1))
            scene_.look<model::Explore>([](model::Explore::Place& place) { place.view = {}; });
        even_pixels();
        if (button("explore/grid", grid_label(), at().grid_lines))
            scene_.look<model::Explore>(
                [](model::Explore::Place& place) { place.grid_lines = !place.grid_lines; });
    }

private:
    float gap() const { return context_.px(between_chips); }
    float number_width() const { return text_width(context_.fonts.mono_small, "10000%"); }
    std::string fit_label() const { return context_.language("view.fit"); }
    std::string grid_label() const { return context_.language("view.grid"); }
    /// "1:1", or "n:1" if even the whole picture is shown enlarged: n screen pixels per pixel.
    std::string even_label() const { return std::to_string(std::lround(even_zoom(image_, picture_))) + ":1"; }
    const model::Explore::Place& at() const { return scene_.session.place<model::Explore>(); }
    Camera camera() const { return camera_of(at().view, image_, picture_); }

    /// In this row if there is room, else in the next.
    Rect next(float width) {
        if (corner_.x > place_.min.x && corner_.x + width > place_.max.x + 1)
            corner_ = {place_.min.x, corner_.y + context_.px(chip_height) + gap()};
        const Rect found = rect_at(corner_, width, context_.px(chip_height));
        corner_.x = found.max.x + gap();
        return found;
    }

    bool button(const char* name, const std::string& label, bool selected = false,
                const char* help = nullptr) {
        const Press press = chip(context_, name, next(chip_width(context_, label)), label, selected);
        if (help != nullptr) explain_on_hover(context_, press.place, context_.language(help));
        return press.clicked;
    }

    void zoom_by(double factor) {
        scene_.look<model::Explore>([&](model::Explore::Place& place) {
            place.view = zoomed(place.view, image_, picture_, picture_.centre(), factor,
                                largest_pixel * context_.scale);
        });
    }

    void even_pixels() {
        const double whole = even_zoom(image_, picture_);
        const bool there = std::abs(camera().zoom - whole) < 1e-9 * whole;
        if (button("explore/even", even_label(), there, "help.even")) zoom_by(whole / camera().zoom);
    }

    void percent() {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.0f%%", camera().zoom * 100);
        text_in(context_, next(number_width()), context_.fonts.mono_small, context_.palette.muted,
                text.data(), Align::centre);
    }

    const Scene& scene_;
    Context& context_;
    Size image_;
    Rect place_;
    Rect picture_;
    ImVec2 corner_;  ///< of the next control
};

void show_overlay(const Scene& scene, model::Overlay overlay) {
    scene.look<model::Explore>([&](auto& look) { look.overlay = overlay; });
}

/// The width of each overlay's chip: the dimension's chip is wide enough for any dimension number, so that
/// the chips after it never move.
std::vector<float> overlay_widths(const Context& context, const std::vector<OverlayName>& names,
                                  const model::Results& results) {
    const auto width_of = [&](std::string_view label) { return chip_width(context, label); };
    float widest = 0;
    const std::size_t digits = std::to_string(results.options.config.embed_dim - 1).size();
    for (const char digit : std::string_view("0123456789"))
        widest =
            std::max(widest, width_of(context.language("overlay.dimension", {std::string(digits, digit)})));
    std::vector<float> widths;
    for (const OverlayName& name : names)
        widths.push_back(name.overlay == model::Overlay::dimension ? widest : width_of(name.label));
    return widths;
}

std::optional<model::Term> meaning_of(model::Overlay overlay) {
    switch (overlay) {
        case model::Overlay::dimension:
            return model::Term::dimension;
        case model::Overlay::norm:
            return model::Term::norm;
        case model::Overlay::similarity:
            return model::Term::cosine_similarity;
        case model::Overlay::components:
            return model::Term::pca;
        case model::Overlay::none:
            break;
    }
    return std::nullopt;
}

void draw_overlay_chip(const Scene& scene, const OverlayName& name, const Rect& place) {
    const std::string item = "explore/overlay/" + name.name;
    const bool shown = scene.session.place<model::Explore>().overlay == name.overlay;
    const Press press = chip(scene.context, item.c_str(), place, name.label, shown);
    if (const auto term = meaning_of(name.overlay)) means(scene.context, press.place, *term);
    if (press.clicked) show_overlay(scene, name.overlay);
}

void draw_overlay_choice(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Overlay shown = scene.session.place<model::Explore>().overlay;
    const std::vector<OverlayName> names = overlay_names(context, scene.results.selection.dim);
    const float gap = context.px(between_chips);
    const std::vector<float> widths = overlay_widths(context, names, scene.results);
    const float width =
        std::accumulate(widths.begin(), widths.end(), gap * static_cast<float>(names.size() - 1));
    if (width <= place.width()) {
        float x = place.min.x;
        for (std::size_t i = 0; i < names.size(); ++i) {
            draw_overlay_chip(scene, names[i], rect_at({x, place.min.y}, widths[i], context.px(chip_height)));
            x += widths[i] + gap;
        }
        return;
    }
    std::vector<ChoiceItem> items;
    std::size_t current = 0;
    for (const OverlayName& name : names) {
        if (name.overlay == shown) current = items.size();
        items.push_back({name.name, name.label, {}, {}});
    }
    const Rect field =
        rect_at(place.min, std::min(choice_width(context, items), place.width()), context.px(chip_height));
    const auto chosen =
        choice(context, field, {"explore/overlay", items[current].label, static_cast<int>(current)},
               [&] { return items; });
    if (chosen) show_overlay(scene, names[static_cast<std::size_t>(*chosen)].overlay);
}

/// A narrow slider followed by its percentage.
void draw_opacity(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const auto percent =
        static_cast<std::int64_t>(std::lround(scene.session.place<model::Explore>().overlay_opacity * 100));
    Column column{place.min.x, place.min.y, place.width()};
    const SliderAnswer answer = slider(context, column,
                                       {"explore/opacity",
                                        context.language("overlay.opacity"),
                                        context.language("help.opacity"),
                                        percent,
                                        {Track::Kind::linear, 0, 100, {}},
                                        0,
                                        100,
                                        std::lround(model::Explore::Place{}.overlay_opacity * 100)},
                                       place.height());
    if (answer.value) {
        const double opacity = static_cast<double>(*answer.value) / 100;
        scene.look<model::Explore>([&](auto& look) { look.overlay_opacity = opacity; });
    }
    if (answer.refused) scene.refuse(*answer.refused);
}

std::string caption_text(Context& context, const model::Results& results) {
    const Size dropped = results.grid.uncovered();
    const std::string grid = product(results.grid.grid());
    const std::string patch = product(results.grid.patch());
    const Size stride = results.grid.stride();
    if (results.grid.overlaps()) {
        const auto most = [](int length, int step) { return (length + step - 1) / step; };
        const Size cut = results.grid.patch();
        return context.language("explore.caption_overlap", {grid, patch, product(stride),
                                                            std::to_string(most(cut.height, stride.height) *
                                                                           most(cut.width, stride.width))});
    }
    if (results.grid.has_gaps()) {
        return context.language(
            "explore.caption_gaps",
            {grid, patch, product(stride), std::to_string(dropped.height), std::to_string(dropped.width)});
    }
    if (dropped == Size{0, 0}) {
        const bool padded = results.grid.padding() != Size{0, 0};
        const char* plain = added_by_fit(results).empty() ? "explore.caption" : "explore.caption_fitted";
        return context.language(padded ? "explore.caption_padded" : plain, {grid, patch});
    }
    return context.language("explore.caption_dropped",
                            {grid, patch, std::to_string(dropped.height), std::to_string(dropped.width)});
}

}  // namespace

ImVec2 standing_toolbar(const Scene& scene) {
    const std::vector<OverlayName> names = overlay_names(scene.context, scene.results.selection.dim);
    const std::vector<float> widths = overlay_widths(scene.context, names, scene.results);
    const ImVec2 zoom = ZoomControls(scene, {}, rect_at({0, 0}, 1, 1)).narrow();
    const float overlays = scene.px(chip_height + between_chips) * static_cast<float>(names.size());
    return {std::max(zoom.x, std::ceil(*std::ranges::max_element(widths))),
            overlays + scene.px(below_overlays) + zoom.y};
}

void draw_toolbar(const Scene& scene, const Rect& place, const Rect& picture) {
    if (place.max.x > picture.min.x) {
        const float width = ZoomControls(scene, place, picture).width();
        draw_overlay_choice(
            scene, {place.min, {std::max(place.min.x, place.max.x - width - scene.px(8)), place.max.y}});
        ZoomControls(scene, {{place.max.x - width, place.min.y}, place.max}, picture).draw();
        return;
    }
    Column column{place.min.x, place.min.y, place.width()};
    for (const OverlayName& name : overlay_names(scene.context, scene.results.selection.dim)) {
        draw_overlay_chip(scene, name, column.row(scene.px(chip_height)));
        column.gap(scene.px(between_chips));
    }
    column.gap(scene.px(below_overlays));
    ZoomControls(scene, {{column.x, column.y}, place.max}, picture).draw();
}

void draw_caption(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    if (scene.session.place<model::Explore>().overlay == model::Overlay::none) {
        const bool dropped = scene.grid().uncovered() != Size{0, 0} && !scene.grid().overlaps();
        const std::string text = caption_text(context, scene.results);
        text_in(context, place, context.fonts.small, dropped ? context.palette.text : context.palette.muted,
                text, Align::centre);
        if (!dropped) return;
        // Before the sentence, what it says is dropped looks like this.
        const float side = context.px(14);
        const float left = std::floor(place.centre().x - text_width(context.fonts.small, text) / 2) -
                           2 * side - context.px(6);
        const Rect swatch = rect_at({left, std::floor(place.centre().y - side / 2)}, 2 * side, side);
        if (left < place.min.x) return;
        draw_hatched(context, swatch);
        outline(context, swatch, context.palette.edge, context.px(1));
        return;
    }
    const float opacity = context.px(244);
    const Rect right{{place.max.x - opacity, place.min.y}, place.max};
    const float legend = std::min(right.min.x - place.min.x - context.px(24), context.px(320));
    draw_overlay_legend(scene, rect_at(place.min, legend, place.height()));
    draw_opacity(scene, right);
}

}  // namespace patchlens::ui
