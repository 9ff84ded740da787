// What the program says about itself: its version, and the libraries in it with theirs.
#pragma once

#include "app/ui/shell/shell_view.h"

namespace patchlens::platform {

ui::About about();

}  // namespace patchlens::platform
