// The picture rebuilt from its vectors beside the original and their difference, zoomed and moved together.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/explore/navigation.h"
#include "app/ui/chapters/explore/picture_view.h"
#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/pixel_numbers.h"
#include "app/ui/widgets/lead.h"
#include "app/ui/widgets/paragraph_height.h"

namespace patchlens::ui {
namespace {

/// One of the three pictures.
struct Shown {
    const char* name;  ///< for the probe
    std::string title;
    std::string brief;  ///< the title for a narrow place
    const Texture& texture;
    const char* copy;  ///< what a copy is called: "house-rebuilt"
    const Image& image;
};

/// Four places of one size: three pictures and the curve. Of the ways to arrange them the one in which the
/// pictures are largest.
std::array<Rect, 4> arrange_places(const Rect& room, Size picture, float head, float gap) {
    std::array<Rect, 4> best{};
    double largest = -1;
    for (const int columns : {2, 4, 1}) {
        const int rows = 4 / columns;
        const float width =
            std::floor((room.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
        const float height =
            std::floor((room.height() - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
        const double zoom = std::min(static_cast<double>(width) / picture.width,
                                     static_cast<double>(height - head) / picture.height);
        if (zoom <= largest) continue;
        largest = zoom;
        for (int i = 0; i < 4; ++i) {
            best.at(static_cast<std::size_t>(i)) =
                rect_at({room.min.x + static_cast<float>(i % columns) * (width + gap),
                         room.min.y + static_cast<float>(i / columns) * (height + gap)},
                        width, height);
        }
    }
    return best;
}

class RebuiltView {
public:
    RebuiltView(const Scene& scene, const model::Rebuilding& rebuilt)
        : scene_(scene), context_(scene.context), rebuilt_(rebuilt) {}

    void draw(const Rect& place) {
        const RebuiltTools tools = draw_rebuilt_tools(scene_, place);
        zoom_by_ = tools.zoom_by;
        const ViewParts parts = parts_below(context_, place, tools.bottom + context_.px(8));
        places_ = arrange_places(parts.picture, scene_.grid().image(), head(), context_.px(10));
        draw_pictures();
        const Rect& curve = places_[3];
        if (rebuilt_.reshaped) {
            draw_both_ways(curve);
        } else if (curve.height() >= least_curve_height(context_)) {
            if (const auto kept = draw_curve_plot(context_, curve, error_curve(scene_, "maps/rebuilt/curve")))
                keep_directions(scene_, *kept);
        }
        view_caption(context_, parts.caption, caption());
        draw_legend(context_, parts.legend, difference_legend());
    }

private:
    float head() const { return line_height(context_.fonts.small) + context_.px(4); }

    std::string gain_text() const {
        return context_.language("legend.printed_times", {short_factor(rebuilt_.gain)});
    }
    /// "16", "7.3"
    static std::string short_factor(double factor) {
        const bool whole = factor >= 100 || factor == std::round(factor);
        return whole ? grouped(std::lround(factor)) : without_plus(factor, 1);
    }

    /// The right line of code and the wrong one, in place of a curve that is of the right one alone; nothing
    /// where there is no room for both.
    void draw_both_ways(const Rect& place) {
        struct Way {
            std::string words;
            std::string code;
        };
        const std::string shape =
            std::to_string(scene_.grid().num_patches()) + ", " + std::to_string(scene_.dims());
        const double right = rebuilt_.errors->at(static_cast<std::size_t>(rebuilt_.kept));
        const std::array<Way, 2> ways{
            Way{context_.language("rebuilt.way.right", {error_text(right)}), "y.flatten(2).transpose(1, 2)"},
            Way{context_.language("rebuilt.way.wrong", {error_text(rebuilt_.picture->rms)}),
                "y.reshape(1, " + shape + ")"}};
        Column column{place.min.x, place.min.y + head(), place.width()};
        float needed = head();
        for (const Way& way : ways) {
            needed += paragraph_height(context_, context_.fonts.body, way.words, column.width) +
                      paragraph_height(context_, context_.fonts.mono_small, way.code, column.width) +
                      context_.px(18);
        }
        if (needed > place.height()) return;
        for (const Way& way : ways) {
            column.gap(paragraph(context_, {column.x, column.y}, column.width, context_.fonts.body,
                                 context_.palette.text, way.words));
            column.gap(context_.px(4));
            column.gap(paragraph(context_, {column.x, column.y}, column.width, context_.fonts.mono_small,
                                 context_.palette.muted, way.code));
            column.gap(context_.px(14));
        }
        context_.probe.item("maps/rebuilt/ways", place.min, place.max);
    }

    void draw_pictures() {
        Pictures& pictures = context_.pictures;
        const std::string difference =
            std::string(context_.language("rebuilt.difference")) + " " + gain_text();
        const std::array<Shown, 3> all{
            Shown{"maps/rebuilt",
                  context_.language(rebuilt_.reshaped ? "rebuilt.reshaped" : "rebuilt.rebuilt"),
                  context_.language(rebuilt_.reshaped ? "rebuilt.reshape" : "rebuilt.brief.rebuilt"),
                  pictures.of("maps/rebuilt", rebuilt_.pyramid), "rebuilt", rebuilt_.pyramid->front()},
            Shown{"maps/original", context_.language("rebuilt.original"),
                  context_.language("rebuilt.brief.original"), scene_.picture(), "",
                  scene_.results.pyramid->front()},
            Shown{"maps/difference", difference, difference,
                  pictures.of("maps/difference", rebuilt_.difference), "difference",
                  rebuilt_.difference->front()},
        };
        // The rebuilt picture comes first, so that Ctrl+Shift+C means it.
        const std::array<std::size_t, 3> where{1, 0, 2};
        for (std::size_t i = 0; i < all.size(); ++i) {
            ImGui::PushID(static_cast<int>(i));
            draw_picture(all.at(i), places_.at(where.at(i)));
            ImGui::PopID();
        }
        if (zoom_by_ != 1) zoom(picture_area(places_[0]));
    }

    Rect picture_area(const Rect& place) const { return {{place.min.x, place.min.y + head()}, place.max}; }

    void zoom(const Rect& area) {
        scene_.look<model::Explore>([&](model::Explore::Place& place) {
            place.view = zoomed(place.view, scene_.grid().padded(), area, area.centre(), zoom_by_,
                                largest_pixel * context_.scale);
        });
    }

    void draw_picture(const Shown& shown, const Rect& place) {
        const Rect area = picture_area(place);
        if (area.height() < 4) return;
        const Size size = scene_.grid().image();
        const Camera camera = picture_camera(scene_, area);
        const Rect whole = camera.to_screen({0, 0, size.height, size.width});
        const Rect seen{{std::max(whole.min.x, area.min.x), std::max(whole.min.y, area.min.y)},
                        {std::min(whole.max.x, area.max.x), std::min(whole.max.y, area.max.y)}};
        draw_title(shown, place, seen);
        const Press press = pressable(context_, shown.name, seen, 0);
        const bool pulled = navigate(scene_, area, press);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.PushClipRect(area.min, area.max, true);
        fill(context_, whole, context_.palette.blank);
        picture(context_, shown.texture, whole);
        draw_dropped(context_, scene_.grid(), camera, seen);
        if (press.hovered || press.held) handle_mouse(camera, press.held && !pulled);
        draw_marks(camera);
        draw.PopClipRect();
        offer_menu(context_, shown.name, press, model::Term::reconstruction, [&](bool at_mouse) {
            MenuLines lines;
            const auto under = at_mouse ? context_.hovering.patch : std::nullopt;
            add_patch(context_, lines, scene_.session, under.value_or(scene_.selected()));
            add_picture(context_, lines, std::make_shared<const Image>(shown.image),
                        copy_name(scene_.session, shown.copy), *shown.copy != '\0');
            return lines;
        });
    }

    /// Directly above the picture.
    void draw_title(const Shown& shown, const Rect& place, const Rect& seen) {
        ImFont* font = context_.fonts.small;
        const std::string text = first_that_fits(font, place.width(), {shown.title, shown.brief});
        const float left = std::min(seen.min.x, place.max.x - std::ceil(text_width(font, text)) - 1);
        text_in(context_, {{std::max(place.min.x, left), seen.min.y - head()}, {place.max.x, seen.min.y}},
                font, context_.palette.muted, text);
    }

    void draw_marks(const Camera& camera) {
        const auto place_of = [&](PatchPosition patch) {
            return camera.to_screen(scene_.grid().rectangle(patch));
        };
        const auto& hovered = context_.hovered.patch;
        if (hovered && scene_.grid().contains(*hovered) && *hovered != scene_.selected())
            marker(context_, place_of(*hovered), Mark::hovered);
        marker(context_, place_of(scene_.selected()), Mark::selected);
    }

    void handle_mouse(const Camera& camera, bool selects) {
        const Size image = scene_.grid().image();
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const PixelPosition pixel{
            std::clamp(static_cast<int>(std::floor(camera.y_at(mouse.y))), 0, image.height - 1),
            std::clamp(static_cast<int>(std::floor(camera.x_at(mouse.x))), 0, image.width - 1)};
        const auto patch = scene_.grid().patch_at(pixel);
        if (!patch) return tooltip(context_, {context_.language("view.dropped_pixel")});
        context_.hovering.patch = patch;
        if (selects && *patch != scene_.session.patch)
            scene_.actions.emplace_back(model::SelectPatch{*patch});
        if (selects)
            lead_on_double_click(scene_,
                                 {model::ProjectionView::planes, *patch, scene_.results.selection.dim});
        const double error = patch_error(*patch);
        tooltip(context_,
                {patch_text(scene_, *patch), context_.language("rebuilt.patch_rms", {error_text(error)}),
                 context_.language("rebuilt.pixel", {pixel_text(scene_, pixel, 3), rebuilt_text(pixel)})});
    }

    double patch_error(PatchPosition patch) const {
        return (*rebuilt_.patch_errors)[static_cast<std::size_t>(scene_.grid().token(patch))];
    }

    /// All channels of a pixel of the rebuilt picture, as pixel_text() writes the original's.
    std::string rebuilt_text(PixelPosition pixel) const {
        const Tensor& pixels = rebuilt_.picture->pixels;
        const auto channels = static_cast<int>(pixels.dimension(0));
        const Size size = scene_.grid().image();
        std::string text;
        for (int channel = 0; channel < channels; ++channel) {
            const float number =
                pixels[(std::int64_t{channel} * size.height + pixel.y) * size.width + pixel.x];
            text += (channel > 0 ? "  " : "") + std::string(channel_letter(channel, channels)) + " " +
                    pixel_number_text(scene_, wanted_number(scene_, number, channel), 3);
        }
        return text;
    }

    std::string caption() const {
        return context_.language("rebuilt.caption",
                                 {grouped(rebuilt_.kept), grouped(rebuilt_.inverse->rank()),
                                  error_text(rebuilt_.picture->rms), psnr_text(rebuilt_.picture->psnr)});
    }

    Legend difference_legend() const {
        return ramp_legend(
            legend_title(context_, context_.language("rebuilt.difference"), context_.language("pixels.ones")),
            {dark_on_picture, light_on_picture}, "0", without_plus(1 / rebuilt_.gain, 3));
    }

    const Scene& scene_;
    Context& context_;
    const model::Rebuilding& rebuilt_;
    std::array<Rect, 4> places_{};
    double zoom_by_ = 1;
};

const char* why_not(model::NotRebuilt reason) {
    switch (reason) {
        case model::NotRebuilt::not_finite:
            return "rebuilt.not_finite";
        case model::NotRebuilt::too_large:
            return "rebuilt.too_large";
        case model::NotRebuilt::too_many_directions:
            break;
    }
    return "rebuilt.too_many";
}

}  // namespace

void draw_rebuilt_view(const Scene& scene, const Rect& place) {
    const auto& rebuilt = scene.results.analyses.rebuilt;
    if (!rebuilt) return;
    if (!rebuilt->not_rebuilt) return RebuiltView(scene, *rebuilt).draw(place);
    const std::int64_t inputs = scene.results.options.config.conv_shape().fan_in();
    explain_absence(
        scene.context, place,
        scene.context.language(why_not(*rebuilt->not_rebuilt),
                               {grouped(scene.dims()), grouped(inputs), grouped(model::most_directions),
                                grouped(scene.grid().num_patches())}));
}

}  // namespace patchlens::ui
