// What the commands print for people, so that nothing from a file's name is obeyed by the terminal.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace patchlens::command_line {

/// One line on standard error, "patchlens: note: …"; what cannot be printed is written \xNN.
void print_note(std::string_view text);
/// The same for "patchlens: error: …".
void print_error(std::string_view text);

/// One JSON object on standard output, valid whatever bytes the texts in it hold.
void print_json(const nlohmann::ordered_json& json);

/// Throws Error(file_unwritable) where something printed did not arrive: the disk behind standard output is
/// full, or nobody reads it any more.
void finish_printing();

}  // namespace patchlens::command_line
