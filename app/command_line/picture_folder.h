// A folder of pictures that appears whole or not at all.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/picture/image.h"

namespace patchlens::command_line {

/// Pictures are written into a folder beside the target, which `commit` renames to it. Destroyed without a
/// commit, it leaves nothing. What a killed program left beside the target is removed by the next one.
class PictureFolder {
public:
    /// Throws Error(file_unwritable) where the target is a file or a folder that holds something, or where
    /// nothing can be written beside it.
    explicit PictureFolder(std::filesystem::path target);
    ~PictureFolder();
    PictureFolder(const PictureFolder&) = delete;
    PictureFolder& operator=(const PictureFolder&) = delete;

    /// Throws Error(file_unwritable), which names the target, and Error(cancelled).
    void write(const std::string& name, const Image& image, const std::stop_token& stop);
    /// Throws Error(file_unwritable).
    void commit();

private:
    std::filesystem::path target_;
    std::filesystem::path aside_;  ///< empty after the commit
};

}  // namespace patchlens::command_line
