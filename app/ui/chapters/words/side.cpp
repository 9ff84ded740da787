#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/chapters.h"
#include "app/ui/chapters/words/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::words {
namespace {

constexpr std::size_t most_numbers = 24;  ///< of a vector, printed
constexpr int most_words = 40;

std::string sentence_of_indices(const model::Language& language, const model::WordTable& table) {
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, table.tokens.size()); ++i)
        text += (i > 0 ? language("list.separator") : "") + std::to_string(table.tokens[i].index);
    return table.tokens.size() > most ? text + " …" : text;
}

/// How many rows the sentence added to the table.
int added_rows(const model::WordTable& table) {
    return table.rows() - EmbeddingTable(1).rows();
}

void draw_text(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const model::WordTable& table = table_of(scene);
    const std::string rows = std::to_string(table.rows());
    const std::string n = std::to_string(table.n);
    const std::string count = std::to_string(table.tokens.size());
    const int added = added_rows(table);
    const ConvShape shape = scene.results.module->shape();
    const WordToken* token = lookup_of(scene).token();
    const std::string new_words =
        added > 0
            ? language("words.story.added", {std::to_string(added), std::to_string(table.rows() - added),
                                             std::to_string(table.rows() - 1)})
            : language(table.tokens.size() == 1 ? "words.story.none_added_one" : "words.story.none_added",
                       {rows});
    const std::string bridge =
        language("words.story.bridge", {grouped(shape.fan_in()), grouped(shape.embed_dim)});
    const std::string why = language("words.story.why");
    if (token == nullptr) {
        chapter_text(scene.context, column, language("words.story.title"), {why, bridge});
        return;
    }
    const std::string index = std::to_string(token->index);
    chapter_text(scene.context, column, language("words.story.title"),
                 {why, language("words.story.numbers", {count, sentence_of_indices(language, table)}),
                  language("words.story.table", {rows, n, index, token->word}),
                  language("words.story.product", {rows, index, all_digits(lookup_of(scene).difference)}),
                  new_words, bridge, language("words.story.training")});
}

void answer(const Scene& scene, Column& column) {
    const model::Language& language = scene.context.language;
    const ConvShape shape = scene.results.module->shape();
    answered_question(
        scene.context, column, 11,
        language("words.answer.11", {std::to_string(table_of(scene).n), grouped(shape.embed_dim)}));
    const WordToken* token = lookup_of(scene).token();
    if (token == nullptr) return;
    answered_question(
        scene.context, column, 21,
        language("words.answer.21", {std::to_string(token->index), token->word, grouped(shape.fan_in())}));
}

/// The numbers of a vector with all their digits, as many per line as fit.
void write_numbers(const Scene& scene, Column& column, const std::vector<float>& vector) {
    Context& context = scene.context;
    ImFont* font = context.fonts.mono_small;
    std::string line;
    const auto finish = [&] {
        text_in(context, column.row(context.px(20)), font, context.palette.text, line);
        line.clear();
    };
    const auto append = [&](const std::string& text) {
        const std::string longer = line.empty() ? text : line + "  " + text;
        if (!line.empty() && text_width(font, longer) > column.width) {
            finish();
            line = text;
        } else {
            line = longer;
        }
    };
    const auto count = std::min<std::size_t>(most_numbers, vector.size());
    for (std::size_t i = 0; i < count; ++i)
        append(all_digits(vector[i]));
    if (count < vector.size())
        append(context.language("words.more", {grouped(static_cast<std::int64_t>(vector.size() - count))}));
    finish();
}

/// Every word of the sentence with its index and all digits of its vector.
void list_vectors(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const model::WordTable& table = table_of(scene);
    section(context, column, context.language("words.list", {std::to_string(table.n)}));
    const int shown = std::min(most_words, static_cast<int>(table.tokens.size()));
    for (int word = 0; word < shown; ++word) {
        const WordToken& token = table.tokens[static_cast<std::size_t>(word)];
        const bool selected = word == lookup_of(scene).word;
        const Rect head = column.row(context.px(24));
        const std::string index = std::to_string(token.index);
        const float width = text_width(context.fonts.mono, index) + context.px(8);
        text_in(context, {head.min, {head.max.x - width, head.max.y}},
                selected ? context.fonts.strong : context.fonts.body, palette.text, token.word);
        text_in(context, head, context.fonts.mono, selected ? palette.accent : palette.muted, index,
                Align::right);
        write_numbers(scene, column, token.vector);
        column.gap(context.px(6));
        context.probe.item("words/list/" + std::to_string(word), head.min, {head.max.x, column.y});
        fill(context, {{column.x, column.y - context.px(1)}, {column.x + column.width, column.y}},
             palette.border);
        column.gap(context.px(4));
    }
    const int hidden = static_cast<int>(table.tokens.size()) - shown;
    if (hidden > 0) {
        text_in(context, column.row(context.px(22)), context.fonts.small, palette.muted,
                context.language("words.more_words", {std::to_string(hidden)}));
    }
}

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    if (scene.context.words == nullptr) return;
    if (!bridge_in_scene(scene) && lookup_of(scene).token() != nullptr) {
        bridge_caption(scene, panel.column);
        draw_bridge(scene, panel.column.row(scene.px(270)));
        panel.column.gap(scene.px(14));
    }
    draw_text(scene, panel.column);
    answer(scene, panel.column);
    if (lookup_of(scene).token() != nullptr) list_vectors(scene, panel.column);
}

}  // namespace patchlens::ui::words
