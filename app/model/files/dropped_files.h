// Several files dropped on the window at once, sorted by kind, so that every file that can be opened is used.
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

#include "core/error.h"

namespace patchlens::model {

/// Sessions and weights are recognised by their names, pictures by their first bytes; each kind in the given
/// order.
struct SortedFiles {
    std::vector<std::filesystem::path> sessions;
    std::vector<std::filesystem::path> weights;
    std::vector<std::filesystem::path> pictures;
    struct Refused {
        std::filesystem::path path;
        Error why;
    };
    std::vector<Refused> refused;  ///< none of these kinds, or unreadable
};

/// Sorts `files`; ends early once a stop is requested.
SortedFiles sort_files(std::span<const std::filesystem::path> files, const std::stop_token& stop = {});

}  // namespace patchlens::model
