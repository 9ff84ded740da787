// Where the weights come from, in one or a few sentences.
#pragma once

#include <string>

#include "app/model/computing/results.h"
#include "app/model/state/language.h"

namespace patchlens::ui {

/// Of `module`, and how `adaptation` made them fit. Of a file only its name: what there is to say about what
/// it holds stands in weight_notes.h.
std::string weights_text(const model::Language& language, const model::ModuleOptions& module,
                         const model::Adaptation& adaptation);
std::string weights_text(const model::Language& language, const model::Results& results);

/// Which filters of `module` are painted by hand; empty where none is.
std::string painted_text(const model::Language& language, const model::ModuleOptions& module);

}  // namespace patchlens::ui
