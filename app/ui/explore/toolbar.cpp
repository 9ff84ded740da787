#include "app/ui/explore/toolbar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/ui/camera.h"
#include "app/ui/compat.h"
#include "app/ui/drop_down.h"
#include "app/ui/explore/overlay.h"
#include "app/ui/numbers.h"
#include "app/ui/picture_view.h"
#include "app/ui/slider.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

/// Zoom and grid, from the right end of the toolbar to the left.
class ZoomControls {
public:
    ZoomControls(Context& context, const model::Session& session, const model::Results& results,
                 const Rect& toolbar, const Rect& picture, model::Actions& actions)
        : context_(context),
          session_(session),
          image_(results.grid.image()),
          toolbar_(toolbar),
          picture_(picture),
          actions_(actions),
          x_(toolbar.max.x) {}

    /// Returns where the buttons begin.
    float draw() {
        if (button("explore/grid", context_.language("view.grid"), session_.grid_lines))
            actions_.emplace_back(model::ShowGridLines{!session_.grid_lines});
        even_pixels();
        if (button("explore/fit", context_.language("view.fit"), session_.view.zoom <= 1))
            actions_.emplace_back(model::SetView{});
        if (button("explore/zoom_in", "+")) zoom_by(1.5);
        percent();
        if (button("explore/zoom_out", "-")) zoom_by(1 / 1.5);
        return x_;
    }

private:
    Camera camera() const { return camera_of(session_.view, image_, picture_); }

    bool button(const char* name, const std::string& label, bool selected = false) {
        x_ -= chip_width(context_, label);
        const Press press = chip(context_, name, {x_, toolbar_.min.y}, label, selected);
        x_ -= context_.px(5);
        return press.clicked;
    }

    void zoom_by(double factor) {
        actions_.emplace_back(model::SetView{zoomed(session_.view, image_, picture_, picture_.centre(),
                                                    factor, largest_pixel * context_.scale)});
    }

    /// "1:1"; where the picture is shown larger even when all of it is, the least whole number, such as
    /// "3:1".
    void even_pixels() {
        const double whole = even_zoom(image_, picture_);
        const std::string label = std::to_string(std::lround(whole)) + ":1";
        const bool there = std::abs(camera().zoom - whole) < 1e-9 * whole;
        const Rect place = rect_at({x_ - chip_width(context_, label), toolbar_.min.y},
                                   chip_width(context_, label), toolbar_.height());
        if (button("explore/even", label, there)) zoom_by(whole / camera().zoom);
        explain_on_hover(context_, place, context_.language("help.even"));
    }

    void percent() {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.0f %%", camera().zoom * 100);
        const float width = text_width(context_.fonts.mono_small, "10000 %");
        const Rect number{{x_ - width, toolbar_.min.y}, {x_, toolbar_.max.y}};
        text_in(context_, number, context_.fonts.mono_small, context_.palette.muted, text.data(),
                Align::centre);
        x_ = number.min.x - context_.px(5);
    }

    Context& context_;
    const model::Session& session_;
    Size image_;
    const Rect& toolbar_;
    const Rect& picture_;
    model::Actions& actions_;
    float x_;
};

void draw_overlay_choice(Context& context, const model::Session& session, const model::Results& results,
                         const Rect& place, model::Actions& actions) {
    const std::vector<OverlayName> names = overlay_names(context, results.selection.dim);
    const float gap = context.px(5);
    float width = -gap;
    for (const OverlayName& name : names)
        width += chip_width(context, name.label) + gap;
    if (width <= place.width()) {
        float x = place.min.x;
        for (const OverlayName& name : names) {
            const std::string item = "explore/overlay/" + name.name;
            const bool selected = session.overlay == name.overlay;
            const Press press = chip(context, item.c_str(), {x, place.min.y}, name.label, selected);
            if (press.clicked) actions.emplace_back(model::SetOverlay{name.overlay});
            x = press.place.max.x + gap;
        }
        return;
    }
    std::vector<Choice> choices;
    std::size_t current = 0;
    float widest = 0;
    for (const OverlayName& name : names) {
        if (name.overlay == session.overlay) current = choices.size();
        choices.push_back({name.name, name.label});
        widest = std::max(widest, drop_down_width(context, name.label));
    }
    const Rect button = rect_at(place.min, std::min(widest, place.width()), context.px(30));
    const auto chosen =
        drop_down(context, "explore/overlay", button, choices[current].label, choices, current);
    if (chosen) actions.emplace_back(model::SetOverlay{names[*chosen].overlay});
}

/// A slim slider with its percentage behind it.
void draw_opacity(Context& context, const model::Session& session, const Rect& place,
                  model::Actions& actions) {
    const auto percent = static_cast<std::int64_t>(std::lround(session.overlay_opacity * 100));
    Column column{place.min.x, place.min.y, place.width()};
    const SliderAnswer answer = slider(context, column,
                                       {"explore/opacity",
                                        context.language("overlay.opacity"),
                                        context.language("help.opacity"),
                                        percent,
                                        {Track::Kind::linear, 0, 100, {}},
                                        0,
                                        100},
                                       place.height());
    if (answer.value)
        actions.emplace_back(model::SetOverlayOpacity{static_cast<double>(*answer.value) / 100});
    if (answer.refused) actions.emplace_back(model::ReportError{*answer.refused});
}

std::string caption_text(Context& context, const model::Results& results) {
    const Size dropped = results.grid.dropped();
    const std::string grid = product(results.grid.grid());
    const std::string patch = product(results.grid.patch());
    if (dropped == Size{0, 0}) return context.language("explore.caption", {grid, patch});
    return context.language("explore.caption_dropped",
                            {grid, patch, std::to_string(dropped.height), std::to_string(dropped.width)});
}

}  // namespace

void draw_toolbar(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& place, const Rect& picture, model::Actions& actions) {
    // The overlays stand at the left and so come first for Tab; how much room they have is known before.
    const float zoom_width =
        chip_width(context, "+") + chip_width(context, "-") +
        chip_width(context, context.language("view.fit")) +
        chip_width(context, context.language("view.grid")) +
        chip_width(context, std::to_string(std::lround(even_zoom(results.grid.image(), picture))) + ":1") +
        text_width(context.fonts.mono_small, "10000 %") + context.px(5 * 6 + 6);
    draw_overlay_choice(context, session, results,
                        {place.min, {std::max(place.min.x, place.max.x - zoom_width), place.max.y}}, actions);
    ZoomControls(context, session, results, place, picture, actions).draw();
}

void draw_caption(Context& context, const model::Session& session, const model::Results& results,
                  const Rect& place, model::Actions& actions) {
    if (session.overlay == model::Overlay::none) {
        const bool dropped = results.grid.dropped() != Size{0, 0};
        text_in(context, place, context.fonts.small, dropped ? context.palette.accent : context.palette.muted,
                caption_text(context, results), Align::centre);
        return;
    }
    const float opacity = context.px(244);
    const Rect right{{place.max.x - opacity, place.min.y}, place.max};
    const float legend = std::min(right.min.x - place.min.x - context.px(24), context.px(320));
    draw_overlay_legend(context, session.overlay, results, rect_at(place.min, legend, place.height()));
    draw_opacity(context, session, right, actions);
}

}  // namespace patchlens::ui
