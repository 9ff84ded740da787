// The elements of an SVG drawing as text (SVG 1.1, with data URLs for pictures).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/ui/drawing/drawn_shapes.h"
#include "app/ui/drawing/fonts.h"
#include "app/ui/layout.h"
#include "core/picture/image.h"

namespace patchlens::ui {

/// "12.35": at most two decimals, with a point in every locale.
std::string svg_number(float value);
/// The text with &, <, > and quotes as XML writes them.
std::string xml_text(std::string_view text);

/// A part of a picture, and where it is drawn; `pixels` may be fractional at its edges.
struct SvgPicture {
    Image image;
    Rect shown;              ///< the part of the image that is seen, in its pixels
    std::vector<ImVec2> at;  ///< where its top left, top right and bottom left corners are
    float opacity = 1;
};

/// The drawing while it is written. Each element is cut off at `clip`, where that is given.
class SvgElements {
public:
    explicit SvgElements(const Fonts& fonts) : fonts_(fonts) {}

    void filled(std::span<const ImVec2> outline, ImU32 colour, const Rect* clip);
    /// Triangles that are no outline.
    void mesh(const DrawnPiece& piece, const Rect* clip);
    void line(const DrawnLine& line, const Rect* clip);
    /// A rectangle whose colour changes from one side to the other, or from top to bottom.
    void gradient(const Rect& place, ImU32 from, ImU32 to, bool across, const Rect* clip);
    void picture(const SvgPicture& picture, const Rect* clip);
    /// `baseline` is where its first letter stands.
    void text(ImVec2 corner, float width, const ImFont* font, ImU32 colour, std::string_view text,
              const Rect* clip);

    /// The file: what is inside `part`, on `ground`.
    std::string document(const Rect& part, ImU32 ground, std::string_view title) const;

private:
    /// `<name …` with the attribute that cuts the element off.
    void open(std::string_view name, const Rect* clip);
    void attribute(std::string_view name, float value);
    void attribute(std::string_view name, std::string_view value);
    void paint(std::string_view property, ImU32 colour);
    std::string points_text(std::span<const ImVec2> points) const;
    std::string clip_name(const Rect& clip);

    const Fonts& fonts_;
    std::string body_;
    std::string definitions_;
    std::map<std::string, int> clips_;
    int gradients_ = 0;
};

}  // namespace patchlens::ui
