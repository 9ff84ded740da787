// What is written around the matrices: the equation and its legends above them, what is highlighted beside
// them.
#pragma once

#include "app/ui/chapters/projection/matrix_layout.h"
#include "app/ui/chapters/projection/stage.h"

namespace patchlens::ui::projection {

/// "patches [1,024 × 192] @ weight.T [192 × 512] + bias = tokens [1,024 × 512]", as the NumPy program has it,
/// on two lines where one has no room. Returns the bottom.
float draw_matrix_equation(const Stage& stage, const Rect& place);

/// The colours of each matrix, side by side.
void draw_matrix_legends(const Stage& stage, const Rect& place);

/// Whether what is lit are whole matrices, whose numbers are counted, not the crossing of a row and a column.
bool counts_numbers(const Context& context);

/// Says what the highlighted row, column and value are, with the difference between the two ways below; or
/// what answers the question that is shown: how both ways get the value, where they differ most, how many
/// parameters there are, what all of it costs.
/// Where the matrices are not drawn as large as they are (`proportional`), that is said too.
void draw_matrix_notes(Stage& stage, const MatrixSizes& sizes, bool proportional, const Rect& place);

}  // namespace patchlens::ui::projection
