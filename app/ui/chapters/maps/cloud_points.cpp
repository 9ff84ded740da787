#include "app/ui/chapters/maps/cloud_points.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace patchlens::ui {
namespace {

/// How many radii of the cloud the viewer is away from its middle.
constexpr float viewer_distance = 4;
/// The outline of a sphere of radius 1 from there.
constexpr float outline_radius = 1.04F;

float shorter_side(const Rect& place) {
    return std::max(1.0F, std::min(place.width(), place.height()));
}

}  // namespace

int cloud_step(Size grid) {
    const auto left = [&](int step) {
        return std::int64_t{(grid.height + step - 1) / step} * ((grid.width + step - 1) / step);
    };
    int step = 1;
    while (left(step) > most_cloud_points)
        ++step;
    return step;
}

std::vector<CloudPoint> cloud_points(const PrincipalComponents& components, const PatchGrid& grid, int step,
                                     std::span<const std::int64_t> also) {
    std::vector<std::int64_t> tokens;
    for (int row = 0; row < grid.grid().height; row += step) {
        for (int column = 0; column < grid.grid().width; column += step)
            tokens.push_back(grid.token({row, column}));
    }
    for (const std::int64_t token : also) {
        if (std::ranges::find(tokens, token) == tokens.end()) tokens.push_back(token);
    }

    std::vector<CloudPoint> points;
    float largest = 0;
    const Eigen::Index count = std::min<Eigen::Index>(3, components.scores.cols());
    for (const std::int64_t token : tokens) {
        CloudPoint point{{}, token};
        float squares = 0;
        for (Eigen::Index i = 0; i < count; ++i) {
            const float score = components.scores(token, i);
            point.at[static_cast<std::size_t>(i)] = score;
            squares += score * score;
        }
        if (!std::isfinite(squares)) continue;
        largest = std::max(largest, squares);
        points.push_back(point);
    }
    if (largest == 0) return points;
    const float scale = 1 / std::sqrt(largest);
    for (CloudPoint& point : points) {
        for (float& number : point.at)
            number *= scale;
    }
    return points;
}

CloudCamera::CloudCamera(const model::CloudView& view, const Rect& place, float side)
    : radius_(std::max(1.0F, shorter_side(place) / 2 - side) / outline_radius *
              static_cast<float>(view.zoom)),
      side_(side * std::sqrt(static_cast<float>(view.zoom))) {
    const double degrees = std::numbers::pi / 180;
    const auto sine = [&](double angle) { return static_cast<float>(std::sin(angle * degrees)); };
    const auto cosine = [&](double angle) { return static_cast<float>(std::cos(angle * degrees)); };
    const float s = sine(view.turn);
    const float c = cosine(view.turn);
    const float t = sine(view.tilt);
    const float u = cosine(view.tilt);
    turned_ = {{{c, 0, s}, {t * s, u, -t * c}, {-u * s, t, u * c}}};
    const float length = shorter_side(place);
    middle_ = {place.centre().x + static_cast<float>(view.right) * length,
               place.centre().y + static_cast<float>(view.down) * length};
}

SeenPoint CloudCamera::seen(const CloudPoint& point) const {
    std::array<float, 3> turned{};
    for (std::size_t i = 0; i < 3; ++i) {
        turned[i] = turned_[i][0] * point.at[0] + turned_[i][1] * point.at[1] + turned_[i][2] * point.at[2];
    }
    const float nearness = viewer_distance / (viewer_distance - turned[2]);
    return {{middle_.x + turned[0] * nearness * radius_, middle_.y - turned[1] * nearness * radius_},
            side_ * nearness,
            turned[2],
            point.token};
}

std::vector<SeenPoint> CloudCamera::seen(const std::vector<CloudPoint>& points) const {
    std::vector<SeenPoint> all;
    all.reserve(points.size());
    for (const CloudPoint& point : points)
        all.push_back(seen(point));
    std::stable_sort(all.begin(), all.end(),
                     [](const SeenPoint& a, const SeenPoint& b) { return a.depth < b.depth; });
    return all;
}

ImVec2 CloudCamera::axis_end(int component) const {
    CloudPoint end;
    end.at.at(static_cast<std::size_t>(component)) = 1;
    return seen(end).at;
}

model::CloudView turned_by(model::CloudView view, ImVec2 delta, const Rect& place) {
    const double degrees = 180.0 / static_cast<double>(shorter_side(place));
    view.turn = std::fmod(view.turn + delta.x * degrees + 360, 360);
    view.tilt = std::clamp(view.tilt + delta.y * degrees, -90.0, 90.0);
    return view;
}

model::CloudView moved_by(model::CloudView view, ImVec2 delta, const Rect& place) {
    const auto length = static_cast<double>(shorter_side(place));
    view.right = std::clamp(view.right + delta.x / length, -1.0, 1.0);
    view.down = std::clamp(view.down + delta.y / length, -1.0, 1.0);
    return view;
}

Image cloud_picture(const std::vector<SeenPoint>& points, const Rect& place, const Image& image,
                    const PatchGrid& grid) {
    Image drawn{{static_cast<int>(place.height()), static_cast<int>(place.width())}, 4, {}};
    drawn.pixels.assign(static_cast<std::size_t>(drawn.size.area() * 4), 0);
    for (const SeenPoint& point : points) {
        const Rectangle pixels = grid.rectangle(grid.position(point.token));
        const int side = std::max(1, static_cast<int>(std::lround(point.side)));
        const int left = static_cast<int>(std::lround(point.at.x - place.min.x - point.side / 2));
        const int top = static_cast<int>(std::lround(point.at.y - place.min.y - point.side / 2));
        for (int y = std::max(0, -top); y < side && top + y < drawn.size.height; ++y) {
            for (int x = std::max(0, -left); x < side && left + x < drawn.size.width; ++x) {
                const auto to =
                    (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(drawn.size.width) +
                     static_cast<std::size_t>(left + x)) *
                    4;
                const int from_y = pixels.top + y * pixels.height / side;
                const int from_x = pixels.left + x * pixels.width / side;
                const bool padding =
                    from_y < 0 || from_y >= image.size.height || from_x < 0 || from_x >= image.size.width;
                for (int channel = 0; channel < 3 && !padding; ++channel) {
                    drawn.pixels[to + static_cast<std::size_t>(channel)] =
                        image.at(from_y, from_x, image.channels >= 3 ? channel : 0);
                }
                drawn.pixels[to + 3] = 255;
            }
        }
    }
    return drawn;
}

}  // namespace patchlens::ui
