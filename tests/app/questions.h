// The 25 questions that learners ask: which chapter answers each, and what its answer must contain, computed
// with core alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/costs.h"
#include "core/explain.h"
#include "tests/app/core_numbers.h"

namespace patchlens {

/// What core computes for a session.
struct Facts : CoreNumbers {
    /// `unfilled` is a picture size that leaves a remainder with these patches; nothing if there is none.
    Facts(const model::Session& from, std::optional<Size> unfilled);

    model::Session session;
    ConvShape shape;
    std::int64_t inputs;  ///< pixel values in a patch
    int dim;
    Explanation explanation;
    Costs cost;
    std::optional<Size> unfilled;
};

/// A chapter, and in the maps one of its views.
struct Place {
    model::Chapter chapter;
    model::MapsView view = model::MapsView::maps;

    bool operator==(const Place&) const = default;
};

using Pieces = std::vector<std::string>;

struct Question {
    int number;
    std::vector<Place> places;       ///< each of them answers the question, in the widget "question/NUMBER"
    Pieces (*pieces)(const Facts&);  ///< what the answer contains in every language
};

/// In order, 1 to 25.
const std::vector<Question>& questions();
/// Every place that answers a question.
const std::vector<Place>& places_of_questions();

}  // namespace patchlens
