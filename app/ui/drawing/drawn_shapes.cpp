#include "app/ui/drawing/drawn_shapes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace patchlens::ui {
namespace {

constexpr float same_place = 0.02F;  // pixels; ImGui insets one side of an outline by 0.01
constexpr float on_an_arc = 0.2F;    // pixels

ImVec2 between(ImVec2 a, ImVec2 b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

float apart(ImVec2 a, ImVec2 b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

bool same(ImVec2 a, ImVec2 b) {
    return std::abs(a.x - b.x) <= same_place && std::abs(a.y - b.y) <= same_place;
}

ImVec2 lower(ImVec2 a, ImVec2 b) {
    return {std::min(a.x, b.x), std::min(a.y, b.y)};
}

ImVec2 higher(ImVec2 a, ImVec2 b) {
    return {std::max(a.x, b.x), std::max(a.y, b.y)};
}

}  // namespace

bool DrawnPiece::outlined() const {
    const int count = static_cast<int>(corners.size());
    if (count < 3 || static_cast<int>(triangles.size()) != 3 * (count - 2)) return false;
    for (int i = 0; i < count - 2; ++i) {
        const auto at = static_cast<std::size_t>(3 * i);
        if (triangles[at] != 0 || triangles[at + 1] != i + 1 || triangles[at + 2] != i + 2) return false;
    }
    return true;
}

bool DrawnPiece::one_colour() const {
    return std::ranges::all_of(corners, [&](const auto& corner) { return corner.col == corners[0].col; });
}

ImVec2 DrawnPiece::least() const {
    ImVec2 least = corners[0].pos;
    for (const ImDrawVert& corner : corners)
        least = lower(least, corner.pos);
    return least;
}

ImVec2 DrawnPiece::most() const {
    ImVec2 most = corners[0].pos;
    for (const ImDrawVert& corner : corners)
        most = higher(most, corner.pos);
    return most;
}

std::vector<DrawnPiece> drawn_pieces(const ImDrawList& list, unsigned vertex_offset, int first, int count) {
    std::vector<DrawnPiece> pieces;
    int begin = 0;     // the first vertex of the piece
    int highest = -1;  // the last one so far
    for (int at = first; at + 2 < first + count; at += 3) {
        const int a = list.IdxBuffer[at];
        const int b = list.IdxBuffer[at + 1];
        const int c = list.IdxBuffer[at + 2];
        const int lowest = std::min({a, b, c});
        if (pieces.empty() || lowest > highest) {
            pieces.emplace_back();
            begin = lowest;
            highest = lowest - 1;
        }
        DrawnPiece& piece = pieces.back();
        for (const int last = std::max({a, b, c}); highest < last;)
            piece.corners.push_back(list.VtxBuffer[static_cast<int>(vertex_offset) + ++highest]);
        piece.triangles.insert(piece.triangles.end(), {a - begin, b - begin, c - begin});
    }
    return pieces;
}

std::optional<DrawnLine> DrawnLine::of(const DrawnPiece& piece) {
    if (piece.corners.size() != 4 || !piece.outlined() || !piece.one_colour()) return std::nullopt;
    const auto& [a, b, c, d] =
        std::array{piece.corners[0].pos, piece.corners[1].pos, piece.corners[2].pos, piece.corners[3].pos};
    const ImVec2 along{b.x - a.x, b.y - a.y};
    const ImVec2 across{d.x - a.x, d.y - a.y};
    const float length = apart(a, b);
    const float width = apart(a, d);
    const float slant = std::abs(along.x * across.x + along.y * across.y);
    if (slant > same_place * std::max(1.0F, length * width)) return std::nullopt;
    if (!same(between(a, c), between(b, d))) return std::nullopt;
    return DrawnLine{{between(a, d), between(b, c)}, width, piece.corners[0].col, false};
}

bool DrawnLine::take(const DrawnLine& next) {
    if (closed || next.closed || next.colour != colour || std::abs(next.width - width) > same_place)
        return false;
    if (!same(points.back(), next.points.front())) return false;
    if (points.size() > 2 && same(points.front(), next.points.back())) {
        closed = true;
    } else {
        points.insert(points.end(), next.points.begin() + 1, next.points.end());
    }
    return true;
}

std::optional<RoundedRectangle> rectangle_through(std::span<const ImVec2> outline) {
    if (outline.size() < 4) return std::nullopt;
    ImVec2 least = outline[0];
    ImVec2 most = outline[0];
    for (const ImVec2 point : outline) {
        least = lower(least, point);
        most = higher(most, point);
    }
    if (outline.size() == 4) {
        for (std::size_t i = 0; i < 4; ++i) {
            const ImVec2 a = outline[i];
            const ImVec2 b = outline[(i + 1) % 4];
            const bool level = std::abs(a.y - b.y) <= same_place;
            const bool upright = std::abs(a.x - b.x) <= same_place;
            if (level == upright) return std::nullopt;
        }
        return RoundedRectangle{least, most, 0};
    }
    float radius = most.x - least.x;
    for (const ImVec2 point : outline) {
        if (point.y - least.y <= same_place) radius = std::min(radius, point.x - least.x);
    }
    if (radius <= 0 || 2 * radius > std::min(most.x - least.x, most.y - least.y) + on_an_arc)
        return std::nullopt;
    for (const ImVec2 point : outline) {
        const auto nearest = [radius](float at, float low, float high) {
            return std::clamp(at, low + radius, std::max(low + radius, high - radius));
        };
        const ImVec2 centre{nearest(point.x, least.x, most.x), nearest(point.y, least.y, most.y)};
        if (std::abs(apart(point, centre) - radius) > on_an_arc) return std::nullopt;
    }
    return RoundedRectangle{least, most, radius};
}

std::optional<DrawnCircle> circle_through(std::span<const ImVec2> outline) {
    constexpr std::size_t fewest = 8;          // an octagon at least
    constexpr std::size_t fewest_of_dots = 5;  // ImGui's circles of a few pixels
    constexpr float dot = 4;
    if (outline.size() < fewest_of_dots) return std::nullopt;
    ImVec2 centre{0, 0};
    for (const ImVec2 point : outline)
        centre = {centre.x + point.x, centre.y + point.y};
    const auto count = static_cast<float>(outline.size());
    centre = {centre.x / count, centre.y / count};
    const float radius = apart(outline[0], centre);
    if (outline.size() < fewest && radius > dot) return std::nullopt;
    const float tolerance = std::min(on_an_arc, radius / 20);
    for (std::size_t i = 0; i < outline.size(); ++i) {
        if (std::abs(apart(outline[i], centre) - radius) > tolerance) return std::nullopt;
        // Evenly around it, so that the outline goes all the way.
        const float step = apart(outline[i], outline[(i + 1) % outline.size()]);
        if (step > 2.5F * 6.2832F * radius / count) return std::nullopt;
    }
    return DrawnCircle{centre, radius};
}

}  // namespace patchlens::ui
