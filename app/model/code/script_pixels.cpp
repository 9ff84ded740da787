// Preprocessing with Pillow, bit for bit the same as core/picture/preprocess.h.
#include <array>
#include <optional>

#include "app/model/code/code_text.h"
#include "app/model/code/script_parts.h"

namespace patchlens::model {
namespace {

std::string mode_of(int channels) {
    return channels == 1 ? "\"L\"" : channels == 2 ? "\"LA\"" : channels == 3 ? "\"RGB\"" : "\"RGBA\"";
}

std::string fitting(const ModuleOptions& options, const Language& language) {
    const std::string filter = options.filter == ResizeFilter::bilinear ? "Image.BILINEAR" : "Image.BICUBIC";
    const Size size = options.config.img_size;
    const std::string sides =
        "    height, width = " + std::to_string(size.height) + ", " + std::to_string(size.width) + "\n";
    const std::string by_height = "(max(height * picture.width // picture.height, 1), height)";
    const std::string by_width = "(width, max(width * picture.height // picture.width, 1))";
    const std::string wider = "    if picture.width * height >= width * picture.height:\n";
    switch (options.fit) {
        case Fit::crop:
            return sides + "    # " + language("script.crop") + "\n" + wider +
                   "        covering = " + by_height + "\n    else:\n        covering = " + by_width + "\n" +
                   "    picture = picture.resize(covering, " + filter + ")\n" +
                   "    left, top = round((covering[0] - width) / 2), round((covering[1] - height) / 2)\n" +
                   "    picture = picture.crop((left, top, left + width, top + height))\n";
        case Fit::squash:
            return sides + "    picture = picture.resize((width, height), " + filter + ")\n";
        case Fit::pad:
            return sides + "    # " + language("script.pad") + "\n" + wider +
                   "        inside = (width, max(round(picture.height / picture.width * width), 1))\n" +
                   "    else:\n" +
                   "        inside = (max(round(picture.width / picture.height * height), 1), height)\n" +
                   "    small = picture.resize(inside, " + filter + ")\n" +
                   "    picture = Image.new(picture.mode, (width, height))\n" +
                   "    picture.paste(small, (round((width - inside[0]) / 2), round((height - inside[1]) / "
                   "2)))\n";
        case Fit::none:
            break;
    }
    return {};
}

/// The grey level that is transparent in a picture of grey and alpha, if any.
std::optional<int> transparent_level(const Image& image) {
    for (std::size_t i = 1; i < image.pixels.size(); i += 2) {
        if (image.pixels[i] == 0) return image.pixels[i - 1];
    }
    return std::nullopt;
}

/// A PNG may name one grey level as transparent; how Pillow compares it depends on its version, so the alpha
/// channel is built by hand.
std::string grey_with_alpha(const DecodedImage& decoded, const Language& language) {
    const std::optional<int> level = transparent_level(decoded.image);
    return "    if picture.mode in (\"1\", \"L\"):  # " + std::string(language("script.transparent")) +
           "\n"
           "        levels = numpy.asarray(picture.convert(\"L\"))\n"
           "        alpha = numpy.where(levels == " +
           std::to_string(level.value_or(-1)) +
           ", 0, 255).astype(numpy.uint8)\n"
           "        picture = Image.merge(\"LA\", [Image.fromarray(levels), Image.fromarray(alpha)])\n"
           "    picture = picture.convert(\"LA\")\n";
}

/// Converts what Pillow opens to the 8-bit channels that PatchLens decodes from the file. Pillow keeps 16-bit
/// grey as it is; PatchLens takes the upper eight bits of a PNG and scales a PGM.
std::string to_channels_of_file(const DecodedImage& decoded, const Language& language) {
    if (decoded.format == ImageFormat::png && decoded.image.channels == 2)
        return grey_with_alpha(decoded, language);
    std::string text;
    if (decoded.reduced_to_8_bits && decoded.image.channels == 1) {
        const std::string level = decoded.format == ImageFormat::pnm
                                      ? "numpy.rint(numpy.asarray(picture) / 65535 * 255)"
                                      : "(numpy.asarray(picture) >> 8)";
        text += "    if picture.mode.startswith(\"I\"):  # " + std::string(language("script.sixteen_bits")) +
                "\n"
                "        picture = Image.fromarray(" +
                level + ".astype(numpy.uint8))\n";
    }
    return text + "    picture = picture.convert(" + mode_of(decoded.image.channels) + ")\n";
}

/// Turns the picture as PatchLens does: which orientation tags Pillow honours depends on its version.
std::string turned(int orientation, const Language& language) {
    constexpr std::array ways{"FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE",
                              "ROTATE_270",      "TRANSVERSE", "ROTATE_90"};
    if (orientation < 2) return {};
    return "    picture = picture.transpose(Image." +
           std::string(ways.at(static_cast<std::size_t>(orientation - 2))) + ")  # " +
           language("script.turned", {std::to_string(orientation)}) + "\n";
}

std::string normalising(Normalize normalize, int channels) {
    if (normalize == Normalize::none) return {};
    const ChannelScaling scaling = channel_scaling(normalize, channels);
    const auto column = [channels](const std::array<float, 4>& values) {
        std::string text;
        for (int c = 0; c < channels; ++c)
            text += (c > 0 ? ", " : "") + python_number(values.at(static_cast<std::size_t>(c)));
        return "numpy.array([" + text + "], dtype=numpy.float32).reshape(-1, 1, 1)";
    };
    return "    mean = " + column(scaling.mean) + "\n    std = " + column(scaling.std) +
           "\n    x = (x - mean) / std\n";
}

}  // namespace

std::string pixels_function(const Results& results, const Language& language, bool torch,
                            const Mistakes& mistakes) {
    const ModuleOptions& options = results.options;
    const DecodedImage& decoded = results.picture->decoded;
    const int channels = options.config.in_chans;
    const Size size = results.grid.image();
    const Shape shape =
        torch ? Shape{1, channels, size.height, size.width} : Shape{channels, size.height, size.width};
    const std::string copy = torch ? "torch.from_numpy(numpy.ascontiguousarray(x))[None]" : "x";
    return "def pixels(path):\n    \"\"\"" + language("script.pixels", {list_text(shape)}) +
           "\"\"\"\n"
           "    picture = Image.open(path)\n" +
           to_channels_of_file(decoded, language) + turned(decoded.orientation, language) +
           (decoded.image.channels == channels
                ? ""
                : "    picture = picture.convert(" + mode_of(channels) + ")\n") +
           fitting(options, language) + "    x = numpy.asarray(picture, dtype=numpy.float32)" +
           (mistakes.has(Mistake::bytes) ? "\n" : " / numpy.float32(255)\n") +
           "    x = x.reshape(picture.height, picture.width, " + std::to_string(channels) + ")" +
           (mistakes.has(Mistake::bgr) && channels >= 3
                ? channels == 3 ? "[..., [2, 1, 0]]" : "[..., [2, 1, 0, 3]]"
                : "") +
           ".transpose(2, 0, 1)\n" +
           (mistakes.has(Mistake::unnormalised) ? "" : normalising(options.normalize, channels)) +
           "    return " + copy + "\n";
}

}  // namespace patchlens::model
