// The order in which a program runs: Python reads the class, makes an object of it, which runs __init__, and
// calls it, which runs forward. A listing without a class runs from top to bottom.
#pragma once

#include <vector>

#include "app/model/code/listing.h"

namespace patchlens::model {

/// Whose names a statement sees.
enum class CodeScope {
    program,
    class_body,  ///< while the class is read
    init,
    forward
};

struct RunStep {
    enum class Turn {
        runs,
        calls,  ///< the next step is in the scope that it calls
        comes_back
    };

    int statement = 0;  ///< of the listing, counted from 0
    CodeScope scope = CodeScope::program;
    Turn turn = Turn::runs;
};

struct CodeRun {
    std::vector<RunStep> steps;

    /// The step `index`, or the nearest one that exists.
    const RunStep& at(int index) const;
    int nearest(int index) const;
    int last() const { return static_cast<int>(steps.size()) - 1; }
    /// The first step at a statement after step `step`, else the first of all.
    int visit(int statement, int step = -1) const;
    /// The statement whose call runs the scope of a step; -1 in the program itself.
    int caller(int step) const;
};

CodeRun code_run(const CodeListing& listing);

/// Where the chosen notation runs `line`: within the function rather than where that is read; -1 where it has
/// none.
int run_step(const CodeListing& listing, CodeLine line);

/// The step of a listing that does the same as step `step` of `from`, or comes closest to it.
int same_run_step(const CodeListing& from, int step, const CodeListing& to);

}  // namespace patchlens::model
