// The shapes that a list of ImGui's drew, told from the triangles of a frame without smoothed edges: each
// call of ImDrawList adds vertices of its own, a filled shape as a fan, every piece of a line as a quad.
// Source: imgui_draw.cpp (PrimRect, AddConvexPolyFilled, AddPolyline without anti-aliasing).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <imgui.h>

namespace patchlens::ui {

/// What one call drew: its vertices, and three indices into them for each triangle.
struct DrawnPiece {
    std::vector<ImDrawVert> corners;
    std::vector<int> triangles;

    /// Whether the corners, in their order, are the outline of what is filled.
    bool outlined() const;
    bool one_colour() const;
    ImVec2 least() const;
    ImVec2 most() const;
};

/// The pieces of `count` indices of a list from `first` on, with the vertices from `vertex_offset` on.
std::vector<DrawnPiece> drawn_pieces(const ImDrawList& list, unsigned vertex_offset, int first, int count);

/// A line through points.
struct DrawnLine {
    std::vector<ImVec2> points;
    float width = 1;
    ImU32 colour = 0;
    bool closed = false;  ///< the last point leads to the first

    /// A piece of a line, if it can be one: a rectangle at any angle, the line along its middle.
    static std::optional<DrawnLine> of(const DrawnPiece& piece);
    /// Goes on with `next` if that begins where this ends and looks alike.
    bool take(const DrawnLine& next);
};

/// A rectangle whose corners are rounded by `radius`.
struct RoundedRectangle {
    ImVec2 least;
    ImVec2 most;
    float radius = 0;
};
std::optional<RoundedRectangle> rectangle_through(std::span<const ImVec2> outline);

struct DrawnCircle {
    ImVec2 centre;
    float radius = 0;
};
std::optional<DrawnCircle> circle_through(std::span<const ImVec2> outline);

}  // namespace patchlens::ui
