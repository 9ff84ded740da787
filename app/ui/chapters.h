// The screens of the chapters. app/model/chapters/list.h lists the chapters; the screen of each is in
// app/ui/chapters/ID, in a namespace of that name.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "app/model/chapters/list.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// draw() draws the scene, draw_side() the panel to its right; least_size() is the smallest place in which
/// all of the scene has room, in logical pixels.
#define PATCHLENS_LINE(id, Type)           \
    namespace id {                         \
    void draw(const Scene& scene);         \
    void draw_side(const Scene& scene);    \
    ImVec2 least_size(const Scene& scene); \
    }
PATCHLENS_CHAPTERS(PATCHLENS_LINE)
#undef PATCHLENS_LINE

struct ChapterEntry {
    model::Chapter chapter;
    const char* name;        ///< language key
    const char* short_name;  ///< language key of the name for narrow windows
    void (*draw)(const Scene&);
    void (*draw_side)(const Scene&);
    ImVec2 (*least_size)(const Scene&);
};

/// In the order of the rail.
#define PATCHLENS_LINE(id, Type)                                           \
    ChapterEntry{model::Chapter::id, "chapter." #id, "chapter.short." #id, \
                 id::draw,           id::draw_side,  id::least_size},
inline constexpr std::array chapters{PATCHLENS_CHAPTERS(PATCHLENS_LINE)};
#undef PATCHLENS_LINE

/// The entry of `chapter`.
constexpr const ChapterEntry& chapter_entry(model::Chapter chapter) {
    return chapters.at(static_cast<std::size_t>(chapter));
}

/// The rail's two groups: what one learns from, and where one tries.
enum class ChapterGroup { learn, lab };
constexpr ChapterGroup group_of(model::Chapter chapter) {
    return chapter < model::Chapter::weights ? ChapterGroup::learn : ChapterGroup::lab;
}
/// Language key of the group's name.
constexpr const char* group_name(model::Chapter chapter) {
    return group_of(chapter) == ChapterGroup::learn ? "rail.learn" : "rail.lab";
}

/// The keys that switch chapters, in the order of the rail. 0 and - enlarge pictures.
inline constexpr std::string_view chapter_keys = "123456789BQ";
static_assert(chapters.size() <= chapter_keys.size());
constexpr char key_of(model::Chapter chapter) {
    return chapter_keys.at(static_cast<std::size_t>(chapter));
}

}  // namespace patchlens::ui
