#include "app/platform/display_loss.h"

#include <utility>

#ifdef PATCHLENS_XCB
#include <GLFW/glfw3.h>
#include <dlfcn.h>

// As in Xlib.h and GLFW/glfw3native.h, whose other declarations are of no use here.
extern "C" void* glfwGetX11Display();

namespace patchlens::platform {
namespace {

using ErrorHandler = int (*)(void* display);
using ExitHandler = void (*)(void* display, void* data);

/// The function of that name in the libX11 that GLFW has loaded, or null.
template <typename Function>
Function xlib_function(const char* name) {
    void* library = dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (library == nullptr) return nullptr;
    const auto function = reinterpret_cast<Function>(dlsym(library, name));
    dlclose(library);  // GLFW still has it open
    return function;
}

/// Whom Xlib calls instead of exit(); null: exit() again.
void set_exit_handler(ExitHandler handler, void* data) {
    void* display = glfwGetX11Display();
    glfwGetError(nullptr);  // clears the error: another system's window is no failure
    const auto set = xlib_function<void (*)(void*, ExitHandler, void*)>("XSetIOErrorExitHandler");
    if (display != nullptr && set != nullptr) set(display, handler, data);
}

}  // namespace

DisplayLoss::DisplayLoss(std::function<void()> lost) : lost_(std::move(lost)) {
    set_exit_handler([](void*, void* data) { static_cast<DisplayLoss*>(data)->lost_(); }, this);
    // Xlib's own message is not needed beside ours.
    const auto set = xlib_function<ErrorHandler (*)(ErrorHandler)>("XSetIOErrorHandler");
    if (set != nullptr) set([](void*) { return 0; });
}

DisplayLoss::~DisplayLoss() {
    set_exit_handler(nullptr, nullptr);
}

}  // namespace patchlens::platform
#else
namespace patchlens::platform {

DisplayLoss::DisplayLoss(std::function<void()> lost) : lost_(std::move(lost)) {}
DisplayLoss::~DisplayLoss() = default;

}  // namespace patchlens::platform
#endif
