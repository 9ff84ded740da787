// This frame's changes of how far the code has run and of its notation.
#pragma once

#include "app/model/code/run.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

class Stepper {
public:
    Stepper(const model::CodeListing& listing, const model::CodeRun& run, const model::Code::Place& place,
            bool reduced_motion);

    void step(int by) { to(chosen_.step + by); }
    void to(int step);
    /// To the next step at a statement; one that was just run comes round again.
    void to_statement(int statement);
    void toggle();
    /// Goes on by the time since the last frame: what plays, and the scene towards its step.
    void play(double seconds);
    void notate(model::Notation notation, const model::Results& results);

    const model::Code::Place& chosen() const { return chosen_; }
    void emit(const Scene& scene) const;

private:
    void move(int step);

    const model::CodeListing& listing_;
    const model::CodeRun& run_;
    const model::Code::Place& place_;
    bool reduced_motion_;
    model::Code::Place chosen_;
};

}  // namespace patchlens::ui
