#include "app/ui/chapters/story/world.h"

#include <algorithm>
#include <cmath>

namespace patchlens::ui::story {
namespace {

// The desk at the right of the picture, where one patch is taken apart.
constexpr double desk_left = 1.5;
constexpr double desk_width = 2.3;
constexpr double largest_value = 0.1;  ///< of one value of a row

double part(double length, std::int64_t at, std::int64_t of) {
    return length * static_cast<double>(at) / static_cast<double>(of);
}

/// `count` cells beside each other in the desk's middle.
Box centred_row(std::int64_t count, double top, double height) {
    const double width = std::min(desk_width, largest_value * static_cast<double>(count));
    return {desk_left + (desk_width - width) / 2, top, width, height};
}

/// Values `first` to `last` of `count` in a row.
Box part_of_row(const Box& row, std::int64_t first, std::int64_t last, std::int64_t count) {
    const double left = part(row.w, first, count);
    return {row.x + left, row.y, part(row.w, last, count) - left, row.h};
}

}  // namespace

Box between(const Box& a, const Box& b, double t) {
    const auto mixed = [t](double from, double to) { return from + (to - from) * t; };
    return {mixed(a.x, b.x), mixed(a.y, b.y), mixed(a.w, b.w), mixed(a.h, b.h)};
}

Box fitted_in(const Box& room, double width, double height) {
    const double scale = std::min(room.w / width, room.h / height);
    const double w = width * scale;
    const double h = height * scale;
    return {room.x + (room.w - w) / 2, room.y + (room.h - h) / 2, w, h};
}

Box cell_in(const Box& whole, Size grid, int row, int column) {
    const double w = whole.w / grid.width;
    const double h = whole.h / grid.height;
    return {whole.x + w * column, whole.y + h * row, w, h};
}

int World::strips() const {
    return static_cast<int>(
        std::min<std::int64_t>(most_strips, std::int64_t{channels} * grid.patch().height));
}

std::int64_t World::strip_begin(int index) const {
    const std::int64_t lines = std::int64_t{channels} * grid.patch().height;
    return lines * index / strips() * grid.patch().width;
}

int World::layer_dim(int layer) const {
    return static_cast<int>((dim + std::int64_t{layer} * dims / layers()) % dims);
}

int World::pieces() const {
    return std::min(most_pieces, grid.grid().height);
}

int World::piece_begin(int piece) const {
    return static_cast<int>(std::int64_t{grid.grid().height} * piece / pieces());
}

Box World::picture() const {
    return fitted_in({0, 0, 1, 1}, grid.image().width, grid.image().height);
}

Box World::picture_aside() const {
    return fitted_in({1.75, 0, 0.62, 0.62}, grid.image().width, grid.image().height);
}

Box World::in_picture(PatchPosition position, const Box& whole) const {
    const Rectangle pixels = grid.rectangle(position);
    const double pixel = whole.w / grid.image().width;
    return {whole.x + pixel * pixels.left, whole.y + pixel * pixels.top, pixel * pixels.width,
            pixel * pixels.height};
}

Box World::grown() const {
    return fitted_in({2.93, 0, 0.62, 0.62}, grid.patch().width, grid.patch().height);
}

Box World::plane(int channel) const {
    const double slot = desk_width / channels;
    const double side = std::min(0.56, slot * 0.9);
    const double apart = std::min(slot, 0.74);
    const double middle = desk_left + desk_width / 2 + apart * (channel - (channels - 1) / 2.0);
    const Box room{middle - side / 2, 1.27 - side / 2, side, side};
    return fitted_in(room, grid.patch().width, grid.patch().height);
}

Box World::filter_plane(int channel) const {
    Box place = plane(channel);
    place.y += 0.22;
    return place;
}

Box World::row_of_values(double top) const {
    return centred_row(values(), top, row_height);
}

Box World::strip_in_plane(int index, bool filter) const {
    const std::int64_t width = grid.patch().width;
    const std::int64_t height = grid.patch().height;
    const std::int64_t first = strip_begin(index) / width;
    const std::int64_t last = std::max(first + 1, strip_begin(index + 1) / width);
    const auto channel = static_cast<int>(first / height);
    const Box whole = filter ? filter_plane(channel) : plane(channel);
    const double top = part(whole.h, first - channel * height, height);
    return {whole.x, whole.y + top, whole.w, part(whole.h, last - first, height)};
}

Box World::strip_in_row(int index, double top) const {
    return part_of_row(row_of_values(top), strip_begin(index), strip_begin(index + 1), values());
}

Box World::vector() const {
    return centred_row(dims, vector_top, row_height);
}

Box World::in_vector(int at) const {
    return part_of_row(vector(), at, at + 1, dims);
}

Box World::map() const {
    const Size cells = grid.grid();
    const Box room{1.25, 0, 1, 1};
    const double width = static_cast<double>(cells.width) * grid.stride().width;
    const double height = static_cast<double>(cells.height) * grid.stride().height;
    return fitted_in(room, std::max(width, height / 40), std::max(height, width / 40));
}

Box World::layer_in_stack(int layer) const {
    Box place = map();
    const double step = 0.36 / most_layers;
    place.x += step * layer;
    place.y -= step * layer;
    return place;
}

namespace {

/// A slot of the wall, `left` in it.
Box slot_on_wall(const Box& shape, int layer, double left) {
    const Box room{1.25 + 0.54 * (layer % 4) + left, -0.3 + 0.5 * (layer / 4), 0.23, 0.36};
    return fitted_in(room, shape.w, shape.h);
}

}  // namespace

Box World::layer_on_wall(int layer) const {
    return slot_on_wall(map(), layer, 0.26);
}

Box World::filter_on_wall(int layer) const {
    return slot_on_wall(grown(), layer, 0);
}

Box World::filter_in_column(int layer) const {
    constexpr double pitch = 1.0 / most_layers;
    const Box room{1.125 - 0.04, 0.5 + pitch * (layer - layers() / 2.0), 0.08, 0.9 * pitch};
    return fitted_in(room, grid.patch().width, grid.patch().height);
}

namespace {

/// The sides of a matrix of `patches` and `dims`: longer where there are more, none a hair's breadth.
std::pair<double, double> sides_of(double patches, double dims) {
    constexpr double longest = 1.2;
    const auto side = [](double own, double other) {
        return longest * std::clamp(std::pow(own / other, 0.35), 0.06, 1.0);
    };
    return {side(patches, dims), side(dims, patches)};
}

}  // namespace

Box World::maps_as_rows() const {
    const auto [across, down] = sides_of(static_cast<double>(grid.num_patches()), dims);
    return {3.5 - across / 2, 0.35 - down / 2, across, down};
}

Box World::tokens() const {
    const Box flat = maps_as_rows();
    return {3.5 - flat.h / 2, 0.35 - flat.w / 2, flat.h, flat.w};
}

}  // namespace patchlens::ui::story
