#include "app/model/state/spot.h"

#include "app/model/state/session.h"

namespace patchlens::model {
namespace {

struct ShowView {
    Session& session;

    void operator()(Chapter) const {}
    void operator()(Overlay overlay) const { session.place<Explore>().overlay = overlay; }
    void operator()(VectorView view) const { session.place<Explore>().vector_view = view; }
    void operator()(MapsView view) const { session.place<Maps>().view = view; }
    void operator()(ProjectionView view) const { session.place<Projection>().view = view; }
    void operator()(CodeStatement statement) const {
        Code::Place& place = session.place<Code>();
        place.step = statement.step;
        place.behind = 0;
        place.playing = false;
    }
};

}  // namespace

void show(Session& session, const Spot& spot) {
    session.chapter = chapter_of(spot);
    std::visit(ShowView{session}, spot);
}

}  // namespace patchlens::model
