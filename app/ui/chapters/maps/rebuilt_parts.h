// What the scene and the panel of the rebuilt picture share.
#pragma once

#include <string>

#include "app/ui/plots/curve_plot.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// "0.0423"; below a thousandth "7.7e−07".
std::string error_text(double error);
/// "31.24 dB"; "∞ dB" without any difference.
std::string psnr_text(double psnr);

/// The controls above the rebuilt picture: where they end, and by how much the pictures are to be enlarged.
struct RebuiltTools {
    float bottom = 0;
    double zoom_by = 1;
};
RebuiltTools draw_rebuilt_tools(const Scene& scene, const Rect& place);

/// The error with the first k directions, k = 0 to the rank; the kept number is marked.
CurvePlot error_curve(const Scene& scene, const char* name);
/// Emits the choice of how many directions are kept; as many as the rank or more is "all".
void keep_directions(const Scene& scene, int kept);

/// What stands beside the rebuilt picture: sentences, numbers, curves.
void draw_rebuilt_side(const Scene& scene, Column& column);

}  // namespace patchlens::ui
