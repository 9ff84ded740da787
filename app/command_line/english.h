// The command line's messages about errors and pictures: the sentences of assets/lang/en.json.
#pragma once

#include <string>

#include "core/error.h"
#include "core/picture/picture_note.h"

namespace patchlens::command_line {

/// If the sentences cannot be read, the technical text and how to restore them.
std::string english(const Error& error);
std::string english(const PictureNote& note);

}  // namespace patchlens::command_line
