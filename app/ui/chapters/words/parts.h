// The parts of the scene of "words", each drawn into its place: they show one look-up and emit what is
// chosen.
#pragma once

#include <string>

#include "app/model/chapters/word_lookup.h"
#include "app/ui/context.h"

namespace patchlens::ui::words {

struct View {
    Context& context;
    const model::Session& session;
    const model::Results& results;
    const model::WordLookup& lookup;
    model::Actions& actions;

    template <typename Change>
    void choose(const Change& change) const {
        model::change<model::Words::Choice>(session, actions, change);
    }
    template <typename Change>
    void look(const Change& change) const {
        model::change<model::Words::Place>(session, actions, change);
    }
    const model::WordTable& table() const { return *lookup.table; }
    /// The row in the middle of the table: the looked-up one, or on the way there.
    double row() const;
    /// Looks up another word of the sentence.
    void select(int word) const;
};

/// What stands over a part, in small letters. Returns its place.
Rect caption(const View& view, Column& column, const std::string& text);

/// A line that goes down from `from`, across and down at `lane`, and ends in an arrow at `to`.
void connect(const View& view, ImVec2 from, float lane, ImVec2 to);

/// The words in boxes with their indices below: the part of the sentence around the word looked up that has
/// room. Returns where its index stands.
Rect draw_sentence(const View& view, const Rect& place);
inline constexpr float sentence_height = 68;  ///< logical pixels

/// The rows around `view.row()`, the looked-up one lit. Returns its place, as far as it is to be seen.
Rect draw_table(const View& view, const Rect& place);
/// The looked-up vector in the columns of the table.
void draw_vector(const View& view, const Rect& place);

/// The one-hot vector, the product's shapes and whether it equals the row.
void draw_one_hot(const View& view, const Rect& place);
inline constexpr float one_hot_height = 72;

/// A word on its way to its vector beside a patch on its way to its own.
void draw_bridge(const View& view, const Rect& place);

}  // namespace patchlens::ui::words
