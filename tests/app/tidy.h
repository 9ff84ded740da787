// What every screen must satisfy: each text is whole and in one part of the window, and nothing overlaps.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "tests/app/screen.h"

namespace patchlens {

/// How many texts a screen has at least, so that none are looked at in vain.
struct LeastTexts {
    std::size_t all = 40;
    std::size_t of_the_chapter = 20;
};

/// Expects no text to be shortened, to leave the part of the window it begins in, or to overlap another.
void expect_tidy(const Screen& screen, ImVec2 size, float scale, const std::string& what,
                 LeastTexts least = {});

/// Expects the widgets selected by `counts`, given their names, not to overlap.
void expect_apart(const Screen& screen, const std::function<bool(std::string_view)>& counts,
                  const std::string& what);

}  // namespace patchlens
