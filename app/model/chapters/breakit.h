// Break it: which mistake is looked at, which others are made besides, and what the learner predicted.
#pragma once

#include <algorithm>
#include <vector>

#include "app/model/chapters/chapter.h"
#include "core/mistakes.h"

namespace patchlens::model {

/// What stands beside each other, right and wrong: the selected dimension of every patch, the selected
/// patch's vector, or the picture that someone rebuilds who takes the vectors for right ones.
enum class BreakitView { map, vector, picture };

template <>
inline constexpr auto names_of<Mistake> = std::to_array<Named<Mistake>>({
    {"flat_order", Mistake::flat_order},
    {"reshape", Mistake::reshape},
    {"overlap", Mistake::overlap},
    {"gaps", Mistake::gaps},
    {"padding", Mistake::padding},
    {"unnormalised", Mistake::unnormalised},
    {"bytes", Mistake::bytes},
    {"bgr", Mistake::bgr},
    {"patch_weights", Mistake::patch_weights},
    {"swapped_sides", Mistake::swapped_sides},
    {"no_bias", Mistake::no_bias},
    {"one_channel", Mistake::one_channel},
});
template <>
inline constexpr auto names_of<BreakitView> = std::to_array<Named<BreakitView>>({
    {"map", BreakitView::map},
    {"vector", BreakitView::vector},
    {"picture", BreakitView::picture},
});
static_assert(names_of<Mistake>.size() == mistake_count);

/// Answers of a prediction are 0 to 2; further ones are not predicted.
inline constexpr int not_predicted = -1;
inline constexpr int shown_unpredicted = 3;

struct Breakit {
    struct Choice {
        Mistake mistake = Mistake::flat_order;  ///< the one that is looked at
        std::vector<Mistake> also;              ///< made besides, in the order of names_of, each once

        bool operator==(const Choice&) const = default;
        /// All that are made. Of two strides, that of `mistake`.
        Mistakes made() const {
            Mistakes all;
            for (const Mistake other : also)
                all = all.with(other);
            return all.with(mistake);
        }
    };
    struct Place {
        BreakitView view = BreakitView::map;
        /// Of each mistake the answer: 0 to 2, not_predicted or shown_unpredicted.
        std::vector<int> answers = std::vector<int>(mistake_count, not_predicted);

        bool operator==(const Place&) const = default;
        int answer(Mistake mistake) const { return answers.at(static_cast<std::size_t>(mistake)); }
        int& answer(Mistake mistake) { return answers.at(static_cast<std::size_t>(mistake)); }
    };

    static void each_field(auto&& visit, auto... breakit) {
        using enum FieldRole;
        visit(choice, "breakit.mistake", breakit.choice.mistake...);
        visit(choice, "breakit.also", breakit.choice.also...);
        visit(place, "breakit.view", breakit.place.view...);
        visit(place, "breakit.answers", breakit.place.answers...);
    }

    static void clamp(Choice& choice, Place& place, const Facts&) {
        std::ranges::sort(choice.also);
        choice.also.erase(std::unique(choice.also.begin(), choice.also.end()), choice.also.end());
        place.answers.resize(mistake_count, not_predicted);
        for (int& answer : place.answers)
            answer = std::clamp(answer, not_predicted, shown_unpredicted);
    }

    static AnalysisRequest analyses(const Choice& choice, const Place& place) {
        return {.mistaken = MistakenRequest{choice.made(), place.view == BreakitView::picture}};
    }

    /// The view in which a mistake is seen best.
    static BreakitView best_view(Mistake mistake) {
        switch (mistake) {
            case Mistake::reshape:
            case Mistake::bgr:
                return BreakitView::picture;
            case Mistake::unnormalised:
            case Mistake::bytes:
            case Mistake::no_bias:
                return BreakitView::vector;
            default:
                return BreakitView::map;
        }
    }
};

}  // namespace patchlens::model
