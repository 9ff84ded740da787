#include "app/ui/chapters/patches/pieces.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/transport.h"

namespace patchlens::ui {
namespace {

constexpr double widest_gap = 0.5;      // of a piece's shorter side
constexpr double flight_share = 0.3;    // duration of one piece's flight, as a fraction of the whole flight
constexpr float smallest_with_gap = 3;  // below this, gaps would appear and disappear with pixel rounding
constexpr float line_gap = 0.16F;       // between cells, as a fraction of their shorter side

int parts_of(int whole, int part) {
    return (whole + part - 1) / part;
}

float between(float from, float to, float t) {
    return from + (to - from) * t;
}

}  // namespace

Pieces::Pieces(const PatchGrid& grid) : grid_(grid.grid()), patch_(grid.patch()), stride_(grid.stride()) {
    if (grid_.area() > most_pieces) {
        const int in_a_row = std::max(1, most_pieces / grid_.height);
        columns_ = parts_of(grid_.width, in_a_row);
        if (columns_ == grid_.width) rows_ = parts_of(grid_.height, most_pieces);
    }
    across_ = parts_of(grid_.width, columns_);
    down_ = parts_of(grid_.height, rows_);
}

Piece Pieces::piece(int index) const {
    Piece piece{index / across_ * rows_, index % across_ * columns_, 0, 0};
    piece.rows = std::min(rows_, grid_.height - piece.row);
    piece.columns = std::min(columns_, grid_.width - piece.column);
    return piece;
}

int Pieces::index_of(PatchPosition patch) const {
    return patch.row / rows_ * across_ + patch.column / columns_;
}

Lines arrange_lines(int count, int across, Size piece, ImVec2 area, float below, float largest, float least) {
    const float aspect = static_cast<float>(piece.width) / static_cast<float>(piece.height);
    const auto for_columns = [&](int columns, float share) {
        Lines lines;
        lines.columns = columns;
        lines.lines = parts_of(count, columns);
        const float room_x = area.x / static_cast<float>(columns);
        const float room_y = area.y / static_cast<float>(lines.lines) - below;
        // A cell and its gap, which is proportional to the shorter side, share the room of one column and
        // line.
        const float wide = room_x / (1 + share * std::min(1.0F, 1 / aspect));
        const float high = room_y / (1 + share * std::min(1.0F, aspect));
        const float width = std::max(0.0F, std::min({wide, high * aspect, largest, largest * aspect}));
        lines.cell = {width, width / aspect};
        const float gap = share * std::min(lines.cell.x, lines.cell.y);
        lines.pitch = {lines.cell.x + gap, lines.cell.y + gap + below};
        return lines;
    };
    const auto best_with = [&](float share) {
        const Lines row = for_columns(across, share);
        if (std::min(row.cell.x, row.cell.y) >= least) return row;
        Lines best = row;
        for (int columns = 1; columns <= count; ++columns) {
            if (across % columns != 0 && columns % across != 0) continue;
            const Lines lines = for_columns(columns, share);
            if (lines.cell.x > best.cell.x) best = lines;
        }
        return best;
    };
    const Lines best = best_with(line_gap);
    if (std::min(best.cell.x, best.cell.y) < smallest_with_gap) return best_with(0);
    return best;
}

Flight::Flight(const PatchGrid& grid, const Pieces& pieces, const Rect& picture, const Lines& lines,
               const Rect& sequence, double apart)
    : grid_(grid), pieces_(pieces), lines_(lines), sequence_(sequence) {
    const double pulled = std::clamp(apart * 2, 0.0, 1.0);
    flown_ = std::clamp(apart * 2 - 1, 0.0, 1.0);
    const Size piece = pieces.pixels();
    const double gap = widest_gap * std::min(piece.width, piece.height);
    const auto apart_by = [&](int patch, int stride) { return pulled * (gap + std::max(patch - stride, 0)); };
    const double gap_x = apart_by(grid.patch().width, grid.stride().width);
    const double gap_y = apart_by(grid.patch().height, grid.stride().height);
    const Size dropped = grid.dropped();
    const auto gaps = [](double length, int count, int more) {
        return length * (count - 1 + (more > 0 ? 1 : 0));
    };
    const double width = grid.padded().width + gaps(gap_x, pieces.across(), dropped.width);
    const double height = grid.padded().height + gaps(gap_y, pieces.down(), dropped.height);
    zoom_ = std::min(picture.width() / width, picture.height() / height);
    gap_x_ = gap_x * zoom_;
    gap_y_ = gap_y * zoom_;
    whole_ = rect_at({std::floor(picture.centre().x - static_cast<float>(width * zoom_ / 2)),
                      std::floor(picture.centre().y - static_cast<float>(height * zoom_ / 2))},
                     static_cast<float>(width * zoom_), static_cast<float>(height * zoom_));
}

Rectangle Flight::pixels_of(const Piece& piece) const {
    const Size patch = grid_.patch();
    const Size stride = grid_.stride();
    const Size padding = grid_.padding();
    return {piece.row * stride.height - padding.height, piece.column * stride.width - padding.width,
            (piece.rows - 1) * stride.height + patch.height,
            (piece.columns - 1) * stride.width + patch.width};
}

Rect Flight::in_picture(const Rectangle& pixels, int across, int down) const {
    const auto x = [&](int pixel) {
        return std::round(whole_.min.x +
                          static_cast<float>((pixel + grid_.padding().width) * zoom_ + across * gap_x_));
    };
    const auto y = [&](int pixel) {
        return std::round(whole_.min.y +
                          static_cast<float>((pixel + grid_.padding().height) * zoom_ + down * gap_y_));
    };
    return {{x(pixels.left), y(pixels.top)}, {x(pixels.left + pixels.width), y(pixels.top + pixels.height)}};
}

Rect Flight::in_sequence(int piece) const {
    const ImVec2 corner{sequence_.min.x + lines_.pitch.x * static_cast<float>(piece % lines_.columns),
                        sequence_.min.y + lines_.pitch.y * static_cast<float>(piece / lines_.columns)};
    // The last piece of a row or of the grid may be smaller than the others.
    const Rectangle pixels = pixels_of(pieces_.piece(piece));
    const Size whole = pieces_.pixels();
    return rect_at(corner, lines_.cell.x * static_cast<float>(pixels.width) / static_cast<float>(whole.width),
                   lines_.cell.y * static_cast<float>(pixels.height) / static_cast<float>(whole.height));
}

float Flight::progress(int piece) const {
    const int last = std::max(1, pieces_.count() - 1);
    const double start = (1 - flight_share) * piece / last;
    return static_cast<float>(std::clamp((flown_ - start) / flight_share, 0.0, 1.0));
}

bool Flight::flying(int piece) const {
    const float t = progress(piece);
    return t > 0 && t < 1;
}

Rect Flight::place(int piece) const {
    const Rect from =
        in_picture(pixels_of(pieces_.piece(piece)), piece % pieces_.across(), piece / pieces_.across());
    const float t = eased(progress(piece));
    if (t <= 0) return from;
    const Rect to = in_sequence(piece);
    if (t >= 1) return to;
    return {{between(from.min.x, to.min.x, t), between(from.min.y, to.min.y, t)},
            {between(from.max.x, to.max.x, t), between(from.max.y, to.max.y, t)}};
}

Rect Flight::place(PatchPosition patch) const {
    const int index = pieces_.index_of(patch);
    const Piece piece = pieces_.piece(index);
    const Rect whole = place(index);
    const Rectangle pixels = pixels_of(piece);
    const float zoom_x = whole.width() / static_cast<float>(pixels.width);
    const float zoom_y = whole.height() / static_cast<float>(pixels.height);
    const Size stride = grid_.stride();
    return rect_at({whole.min.x + zoom_x * static_cast<float>((patch.column - piece.column) * stride.width),
                    whole.min.y + zoom_y * static_cast<float>((patch.row - piece.row) * stride.height)},
                   zoom_x * static_cast<float>(grid_.patch().width),
                   zoom_y * static_cast<float>(grid_.patch().height));
}

Rect Flight::left_over_below() const {
    const Size covered = grid_.covered();
    const Rect strip = in_picture({covered.height, 0, grid_.dropped().height, 0}, 0, pieces_.down());
    const auto padding = static_cast<float>(grid_.padding().width * zoom_);
    return {{strip.min.x, strip.min.y}, {whole_.max.x - padding, strip.max.y}};
}

Rect Flight::left_over_right() const {
    const Size covered = grid_.covered();
    const Rect strip = in_picture({0, covered.width, 0, grid_.dropped().width}, pieces_.across(), 0);
    const Rect below = left_over_below();
    return {strip.min, {strip.max.x, below.min.y - static_cast<float>(std::round(gap_y_))}};
}

}  // namespace patchlens::ui
