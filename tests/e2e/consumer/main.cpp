// Prints one number of the default module on a picture, as somebody else's program would.
#include <cstdio>

#include "core/explain.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"

int main(int argument_count, char** arguments) {
    using namespace patchlens;
    if (argument_count != 2) return 2;
    const Tensor pixels = to_tensor(fit_image(load_image(arguments[1]).image, {}), Normalize::none);
    const PatchEmbed module(initialise(Init::torch, PatchEmbedConfig{}.conv_shape(), 0));
    std::printf("%.9g\n", static_cast<double>(explain(module, pixels, {19, 10}, 137).value));
    return 0;
}
