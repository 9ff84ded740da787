// What every screen must hold: each text is whole and in one part of the window, and nothing lies on another.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tests/app/screen.h"

namespace patchlens {

/// No text is shortened, leaves the part of the window it begins in, or runs into another.
void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what);

/// Of the widgets whose name counts, none lies on another.
void expect_apart(const Screen& screen, const std::function<bool(std::string_view)>& counts,
                  const std::string& what);

}  // namespace patchlens
