#include "app/ui/drawing/svg_elements.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/support/base64.h"

namespace patchlens::ui {
namespace {

constexpr std::size_t fewest_cut_corners = 3;

int alpha_of(ImU32 colour) {
    return static_cast<int>(colour >> IM_COL32_A_SHIFT & 0xFF);
}

std::string hexadecimal(ImU32 colour) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
        text += digits[colour >> (shift + 4) & 0xF];
        text += digits[colour >> shift & 0xF];
    }
    return text;
}

const FaceName* face_of(const Fonts& fonts, const ImFont* font) {
    const auto found = std::ranges::find(fonts.names, font, &FaceName::font);
    return found == fonts.names.end() ? nullptr : &*found;
}

}  // namespace

std::string svg_number(float value) {
    if (!std::isfinite(value)) return "0";
    std::array<char, 48> text;
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 2);
    std::string written(text.data(), end.ptr);
    written.erase(written.find_last_not_of('0') + 1);
    if (written.back() == '.') written.pop_back();
    return written == "-0" ? "0" : written;
}

std::string xml_text(std::string_view text) {
    std::string written;
    for (const char letter : text) {
        if (letter == '&') {
            written += "&amp;";
        } else if (letter == '<') {
            written += "&lt;";
        } else if (letter == '>') {
            written += "&gt;";
        } else if (letter == '"') {
            written += "&quot;";
        } else {
            written += letter;
        }
    }
    return written;
}

void SvgElements::open(std::string_view name, const Rect* clip) {
    body_ += '<';
    body_ += name;
    if (clip != nullptr) attribute("clip-path", "url(#" + clip_name(*clip) + ")");
}

void SvgElements::attribute(std::string_view name, std::string_view value) {
    body_.append(" ").append(name).append("=\"").append(value).append("\"");
}

void SvgElements::attribute(std::string_view name, float value) {
    attribute(name, svg_number(value));
}

void SvgElements::paint(std::string_view property, ImU32 colour) {
    attribute(property, hexadecimal(colour));
    if (alpha_of(colour) < 255)
        attribute(std::string(property) + "-opacity", static_cast<float>(alpha_of(colour)) / 255);
}

std::string SvgElements::clip_name(const Rect& clip) {
    const std::string shape = "<rect x=\"" + svg_number(clip.min.x) + "\" y=\"" + svg_number(clip.min.y) +
                              "\" width=\"" + svg_number(clip.width()) + "\" height=\"" +
                              svg_number(clip.height()) + "\"/>";
    const auto [known, fresh] = clips_.try_emplace(shape, static_cast<int>(clips_.size()));
    std::string name = "clip" + std::to_string(known->second);
    if (fresh) definitions_ += "<clipPath id=\"" + name + "\">" + shape + "</clipPath>\n";
    return name;
}

std::string SvgElements::points_text(std::span<const ImVec2> points) const {
    std::string text;
    for (const ImVec2 point : points) {
        if (!text.empty()) text += ' ';
        text += svg_number(point.x) + ',' + svg_number(point.y);
    }
    return text;
}

void SvgElements::filled(std::span<const ImVec2> outline, ImU32 colour, const Rect* clip) {
    if (alpha_of(colour) == 0 || outline.size() < fewest_cut_corners) return;
    if (const auto circle = circle_through(outline)) {
        open("circle", clip);
        attribute("cx", circle->centre.x);
        attribute("cy", circle->centre.y);
        attribute("r", circle->radius);
    } else if (const auto rectangle = rectangle_through(outline)) {
        ImVec2 least = rectangle->least;
        ImVec2 most = rectangle->most;
        if (clip != nullptr && rectangle->radius == 0) {
            least = {std::max(least.x, clip->min.x), std::max(least.y, clip->min.y)};
            most = {std::min(most.x, clip->max.x), std::min(most.y, clip->max.y)};
            clip = nullptr;
        }
        open("rect", clip);
        attribute("x", least.x);
        attribute("y", least.y);
        attribute("width", most.x - least.x);
        attribute("height", most.y - least.y);
        if (rectangle->radius > 0) attribute("rx", rectangle->radius);
    } else {
        open("polygon", clip);
        attribute("points", points_text(outline));
    }
    paint("fill", colour);
    body_ += "/>\n";
}

