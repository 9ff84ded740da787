// The whole command line: which command was given, with which arguments, and how failures are reported.
#pragma once

namespace patchlens::command_line {

/// Runs the program. Returns its exit code: 0, 2 for invalid arguments, 1 for anything else that failed; a
/// failure is one line on standard error, "patchlens: error: …".
int run(int argument_count, const char* const* arguments);

}  // namespace patchlens::command_line
