// Formatting a variance.
#pragma once

#include <string>

namespace patchlens::ui {

/// The square of a standard deviation: "0.0302"; below a thousandth "3.1e-05", so that a small variance does
/// not read as 0.
std::string variance_text(double standard_deviation);

}  // namespace patchlens::ui
