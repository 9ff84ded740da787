#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/chapters/patches/pieces.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

/// What the mouse is over: a pixel of the picture, and the patch it belongs to.
struct Under {
    PixelPosition pixel;
    std::optional<PatchPosition> patch;
};

class FlightDrawing {
public:
    FlightDrawing(const Scene& scene, const Rect& area)
        : scene_(scene),
          context_(scene.context),
          grid_(scene.grid()),
          pieces_(grid_),
          area_(area),
          lane_(area_for_lines()),
          lines_(arrange()),
          flight_(grid_, pieces_, area, lines_, lane_, apart()) {}

    void draw() {
        const Press press = pressable(context_, "patches/scene", area_, 0);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(area_.min, area_.max, true);
        if (apart() <= 0) {
            draw_whole();
        } else {
            draw_pieces();
        }
        if (apart() <= 0.5 && !grid_.has_gaps()) draw_left_over();
        if (press.hovered || press.held) light_sharing_patches();
        mark();
        list.PopClipRect();
        if (numbered_ && apart() >= 1) draw_numbers_below();
        if (apart() >= 1) draw_line_starts();
        if (press.hovered || press.held) handle_mouse(press);
        offer_menu(context_, "patches/scene", press, model::Term::patch, [&](bool at_mouse) {
            const std::optional<Under> under = at_mouse ? under_mouse() : std::nullopt;
            MenuLines lines;
            if (!at_mouse) add_patch(context_, lines, scene_.session, scene_.selected());
            if (under && under->patch) add_patch(context_, lines, scene_.session, *under->patch);
            const auto& pyramid = scene_.results.pyramid;
            add_picture(context_, lines, std::shared_ptr<const Image>(pyramid, &pyramid->front()),
                        copy_name(scene_.session), false);
            return lines;
        });
        const Rect selected = flight_.place(scene_.selected());
        context_.probe.item("patches/selected", selected.min, selected.max);
    }

private:
    double apart() const { return scene_.session.place<model::Patches>().apart; }
    bool alone() const { return pieces_.patches() == 1; }

    /// The lines of tokens without the margin, which holds each line's first token number.
    Rect area_for_lines() const {
        const float side =
            text_width(context_.fonts.mono_small, std::to_string(grid_.num_patches() - 1)) + context_.px(10);
        return {{area_.min.x + side, area_.min.y}, area_.max};
    }

    /// With numbers below the tokens if there is room.
    Lines arrange() {
        const float largest = context_.px(88);
        const auto with = [&](float below) {
            return arrange_lines(pieces_.count(), pieces_.across(), pieces_.pixels(), lane_.size(), below,
                                 largest, context_.px(8));
        };
        const Lines numbered = with(context_.px(18));
        const float widest = text_width(context_.fonts.mono_small, std::to_string(grid_.num_patches() - 1));
        numbered_ = alone() && numbered.pitch.x >= widest + context_.px(6);
        return numbered_ ? numbered : with(0);
    }

    void draw_whole() {
        const Camera camera = whole_camera();
        const Size image = grid_.image();
        const Rectangle all{0, 0, image.height, image.width};
        draw_pixels(scene_, all, camera.to_screen(all));
        draw_padding(context_, grid_, camera);
        if (grid_.has_gaps()) draw_dropped(context_, grid_, camera, camera.to_screen(all));
        draw_grid_lines(context_, grid_, camera, area_);
        draw_token_numbers(context_, grid_, camera, area_);
    }

    Camera whole_camera() const {
        const Rect whole = flight_.whole();
        const double zoom = flight_.zoom();
        return {whole.min.x + grid_.padding().width * zoom, whole.min.y + grid_.padding().height * zoom,
                zoom};
    }

    void draw_piece(int index) {
        const Rect place = flight_.place(index);
        draw_pixels(scene_, flight_.pixels(index), place);
        // Where one lies on another, only its edge tells them apart.
        if (grid_.overlaps() && apart() < 0.5 && place.width() >= context_.px(5))
            outline(context_, place, light_on_picture.packed(0.5F), std::max(1.0F, context_.px(1)));
    }

