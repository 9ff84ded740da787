#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/chapters/words/parts.h"
#include "app/ui/chapters/words/scene.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using words::View;

constexpr std::size_t most_numbers = 24;  ///< of a vector, written out
constexpr int most_words = 40;

std::string sentence_of_indices(const model::WordTable& table) {
    constexpr std::size_t most = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, table.tokens.size()); ++i)
        text += (i > 0 ? " " : "") + std::to_string(table.tokens[i].index);
    return table.tokens.size() > most ? text + " …" : text;
}

/// How many rows the sentence added to the table.
int added_rows(const model::WordTable& table) {
    return table.rows() - EmbeddingTable(1).rows();
}

void tell(const View& view, Column& column) {
    const model::Language& language = view.context.language;
    const model::WordTable& table = view.table();
    const std::string rows = std::to_string(table.rows());
    const std::string n = std::to_string(table.n);
    const std::string count = std::to_string(table.tokens.size());
    const int added = added_rows(table);
    const ConvShape shape = view.results.module->shape();
    const WordToken* token = view.lookup.token();
    const std::string new_words =
        added > 0
            ? language("words.story.added", {std::to_string(added), std::to_string(table.rows() - added),
                                             std::to_string(table.rows() - 1)})
            : language("words.story.none_added", {rows});
    const std::string bridge =
        language("words.story.bridge", {grouped(shape.fan_in()), grouped(shape.embed_dim)});
    if (token == nullptr) {
        story(view.context, column, language("words.story.title"), {new_words, bridge});
        return;
    }
    const std::string index = std::to_string(token->index);
    story(view.context, column, language("words.story.title"),
          {language("words.story.numbers", {count, sentence_of_indices(table)}),
           language("words.story.table", {rows, n, index, token->word}),
           language("words.story.product", {rows, index, shortest(view.lookup.difference)}), new_words,
           bridge, language("words.story.training")});
}

void answer(const View& view, Column& column) {
    const model::Language& language = view.context.language;
    const ConvShape shape = view.results.module->shape();
    answered_question(
        view.context, column, 11, language("words.question.11"),
        language("words.answer.11", {std::to_string(view.table().n), grouped(shape.embed_dim)}));
    const WordToken* token = view.lookup.token();
    if (token == nullptr) return;
    answered_question(
        view.context, column, 21, language("words.question.21"),
        language("words.answer.21", {std::to_string(token->index), token->word, grouped(shape.fan_in())}));
}

/// The numbers of a vector with all their digits, as many in a line as have room.
void write_numbers(const View& view, Column& column, const std::vector<float>& vector) {
    Context& context = view.context;
    ImFont* font = context.fonts.mono_small;
    std::string line;
    const auto finish = [&] {
        text_in(context, column.row(context.px(16)), font, context.palette.text, line);
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
        append(shortest(vector[i]));
    if (count < vector.size())
        append(context.language("words.more", {grouped(static_cast<std::int64_t>(vector.size() - count))}));
    finish();
}

/// Every word of the sentence with its index and all digits of its vector.
void list_vectors(const View& view, Column& column) {
    Context& context = view.context;
    const Palette& palette = context.palette;
    const model::WordTable& table = view.table();
    section(context, column, context.language("words.list", {std::to_string(table.n)}));
    const int shown = std::min(most_words, static_cast<int>(table.tokens.size()));
    for (int word = 0; word < shown; ++word) {
        const WordToken& token = table.tokens[static_cast<std::size_t>(word)];
        const bool selected = word == view.lookup.word;
        const Rect head = column.row(context.px(24));
        const std::string index = std::to_string(token.index);
        const float width = text_width(context.fonts.mono, index) + context.px(8);
        text_in(context, {head.min, {head.max.x - width, head.max.y}},
                selected ? context.fonts.strong : context.fonts.body, palette.text, token.word);
        text_in(context, head, context.fonts.mono, selected ? palette.accent : palette.muted, index,
                Align::right);
        write_numbers(view, column, token.vector);
        column.gap(context.px(6));
        context.probe.item("words/list/" + std::to_string(word), head.min, {head.max.x, column.y});
        fill(context, {{column.x, column.y - 1}, {column.x + column.width, column.y}}, palette.border);
        column.gap(context.px(4));
    }
    const int hidden = static_cast<int>(table.tokens.size()) - shown;
    if (hidden > 0) {
        text_in(context, column.row(context.px(22)), context.fonts.small, palette.muted,
                context.language("words.more_words", {std::to_string(hidden)}));
    }
}

}  // namespace

void draw_words_side(Context& context, const model::Session& session, const model::Results& results,
                     const Rect& side, model::Actions& actions) {
    Panel panel(context, "side", side);
    if (context.words == nullptr) return;
    const View view{context, session, results, *context.words, actions};
    tell(view, panel.column);
    answer(view, panel.column);
    if (view.lookup.token() != nullptr) list_vectors(view, panel.column);
}

}  // namespace patchlens::ui
