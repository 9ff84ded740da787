// All chapters, in the order of the rail. To add one, add its header and its line here, and its screen in
// app/ui/chapters/ID.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "app/model/chapters/after.h"
#include "app/model/chapters/breakit.h"
#include "app/model/chapters/code.h"
#include "app/model/chapters/explore.h"
#include "app/model/chapters/maps.h"
#include "app/model/chapters/patches.h"
#include "app/model/chapters/projection.h"
#include "app/model/chapters/quiz.h"
#include "app/model/chapters/story.h"
#include "app/model/chapters/weights.h"
#include "app/model/chapters/words.h"
#include "app/model/state/names.h"

// clang-format off
/// Calls line(id, Type) for each chapter. app/model/chapters/chapter.h says what Type declares.
#define PATCHLENS_CHAPTERS(line) \
    line(story, Story)           \
    line(explore, Explore)       \
    line(words, Words)           \
    line(patches, Patches)       \
    line(projection, Projection) \
    line(maps, Maps)             \
    line(code, Code)             \
    line(after, After)           \
    line(weights, Weights)       \
    line(breakit, Breakit)       \
    line(quiz, Quiz)
// clang-format on

namespace patchlens::model {

// clang-format off
#define PATCHLENS_LINE(id, Type) id,
enum class Chapter { PATCHLENS_CHAPTERS(PATCHLENS_LINE) };
#undef PATCHLENS_LINE

#define PATCHLENS_LINE(id, Type) {#id, Chapter::id},
template <>
inline constexpr auto names_of<Chapter> = std::to_array<Named<Chapter>>({PATCHLENS_CHAPTERS(PATCHLENS_LINE)});
#undef PATCHLENS_LINE

namespace detail {
template <Chapter chapter>
struct ChapterType;
#define PATCHLENS_LINE(id, Name) template <> struct ChapterType<Chapter::id> { using Type = Name; };
PATCHLENS_CHAPTERS(PATCHLENS_LINE)
#undef PATCHLENS_LINE
// clang-format on
}  // namespace detail

/// The type of a chapter: ChapterOf<Chapter::words> is Words.
template <Chapter chapter>
using ChapterOf = typename detail::ChapterType<chapter>::Type;

/// Calls visit.operator()<chapter>() for every chapter.
constexpr void each_chapter(auto&& visit) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (visit.template operator()<static_cast<Chapter>(i)>(), ...);
    }
    (std::make_index_sequence<names_of<Chapter>.size()>{});
}

namespace detail {
template <std::size_t... i>
auto choices_of(std::index_sequence<i...>)
    -> std::tuple<typename ChapterOf<static_cast<Chapter>(i)>::Choice...>;
template <std::size_t... i>
auto places_of(std::index_sequence<i...>)
    -> std::tuple<typename ChapterOf<static_cast<Chapter>(i)>::Place...>;
}  // namespace detail

/// The Choices and the Places of all chapters.
using ChapterChoices = decltype(detail::choices_of(std::make_index_sequence<names_of<Chapter>.size()>{}));
using ChapterPlaces = decltype(detail::places_of(std::make_index_sequence<names_of<Chapter>.size()>{}));

/// Whether a type is the Choice of a chapter; otherwise it is a Place.
template <typename State>
inline constexpr bool is_choice = []<typename... Choices>(const std::tuple<Choices...>*) {
    return (std::is_same_v<State, Choices> || ...);
}(static_cast<const ChapterChoices*>(nullptr));

}  // namespace patchlens::model
