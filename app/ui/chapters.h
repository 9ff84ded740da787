// The chapters there are, in the order of the rail. Adding one is adding a line.
#pragma once

#include <array>

#include "app/ui/chapters/code/scene.h"
#include "app/ui/chapters/explore/scene.h"
#include "app/ui/chapters/explore/side.h"
#include "app/ui/chapters/maps/scene.h"
#include "app/ui/chapters/patches/scene.h"
#include "app/ui/chapters/projection/scene.h"
#include "app/ui/chapters/words/scene.h"

namespace patchlens::ui {

struct ChapterEntry {
    model::Chapter chapter;
    const char* name;  ///< the language's key
    /// Draws into the scene and changes nothing: what the user does comes back as actions.
    void (*draw)(Context&, const model::Session&, const model::Results&, const Rect& scene, model::Actions&);
    /// The same for the panel at its right.
    void (*draw_side)(Context&, const model::Session&, const model::Results&, const Rect& side,
                      model::Actions&);
};

inline constexpr std::array chapters{
    ChapterEntry{model::Chapter::explore, "chapter.explore", draw_explore, draw_inspector},
    ChapterEntry{model::Chapter::words, "chapter.words", draw_words, draw_words_side},
    ChapterEntry{model::Chapter::patches, "chapter.patches", draw_patches, draw_patches_side},
    ChapterEntry{model::Chapter::projection, "chapter.projection", draw_projection, draw_projection_side},
    ChapterEntry{model::Chapter::maps, "chapter.maps", draw_maps, draw_maps_side},
    ChapterEntry{model::Chapter::code, "chapter.code", draw_code, draw_code_side},
};

static_assert(chapters.size() == model::names_of<model::Chapter>.size(), "every chapter can be shown");

/// The chapter of a session.
constexpr const ChapterEntry& chapter_entry(model::Chapter chapter) {
    for (const ChapterEntry& entry : chapters) {
        if (entry.chapter == chapter) return entry;
    }
    return chapters.front();
}

}  // namespace patchlens::ui
