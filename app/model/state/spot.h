// A view of a chapter, as the place where something is shown and explained.
#pragma once

#include <variant>

#include "app/model/chapters/list.h"

namespace patchlens::model {

struct Session;

/// A step of the code that runs, in the notation that is chosen: run_step() of code/run.h.
struct CodeStatement {
    int step = 0;

    bool operator==(const CodeStatement&) const = default;
};

/// A chapter as it is, or one view of it: the view alone says which chapter.
using Spot = std::variant<Chapter, Overlay, VectorView, MapsView, ProjectionView, CodeStatement>;

namespace detail {
struct ChapterOfSpot {
    constexpr Chapter operator()(Chapter chapter) const { return chapter; }
    constexpr Chapter operator()(Overlay) const { return Chapter::explore; }
    constexpr Chapter operator()(VectorView) const { return Chapter::explore; }
    constexpr Chapter operator()(MapsView) const { return Chapter::maps; }
    constexpr Chapter operator()(ProjectionView) const { return Chapter::projection; }
    constexpr Chapter operator()(CodeStatement) const { return Chapter::code; }
};
}  // namespace detail

constexpr Chapter chapter_of(const Spot& spot) {
    return std::visit(detail::ChapterOfSpot{}, spot);
}

/// Makes `spot` what the session shows.
void show(Session& session, const Spot& spot);

}  // namespace patchlens::model
