// The program's version and the versions of its libraries.
#pragma once

#include "app/ui/shell/shell_view.h"

namespace patchlens::platform {

ui::About about();

}  // namespace patchlens::platform
