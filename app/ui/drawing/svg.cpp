#include "app/ui/drawing/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "app/ui/compat.h"
#include "app/ui/drawing/drawn_shapes.h"
#include "app/ui/drawing/svg_elements.h"
#include "core/picture/pyramid.h"

namespace patchlens::ui {
namespace {

constexpr float finest = 8;  ///< pixels of a picture for one of the drawing, along each side

ImU32 opaque(ImU32 colour) {
    return colour | IM_COL32_A_MASK;
}

/// The pixels from `from` up to `to`, with `tint` multiplied in, each as a square of `times` x `times`.
Image cut(const Image& image, PixelPosition from, PixelPosition to, ImU32 tint, int times) {
    Image part{{(to.y - from.y) * times, (to.x - from.x) * times}, image.channels, {}};
    part.pixels.reserve(static_cast<std::size_t>(part.size.area() * part.channels));
    const std::array<ImU32, 3> shades{tint >> IM_COL32_R_SHIFT & 0xFF, tint >> IM_COL32_G_SHIFT & 0xFF,
                                      tint >> IM_COL32_B_SHIFT & 0xFF};
    for (int y = 0; y < part.size.height; ++y) {
        for (int x = 0; x < part.size.width; ++x) {
            for (int channel = 0; channel < image.channels; ++channel) {
                const bool alpha = channel == image.channels - 1 && image.channels % 2 == 0;
                const ImU32 shade = alpha ? 255 : shades[static_cast<std::size_t>(channel) % 3];
                const ImU32 value = image.at(from.y + y / times, from.x + x / times, channel);
                part.pixels.push_back(static_cast<std::uint8_t>((value * shade + 127) / 255));
            }
        }
    }
    return part;
}

/// How many times a part of `pixels` is enlarged for a place of `size`: some programs smooth what is enlarged
/// whatever the drawing says, and then all but the squares' edges stays as it is.
int squares(Size pixels, ImVec2 size) {
    constexpr std::int64_t most = 1 << 18;  // pixels
    int times = std::max(1, static_cast<int>(std::min(size.x / static_cast<float>(pixels.width),
                                                      size.y / static_cast<float>(pixels.height))));
    while (times > 1 && pixels.area() * times * times > most)
        --times;
    return times;
}

/// Writes one frame.
class FrameWriter {
public:
    FrameWriter(const DrawnFrame& frame, const Rect& part) : frame_(frame), part_(part), out_(frame.fonts) {}

    SvgElements& elements() { return out_; }

    void write_all() {
        for (int i = 0; i < frame_.data.CmdListsCount; ++i)
            write(*frame_.data.CmdLists[i]);
    }

private:
    void write(const ImDrawList& list) {
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
            const ImVec4& limit = command.ClipRect;
            clip_ = {{std::max(limit.x, part_.min.x), std::max(limit.y, part_.min.y)},
                     {std::min(limit.z, part_.max.x), std::min(limit.w, part_.max.y)}};
            if (clip_.width() <= 0 || clip_.height() <= 0) continue;
            write(list, command);
        }
    }

    /// Texts stand between the shapes in the order in which they were drawn.
    void write(const ImDrawList& list, const ImDrawCmd& command) {
        int at = static_cast<int>(command.IdxOffset);
        const int end = at + static_cast<int>(command.ElemCount);
        for (const DrawnText& text : frame_.recording.texts()) {
            if (text.list != &list || text.end <= at || text.first >= end) continue;
            shapes(list, command, at, text.first);
            write(text);
            at = std::min(text.end, end);
        }
        shapes(list, command, at, end);
    }

    void write(const DrawnText& text) {
        const Rect place = rect_at(text.corner, text.width, compat::size_of(text.font));
        if (!clip_.overlaps(place)) return;
        out_.text(text.corner, text.width, text.font, text.colour, text.text, clip_for(place));
    }

    void shapes(const ImDrawList& list, const ImDrawCmd& command, int first, int end) {
        const bool of_shapes = command.GetTexID() == compat::atlas_texture();
        std::optional<DrawnLine> line;
        std::optional<DrawnPiece> single;  // what the line is as long as it has one piece
        const auto finish = [&] {
            if (line && line->points.size() == 2 && rectangle_through(outline(*single))) {
                const Rect place{single->least(), single->most()};
                if (clip_.overlaps(place)) out_.filled(outline(*single), line->colour, clip_for(place));
            } else if (line) {
                write(*line);
            }
            line.reset();
        };
        for (DrawnPiece& piece : drawn_pieces(list, command.VtxOffset, first, end - first)) {
            if (!of_shapes) {
                write_picture(piece, command.GetTexID());
                continue;
            }
            if (auto segment = white(piece) ? DrawnLine::of(piece) : std::nullopt) {
                if (line && line->take(*segment)) continue;
                finish();
                line = std::move(segment);
                single = std::move(piece);
                continue;
            }
            finish();
            if (white(piece)) write_shape(piece);
        }
        finish();
    }

    /// Letters have other parts of the atlas.
    static bool white(const DrawnPiece& piece) {
        const ImVec2 at = ImGui::GetFontTexUvWhitePixel();
        return std::ranges::all_of(piece.corners, [&](const ImDrawVert& corner) {
            return corner.uv.x == at.x && corner.uv.y == at.y;
        });
    }

    static std::vector<ImVec2> outline(const DrawnPiece& piece) {
        std::vector<ImVec2> points;
        for (const ImDrawVert& corner : piece.corners)
            points.push_back(corner.pos);
        return points;
    }

    /// Null where the element lies within what is seen.
    const Rect* clip_for(const Rect& place) const { return clip_.contains(place) ? nullptr : &clip_; }

