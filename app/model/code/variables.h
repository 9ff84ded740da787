// The variables that a step of a running program sees, with their current values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/code/run.h"

namespace patchlens::model {

struct CodeVariable {
    std::string name;
    std::string text;            ///< a number or a tuple as the code would print it; empty for a tensor
    Shape shape;                 ///< of a tensor; empty otherwise
    std::string index;           ///< the element shown, "0, 137, 19, 10"
    std::optional<float> value;  ///< of that element; none where there are no numbers to show
    bool fresh = false;          ///< not so before in this scope

    bool operator==(const CodeVariable&) const = default;
};

/// The variables of the scope of `run`'s step `step` after it, in order of appearance. The element shown of
/// each tensor belongs to the selected patch and dimension. `listing` is that of `results` in `notation`.
std::vector<CodeVariable> variables_at(const Results& results, Notation notation, const CodeListing& listing,
                                       const CodeRun& run, int step);

}  // namespace patchlens::model
