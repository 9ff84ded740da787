// How long a statement is shown while the code plays.
#pragma once

namespace patchlens::ui {

inline constexpr float seconds_per_statement = 3.5F;

}  // namespace patchlens::ui
