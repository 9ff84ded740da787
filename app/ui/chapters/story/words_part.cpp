// The words, their indices and vectors, and the table they are looked up in.
#include "app/model/chapters/word_lookup.h"
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::story {
namespace {

/// Whether the words' part has not shrunk aside, where there is no room for labels.
bool large(const Thing& thing) {
    return thing.box.w > 0.4;
}

/// A vector's numbers as coloured cells, written where they have room.
void draw_word_vector(const Stage& stage, const Thing& thing, const std::vector<float>& numbers,
                      float largest) {
    if (!stage.sees(thing)) return;
    const int count = static_cast<int>(numbers.size());
    const int drawn = std::min(count, 64);
    for (int i = 0; i < drawn; ++i) {
        const float number = numbers[static_cast<std::size_t>(static_cast<std::int64_t>(i) * count / drawn)];
        Thing cell{cell_in(thing.box, {1, drawn}, 0, i), thing.shown};
        cell.box.w *= 0.97;
        const Colour ground = stage.context.palette.diverging(number, largest);
        stage.colour(cell, ground);
        if (drawn != count) continue;
        ImFont* font = stage.context.fonts.mono_small;
        const float room = stage.place(cell.box).width() - stage.context.px(4);
        const std::string text = first_that_fits(font, room, {with_sign(number, 4), with_sign(number, 3)});
        stage.write(cell, font, ink_on(ground), text);
    }
}

void draw_table(Stage& stage, const model::WordTable& table) {
    Context& context = stage.context;
    const Moment& moment = stage.moment;
    if (!stage.sees(moment.table)) return;
    const std::span<const float> numbers(table.matrix.data(), static_cast<std::size_t>(table.matrix.size()));
    const Texture& texture = context.pictures.of(
        "story/table", Source{stage.scene.context.words->table, 0, &context.palette}, [&] {
            return signed_image(numbers, {table.rows(), table.n}, context.palette.diverging, table.largest);
        });
    stage.picture(texture, moment.table);
    if (large(moment.table))
        stage.label(moment.table, Stage::Side::below,
                    context.language("story.label.table") + std::string(" [") + std::to_string(table.rows()) +
                        ", " + std::to_string(table.n) + "]");
    stage.colour(moment.one_hot, context.palette.blank);
    Thing one{cell_in(moment.one_hot.box, {stage.world.rows, 1}, stage.world.row, 0), moment.one_hot.shown};
    stage.colour(one, context.palette.accent);
    if (large(moment.table))
        stage.label(moment.one_hot, Stage::Side::above, context.language("story.label.one_hot"));
}

}  // namespace

void draw_words(Stage& stage) {
    Context& context = stage.context;
    const model::WordLookup* words = context.words;
    if (words == nullptr || stage.world.words == 0) return;
    const Moment& moment = stage.moment;
    const Box first_word = moment.words.front().box;
    const Box last_vector = moment.vectors.back().box;
    const Faded faded(
        large(moment.words.front())
            ? 1
            : stage.clear({first_word.x, first_word.y, last_vector.x + last_vector.w - first_word.x,
                           last_vector.y + last_vector.h - first_word.y}));
    draw_table(stage, *words->table);
    const int first = words->word - stage.world.word;
    for (int shown = 0; shown < stage.world.words; ++shown) {
        const auto at = static_cast<std::size_t>(shown);
        const WordToken& token = words->table->tokens[static_cast<std::size_t>(first + shown)];
        draw_word_vector(stage, moment.vectors[at], token.vector, words->table->largest);
        stage.colour(moment.indices[at], context.palette.raised, context.px(6));
        stage.write(moment.indices[at], context.fonts.mono, context.palette.accent,
                    std::to_string(token.index));
        stage.colour(moment.words[at], context.palette.panel, context.px(6));
        stage.frame(moment.words[at],
                    shown == stage.world.word ? context.palette.accent : context.palette.edge, 1,
                    context.px(6));
        stage.write(moment.words[at], context.fonts.body, context.palette.text, token.word);
    }
    draw_word_vector(stage, moment.picked, words->token()->vector, words->table->largest);
    if (stage.sees(moment.picked))
        stage.frame({moment.picked.box, moment.picked.shown}, context.palette.accent, 1);
    if (!large(moment.words.front())) return;
    const auto last = static_cast<std::size_t>(stage.world.words - 1);
    stage.label(moment.words[last], Stage::Side::below, context.language("story.label.word"));
    stage.label(moment.indices[last], Stage::Side::below, context.language("story.label.index"));
    if (moment.picked.shown <= 0)
        stage.label(moment.vectors[last], Stage::Side::below, context.language("story.label.word_vector"));
}

}  // namespace patchlens::ui::story
