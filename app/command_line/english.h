// The command line's errors and notes: the sentences of assets/lang/en.json.
#pragma once

#include <string>

#include "app/model/state/language.h"
#include "core/error.h"

namespace patchlens::command_line {

/// The sentences; if they cannot be read, keys and codes take their place.
model::Language english();
/// An error's sentence; if it cannot be read, the technical text and how to restore the sentences.
std::string english(const Error& error);

}  // namespace patchlens::command_line
