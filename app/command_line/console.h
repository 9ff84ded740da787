// Console output of the commands: control characters in file names are escaped, so that the terminal does not
// interpret them.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace patchlens::command_line {

/// One line on standard error, "patchlens: note: …"; what cannot be printed is written as \xNN.
void print_note(std::string_view text);
/// The same for "patchlens: error: …".
void print_error(std::string_view text);

/// One JSON object on standard output, valid whatever bytes its strings hold.
void print_json(const nlohmann::ordered_json& json);

/// Throws Error(file_unwritable) if some output could not be written: the disk behind standard output is
/// full, or its reader is gone.
void finish_printing();

}  // namespace patchlens::command_line
