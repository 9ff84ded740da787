// The words of the field behind the names that the parameters have in code.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "app/model/state/glossary.h"

namespace patchlens::ui {

/// The term for an argument's name, with or without a side behind it ("img_size H"); nothing without one.
inline std::optional<model::Term> term_of_argument(std::string_view name) {
    using model::Term;
    constexpr std::array known{
        std::pair{"img_size", Term::img_size},
        std::pair{"patch_size", Term::patch_size},
        std::pair{"in_chans", Term::channel},
        std::pair{"embed_dim", Term::embed_dim},
        std::pair{"seed", Term::seed},
        std::pair{"fit", Term::resizing},
        std::pair{"filter", Term::interpolation},
        std::pair{"normalize", Term::normalization},
        std::pair{"init", Term::initialization},
        std::pair{"weights", Term::safetensors},
        std::pair{"tensor", Term::tensor},
        std::pair{"stride", Term::stride},
        std::pair{"padding", Term::padding},
    };
    for (const auto& [argument, term] : known) {
        if (name.substr(0, name.find(' ')) == argument) return term;
    }
    return std::nullopt;
}

}  // namespace patchlens::ui