    /// Every patch with the pixel under the mouse, and that pixel in each, where patches overlap.
    void light_sharing_patches() {
        const std::optional<Under> under = under_mouse();
        if (!under || !alone()) return;
        const Rectangle patches = grid_.patches_at(under->pixel);
        constexpr std::int64_t most = 400;
        if (patches.area() < 2 || patches.area() > most) return;
        for (int row = patches.top; row < patches.top + patches.height; ++row) {
            for (int column = patches.left; column < patches.left + patches.width; ++column) {
                const Rect place = flight_.place(PatchPosition{row, column});
                fill(context_, place, hovered_on_picture.packed(0.12F));
                outline(context_, place, hovered_on_picture.packed(0.8F), std::max(1.0F, context_.px(1)));
                const Rectangle pixels = grid_.rectangle({row, column});
                const float zoom = place.width() / static_cast<float>(pixels.width);
                const float side = std::max(zoom, context_.px(3));
                const ImVec2 centre{
                    place.min.x + zoom * (static_cast<float>(under->pixel.x - pixels.left) + 0.5F),
                    place.min.y + zoom * (static_cast<float>(under->pixel.y - pixels.top) + 0.5F)};
                fill(context_, rect_at({centre.x - side / 2, centre.y - side / 2}, side, side),
                     hovered_on_picture);
            }
        }
    }

    void draw_pieces() {
        std::vector<int> flying;  // drawn above those at rest
        for (int index = 0; index < pieces_.count(); ++index) {
            if (flight_.flying(index)) {
                flying.push_back(index);
            } else {
                draw_piece(index);
            }
        }
        for (const int index : flying)
            draw_piece(index);
    }

    void draw_left_over() {
        const Size covered = grid_.covered();
        const Size dropped = grid_.dropped();
        const Size image = grid_.image();
        const auto strip = [&](const Rectangle& pixels, const Rect& place) {
            if (pixels.height == 0 || pixels.width == 0) return;
            draw_pixels(scene_, pixels, place);
            draw_hatched(context_, place);
        };
        strip({covered.height, 0, dropped.height, image.width}, flight_.left_over_below());
        strip({0, covered.width, covered.height, dropped.width}, flight_.left_over_right());
    }

    void mark() {
        const auto& hovered = context_.hovered.patch;
        if (hovered && grid_.contains(*hovered) && *hovered != scene_.selected()) {
            const Rect place = flight_.place(*hovered);
            fill(context_, place, hovered_on_picture.packed(0.22F));
            marker(context_, place, Mark::hovered);
        }
        marker(context_, flight_.place(scene_.selected()), Mark::selected);
        if (!context_.hovered.pixel) return;
        const Size patch = grid_.patch();
        const Rect place = flight_.place(scene_.selected());
        const float width = place.width() / static_cast<float>(patch.width);
        const float height = place.height() / static_cast<float>(patch.height);
        const PixelPosition pixel = *context_.hovered.pixel;
        if (width < context_.px(3) || pixel.x >= patch.width || pixel.y >= patch.height) return;
        frame_on_picture(context_,
                         rect_at({place.min.x + width * static_cast<float>(pixel.x),
                                  place.min.y + height * static_cast<float>(pixel.y)},
                                 width, height),
                         hovered_on_picture);
    }

    void draw_numbers_below() {
        for (int token = 0; token < pieces_.count(); ++token) {
            const Rect place = flight_.place(token);
            const Rect below{{place.min.x, place.max.y},
                             {place.min.x + lines_.pitch.x, place.max.y + context_.px(18)}};
            const bool selected = grid_.position(token) == scene_.selected();
            text_in(context_, below, context_.fonts.mono_small,
                    selected ? context_.palette.accent : context_.palette.muted, std::to_string(token));
        }
    }

    /// Numbers the first token of each line, or of every few lines if the numbers would overlap.
    void draw_line_starts() {
        if (numbered_) return;
        const float height = line_height(context_.fonts.mono_small);
        const int step = std::max(1, static_cast<int>(std::ceil(height / lines_.pitch.y)));
        const auto top_of = [&](int line) {
            return flight_.place(line * lines_.columns).min.y + (lines_.cell.y - height) / 2;
        };
        // All move down as far as the first must to be seen: what stands apart stays apart.
        const float down = std::max(0.0F, area_.min.y - top_of(0));
        for (int line = 0; line < lines_.lines; line += step) {
            const float y = top_of(line) + down;
            if (y + height > area_.max.y) continue;
            const Piece first = pieces_.piece(line * lines_.columns);
            text_in(context_, {{area_.min.x, y}, {lane_.min.x - context_.px(6), y + height}},
                    context_.fonts.mono_small, context_.palette.muted,
                    std::to_string(grid_.token({first.row, first.column})), Align::right);
        }
    }

    static int inside(float offset, float length, int count) {
        return std::clamp(static_cast<int>(offset / std::max(length, 1e-6F) * static_cast<float>(count)), 0,
                          count - 1);
    }

