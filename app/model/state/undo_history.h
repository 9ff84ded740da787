// Undo and redo: earlier choices, newest last. What they restore are the fields that session_fields.h calls
// choices; all others stay.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "app/model/state/session.h"

namespace patchlens::model {

class UndoHistory {
public:
    /// Remembers `before`, which is about to change. Changes of one `gesture` (a slider being dragged, a
    /// selection being pulled) undo in one step; gesture 0 is never merged. Forgets what could be redone.
    void record(const Choices& before, std::uint64_t gesture = 0);

    bool can_undo() const { return !past_.empty(); }
    bool can_redo() const { return !future_.empty(); }
    /// The choices before `current`, or after it; nothing where there is none.
    std::optional<Choices> undo(const Choices& current);
    std::optional<Choices> redo(const Choices& current);

    static constexpr std::size_t longest = 500;  ///< steps remembered; the oldest are forgotten

private:
    std::deque<Choices> past_;
    std::deque<Choices> future_;
    std::uint64_t gesture_ = 0;
};

}  // namespace patchlens::model
