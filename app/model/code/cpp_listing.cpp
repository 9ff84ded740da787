// The module in C++, with the library that PatchLens itself computes with.
#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"

namespace patchlens::model {
namespace {

std::string braces(Size size) {
    return "{" + std::to_string(size.height) + ", " + std::to_string(size.width) + "}";
}

/// "Init::trunc_normal": the command line's name with an underscore, as C++ requires.
template <typename Choice>
std::string enumerator(const std::string& type, Choice choice) {
    std::string name(name_of(choice));
    for (char& letter : name) {
        if (letter == '-') letter = '_';
    }
    return type + "::" + name;
}

}  // namespace

CodeListing cpp_listing(const Results& results) {
    using enum CodePart;
    const ModuleOptions& options = results.options;
    const PatchEmbedConfig& config = options.config;
    ListingBuilder listing({picture, patch, filter, map, tokens});
    const bool plain = results.grid.plain();
    std::vector<std::string> arguments{
        "const PatchEmbedConfig config{",
        "    .img_size = " + braces(config.img_size) + ", .patch_size = " + braces(config.patch_size) + ",",
        "    .in_chans = " + std::to_string(config.in_chans) +
            ", .embed_dim = " + std::to_string(config.embed_dim) +
            ", .bias = " + (config.bias ? "true" : "false") + (plain ? "};" : ",")};
    if (!plain)
        arguments.push_back("    .stride = Size" + braces(results.grid.stride()) +
                            ", .padding = " + braces(results.grid.padding()) + "};");
    listing.add(CodeLine::arguments, std::move(arguments));
    // Only a module whose kernel slides otherwise is told so.
    const auto made = [&](std::vector<std::string> lines, const std::string& end) {
        lines.back() += plain ? end : ",";
        if (!plain) lines.push_back("    config.sliding()" + end);
        return lines;
    };
    listing.add(CodeLine::fitting,
                {"const PreprocessConfig fitting{", "    config.img_size, config.in_chans,",
                 "    " + enumerator("Fit", options.fit) + ", " + enumerator("ResizeFilter", options.filter) +
                     ", " + enumerator("Normalize", options.normalize) + "};"});
    listing.blank();
    listing.add(CodeLine::pixels, {"const Image image =", "    fit_image(load_image(path).image, fitting);",
                                   "const Tensor x = to_tensor(image, fitting.normalize);"});
    if (from_file(results)) {
        listing.add(CodeLine::load,
                    made({"const PatchEmbed model(", "    load_projection(weights).parameters"}, ");"));
    } else if (options.init == Init::pca) {
        listing.add(
            CodeLine::make_module,
            made({std::string("const Tensor patches = unfold(x, config.patch_size") +
                      (plain ? ");" : ", config.sliding());"),
                  "const PatchEmbed model(", "    picture_components(patches.matrix(patches.dimension(0)),",
                  "                       config.conv_shape())"},
                 ");"));
    } else {
        listing.add(CodeLine::make_module,
                    made({"const PatchEmbed model(", "    initialise(" + enumerator("Init", options.init) +
                                                         ", config.conv_shape(), " +
                                                         std::to_string(options.seed) + ")"},
                         ");"));
    }
    listing.add(CodeLine::grid, {"const PatchGrid grid = model.grid(x);"});
    listing.blank();
    listing.add(CodeLine::call, {"const Tensor y = model.forward(x);"});
    listing.add(CodeLine::to_tokens, {"const Tensor tokens = model.forward(x, Layout::nlc);"});
    listing.add(CodeLine::value,
                {"std::printf(\"%.9g\\n\", tokens[" + std::to_string(results.explanation->token) + " * " +
                 std::to_string(config.embed_dim) + " + " + std::to_string(results.selection.dim) + "]);"});
    return listing.take();
}

}  // namespace patchlens::model
