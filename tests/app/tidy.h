// What every screen must satisfy: each text is whole and in one part of the window, and nothing overlaps.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tests/app/screen.h"

namespace patchlens {

/// Expects no text to be shortened, to leave the part of the window it begins in, or to overlap another.
void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what);

/// Expects the widgets selected by `counts`, given their names, not to overlap.
void expect_apart(const Screen& screen, const std::function<bool(std::string_view)>& counts,
                  const std::string& what);

}  // namespace patchlens