    std::optional<Under> under_mouse() const {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const Size image = grid_.image();
        if (apart() <= 0) {
            const Camera camera = whole_camera();
            const Rect whole = camera.to_screen({0, 0, image.height, image.width});
            if (!whole.contains(mouse)) return std::nullopt;
            const PixelPosition pixel{inside(mouse.y - whole.min.y, whole.height(), image.height),
                                      inside(mouse.x - whole.min.x, whole.width(), image.width)};
            return Under{pixel, grid_.patch_at(pixel)};
        }
        for (int index = pieces_.count() - 1; index >= 0; --index) {
            const Rect place = flight_.place(index);
            if (!place.contains(mouse)) continue;
            const Rectangle pixels = flight_.pixels(index);
            const PixelPosition pixel{
                pixels.top + inside(mouse.y - place.min.y, place.height(), pixels.height),
                pixels.left + inside(mouse.x - place.min.x, place.width(), pixels.width)};
            return Under{pixel, alone() ? grid_.position(index) : grid_.patch_at(pixel)};
        }
        return std::nullopt;
    }

    void handle_mouse(const Press& press) {
        const std::optional<Under> under = under_mouse();
        if (!under) return;
        const model::Language& language = context_.language;
        const std::string pixel =
            language("view.pixel", {std::to_string(under->pixel.y), std::to_string(under->pixel.x)});
        if (!under->patch) {
            tooltip(context_, {language("view.dropped_pixel"), pixel});
            return;
        }
        const PatchPosition patch = *under->patch;
        context_.hovering.patch = patch;
        if (patch == scene_.selected()) {
            const Rectangle pixels = grid_.rectangle(patch);
            context_.hovering.pixel =
                PixelPosition{under->pixel.y - pixels.top, under->pixel.x - pixels.left};
        }
        if (press.held && patch != scene_.session.patch)
            scene_.actions.emplace_back(model::SelectPatch{patch});
        const std::int64_t patches = grid_.patches_at(under->pixel).area();
        const std::string shared = patches > 1
                                       ? pixel + "  " + language("view.in_patches", {grouped(patches)})
                                       : language("patches.only_here", {pixel});
        tooltip(context_, {language("view.patch", {place_text(patch), grouped(grid_.token(patch))}), shared});
    }

    const Scene& scene_;
    Context& context_;
    const PatchGrid& grid_;
    Pieces pieces_;
    Rect area_;
    Rect lane_;
    bool numbered_ = false;
    Lines lines_;
    Flight flight_;
};

}  // namespace

void draw_pixels(const Scene& scene, const Rectangle& pixels, const Rect& place, ImU32 tint) {
    draw_picture_part(scene.context, scene.picture(), scene.grid().image(), pixels, place, tint);
}

void draw_flight(const Scene& scene, const Rect& place) {
    FlightDrawing(scene, place).draw();
}

std::string count_formula(const PatchGrid& grid) {
    const Size image = grid.image();
    const Size patch = grid.patch();
    const std::string result = " = " + grouped(grid.num_patches());
    if (!grid.plain()) {
        const auto positions = [](int length, int padding, int kernel, int stride) {
            const std::string padded = padding == 0 ? "" : " + " + std::to_string(2 * padding);
            return "((" + std::to_string(length) + padded + " − " + std::to_string(kernel) + ") // " +
                   std::to_string(stride) + " + 1)";
        };
        const std::string down =
            positions(image.height, grid.padding().height, patch.height, grid.stride().height);
        const std::string across =
            positions(image.width, grid.padding().width, patch.width, grid.stride().width);
        return down == across ? down + "²" + result : down + " × " + across + result;
    }
    if (grid.dropped() == Size{0, 0} && image.height == image.width && patch.height == patch.width)
        return "(" + std::to_string(image.height) + " / " + std::to_string(patch.height) + ")²" + result;
    const auto side = [](int whole, int part) {
        return "(" + std::to_string(whole) + " // " + std::to_string(part) + ")";
    };
    return side(image.height, patch.height) + " × " + side(image.width, patch.width) + result;
}

std::string flight_caption(const Scene& scene) {
    const PatchGrid& grid = scene.grid();
    const Pieces pieces(grid);
    const model::Language& language = scene.context.language;
    const std::string tokens = grouped(grid.num_patches());
    if (pieces.patches() > 1 && scene.session.place<model::Patches>().apart > 0)
        return language("patches.caption.runs", {tokens, grouped(pieces.patches())});
    if (scene.session.place<model::Patches>().apart >= 1)
        return language("patches.caption.sequence", {tokens});
    return language("patches.caption.grid", {product(grid.grid()), count_formula(grid)});
}

}  // namespace patchlens::ui::patches
