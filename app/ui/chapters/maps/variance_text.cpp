#include "app/ui/chapters/maps/variance_text.h"

#include "app/ui/drawing/numbers.h"

namespace patchlens::ui {

std::string variance_text(double standard_deviation) {
    const double variance = standard_deviation * standard_deviation;
    if (!(variance > 0 && variance < 1e-3)) return without_plus(variance);
    return scientific(variance);
}

}  // namespace patchlens::ui
