// Stepping through the products: buttons, keys, playing; and the box that spells one of them out.
#pragma once

#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// Space plays. Page up and down step by rows, with Shift by channels; Home and End go to the first and the
/// last product; < and > step by one. Does nothing while a slider or a text field has the keyboard.
void read_keys(Stage& stage);
/// While playing, advances by `seconds`; stops at the last product.
void advance(Stage& stage, double seconds);

/// The play button, and buttons that step by product, by row and by channel.
void draw_transport(Stage& stage, const Rect& place);
/// "i = c·64 + y·8 + x = 83", the product's three numbers, and the running sum.
void draw_term_box(const Stage& stage, const Rect& place);
/// Whether the scene has the sum line. To a class the planes are worth more, and the panel has it.
bool scene_has_sums(const Scene& scene, const model::Projection::Place& look);
/// "R +0.1834  G +0.5022  B +0.1474  bias +0.0175  = +0.8505", in sum_line_count() lines.
void draw_sum_line(const Stage& stage, const Rect& place);
int sum_line_count(const Stage& stage, float width);

}  // namespace patchlens::ui::projection
