#include "app/ui/chapters/explore/added_by_fit.h"

#include "core/picture/preprocess.h"

namespace patchlens::ui {

std::vector<Rectangle> added_by_fit(const model::Results& results) {
    if (results.options.fit != Fit::pad) return {};
    const Size whole = results.grid.image();
    const PicturePlacement own = placement(results.picture->decoded.image.size, whole, Fit::pad);
    const int bottom = own.top + own.resized.height;
    const int right = own.left + own.resized.width;
    std::vector<Rectangle> parts;
    for (const Rectangle& part :
         {Rectangle{0, 0, own.top, whole.width}, Rectangle{bottom, 0, whole.height - bottom, whole.width},
          Rectangle{own.top, 0, own.resized.height, own.left},
          Rectangle{own.top, right, own.resized.height, whole.width - right}}) {
        if (part.area() > 0) parts.push_back(part);
    }
    return parts;
}

}  // namespace patchlens::ui
