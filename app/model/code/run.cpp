#include "app/model/code/run.h"

#include <algorithm>
#include <utility>

namespace patchlens::model {
namespace {

CodeScope scope_of(CodeLine line) {
    switch (line) {
        case CodeLine::super_init:
        case CodeLine::img_size:
        case CodeLine::patch_size:
        case CodeLine::num_patches:
        case CodeLine::keep_img_size:
        case CodeLine::keep_patch_size:
        case CodeLine::keep:
        case CodeLine::convolution:
            return CodeScope::init;
        case CodeLine::shape:
        case CodeLine::project:
        case CodeLine::return_output:
            return CodeScope::forward;
        case CodeLine::docstring:
        case CodeLine::arguments:
        case CodeLine::forward:
            return CodeScope::class_body;
        default:
            return CodeScope::program;
    }
}

class Runner {
public:
    explicit Runner(const CodeListing& listing) : listing_(listing) {}

    CodeRun run() {
        add(CodeLine::class_definition, CodeScope::program, RunStep::Turn::calls);
        run_scope(CodeScope::class_body);
        for (int i = 0; i < static_cast<int>(listing_.steps.size()); ++i) {
            const CodeLine line = listing_.at(i).line;
            if (line == CodeLine::class_definition || scope_of(line) != CodeScope::program) continue;
            if (line == CodeLine::make_module) {
                call(line, CodeLine::arguments, CodeScope::init);
            } else if (line == CodeLine::call) {
                call(line, CodeLine::forward, CodeScope::forward);
            } else {
                run_.steps.push_back({i, CodeScope::program, RunStep::Turn::runs});
            }
        }
        return std::move(run_);
    }

private:
    void add(CodeLine line, CodeScope scope, RunStep::Turn turn) {
        if (const int at = listing_.find(line); at >= 0) run_.steps.push_back({at, scope, turn});
    }
    /// The statements of `scope` one after the other.
    void run_scope(CodeScope scope) {
        for (int i = 0; i < static_cast<int>(listing_.steps.size()); ++i) {
            if (scope_of(listing_.at(i).line) == scope) run_.steps.push_back({i, scope, RunStep::Turn::runs});
        }
    }
    void call(CodeLine from, CodeLine first, CodeScope scope) {
        add(from, CodeScope::program, RunStep::Turn::calls);
        add(first, scope, RunStep::Turn::runs);
        run_scope(scope);
        add(from, CodeScope::program, RunStep::Turn::comes_back);
    }

    const CodeListing& listing_;
    CodeRun run_;
};

}  // namespace

int CodeRun::nearest(int index) const {
    return std::clamp(index, 0, last());
}

const RunStep& CodeRun::at(int index) const {
    return steps[static_cast<std::size_t>(nearest(index))];
}

int CodeRun::visit(int statement, int step) const {
    const auto from = steps.begin() + (step < 0 ? 0 : nearest(step) + 1);
    auto found = std::ranges::find(from, steps.end(), statement, &RunStep::statement);
    if (found == steps.end()) found = std::ranges::find(steps, statement, &RunStep::statement);
    return found == steps.end() ? 0 : static_cast<int>(found - steps.begin());
}

int CodeRun::caller(int step) const {
    if (at(step).scope == CodeScope::program) return -1;
    for (int before = nearest(step) - 1; before >= 0; --before) {
        if (at(before).scope == CodeScope::program) return at(before).statement;
    }
    return -1;
}

CodeRun code_run(const CodeListing& listing) {
    if (listing.find(CodeLine::class_definition) >= 0) return Runner(listing).run();
    CodeRun run;
    for (int i = 0; i < static_cast<int>(listing.steps.size()); ++i)
        run.steps.push_back({i, CodeScope::program, RunStep::Turn::runs});
    return run;
}

int run_step(const CodeListing& listing, CodeLine line) {
    const int statement = listing.find(line);
    if (statement < 0) return -1;
    const CodeRun run = code_run(listing);
    const int first = run.visit(statement);
    return run.at(first).scope == CodeScope::class_body ? run.visit(statement, first) : first;
}

int same_run_step(const CodeListing& from, int step, const CodeListing& to) {
    const int statement = same_step(from, code_run(from).at(step).statement, to);
    return run_step(to, to.at(statement).line);
}

}  // namespace patchlens::model
