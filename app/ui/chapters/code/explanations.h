// What a step of the code does, in a sentence or two with the numbers of the current results.
#pragma once

#include <string>

#include "app/model/code/run.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// `line`: of the statement that `step` runs.
std::string explained_step(const Scene& scene, model::Notation notation, model::CodeLine line,
                           const model::RunStep& step);

/// "0.0722": the bound of PyTorch's uniform weights.
std::string bound_text(const model::Results& results);
/// The values of black and of full brightness in the first channel: "+0.0000" and "+1.0000".
std::string black_text(const model::Results& results);
std::string white_text(const model::Results& results);

}  // namespace patchlens::ui
