// What happens when the screen's server ends while the window is open: Xlib would end the program on the
// spot.
#pragma once

#include <functional>

namespace patchlens::platform {

/// One at a time, in the main thread, while GLFW is initialised.
class DisplayLoss {
public:
    /// `lost` is called in the main thread from within the call that needed the server, at most once. It must
    /// end the program: nothing can be drawn or asked of the server any more. Without X11 (or with a libX11
    /// before 1.7, which has no way to say whom to call) the program ends as the library sees fit.
    explicit DisplayLoss(std::function<void()> lost);
    ~DisplayLoss();
    DisplayLoss(const DisplayLoss&) = delete;
    DisplayLoss& operator=(const DisplayLoss&) = delete;

private:
    std::function<void()> lost_;
};

}  // namespace patchlens::platform
