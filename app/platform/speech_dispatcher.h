// Reading aloud through speech-dispatcher, the desktop's service for speech. Its library is loaded when
// something is said for the first time: the program starts and runs without it. Source: libspeechd.h of
// speech-dispatcher 0.11 (SSIP 1.0).
#pragma once

#include <functional>
#include <memory>

#include "app/ui/shell/speech.h"

namespace patchlens::platform {

/// `wake` is called from another thread when there is a problem to take; `library` is what dlopen looks for.
std::unique_ptr<ui::Speech> speech_dispatcher(std::function<void()> wake,
                                              const char* library = "libspeechd.so.2");

}  // namespace patchlens::platform
