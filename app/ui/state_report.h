// What the screen shows, as JSON for the probe: the keys of `patchlens info --json`, what is selected, and
// what the program is doing.
#pragma once

#include <nlohmann/json.hpp>

#include "app/model/state/workspace.h"
#include "app/ui/context.h"

namespace patchlens::ui {

nlohmann::ordered_json state_report(const model::Workspace& workspace, const Hover& hover);

}  // namespace patchlens::ui
