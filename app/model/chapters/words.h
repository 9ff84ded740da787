// Words to vectors: which sentence is shown, and which word of it is looked up.
#pragma once

#include <cstddef>
#include <string>

#include "app/model/chapters/chapter.h"
#include "core/error.h"

namespace patchlens::model {

/// The longest sentence accepted, in bytes.
inline constexpr std::size_t longest_sentence = 1000;

struct Words {
    struct Choice {
        std::string sentence = "Could have done better";
        int n = 5;     ///< the length of each word's vector, 1 to 4096
        int word = 0;  ///< the word looked up, counted from 0

        bool operator==(const Choice&) const = default;
    };
    struct Place {
        double row = -1;  ///< the row the table has scrolled to on its way to the word's row; -1: arrived

        bool operator==(const Place&) const = default;
    };

    static void each_field(auto&& visit, auto... words) {
        using enum FieldRole;
        visit(choice, "words.sentence", words.choice.sentence...);
        visit(choice, "words.n", words.choice.n...);
        visit(choice, "words.word", words.choice.word...);
        visit(motion, "words.row", words.place.row...);
    }

    /// Throws Error(value_out_of_range) for a sentence that is too long, which has no nearest valid value.
    static void clamp(Choice& choice, Place& place, const Facts&) {
        if (choice.sentence.size() > longest_sentence) {
            throw Error(ErrorCode::value_out_of_range, {"sentence", "0", std::to_string(longest_sentence),
                                                        std::to_string(choice.sentence.size())});
        }
        choice.n = std::clamp(choice.n, 1, largest_embed_dim);
        choice.word = std::max(choice.word, 0);
        if (std::isnan(place.row)) place.row = -1;
    }

    static AnalysisRequest analyses(const Place&) { return {}; }
};

}  // namespace patchlens::model