void SvgElements::mesh(const DrawnPiece& piece, const Rect* clip) {
    for (std::size_t i = 0; i + 2 < piece.triangles.size(); i += 3) {
        std::array<ImVec2, 3> corners;
        for (std::size_t k = 0; k < 3; ++k)
            corners[k] = piece.corners[static_cast<std::size_t>(piece.triangles[i + k])].pos;
        filled(corners, piece.corners[static_cast<std::size_t>(piece.triangles[i])].col, clip);
    }
}

void SvgElements::line(const DrawnLine& line, const Rect* clip) {
    if (alpha_of(line.colour) == 0) return;
    const auto circle = line.closed ? circle_through(line.points) : std::nullopt;
    const auto rectangle = line.closed && !circle ? rectangle_through(line.points) : std::nullopt;
    if (circle) {
        open("circle", clip);
        attribute("cx", circle->centre.x);
        attribute("cy", circle->centre.y);
        attribute("r", circle->radius);
    } else if (rectangle) {
        open("rect", clip);
        attribute("x", rectangle->least.x);
        attribute("y", rectangle->least.y);
        attribute("width", rectangle->most.x - rectangle->least.x);
        attribute("height", rectangle->most.y - rectangle->least.y);
        if (rectangle->radius > 0) attribute("rx", rectangle->radius);
    } else if (line.points.size() == 2) {
        open("line", clip);
        attribute("x1", line.points[0].x);
        attribute("y1", line.points[0].y);
        attribute("x2", line.points[1].x);
        attribute("y2", line.points[1].y);
    } else {
        open(line.closed ? "polygon" : "polyline", clip);
        attribute("points", points_text(line.points));
    }
    if (line.points.size() > 2) attribute("fill", "none");
    paint("stroke", line.colour);
    if (svg_number(line.width) != "1") attribute("stroke-width", line.width);
    body_ += "/>\n";
}

void SvgElements::gradient(const Rect& place, ImU32 from, ImU32 to, bool across, const Rect* clip) {
    const std::string name = "shade" + std::to_string(gradients_++);
    const auto stop = [](int offset, ImU32 colour) {
        return "<stop offset=\"" + std::to_string(offset) + "\" stop-color=\"" + hexadecimal(colour) +
               "\" stop-opacity=\"" + svg_number(static_cast<float>(alpha_of(colour)) / 255) + "\"/>";
    };
    definitions_ += "<linearGradient id=\"" + name + "\" x1=\"0\" y1=\"0\" x2=\"" + (across ? "1" : "0") +
                    "\" y2=\"" + (across ? "0" : "1") + "\">" + stop(0, from) + stop(1, to) +
                    "</linearGradient>\n";
    open("rect", clip);
    attribute("x", place.min.x);
    attribute("y", place.min.y);
    attribute("width", place.width());
    attribute("height", place.height());
    attribute("fill", "url(#" + name + ")");
    body_ += "/>\n";
}

