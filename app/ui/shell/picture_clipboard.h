// The interface to pictures on the clipboard: the platform implements it, tests do without one.
#pragma once

#include <cstddef>
#include <vector>

namespace patchlens::ui {

class PictureClipboard {
public:
    virtual ~PictureClipboard() = default;
    /// The bytes of the picture on the clipboard, as some program put them there; empty if there is none. May
    /// take a while: called from a thread of its own.
    virtual std::vector<std::byte> picture() = 0;
    /// Puts a PNG file on the clipboard; false where that is impossible.
    virtual bool offer(std::vector<std::byte> png) = 0;
};

}  // namespace patchlens::ui
