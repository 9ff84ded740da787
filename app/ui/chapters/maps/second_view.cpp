#include "app/ui/chapters/maps/second_view.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "core/support/utf8.h"

namespace patchlens::ui {
namespace {

Image second_map(const model::SecondPicture& second, Range range) {
    return sequential_image(second.similarity, second.grid.grid(), sequential, range);
}

float similarity_at(const model::SecondPicture& second, PatchPosition patch) {
    return second.similarity[static_cast<std::size_t>(second.grid.token(patch))];
}

/// The patch under the mouse in a drawing of all patches of the second picture.
std::optional<PatchPosition> patch_under(const PatchGrid& grid, const Rect& place) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!place.contains(mouse)) return std::nullopt;
    const float row = (mouse.y - place.min.y) / place.height() * static_cast<float>(grid.grid().height);
    const float column = (mouse.x - place.min.x) / place.width() * static_cast<float>(grid.grid().width);
    return grid.nearest({static_cast<int>(row), static_cast<int>(column)});
}

/// The value of the patch most alike, beside its cell and inside `place`.
void write_value(Context& context, const Rect& cell, const Rect& place, const std::string& text) {
    ImFont* font = context.fonts.mono_small;
    const float width = std::ceil(text_width(font, text)) + context.px(10);
    const float height = line_height(font) + context.px(4);
    const float gap = context.px(6);
    const bool below = cell.max.y + gap + height <= place.max.y;
    const float y = below ? cell.max.y + gap : cell.min.y - gap - height;
    const float x =
        std::clamp(cell.centre().x - width / 2, place.min.x, std::max(place.min.x, place.max.x - width));
    const Rect box = rect_at({std::floor(x), std::floor(std::max(y, place.min.y))}, width, height);
    fill(context, box, context.palette.raised, context.px(4));
    text_in(context, box, font, context.palette.text, text, Align::centre);
    context.probe.item("maps/second/value", box.min, box.max);
}

class SecondHalf {
public:
    SecondHalf(const Scene& scene, Range range)
        : scene_(scene), context_(scene.context), second_(*scene.results.second), range_(range) {}

    void draw(const Rect& place) {
        const Size covered = second_.grid.covered();
        const MapAndPicture parts = map_and_picture(context_, place, patch_map_aspect(second_.grid));
        map_ = fitted(parts.map, covered.width, covered.height);
        picture_ = fitted(parts.picture, covered.width, covered.height);
        const Press on_map = pressable(context_, "maps/second/map", map_, 0);
        const Press on_picture = pressable(context_, "maps/second/picture", picture_, 0);
        draw_map();
        draw_picture();
        const auto hovered = on_map.hovered       ? patch_under(second_.grid, map_)
                             : on_picture.hovered ? patch_under(second_.grid, picture_)
                                                  : std::nullopt;
        draw_marks(hovered);
        offer("maps/second/map", on_map, hovered);
        if (hovered) {
            tooltip(context_, {similarity_text(similarity_at(second_, *hovered)),
                               context_.language("view.patch", {place_text(*hovered),
                                                                grouped(second_.grid.token(*hovered))})});
        }
    }

private:
    void draw_map() {
        const Source source{scene_.results.second, part_of(range_), nullptr};
        const Texture& texture =
            context_.pictures.of("maps/second/map", source, [&] { return second_map(second_, range_); });
        picture(context_, texture, map_);
    }

    void draw_picture() {
        const Texture& texture = context_.pictures.of("maps/second/picture", second_.pyramid);
        draw_picture_of_patches(context_, texture, second_.grid, picture_);
    }

    void draw_marks(const std::optional<PatchPosition>& hovered) {
        if (hovered) {
            for (const Rect& place : {map_, picture_})
                marker(context_, patch_cell(second_.grid, place, *hovered), Mark::hovered);
        }
        if (!second_.nearest) return;
        const PatchPosition nearest = second_.grid.position(*second_.nearest);
        for (const Rect& place : {map_, picture_})
            marker(context_, patch_cell(second_.grid, place, nearest), Mark::selected);
        write_value(context_, patch_cell(second_.grid, picture_, nearest), picture_,
                    similarity_text(similarity_at(second_, nearest)));
    }

