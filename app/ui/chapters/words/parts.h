// The parts of the scene of "words", each drawn into its place: they show one look-up and emit what is
// chosen.
#pragma once

#include <string>

#include "app/model/chapters/word_lookup.h"
#include "app/ui/scene.h"

namespace patchlens::ui::words {

inline const model::WordLookup& lookup_of(const Scene& scene) {
    return *scene.context.words;
}
inline const model::WordTable& table_of(const Scene& scene) {
    return *lookup_of(scene).table;
}
/// The row in the middle of the table: the looked-up one, or on the way there.
double shown_row(const Scene& scene);
/// Looks up another word of the sentence.
void look_up_word(const Scene& scene, int word);

/// What stands over a part, in small letters. Returns its place.
Rect caption(const Scene& scene, Column& column, const std::string& text);

/// A line that goes down from `from`, across and down at `lane`, and ends in an arrow at `to`.
void connect(const Scene& scene, ImVec2 from, float lane, ImVec2 to);

/// The words in boxes with their indices below: the part of the sentence around the word looked up that has
/// room. Returns where its index stands.
Rect draw_sentence(const Scene& scene, const Rect& place);
inline constexpr float sentence_height = 68;  ///< logical pixels

/// The rows around `shown_row()`, the looked-up one lit. Returns its place, as far as it is to be seen.
Rect draw_table(const Scene& scene, const Rect& place);
/// The looked-up vector in the columns of the table.
void draw_vector(const Scene& scene, const Rect& place);

/// The one-hot vector, the product's shapes and whether it equals the row.
void draw_one_hot(const Scene& scene, const Rect& place);
inline constexpr float one_hot_height = 72;

/// A word on its way to its vector beside a patch on its way to its own.
void draw_bridge(const Scene& scene, const Rect& place);

}  // namespace patchlens::ui::words
