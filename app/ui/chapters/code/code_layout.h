// Layout of the code chapter's scene. Pure arithmetic.
#pragma once

#include "app/ui/layout.h"

namespace patchlens::ui {

struct CodeLayout {
    Rect toolbar;         ///< the choice of notation
    Rect code;            ///< the lines; scrolls if they do not all fit
    float row = 0;        ///< the height of a line
    bool small = false;   ///< lines too low for the larger font
    Rect transport;       ///< the buttons below the code
    Rect parts;           ///< the pictures; empty where there is no room for them
    Rect world;           ///< the story's scene, in place of the pictures
    int parts_a_row = 5;  ///< how many pictures in a row
    float side = 0;       ///< of a picture, without its caption
    float part_gap = 0;
    float caption = 0;  ///< height of the text below a picture, in a high place with a legend

    /// The square of picture `index` of `count`.
    Rect part(int index, int count) const;
};

/// For a listing of `rows` lines and `parts` pictures.
CodeLayout arrange_code(const Rect& scene, float scale, int rows, int parts);

/// For a listing of `rows` lines, `width` wide, and the story's scene `aspect` times as wide as high: below
/// the lines or beside them, where it is larger.
CodeLayout arrange_run(const Rect& scene, float scale, int rows, float width, double aspect);

}  // namespace patchlens::ui
