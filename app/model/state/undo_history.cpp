#include "app/model/state/undo_history.h"

#include <utility>

namespace patchlens::model {
namespace {

std::optional<Choices> step(std::deque<Choices>& from, std::deque<Choices>& to, const Choices& current) {
    if (from.empty()) return std::nullopt;
    Choices found = std::move(from.back());
    from.pop_back();
    to.push_back(current);
    return found;
}

}  // namespace

void UndoHistory::record(const Choices& before, std::uint64_t gesture) {
    future_.clear();
    const bool joins = gesture != 0 && gesture == gesture_ && !past_.empty();
    gesture_ = gesture;
    if (joins) return;
    past_.push_back(before);
    if (past_.size() > longest) past_.pop_front();
}

std::optional<Choices> UndoHistory::undo(const Choices& current) {
    gesture_ = 0;
    return step(past_, future_, current);
}

std::optional<Choices> UndoHistory::redo(const Choices& current) {
    gesture_ = 0;
    return step(future_, past_, current);
}

}  // namespace patchlens::model
