// Finds the faces PatchLens is written in among the fonts installed, through fontconfig.
#pragma once

#include <memory>
#include <string_view>

#include "app/ui/drawing/fonts.h"

namespace patchlens::platform {

/// Asks fontconfig once, and keeps what it answered.
class FontFinder {
public:
    FontFinder();
    ~FontFinder();
    FontFinder(const FontFinder&) = delete;
    FontFinder& operator=(const FontFinder&) = delete;

    /// Inter, JetBrains Mono and WenQuanYi Micro Hei, or the nearest faces this machine has. What it does not
    /// have stays empty, and the screen falls back to ImGui's own face.
    const ui::FontFiles& files() const { return files_; }
    /// Adds to the others of `files` the faces that have those of `characters` which not all of the first
    /// four can show. Of what no face has there is none.
    void find_for(std::u32string_view characters);

private:
    struct Known;
    std::unique_ptr<Known> known_;
    ui::FontFiles files_;
};

}  // namespace patchlens::platform
