// What shells complete after "patchlens": commands, options, the names an option takes, and files.
#pragma once

#include <string>

#include "app/command_line/command_table.h"

namespace patchlens::command_line {

/// A script for bash 4.4 or newer that needs no other one, to be sourced or to stand in bash-completion's
/// folder.
std::string bash_completion(const CommandTable& table);
/// A function for zsh, to stand as `_patchlens` in a folder of $fpath.
std::string zsh_completion(const CommandTable& table);

}  // namespace patchlens::command_line
