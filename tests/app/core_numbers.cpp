#include "tests/app/core_numbers.h"

#include "core/image.h"
#include "core/preprocess.h"

namespace patchlens {

CoreNumbers::CoreNumbers(const model::Session& session)
    : pixels(to_tensor(fit_image(load_image(session.picture).image, session.module.preprocess()),
                       session.module.normalize)),
      module(initialise(session.module.init, session.module.config.conv_shape(), session.module.seed)),
      grid(module.grid(pixels)),
      tokens(module.forward(pixels, Layout::nlc)),
      patch(session.patch) {}

}  // namespace patchlens