/// In a frame of its own, which cuts off what is not shown of the outermost pixels.
void SvgElements::picture(const SvgPicture& picture, const Rect* clip) {
    const Size size = picture.image.size;
    const auto& at = picture.at;
    const float width = std::max(picture.shown.width(), 1e-3F);
    const float height = std::max(picture.shown.height(), 1e-3F);
    const ImVec2 right{(at[1].x - at[0].x) / width, (at[1].y - at[0].y) / width};
    const ImVec2 down{(at[2].x - at[0].x) / height, (at[2].y - at[0].y) / height};
    const bool larger = std::hypot(right.x, right.y) > 1 || std::hypot(down.x, down.y) > 1;
    const bool upright = right.y == 0 && down.x == 0 && right.x > 0 && down.y > 0;
    if (clip != nullptr) {
        open("g", clip);
        body_ += '>';
    }
    if (upright) {
        open("svg", nullptr);
        attribute("x", at[0].x);
        attribute("y", at[0].y);
        attribute("width", at[1].x - at[0].x);
        attribute("height", at[2].y - at[0].y);
        attribute("viewBox", svg_number(picture.shown.min.x) + ' ' + svg_number(picture.shown.min.y) + ' ' +
                                 svg_number(width) + ' ' + svg_number(height));
        attribute("preserveAspectRatio", "none");
    } else {
        open("g", nullptr);
        const auto factor = [](float value) {
            std::array<char, 48> text;
            const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
            return std::string(text.data(), end.ptr);
        };
        const ImVec2 corner = picture.shown.min;
        attribute("transform", "matrix(" + factor(right.x) + ' ' + factor(right.y) + ' ' + factor(down.x) +
                                   ' ' + factor(down.y) + ' ' +
                                   factor(at[0].x - right.x * corner.x - down.x * corner.y) + ' ' +
                                   factor(at[0].y - right.y * corner.x - down.y * corner.y) + ")");
    }
    body_ += '>';
    open("image", nullptr);
    attribute("width", static_cast<float>(size.width));
    attribute("height", static_cast<float>(size.height));
    if (picture.opacity < 1) attribute("opacity", picture.opacity);
    // The first is what older programs read, the second what the standard calls it now.
    if (larger) {
        attribute("image-rendering", "optimizeSpeed");
        attribute("style", "image-rendering:pixelated");
    }
    attribute("preserveAspectRatio", "none");
    attribute("xlink:href", "data:image/png;base64," + base64(encode_png(picture.image)));
    body_ += upright ? "/></svg>" : "/></g>";
    body_ += clip != nullptr ? "</g>\n" : "\n";
}

void SvgElements::text(ImVec2 corner, float width, const ImFont* font, ImU32 colour, std::string_view text,
                       const Rect* clip) {
    const FaceName* face = face_of(fonts_, font);
    if (alpha_of(colour) == 0 || face == nullptr) return;
    open("text", clip);
    attribute("class", "face" + std::to_string(face - fonts_.names.data()));
    attribute("x", corner.x);
    attribute("y", corner.y + face->baseline);
    attribute("textLength", width);
    paint("fill", colour);
    body_ += '>' + xml_text(text) + "</text>\n";
}

std::string SvgElements::document(const Rect& part, ImU32 ground, std::string_view title) const {
    const std::string width = svg_number(part.width());
    const std::string height = svg_number(part.height());
    const std::string corner = svg_number(part.min.x) + ' ' + svg_number(part.min.y);
    std::string file =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        " width=\"" +
        width + "\" height=\"" + height + "\" viewBox=\"" + corner + ' ' + width + ' ' + height +
        "\" xml:space=\"preserve\">\n<title>" + xml_text(title) + "</title>\n<style>\n";
    file += "text{font-variant-ligatures:none;white-space:pre}\n";
    for (std::size_t i = 0; i < fonts_.names.size(); ++i) {
        const FaceName& face = fonts_.names[i];
        file += ".face" + std::to_string(i) + "{font-family:" + face.families +
                ";font-size:" + svg_number(face.em) + "px;font-weight:" + std::to_string(face.weight) + "}\n";
    }
    file += "</style>\n<defs>\n" + definitions_ + "</defs>\n";
    file += "<rect x=\"" + svg_number(part.min.x) + "\" y=\"" + svg_number(part.min.y) + "\" width=\"" +
            width + "\" height=\"" + height + "\" fill=\"" + hexadecimal(ground) + "\"/>\n";
    return file + body_ + "</svg>\n";
}

}  // namespace patchlens::ui
