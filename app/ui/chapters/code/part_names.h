// Names of the pictures below a listing, on the screen and in the probe.
#pragma once

#include <string>

#include "app/model/code/listing.h"
#include "app/model/computing/results.h"
#include "app/model/state/language.h"

namespace patchlens::ui {

/// "code/part/filter"
const char* part_probe_name(model::CodePart part);
/// As the listing in `notation` calls it: "weight[137]".
std::string part_name(const model::Language& language, const model::Results& results,
                      model::Notation notation, model::CodePart part);
/// The sides of the shape: "3×8×8".
std::string part_shape(const model::Results& results, model::CodePart part);

}  // namespace patchlens::ui
