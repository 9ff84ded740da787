// NumPy alone, even for PyTorch's random numbers: both use the same Mersenne Twister.
#include <filesystem>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"

namespace patchlens::model {
namespace {

/// conv2d_weights(seed) or xavier_weights(seed): weight [D, C*ph*pw] and bias [D], as PyTorch draws them.
std::string weights_function(const Results& results, const Language& language) {
    const PatchEmbedConfig& config = results.options.config;
    const std::string fan = std::to_string(config.conv_shape().fan_in());
    const std::string dims = std::to_string(config.embed_dim);
    const bool xavier = results.options.init == Init::xavier;
    const std::string bound = "(1 / " + fan + ") ** 0.5";
    std::string text =
        "def " + std::string(xavier ? "xavier_weights" : "conv2d_weights") +
        "(seed):\n"
        "    \"\"\"" +
        std::string(language("script.draw")) +
        "\"\"\"\n"
        "    generator = numpy.random.RandomState(seed & 0xFFFFFFFF)\n\n"
        "    def uniform(bound, count):\n"
        "        low, high = numpy.float32(-bound), numpy.float32(bound)\n"
        "        bits = generator.randint(0, 2**32, count, dtype=numpy.uint32) & 0xFFFFFF\n"
        "        return (bits * 2.0**-24 * float(high - low) + float(low)).astype(numpy.float32)\n\n"
        "    weight = uniform(" +
        bound + ", " + dims + " * " + fan + ")\n";
    if (config.bias) text += "    bias = uniform(" + bound + ", " + dims + ")\n";
    if (xavier)
        text +=
            "    weight = uniform((6 / (" + fan + " + " + dims + ")) ** 0.5, " + dims + " * " + fan + ")\n";
    return text + "    return weight.reshape(" + dims + ", " + fan + ")" + (config.bias ? ", bias" : "") +
           "\n\n\n";
}

std::string weights_statement(const Results& results, const Language& language, const CodeListing& listing) {
    if (draws_weights(results)) return step_text(listing.at(listing.find(CodeLine::draw_weights)));
    std::string text = filter_heading(results, language, "#") + "weight = numpy.array([" +
                       python_list(results.explanation->weights, "    ") + "], dtype=numpy.float32)\n";
    if (results.options.config.bias)
        text +=
            "bias = numpy.array([" + python_number(results.explanation->bias) + "], dtype=numpy.float32)\n";
    return text;
}

/// The listing's three steps from pixels to rows, or the selected patch's row alone if memory does not allow
/// more.
std::string rows_statements(const Results& results, const Language& language, const CodeListing& listing) {
    if (has_room(results)) {
        const int first = listing.find(CodeLine::pixels) + 1;
        return steps_text(listing, first, listing.find(CodeLine::to_rows));
    }
    Rectangle place = results.grid.rectangle(results.selection.patch);
    place.top += results.grid.padding().height;
    place.left += results.grid.padding().width;
    const bool padded = results.grid.padding() != Size{0, 0};
    return patch_alone_comment(results, language) +
           (padded ? step_text(listing.at(listing.find(CodeLine::cut))) : "") + "patches = x[:, " +
           std::to_string(place.top) + ":" + std::to_string(place.top + place.height) + ", " +
           std::to_string(place.left) + ":" + std::to_string(place.left + place.width) + "].reshape(1, " +
           std::to_string(results.options.config.conv_shape().fan_in()) + ")\n";
}

}  // namespace

std::string numpy_script(const Results& results, const Language& language) {
    const CodeListing listing = numpy_listing(results);
    const std::int64_t token = has_room(results) ? results.explanation->token : 0;
    constexpr std::int64_t asked_about = 89'000'000;  // above it Pillow suspects an attack
    const bool large = results.picture->decoded.image.size.area() > asked_about;
    return script_heading(results, language, "#") + "import numpy\nfrom PIL import Image\n\n\n" +
           (draws_weights(results) ? weights_function(results, language) : std::string()) +
           pixels_function(results, language, false) +
           "\n\npath = " + python_literal(std::filesystem::absolute(results.picture->path).string()) + "\n" +
           (large ? "Image.MAX_IMAGE_PIXELS = None\n" : "") + "x = pixels(path)\n" +
           rows_statements(results, language, listing) + weights_statement(results, language, listing) +
           step_text(listing.at(listing.find(CodeLine::linear))) + "print(\"%.9g\" % tokens[" +
           std::to_string(token) + ", " + std::to_string(computed_dim(results)) + "])\n";
}

}  // namespace patchlens::model
