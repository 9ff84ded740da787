// Several files dropped on the window at once: what each is, so that all that can be opened count.
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

#include "core/error.h"

namespace patchlens::model {

/// Files told apart by their names, pictures by their first bytes, each kind in the order given.
struct SortedFiles {
    std::vector<std::filesystem::path> sessions;
    std::vector<std::filesystem::path> weights;
    std::vector<std::filesystem::path> pictures;
    struct Refused {
        std::filesystem::path path;
        Error why;
    };
    std::vector<Refused> refused;  ///< none of these
};

/// Looks at the first bytes of every file; ends early once a stop is requested.
SortedFiles sort_files(std::span<const std::filesystem::path> files, const std::stop_token& stop = {});

}  // namespace patchlens::model
