// Where leads came from: a lead goes from a thing on the screen to where it is explained, and Back returns.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>

#include "app/model/state/session.h"

namespace patchlens::model {

/// What was on the screen when a lead was followed.
struct Stop {
    Chapter chapter = Chapter::explore;
    ChapterPlaces places;
    PatchPosition patch;
    int dim = 0;
    Cut cut;  ///< in which `patch` is meant

    bool operator==(const Stop&) const = default;
};

/// `cut` is how the session's module cuts the picture.
Stop stop_at(const Session& session, const Cut& cut);

/// The session back at `stop`: its chapter as it was, with the patch and the dimension that were selected
/// there. The patch stays the present one where the picture is cut otherwise by now.
Session returned(Session session, const Stop& stop, const Cut& cut);

/// The stops of the leads that were followed, the latest last.
class Trail {
public:
    void leave(Stop stop);
    /// The user came to `chapter` without a lead: nothing leads back to where one is.
    void came_to(Chapter chapter);
    void clear() { stops_.clear(); }

    /// The stop that Back would return to; null without one.
    const Stop* last() const { return stops_.empty() ? nullptr : &stops_.back(); }
    /// Takes that stop off the trail.
    std::optional<Stop> back();

    static constexpr std::size_t longest = 100;  ///< stops remembered; the oldest are forgotten

private:
    std::deque<Stop> stops_;
};

}  // namespace patchlens::model
