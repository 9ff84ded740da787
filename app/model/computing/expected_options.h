// What the model of a weights file expects of its pictures, beside what the options make of them.
#pragma once

#include <string>
#include <vector>

#include "app/model/state/language.h"
#include "app/model/state/session.h"
#include "core/weights/expected_pixels.h"

namespace patchlens::model {

/// `module` with img_size, fit, filter and normalize as the model expects them, where PatchLens has them.
ModuleOptions with_expected(ModuleOptions module, const ExpectedPixels& expected);

/// Those that differ, as they would be given on the command line: "--img-size 224x224 --normalize clip".
std::string expected_arguments(const ModuleOptions& module, const ExpectedPixels& expected);

/// All that it expects, as the panel calls them: "img_size 224x224, normalize clip".
std::string expected_values(const ExpectedPixels& expected);

/// The same in a sentence; empty where it says of none.
std::string expected_sentence(const Language& language, const ExpectedPixels& expected);

/// What it expects and no option makes, a sentence each.
std::vector<std::string> unmet_sentences(const Language& language, const ExpectedPixels& expected);

}  // namespace patchlens::model
