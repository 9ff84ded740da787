#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

#include "app/model/state/vector_text.h"
#include "app/ui/chapters/words/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

constexpr int most_decimals = 8;    // as many as the example's numbers have
constexpr int fewest_decimals = 3;  // with fewer, colours tell more

/// Where the columns are: the row's word, its index, its n numbers.
struct Columns {
    float word = 0;
    float index = 0;
    float numbers = 0;  ///< left edge of the first
    float cell = 0;     ///< width of a number
    ImFont* font = nullptr;
    int decimals = 0;  ///< decimals printed; 0: only colours

    Rect number(const Rect& row, int i) const {
        return {{numbers + cell * static_cast<float>(i), row.min.y},
                {numbers + cell * static_cast<float>(i + 1), row.max.y}};
    }
    Rect all_numbers(const Rect& row, int n) const {
        return {{numbers, row.min.y}, {numbers + cell * static_cast<float>(n), row.max.y}};
    }
};

Columns columns_of(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Columns columns;
    columns.word = place.min.x + context.px(8);
    columns.index = columns.word + context.px(76);
    columns.numbers = columns.index + context.px(38);
    const auto n = static_cast<float>(table_of(scene).n);
    columns.cell = std::min((place.max.x - columns.numbers) / n, context.px(132));
    const auto digits_of = [&](ImFont* font) {
        return static_cast<int>((columns.cell - context.px(6)) / text_width(font, "0"));
    };
    const int all = most_decimals + 3;  // with sign, zero and point
    columns.font = digits_of(context.fonts.mono) >= all ? context.fonts.mono : context.fonts.mono_small;
    const int digits = digits_of(columns.font);
    columns.decimals = std::min(digits - 3, most_decimals);
    if (columns.decimals < fewest_decimals) columns.decimals = 0;
    return columns;
}

/// All digits if there are at most `decimals` after the decimal point, otherwise rounded to that many.
std::string number_in(float value, int decimals) {
    std::string all = all_digits(value);
    const std::size_t point = all.find('.');
    if (point == std::string::npos || all.size() - point - 1 <= static_cast<std::size_t>(decimals))
        return all;
    std::array<char, 64> rounded{};
    std::snprintf(rounded.data(), rounded.size(), "%.*f", decimals, static_cast<double>(value));
    return on_screen(rounded.data());
}

float number_at(const Scene& scene, int row, int i) {
    return table_of(scene).matrix(row, i);
}

/// Draws a number so that the decimal points of a column are aligned.
void draw_number(const Scene& scene, const Columns& columns, const Rect& cell, float value) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    fill(context, {{cell.min.x + 1, cell.min.y + 1}, {cell.max.x - 1, cell.max.y - 1}},
         palette.diverging(value, table_of(scene).largest).packed(0.3F), context.px(3));
    const float sign = value < 0 ? 0 : text_width(columns.font, minus_sign);
    text_in(context, {{cell.min.x + context.px(3) + sign, cell.min.y}, {cell.max.x, cell.max.y}},
            columns.font, palette.text, number_in(value, columns.decimals));
}

/// The numbers of one row as colours, drawn from the texture of the whole table.
void draw_colours(const Scene& scene, const Rect& place, int row) {
    const auto table = lookup_of(scene).table;
    const Source source{table, 0, &scene.context.palette};
    const Texture& texture = scene.context.pictures.of("words/table", source, [&] {
        const std::span<const float> numbers(table->matrix.data(),
                                             static_cast<std::size_t>(table->matrix.size()));
        return signed_image(numbers, {table->rows(), table->n}, scene.context.palette.diverging,
                            table->largest);
    });
    const auto rows = static_cast<float>(table->rows());
    const float v = static_cast<float>(row) / rows;
    ImGui::GetWindowDrawList()->AddImage(texture.id(), {place.min.x, place.min.y + 1},
                                         {place.max.x, place.max.y - 1}, {0, v}, {1, v + 1 / rows});
}

void draw_numbers(const Scene& scene, const Columns& columns, const Rect& row, int index) {
    if (columns.decimals == 0) return draw_colours(scene, columns.all_numbers(row, table_of(scene).n), index);
    for (int i = 0; i < table_of(scene).n; ++i)
        draw_number(scene, columns, columns.number(row, i), number_at(scene, index, i));
}

/// The column of the number under the mouse.
std::optional<int> number_under_mouse(const Scene& scene, const Columns& columns) {
    const float offset = ImGui::GetIO().MousePos.x - columns.numbers;
    const int i = static_cast<int>(std::floor(offset / columns.cell));
    if (offset < 0 || i >= table_of(scene).n) return std::nullopt;
    return i;
}

std::string number_text(const Scene& scene, int row, int i) {
    return scene.context.language("words.number", {std::to_string(i), all_digits(number_at(scene, row, i))});
}

std::string row_text(const Scene& scene, int row) {
    const std::string& word = table_of(scene).row_words[static_cast<std::size_t>(row)];
    return scene.context.language("words.row", {std::to_string(row)}) + (word.empty() ? "" : "  " + word);
}

/// The position of `row` in the sentence.
std::optional<int> word_of(const Scene& scene, int row) {
    const auto& tokens = table_of(scene).tokens;
    const auto found = std::find_if(tokens.begin(), tokens.end(),
                                    [row](const WordToken& token) { return token.index == row; });
    if (found == tokens.end()) return std::nullopt;
    return static_cast<int>(found - tokens.begin());
}

