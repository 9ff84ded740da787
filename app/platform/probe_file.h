// PATCHLENS_PROBE=FILE: a file, kept up to date, that tells tests and screen-reader bridges what is on the
// screen and where.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/ui/probe.h"

namespace patchlens::platform {

class ProbeFile {
public:
    explicit ProbeFile(std::filesystem::path path) : path_(std::move(path)) {}
    /// The file named by PATCHLENS_PROBE; none where that is unset or empty.
    static std::optional<ProbeFile> from_environment();

    /// Replaces the whole file by rename if anything but the frame number changed since the last call.
    /// Throws Error(file_unwritable).
    void update(const ui::Probe& probe, std::uint64_t frame, std::uint64_t inputs);

private:
    std::filesystem::path path_;
    std::string shown_;  ///< the last content, with frame number 0
};

}  // namespace patchlens::platform
