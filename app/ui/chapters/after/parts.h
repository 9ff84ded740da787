// What this chapter's views share.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/drawing/raster.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui::after {

// The views, one for each AfterView. Each draws its tools at the top of `place`, then its pictures.
void draw_class_token(const Scene& scene, const Rect& place);
void draw_added(const Scene& scene, const Rect& place);
void draw_similarity(const Scene& scene, const Rect& place);
void draw_shuffle(const Scene& scene, const Rect& place);
void draw_stretch(const Scene& scene, const Rect& place);

/// The positions of these results; null until they are computed.
const model::Positions* positions_in(const Scene& scene);

/// Chips that choose where the positions come from.
void kind_tools(const Scene& scene, Flow& flow);
/// What a view with only these tools has left below them.
Rect below_kind_tools(const Scene& scene, const Rect& place);

/// A whole number to type: `name` for the probe, `label` before it, both ends of its range belong to it.
struct NumberField {
    const char* name;
    std::string label;
    int shown = 0;
    WholeNumbers limits;
    float width = 0;  ///< of the field, in logical pixels
};
/// The number that was typed; what is none or out of range is refused.
std::optional<int> typed_in(const Scene& scene, Flow& flow, const NumberField& field);
/// Where the positions on the screen come from, in a sentence.
std::string kind_text(const Scene& scene);
/// Why there are none; empty where there are.
std::string absence(const Scene& scene);
/// Says it in the middle of `place`, with a way out where there is one; false where there are positions.
bool told_absent(const Scene& scene, const Rect& place);

/// A picture with a cell for each patch of a grid that may be another than the picture's: pressing selects
/// the patch that lies there, hovering shows the number.
struct TableMap {
    const char* name;  ///< for the probe
    std::string title;
    Size grid;
    std::optional<PatchPosition> marked;
    std::function<float(std::int64_t cell)> number;
};
/// The title above, then the cells.
void draw_table_map(const Scene& scene, const Rect& place, const TableMap& map, const Texture& texture);

/// The height of a title above a picture.
float title_height(const Context& context);
/// Below a title, the place of a picture of cells, one for each patch of a grid, as large as it can be.
Rect cells_below_title(const Scene& scene, const Rect& place, Size grid);
/// The title directly above the picture at `cells`, within `place`.
void draw_title(const Scene& scene, const Rect& place, const Rect& cells, const std::string& title);

/// A vector as a row of coloured cells: `name` for the probe, `label` at the left, `width` wide. Painted anew
/// with every result.
struct VectorRow {
    std::string name;
    std::string label;
    float width = 0;
    float largest = 0;
    std::span<const float> numbers;
};
float vector_row_height(const Context& context);
void draw_vector_row(const Scene& scene, const Rect& row, const VectorRow& vector);

/// Row `row` of `tokens` [1, N, D], with the position of that place where there is a table.
std::vector<float> token_row(const Tensor& tokens, std::int64_t row, const model::PositionTable* table);

/// Column `dim` of a table [N, D].
std::vector<float> column_of(const Tensor& table, int dim);

}  // namespace patchlens::ui::after
