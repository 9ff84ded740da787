// How a variance is written.
#pragma once

#include <string>

namespace patchlens::ui {

/// The square of a standard deviation: "0.0302", below a thousandth "3.1e-05", so that little is not none.
std::string variance_text(double standard_deviation);

}  // namespace patchlens::ui
