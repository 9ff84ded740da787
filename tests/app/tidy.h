// What every screen must hold: no text is shortened, lies outside its part of the window or runs into
// another.
#pragma once

#include <string>

#include "tests/app/screen.h"

namespace patchlens {

/// Texts further down in the scrolled panel at the right are left out of the part about the window.
void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what);

}  // namespace patchlens
