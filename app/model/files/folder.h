// What can be opened in a folder: its subfolders and its files of one kind, in natural order.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace patchlens::model {

enum class FileKind { picture, session, weights, table };

/// Whether a file of that name can be one of `kind`, by its extension in upper or lower case. Weights are
/// also those that are refused with the way to convert them, and the index of a model in several files.
bool is_kind(const std::filesystem::path& file, FileKind kind);

struct FolderEntry {
    std::filesystem::path path;
    bool folder = false;
    std::uintmax_t bytes = 0;  ///< of a file
};

struct Folder {
    std::filesystem::path path;
    FileKind kind = FileKind::picture;
    std::vector<FolderEntry> entries;  ///< folders first, both by name; without hidden ones
    std::optional<Error> problem;      ///< why it cannot be read
};

/// Reads a folder. Entries that cannot be inspected are left out. Throws Error(cancelled) once a stop is
/// requested.
Folder read_folder(const std::filesystem::path& folder, FileKind kind, const std::stop_token& stop = {});

/// Whether `a` comes before `b` in natural order: ignoring case, and with numbers by their value ("scan 9"
/// before "scan 10").
bool natural_less(std::string_view a, std::string_view b);

}  // namespace patchlens::model
