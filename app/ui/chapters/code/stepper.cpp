#include "app/ui/chapters/code/stepper.h"

#include <algorithm>
#include <cmath>

#include "app/ui/play_speed.h"

namespace patchlens::ui {

Stepper::Stepper(const model::CodeListing& listing, const model::CodeRun& run,
                 const model::Code::Place& place, bool reduced_motion)
    : listing_(listing), run_(run), place_(place), reduced_motion_(reduced_motion), chosen_(place) {
    chosen_.step = run.nearest(place.step);
}

void Stepper::move(int step) {
    const int before = chosen_.step;
    chosen_.step = run_.nearest(step);
    // The scene stays where it was and follows.
    chosen_.behind = reduced_motion_ ? 0 : chosen_.behind + chosen_.step - before;
    chosen_.shown = 0;
}

void Stepper::to(int step) {
    move(step);
    chosen_.playing = false;
}

void Stepper::to_statement(int statement) {
    const bool here = run_.at(chosen_.step).statement == statement;
    to(run_.visit(statement, here ? chosen_.step : -1));
}

void Stepper::toggle() {
    chosen_.playing = !chosen_.playing;
    chosen_.shown = 0;
    if (chosen_.playing && chosen_.step == run_.last()) move(0);
}

void Stepper::play(double seconds) {
    if (chosen_.behind != 0) {
        const double distance = std::abs(chosen_.behind);
        const double covered = seconds / seconds_to_follow * std::max(1.0, distance);
        chosen_.behind =
            distance <= covered || reduced_motion_ ? 0 : std::copysign(distance - covered, chosen_.behind);
    }
    if (!chosen_.playing) return;
    chosen_.shown += seconds / double{seconds_per_statement};
    if (chosen_.shown < 1) return;
    if (chosen_.step == run_.last()) {
        chosen_.playing = false;
        chosen_.shown = 0;
    } else {
        move(chosen_.step + 1);
    }
}

void Stepper::notate(model::Notation notation, const model::Results& results) {
    if (notation == chosen_.notation) return;
    chosen_.step = model::same_run_step(listing_, chosen_.step, model::code_listing(results, notation));
    chosen_.notation = notation;
    chosen_.shown = 0;
    chosen_.behind = 0;
}

void Stepper::emit(const Scene& scene) const {
    model::Code::Place before = place_;
    before.step = run_.nearest(before.step);
    if (chosen_ == before) return;
    scene.look<model::Code>([&](auto& place) { place = chosen_; });
}

}  // namespace patchlens::ui
