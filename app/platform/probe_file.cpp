#include "app/platform/probe_file.h"

#include <cstdlib>
#include <span>
#include <utility>

#include "core/support/atomic_file.h"

namespace patchlens::platform {

std::optional<ProbeFile> ProbeFile::from_environment() {
    const char* path = std::getenv("PATCHLENS_PROBE");
    if (path == nullptr || *path == '\0') return std::nullopt;
    return ProbeFile(path);
}

void ProbeFile::update(const ui::Probe& probe, std::uint64_t frame, std::uint64_t inputs) {
    std::string shown = probe.to_json(0, inputs);
    if (shown == shown_) return;
    const std::string text = probe.to_json(frame, inputs);
    write_file(path_, std::as_bytes(std::span(text)));
    shown_ = std::move(shown);
}

}  // namespace patchlens::platform
