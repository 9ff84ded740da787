// How different two colours look, to normal sight and to the two common kinds of colour blindness.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "app/ui/drawing/colour.h"

namespace patchlens {

enum class Sight { normal, deuteranope, protanope };

/// CIE 1976 L*a*b*, for the white of sRGB (D65).
struct Lab {
    double l = 0;
    double a = 0;
    double b = 0;
};

/// `colour` as seen by `sight`. A dichromat's loss is the matrix of Machado, Oliveira and Fernandes (2009),
/// "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1, on linear RGB.
inline Lab seen(ui::Colour colour, Sight sight) {
    using Rows = std::array<std::array<double, 3>, 3>;
    static constexpr std::array<Rows, 3> sights{Rows{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
                                                Rows{{{0.367322, 0.860646, -0.227968},
                                                      {0.280085, 0.672501, 0.047413},
                                                      {-0.011820, 0.042940, 0.968881}}},
                                                Rows{{{0.152286, 1.052583, -0.204868},
                                                      {0.114503, 0.786281, 0.099216},
                                                      {-0.003882, -0.048116, 1.051998}}}};
    static constexpr Rows to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                                  {0.2126729, 0.7151522, 0.0721750},
                                  {0.0193339, 0.1191920, 0.9503041}}};
    const auto times = [](const Rows& matrix, const std::array<double, 3>& vector) {
        std::array<double, 3> product{};
        for (std::size_t row = 0; row < 3; ++row)
            for (std::size_t column = 0; column < 3; ++column)
                product[row] += matrix[row][column] * vector[column];
        return product;
    };
    const auto linear = [](std::uint8_t channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    std::array<double, 3> rgb = times(sights.at(static_cast<std::size_t>(sight)),
                                      {linear(colour.red), linear(colour.green), linear(colour.blue)});
    for (double& channel : rgb)
        channel = std::clamp(channel, 0.0, 1.0);
    const std::array<double, 3> white = times(to_xyz, {1, 1, 1});
    std::array<double, 3> f = times(to_xyz, rgb);
    for (std::size_t i = 0; i < 3; ++i) {
        const double t = f[i] / white[i];
        f[i] = t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

/// CIEDE2000 (Sharma, Wu and Dalal 2005, "The CIEDE2000 Color-Difference Formula"): about 1 is just visible
/// side by side.
inline double difference(const Lab& x, const Lab& y) {
    const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
    const auto root = [](double chroma) {
        return std::sqrt(std::pow(chroma, 7) / (std::pow(chroma, 7) + std::pow(25.0, 7)));
    };
    const double stretch = 1 + 0.5 * (1 - root((std::hypot(x.a, x.b) + std::hypot(y.a, y.b)) / 2));
    const auto hue = [](double a, double b) {
        const double degrees = a == 0 && b == 0 ? 0 : std::atan2(b, a) * 180 / std::numbers::pi;
        return degrees < 0 ? degrees + 360 : degrees;
    };
    const double cx = std::hypot(x.a * stretch, x.b);
    const double cy = std::hypot(y.a * stretch, y.b);
    const double hx = hue(x.a * stretch, x.b);
    const double hy = hue(y.a * stretch, y.b);
    double turn = cx * cy == 0 ? 0 : hy - hx;
    double mean_hue = cx * cy == 0 ? hx + hy : (hx + hy) / 2;
    if (std::abs(turn) > 180) {
        turn += turn > 0 ? -360 : 360;
        mean_hue += hx + hy < 360 ? 180 : -180;
    }
    const double lightness = (x.l + y.l) / 2 - 50;
    const double chroma = (cx + cy) / 2;
    const double t = 1 - 0.17 * std::cos(radians(mean_hue - 30)) + 0.24 * std::cos(radians(2 * mean_hue)) +
                     0.32 * std::cos(radians(3 * mean_hue + 6)) - 0.20 * std::cos(radians(4 * mean_hue - 63));
    const double by_lightness =
        (y.l - x.l) / (1 + 0.015 * lightness * lightness / std::sqrt(20 + lightness * lightness));
    const double by_chroma = (cy - cx) / (1 + 0.045 * chroma);
    const double by_hue = 2 * std::sqrt(cx * cy) * std::sin(radians(turn / 2)) / (1 + 0.015 * chroma * t);
    const double rotation = std::exp(-std::pow((mean_hue - 275) / 25, 2)) * 30;
    const double together = -std::sin(radians(2 * rotation)) * 2 * root(chroma);
    return std::sqrt(by_lightness * by_lightness + by_chroma * by_chroma + by_hue * by_hue +
                     together * by_chroma * by_hue);
}

inline double difference(ui::Colour a, ui::Colour b, Sight sight) {
    return difference(seen(a, sight), seen(b, sight));
}

}  // namespace patchlens
