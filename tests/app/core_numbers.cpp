#include "tests/app/core_numbers.h"

#include "core/picture/image.h"
#include "core/picture/preprocess.h"
#include "core/weights/checkpoint.h"

namespace patchlens {
namespace {

/// A file must have the session's sizes; nothing is fitted here.
ConvParameters weights_of(const model::ModuleOptions& options) {
    if (!options.weights.empty()) return load_projection(options.weights).parameters;
    return initialise(options.init, options.config.conv_shape(), options.seed);
}

}  // namespace

CoreNumbers::CoreNumbers(const model::Session& session)
    : pixels(to_tensor(fit_image(load_image(session.picture).image, session.module.preprocess()),
                       session.module.normalize)),
      module(weights_of(session.module)),
      grid(module.grid(pixels)),
      tokens(module.forward(pixels, Layout::nlc)),
      patch(grid.nearest(session.patch)) {}

}  // namespace patchlens
