// The manual page in section 1, written from the command line's table.
// Source of the format: man(7), groff_man(7).
#pragma once

#include <string>
#include <string_view>

#include "app/command_line/command_table.h"

namespace patchlens::command_line {

/// The page as roff; `version` stands at its foot.
std::string man_page(const CommandTable& table, std::string_view version);

}  // namespace patchlens::command_line