    void write(const DrawnLine& line) {
        Rect place{line.points[0], line.points[0]};
        for (const ImVec2 point : line.points) {
            place.min = {std::min(place.min.x, point.x), std::min(place.min.y, point.y)};
            place.max = {std::max(place.max.x, point.x), std::max(place.max.y, point.y)};
        }
        place = place.inset(-line.width / 2);
        if (clip_.overlaps(place)) out_.line(line, clip_for(place));
    }

    void write_shape(const DrawnPiece& piece) {
        const Rect place{piece.least(), piece.most()};
        if (!clip_.overlaps(place)) return;
        if (piece.one_colour()) {
            if (piece.outlined()) return out_.filled(outline(piece), piece.corners[0].col, clip_for(place));
            return out_.mesh(piece, clip_for(place));
        }
        const auto& corners = piece.corners;
        if (corners.size() != 4) return out_.mesh(piece, clip_for(place));
        const bool across = corners[0].col == corners[3].col && corners[1].col == corners[2].col;
        out_.gradient(place, corners[0].col, corners[2].col, across, clip_for(place));
    }

    /// A picture is a linear map from its pixels to the screen, told by three corners.
    void write_picture(const DrawnPiece& piece, ImTextureID texture) {
        const Rect place{piece.least(), piece.most()};
        if (piece.corners.size() < 4 || !clip_.overlaps(place)) return;
        ImVec2 least = piece.corners[0].uv;
        ImVec2 most = least;
        for (const ImDrawVert& corner : piece.corners) {
            least = {std::min(least.x, corner.uv.x), std::min(least.y, corner.uv.y)};
            most = {std::max(most.x, corner.uv.x), std::max(most.y, corner.uv.y)};
        }
        const ImU32 tint = piece.corners[0].col;
        const float opacity = static_cast<float>(tint >> IM_COL32_A_SHIFT) / 255;
        const auto at = corners_of(piece, least, most);
        const Image* image = opacity > 0 && at ? known(texture) : nullptr;
        if (image == nullptr || image->size.area() == 0) return;
        const auto width = static_cast<float>(image->size.width);
        const auto height = static_cast<float>(image->size.height);
        Rect shown{{least.x * width, least.y * height}, {most.x * width, most.y * height}};
        const PixelPosition from{std::max(0, static_cast<int>(std::floor(shown.min.y + 1e-3F))),
                                 std::max(0, static_cast<int>(std::floor(shown.min.x + 1e-3F)))};
        const PixelPosition to{std::min(image->size.height, static_cast<int>(std::ceil(shown.max.y - 1e-3F))),
                               std::min(image->size.width, static_cast<int>(std::ceil(shown.max.x - 1e-3F)))};
        if (to.y <= from.y || to.x <= from.x) return;
        const int times = squares({to.y - from.y, to.x - from.x}, place.size());
        const auto grown = static_cast<float>(times);
        Image part = cut(*image, from, to, opaque(tint), times);
        const ImVec2 corner{static_cast<float>(from.x), static_cast<float>(from.y)};
        shown = {{(shown.min.x - corner.x) * grown, (shown.min.y - corner.y) * grown},
                 {(shown.max.x - corner.x) * grown, (shown.max.y - corner.y) * grown}};
        while (shown.width() > 2 * finest * place.width() && shown.height() > 2 * finest * place.height()) {
            part = halved(part);
            shown = {{shown.min.x / 2, shown.min.y / 2}, {shown.max.x / 2, shown.max.y / 2}};
        }
        out_.picture({std::move(part), shown, *at, opacity}, clip_for(place));
    }

    /// Where the top left, the top right and the bottom left of that part of the texture are drawn.
    static std::optional<std::vector<ImVec2>> corners_of(const DrawnPiece& piece, ImVec2 least, ImVec2 most) {
        const ImDrawVert& a = piece.corners[0];
        for (std::size_t i = 1; i + 1 < piece.corners.size(); ++i) {
            const ImDrawVert& b = piece.corners[i];
            const ImDrawVert& c = piece.corners[i + 1];
            const ImVec2 u{b.uv.x - a.uv.x, b.uv.y - a.uv.y};
            const ImVec2 v{c.uv.x - a.uv.x, c.uv.y - a.uv.y};
            const float area = u.x * v.y - u.y * v.x;
            if (std::abs(area) < 1e-12F) continue;
            const auto at = [&](ImVec2 uv) {
                const ImVec2 w{uv.x - a.uv.x, uv.y - a.uv.y};
                const float s = (w.x * v.y - w.y * v.x) / area;
                const float t = (u.x * w.y - u.y * w.x) / area;
                return ImVec2{a.pos.x + s * (b.pos.x - a.pos.x) + t * (c.pos.x - a.pos.x),
                              a.pos.y + s * (b.pos.y - a.pos.y) + t * (c.pos.y - a.pos.y)};
            };
            return std::vector{at(least), at({most.x, least.y}), at({least.x, most.y})};
        }
        return std::nullopt;
    }

    /// Read once: many pieces may be of one picture.
    const Image* known(ImTextureID texture) {
        for (const auto& [id, image] : pictures_) {
            if (id == texture) return image ? &*image : nullptr;
        }
        pictures_.emplace_back(texture, frame_.picture(texture));
        const auto& image = pictures_.back().second;
        return image ? &*image : nullptr;
    }

    const DrawnFrame& frame_;
    Rect part_;
    Rect clip_{};
    SvgElements out_;
    std::vector<std::pair<ImTextureID, std::optional<Image>>> pictures_;
};

}  // namespace

std::string svg_of(const DrawnFrame& frame, const Rect& part, ImU32 ground, std::string_view title) {
    FrameWriter writer(frame, part);
    writer.write_all();
    return writer.elements().document(part, ground, title);
}

}  // namespace patchlens::ui
