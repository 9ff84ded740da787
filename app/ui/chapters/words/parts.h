// The parts of the words chapter's scene, each drawn into its place: they show one look-up and emit actions.
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
/// The row in the middle of the table, fractional while the table glides to the looked-up one.
double shown_row(const Scene& scene);
/// Looks up another word of the sentence.
void look_up_word(const Scene& scene, int word);

/// A heading above a part, in small letters. Returns its place.
Rect caption(const Scene& scene, Column& column, const std::string& text, model::Term meaning);

/// A line down from `from`, across, down at x = `lane`, and across to `to`, where it ends in an arrow.
void connect(const Scene& scene, ImVec2 from, float lane, ImVec2 to);

/// The words in boxes with their indices below: as much of the sentence around the looked-up word as fits.
/// Returns where its index is.
Rect draw_sentence(const Scene& scene, const Rect& place);
inline constexpr float sentence_height = 68;  ///< logical pixels

/// The rows around shown_row(), the looked-up one highlighted. Returns the visible part of its rectangle.
Rect draw_table(const Scene& scene, const Rect& place);
/// The looked-up vector, in the same columns as the table.
void draw_vector(const Scene& scene, const Rect& place);

/// The one-hot vector, the shapes of the product, and whether the product equals the row.
void draw_one_hot(const Scene& scene, const Rect& place);
inline constexpr float one_hot_height = 76;

/// The steps from a word to its vector beside the steps from a patch to its vector, or above them where
/// `place` is narrow.
void draw_bridge(const Scene& scene, const Rect& place);
/// Its heading, which leads to Projection.
void bridge_caption(const Scene& scene, Column& column);
/// Whether the scene has room for the bridge. In a low presentation it stands in the panel.
bool bridge_in_scene(const Scene& scene);

}  // namespace patchlens::ui::words
