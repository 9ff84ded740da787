// Pixels as numbers: what the module sees of them, or the picture's own from 0 to 255, as the user chose.
#pragma once

#include <string>

#include "app/ui/drawing/raster.h"
#include "app/ui/scene.h"

namespace patchlens::ui {

/// Whether the picture's own numbers are wanted.
bool wants_bytes(const Scene& scene);
/// What the module sees of a pixel in one channel as the number that is wanted.
double wanted_number(const Scene& scene, float seen, int channel);
/// The wanted number of one pixel of the picture in one channel; in the padding that of zero, which is what
/// the module sees there.
double pixel_number(const Scene& scene, PixelPosition pixel, int channel);
/// A number of a pixel, or between those of several, as it is written: "237" or "0.9294".
std::string pixel_number_text(const Scene& scene, double number, int decimals = 4);
/// All channels of a pixel: "R 237  G 230  B 199".
std::string pixel_text(const Scene& scene, PixelPosition pixel, int decimals);
/// What the numbers are: "0 to 255", "0 to 1", "normalised".
std::string pixel_unit(const Scene& scene);
/// "pixels (0 to 255)".
std::string pixels_title(const Scene& scene);
/// What the module sees of black and of full brightness in one channel.
Range seen_range(const model::Results& results, int channel);

/// The switches of how pixels are shown, the contrast and the numbers, at the right end of `place`. Their
/// names are PREFIX/stretch and PREFIX/numbers.
float pixel_switches_width(const Context& context);
void pixel_switches(const Scene& scene, const std::string& prefix, const Rect& place);

}  // namespace patchlens::ui
