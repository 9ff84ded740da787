#include "app/model/state/trail.h"

#include <tuple>
#include <utility>

namespace patchlens::model {

Stop stop_at(const Session& session, const Cut& cut) {
    return {session.chapter, session.chapter_places, session.patch, session.dim, cut};
}

Session returned(Session session, const Stop& stop, const Cut& cut) {
    session.chapter = stop.chapter;
    each_chapter([&]<Chapter chapter>() {
        using Place = typename ChapterOf<chapter>::Place;
        if (chapter == stop.chapter) session.of<Place>() = std::get<Place>(stop.places);
    });
    if (cut == stop.cut && session.patch != stop.patch) {
        session.patch = stop.patch;
        session.patch_place.reset();
    }
    if (session.dim != stop.dim) {
        session.dim = stop.dim;
        session.chosen_dim.reset();
    }
    return session;
}

void Trail::leave(Stop stop) {
    stops_.push_back(std::move(stop));
    if (stops_.size() > longest) stops_.pop_front();
}

void Trail::came_to(Chapter chapter) {
    while (!stops_.empty() && stops_.back().chapter == chapter)
        stops_.pop_back();
}

std::optional<Stop> Trail::back() {
    if (stops_.empty()) return std::nullopt;
    Stop stop = std::move(stops_.back());
    stops_.pop_back();
    return stop;
}

}  // namespace patchlens::model