void touch_row(const Scene& scene, const Columns& columns, const Press& press, int row) {
    if (!press.hovered) return;
    const std::optional<int> word = word_of(scene, row);
    const std::optional<int> number = number_under_mouse(scene, columns);
    if (number) {
        tooltip(scene.context, {number_text(scene, row, *number), row_text(scene, row)});
    } else {
        tooltip(scene.context, {row_text(scene, row)});
    }
    if (press.clicked && word && *word != lookup_of(scene).word) look_up_word(scene, *word);
}

/// What a message calls a row's vector.
model::Message vector_name(const Scene& scene, int row) {
    const std::string& word = table_of(scene).row_words[static_cast<std::size_t>(row)];
    if (word.empty()) return {"words.row", {std::to_string(row)}};
    return {"words.copied", {word, std::to_string(table_of(scene).n)}};
}

/// What the menu offers for a row: the number under the mouse, and the row's vector.
MenuLines row_lines(const Scene& scene, const Columns& columns, int row, bool at_mouse) {
    MenuLines lines;
    const std::optional<int> number = at_mouse ? number_under_mouse(scene, columns) : std::nullopt;
    if (number) lines.push_back(copy_value(scene.context, number_at(scene, row, *number)));
    std::vector<float> vector;
    for (int i = 0; i < table_of(scene).n; ++i)
        vector.push_back(number_at(scene, row, i));
    lines.push_back(copy_text(scene.context.language("context.copy_vector"),
                              model::vector_text(vector, model::VectorFormat::text),
                              vector_name(scene, row)));
    return lines;
}

}  // namespace

Rect draw_table(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const Columns columns = columns_of(scene, place);
    const float height = context.px(22);
    const int shown = std::max(1, static_cast<int>(place.height() / height));
    const Rect frame{place.min, {place.max.x, place.min.y + height * static_cast<float>(shown)}};
    const int rows = table_of(scene).rows();
    const int looked_up = lookup_of(scene).token()->index;
    // Whole rows at rest, partial rows while gliding.
    const double first =
        std::clamp(shown_row(scene) - (shown - 1) / 2, 0.0, static_cast<double>(std::max(0, rows - shown)));
    const auto row_at = [&](int row) {
        const auto y = static_cast<float>((row - first) * static_cast<double>(height));
        return rect_at({frame.min.x, frame.min.y + std::round(y)}, frame.width(), height);
    };

    fill(context, frame, palette.panel, context.px(6));
    const Press press = pressable(context, "words/table", frame);
    offer_menu(context, "words/table", press, model::Term::word_table, [&](bool at_mouse) {
        int row = looked_up;
        for (int other = 0; at_mouse && other < rows; ++other) {
            if (row_at(other).contains(ImGui::GetIO().MousePos)) row = other;
        }
        return row_lines(scene, columns, row, at_mouse);
    });
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.PushClipRect(frame.min, frame.max, true);
    const int last = std::min(rows - 1, static_cast<int>(first) + shown);
    for (int row = static_cast<int>(first); row <= last; ++row) {
        const Rect line = row_at(row);
        const bool lit = row == looked_up;
        if (lit) fill(context, line, palette.raised);
        draw_numbers(scene, columns, line, row);
        if (press.hovered && line.contains(ImGui::GetIO().MousePos)) {
            panel_marker(context, line, Mark::hovered);
            touch_row(scene, columns, press, row);
        }
        if (!frame.contains(line)) continue;  // its text would be clipped
        const std::string& word = table_of(scene).row_words[static_cast<std::size_t>(row)];
        text_in(context, {{columns.word, line.min.y}, {columns.index - context.px(4), line.max.y}},
                lit ? context.fonts.strong : context.fonts.body, word.empty() ? palette.muted : palette.text,
                word.empty() ? "·" : word);
        text_in(context,
                {{columns.index - context.px(4), line.min.y}, {columns.numbers - context.px(8), line.max.y}},
                context.fonts.mono_small, lit ? palette.accent : palette.muted, std::to_string(row),
                Align::right);
    }
    draw.PopClipRect();
    outline(context, frame, palette.border, context.px(1), context.px(6));
    Rect lit = row_at(looked_up);
    lit.min.y = std::clamp(lit.min.y, frame.min.y, frame.max.y - height);
    lit.max.y = lit.min.y + height;
    panel_marker(context, lit, Mark::selected, context.px(4));
    return lit;
}

void draw_vector(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const Columns columns = columns_of(scene, place);
    const WordToken& token = *lookup_of(scene).token();
    const Press press = pressable(context, "words/vector", place);
    offer_menu(context, "words/vector", press, model::Term::vector,
               [&](bool at_mouse) { return row_lines(scene, columns, token.index, at_mouse); });
    fill(context, place, context.palette.raised, context.px(6));
    text_in(context, {{columns.word, place.min.y}, {columns.numbers - context.px(8), place.max.y}},
            context.fonts.strong, context.palette.text, token.word);
    draw_numbers(scene, columns, place.inset(context.px(2)), token.index);
    outline(context, place, press.hovered ? context.palette.hovered : context.palette.accent, context.px(2),
            context.px(6));
    if (press.hovered) {
        const std::optional<int> number = number_under_mouse(scene, columns);
        const std::string hint = context.language("words.copy_hint");
        if (number) {
            tooltip(context, {number_text(scene, token.index, *number), hint});
        } else {
            tooltip(context, {token.word, hint});
        }
    }
    if (!press.clicked) return;
    std::string text = "[";
    for (const float value : token.vector)
        text += (text.size() > 1 ? ", " : "") + shortest(value);
    scene.actions.emplace_back(model::CopyText{text + "]", vector_name(scene, token.index)});
}

}  // namespace patchlens::ui::words
