// The patches' positions on the way from the picture to the sequence: pure arithmetic, no drawing.
//
// `apart` 0 is the whole picture, in its padding; up to 0.5 its patches draw apart until none covers another
// and gaps are between them; above that the patches fly one
// after another, in token order, to their places in lines of tokens; 1 is the sequence.
#pragma once

#include <cstdint>

#include "app/ui/layout.h"
#include "core/patch_grid.h"

namespace patchlens::ui {

/// At most this many quads are drawn; with more patches, several move as one piece.
inline constexpr int most_pieces = 4096;

/// Patches that move together: consecutive patches of a row of the grid, or whole rows.
struct Piece {
    int row = 0;
    int column = 0;
    int rows = 1;
    int columns = 1;

    bool operator==(const Piece&) const = default;
};

/// The grid in at most `most_pieces` pieces, in token order.
class Pieces {
public:
    explicit Pieces(const PatchGrid& grid);

    int count() const { return across_ * down_; }
    /// The number of pieces side by side.
    int across() const { return across_; }
    int down() const { return down_; }
    /// Patches in a whole piece; 1 if each patch moves alone.
    std::int64_t patches() const { return std::int64_t{columns_} * rows_; }
    Piece piece(int index) const;
    /// The piece of a patch.
    int index_of(PatchPosition patch) const;
    /// The size of a whole piece in pixels.
    Size pixels() const {
        return {(rows_ - 1) * stride_.height + patch_.height, (columns_ - 1) * stride_.width + patch_.width};
    }

private:
    Size grid_;
    Size patch_;
    Size stride_;
    int columns_ = 1;  ///< patches side by side in a piece
    int rows_ = 1;
    int across_ = 1;
    int down_ = 1;
};

/// Lines of cells of one size that hold `count` pieces. A line is a row of the grid, or, where cells would be
/// too small so, several whole rows or an equal part of one, whatever fills an area best.
struct Lines {
    int columns = 1;  ///< cells in a line
    int lines = 1;
    ImVec2 cell;   ///< size of a piece
    ImVec2 pitch;  ///< distance between the corners of neighbouring cells
};

/// `across`: pieces in a row of the grid; `below`: space under each cell for its number; `largest`: the
/// longest side of a cell; `least`: the shortest one at which a line is a row even if others had room for
/// larger cells.
Lines arrange_lines(int count, int across, Size piece, ImVec2 area, float below, float largest, float least);

/// Every piece's place for one value of `apart`.
class Flight {
public:
    /// `picture`: where the picture is taken apart; `sequence`: where the lines stand.
    Flight(const PatchGrid& grid, const Pieces& pieces, const Rect& picture, const Lines& lines,
           const Rect& sequence, double apart);

    /// The screen rectangle of a piece, on whole pixels while the picture is whole.
    Rect place(int piece) const;
    /// The screen rectangle of a patch.
    Rect place(PatchPosition patch) const;
    /// The pixels of a piece; in the padding they lie outside the picture.
    Rectangle pixels(int piece) const { return pixels_of(pieces_.piece(piece)); }
    /// Whether a piece is on its way between picture and sequence.
    bool flying(int piece) const;
    /// The whole picture's rectangle, including its padding and its gaps.
    Rect whole() const { return whole_; }
    /// Screen pixels per pixel of the picture, while it is whole.
    double zoom() const { return zoom_; }
    /// The strips that no patch covers: below, and at the right. Empty if nothing is left over.
    Rect left_over_below() const;
    Rect left_over_right() const;

private:
    float progress(int piece) const;
    Rect in_picture(const Rectangle& pixels, int across, int down) const;
    Rect in_sequence(int piece) const;
    Rectangle pixels_of(const Piece& piece) const;

    PatchGrid grid_;
    Pieces pieces_;
    Lines lines_;
    Rect sequence_;
    double flown_ = 0;  ///< 0: none has left, 1: all have arrived
    double zoom_ = 1;
    double gap_x_ = 0;  ///< how much further apart pieces are than in the picture, in screen pixels
    double gap_y_ = 0;
    Rect whole_;
};

}  // namespace patchlens::ui
