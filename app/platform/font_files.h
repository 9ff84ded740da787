// Finds the faces PatchLens uses among the installed fonts, through fontconfig.
#pragma once

#include <memory>
#include <string_view>

#include "app/ui/drawing/fonts.h"

namespace patchlens::platform {

/// Queries fontconfig once and caches its answers.
class FontFinder {
public:
    FontFinder();
    ~FontFinder();
    FontFinder(const FontFinder&) = delete;
    FontFinder& operator=(const FontFinder&) = delete;

    /// Inter, JetBrains Mono and Noto Sans CJK, each as regular and bold as it comes, or the nearest faces
    /// this machine has. A face it does not have stays empty, and the screen falls back to ImGui's own face.
    const ui::FontFiles& files() const { return files_; }
    /// Adds to `files.others` faces for those of `characters` that are missing in any of the first four.
    /// Characters that no installed face has are skipped.
    void find_for(std::u32string_view characters);

private:
    struct Known;
    std::unique_ptr<Known> known_;
    ui::FontFiles files_;
};

}  // namespace patchlens::platform
