#include "app/ui/plots/tiles.h"

#include <algorithm>
#include <cmath>

#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/grip.h"

namespace patchlens::ui {
namespace {

constexpr float plane_gap = 1;

/// The height of a line below a tile.
float caption_line(const Context& context) {
    return line_height(context.fonts.mono_small) + context.px(2);
}

int position_of(const TileWall& wall, int dim) {
    if (wall.order.empty()) return dim;
    return static_cast<int>(std::find(wall.order.begin(), wall.order.end(), dim) - wall.order.begin());
}

int dim_at(const TileWall& wall, int position) {
    return wall.order.empty() ? position : wall.order[static_cast<std::size_t>(position)];
}

Rect plane_of(const Rect& tile, int plane, int planes) {
    const float width =
        (tile.width() - plane_gap * static_cast<float>(planes - 1)) / static_cast<float>(planes);
    const float left = tile.min.x + (width + plane_gap) * static_cast<float>(plane);
    return {{left, tile.min.y}, {left + width, tile.max.y}};
}

class Wall {
public:
    Wall(const Scene& scene, const TileWall& wall, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          wall_(wall),
          place_(place),
          layout_(layout_of(scene, wall, place)),
          scroll_(ImGui::GetStateStorage()->GetFloat(ImGui::GetID(named("scroll").c_str()))) {}

    TilesDrawn draw() {
        follow_selection();
        const Press press = pressable(context_, named("atlas").c_str(), place_, 0);
        read_scrolling(press);
        ImGui::GetWindowDrawList()->PushClipRect(place_.min, place_.max, true);
        draw_tiles();
        draw_marks();
        ImGui::GetWindowDrawList()->PopClipRect();
        draw_scrollbar();
        ImGui::GetStateStorage()->SetFloat(ImGui::GetID(named("scroll").c_str()), scroll_);
        return {handle_mouse(press), press};
    }

private:
    /// The name of a part, for the probe and for what ImGui's storage keeps, such as the scroll offset.
    std::string named(const char* part) const { return wall_.name + "/" + part; }
    bool selects(int tile) const { return wall_.dimensions && tile == scene_.results.selection.dim; }

    float farthest() const { return std::max(0.0F, layout_.total_height() - place_.height()); }

    void follow_selection() {
        const int position = wall_.dimensions ? position_of(wall_, scene_.results.selection.dim) : 0;
        const bool afresh = context_.new_chapter && context_.question.has_value();
        scroll_ = context_.scrolls.wanted(named("atlas"), {0, scroll_}, afresh).y;
        const bool moved = changed_since(named("position").c_str(), position) || afresh;
        const bool rearranged = changed_since(named("columns").c_str(), layout_.columns);
        if (wall_.dimensions && (moved || rearranged) && !context_.scrolls.moving()) {
            const Rect tile = layout_.tile(position);
            const float top = tile.min.y;
            const float bottom = tile.max.y + layout_.caption;
            if (top < scroll_ || bottom > scroll_ + place_.height())
                scroll_ = top - (place_.height() - tile.height()) / 2;
        }
        scroll_ = std::round(std::clamp(scroll_, 0.0F, farthest()));
    }

    void read_scrolling(const Press& press) {
        float by = 0;
        const float page = std::max(layout_.row_height(), place_.height() - layout_.row_height());
        const ImGuiIO& io = ImGui::GetIO();
        hand_ = grip(place_, press);
        if (press.hovered && io.KeyCtrl) {
            resize(io.MouseWheel);
        } else if (press.hovered) {
            by -= io.MouseWheel * 2 * layout_.row_height();
        }
        if (hand_.pulling) by -= io.MouseDelta.y;
        const bool keys = context_.has_keys && !ImGui::GetIO().WantTextInput &&
                          !context_.focus.current().starts_with("params/");
        if (keys && compat::pressed(compat::Key::page_down)) by += page;
        if (keys && compat::pressed(compat::Key::page_up)) by -= page;
        scroll_ = std::round(std::clamp(scroll_ + by, 0.0F, farthest()));
    }

    /// Larger tiles for a wheel turned forwards, smaller ones for one turned back.
    void resize(float turned) const {
        if (turned != 0) wall_.resize(next_side(side_of(layout_, context_.scale), turned > 0 ? 1 : -1));
    }

    /// The tile at `position`, in screen pixels.
    Rect on_screen(int position) const {
        const Rect tile = layout_.tile(position);
        const ImVec2 corner{std::round(place_.min.x + indent()), place_.min.y - scroll_};
        return {{tile.min.x + corner.x, tile.min.y + corner.y},
                {tile.max.x + corner.x, tile.max.y + corner.y}};
    }
    /// Centres the rows in the place.
    float indent() const {
        const float used = layout_.tile(std::min(layout_.count, layout_.columns) - 1).max.x;
        return std::floor(std::max(0.0F, place_.width() - used) / 2);
    }

    void draw_tiles() {
        const auto row = [&](float y) { return static_cast<int>(y / layout_.row_height()); };
        const int first = row(scroll_) * layout_.columns;
        const int last = std::min(layout_.count, (row(scroll_ + place_.height()) + 1) * layout_.columns);
        const Size texels = wall_.plan.size();
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        for (int position = first; position < last; ++position) {
            const Rect tile = on_screen(position);
            const int dim = dim_at(wall_, position);
            for (int plane = 0; plane < wall_.planes; ++plane) {
                const Rectangle from = wall_.plan.texels(dim * wall_.planes + plane);
                const auto u = [&](int x) {
                    return static_cast<float>(x) / static_cast<float>(texels.width);
                };
                const auto v = [&](int y) {
                    return static_cast<float>(y) / static_cast<float>(texels.height);
                };
                const Rect to = plane_of(tile, plane, wall_.planes);
                draw.AddImage(wall_.texture.id(), to.min, to.max, {u(from.left), v(from.top)},
                              {u(from.left + from.width), v(from.top + from.height)});
                if (wall_.print) wall_.print(to, dim, plane);
            }
            if (layout_.caption > 0) write_caption(tile, dim);
        }
    }

    /// The dimension's number, and in a second line its smallest and its largest number.
    void write_caption(const Rect& tile, int dim) {
        const Rect caption{{tile.min.x, tile.max.y}, {tile.max.x, tile.max.y + layout_.caption}};
        if (caption.max.y > place_.max.y || caption.min.y < place_.min.y) return;
        ImFont* font = context_.fonts.mono_small;
        const bool selected = selects(dim);
        const float line = caption_line(context_);
        text_in(context_, rect_at(caption.min, caption.width(), line), font,
                selected ? context_.palette.accent : context_.palette.muted, std::to_string(dim),
                Align::centre);
        if (layout_.caption < 2 * line) return;
        const Range range = wall_.range(dim);
        const std::string ends = with_sign(range.low, 2) + " " + with_sign(range.high, 2);
        if (text_width(font, ends) > caption.width()) return;
        text_in(context_, {{caption.min.x, caption.min.y + line}, caption.max}, font, context_.palette.muted,
                ends, Align::centre);
    }

    void draw_marks() {
        if (!wall_.dimensions) return;
        const auto& hovered = context_.hovered.dim;
        if (hovered && *hovered < layout_.count && *hovered != scene_.results.selection.dim)
            marker(context_, on_screen(position_of(wall_, *hovered)), Mark::hovered);
        const Rect selected = on_screen(position_of(wall_, scene_.results.selection.dim));
        marker(context_, selected, Mark::selected);
        if (place_.overlaps(selected)) context_.probe.item(named("selected"), selected.min, selected.max);
    }

    void draw_scrollbar() {
        if (farthest() <= 0) return;
        const float width = context_.px(8);
        const Rect bar{{place_.max.x + context_.px(4), place_.min.y},
                       {place_.max.x + context_.px(4) + width, place_.max.y}};
        const float whole = layout_.total_height();
        const float length = std::max(context_.px(24), bar.height() * place_.height() / whole);
        const float way = bar.height() - length;
        const Press press = pressable(context_, named("scrollbar").c_str(), bar, width / 2);
        if (press.hovered || press.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
        if (press.held) {
            const float at = (ImGui::GetIO().MousePos.y - bar.min.y - length / 2) / std::max(1.0F, way);
            scroll_ = std::round(std::clamp(at, 0.0F, 1.0F) * farthest());
        }
        const float top = bar.min.y + way * scroll_ / farthest();
        fill(context_, bar, context_.palette.border, width / 2);
        fill(context_, {{bar.min.x, top}, {bar.max.x, top + length}},
             press.hovered || press.held ? context_.palette.muted : context_.palette.edge, width / 2);
    }

    std::optional<TileHit> handle_mouse(const Press& press) {
        if (!press.hovered && !press.held) return std::nullopt;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (!place_.contains(mouse)) return std::nullopt;
        const auto position = layout_.position_at(
            {mouse.x - std::round(place_.min.x + indent()), mouse.y - place_.min.y + scroll_});
        if (!position) return std::nullopt;
        TileHit hit;
        hit.dim = dim_at(wall_, *position);
        const Rect tile = on_screen(*position);
        for (int plane = 0; plane < wall_.planes; ++plane) {
            const Rect to = plane_of(tile, plane, wall_.planes);
            if (mouse.x < to.min.x) continue;
            hit.plane = plane;
            hit.x = std::clamp((mouse.x - to.min.x) / to.width(), 0.0F, 0.9999F);
            hit.y = std::clamp((mouse.y - to.min.y) / to.height(), 0.0F, 0.9999F);
        }
        if (!wall_.dimensions) return hit;
        context_.hovering.dim = hit.dim;
        if (press.held && !hand_.left) scene_.select(hit.dim);
        return hit;
    }

    const Scene& scene_;
    Context& context_;
    const TileWall& wall_;
    Rect place_;
    AtlasLayout layout_;
    Grip hand_;
    float scroll_;
};

}  // namespace

AtlasLayout layout_of(const Scene& scene, const TileWall& wall, const Rect& place) {
    const Context& context = scene.context;
    return arrange_atlas(wall.count, wall.aspect * wall.planes, place.size(), wall.side,
                         caption_line(context), context.scale);
}

TilesDrawn draw_tiles(const Scene& scene, const TileWall& wall, const Rect& place) {
    return Wall(scene, wall, place).draw();
}

}  // namespace patchlens::ui
