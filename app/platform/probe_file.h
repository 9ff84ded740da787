// PATCHLENS_PROBE=FILE: what is on the screen and where, kept up to date in a file for tests and
// screen-reader bridges.
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
    /// The file the environment asks for; none where PATCHLENS_PROBE is unset or empty.
    static std::optional<ProbeFile> from_environment();

    /// Writes the whole file by rename if something other than the frame number changed since the last call.
    /// Throws Error(file_unwritable).
    void update(const ui::Probe& probe, std::uint64_t frame, std::uint64_t inputs);

private:
    std::filesystem::path path_;
    std::string shown_;  ///< the last content, with frame number 0
};

}  // namespace patchlens::platform