    void offer(const char* name, const Press& press, const std::optional<PatchPosition>& hovered) {
        offer_menu(context_, name, press, model::Term::cosine_similarity, [&](bool at_mouse) {
            MenuLines lines;
            if (at_mouse && hovered) lines.push_back(copy_value(context_, similarity_at(second_, *hovered)));
            add_picture(context_, lines, second_map(second_, range_), copy_name(scene_.session, "second"));
            return lines;
        });
    }

    const Scene& scene_;
    Context& context_;
    const model::SecondPicture& second_;
    Range range_;
    Rect map_{};
    Rect picture_{};
};

}  // namespace

MapAndPicture map_and_picture(const Context& context, const Rect& place, double aspect) {
    const float gap = context.px(8);
    const auto wide = static_cast<float>(aspect);
    const float above = std::min(place.width() / wide, (place.height() - gap) / 2);
    const float beside = std::min((place.width() - gap) / 2 / wide, place.height());
    const ImVec2 middle = place.centre();
    if (beside > above) {
        return {{place.min, {std::floor(middle.x - gap / 2), place.max.y}},
                {{std::ceil(middle.x + gap / 2), place.min.y}, place.max}};
    }
    return {{place.min, {place.max.x, std::floor(middle.y - gap / 2)}},
            {{place.min.x, std::ceil(middle.y + gap / 2)}, place.max}};
}

std::int64_t part_of(Range range) {
    const auto bits = [](float value) { return std::int64_t{std::bit_cast<std::uint32_t>(value)}; };
    return bits(range.low) << 31 ^ bits(range.high);
}

bool takes_second(const model::Session& session, const Rect& scene, ImVec2 point) {
    return session.chapter == model::Chapter::maps &&
           session.place<model::Maps>().view == model::MapsView::similarity && scene.contains(point) &&
           point.x >= scene.centre().x;
}

void second_tools(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const Press open = flow.chip("maps/second", context.language("maps.second.open"));
    explain_on_hover(context, open.place, context.language("help.second"));
    if (open.clicked) scene.actions.emplace_back(model::ShowDialog{model::Dialog::open_second});
    if (scene.session.second.empty()) return;
    if (flow.chip("maps/second/clear", context.language("maps.second.clear")).clicked)
        scene.actions.emplace_back(model::SetSecond{});
    ImFont* font = context.fonts.small;
    const std::string name = printable(scene.session.second.filename().string());
    const float width = std::ceil(text_width(font, name)) + 1;
    if (width <= flow.room()) text_in(context, flow.next(width), font, context.palette.muted, name);
}

Range with_second(const Scene& scene, Range range) {
    const auto& second = scene.results.second;
    if (!second || second->similarity.empty()) return range;
    const Range other = scene.context.pictures.range("maps/second", {second, 0, nullptr}, second->similarity);
    return {std::min(range.low, other.low), std::max(range.high, other.high)};
}

void draw_second(const Scene& scene, const Rect& place, Range range) {
    Context& context = scene.context;
    const auto& second = scene.results.second;
    if (second && !second->refused) return SecondHalf(scene, range).draw(place);
    paragraph(
        context, place.min, place.width(), context.fonts.body, context.palette.muted,
        second ? context.language.shown(*second->refused) : std::string(context.language("status.busy")));
}

std::string second_caption(const Scene& scene) {
    const auto& second = scene.results.second;
    if (!second || !second->nearest) return {};
    const PatchPosition nearest = second->grid.position(*second->nearest);
    return scene.context.language("maps.caption.second",
                                  {place_text(nearest), similarity_text(similarity_at(*second, nearest))});
}

}  // namespace patchlens::ui
