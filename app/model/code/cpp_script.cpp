#include <filesystem>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"

namespace patchlens::model {
namespace {

constexpr const char* how_to_build =
    "//     cmake_minimum_required(VERSION 3.25)\n"
    "//     project(one_number LANGUAGES CXX)\n"
    "//     find_package(patchlens REQUIRED)\n"
    "//     add_executable(one_number main.cpp)\n"
    "//     target_link_libraries(one_number PRIVATE patchlens::core)\n";

constexpr const char* includes =
    "#include <cmath>\n"
    "#include <cstdio>\n"
    "#include <filesystem>\n"
    "\n"
    "#include \"core/picture/image.h\"\n"
    "#include \"core/init.h\"\n"
    "#include \"core/patch_embed.h\"\n"
    "#include \"core/picture/preprocess.h\"\n";

/// A module of the selected filter alone.
std::string carried_filter(const Results& results, const Language& language) {
    const PatchEmbedConfig& config = results.options.config;
    const Shape shape{1, config.in_chans, config.patch_size.height, config.patch_size.width};
    const std::string bias =
        config.bias ? "Tensor({1}, {" + cpp_number(results.explanation->bias) + "})" : "Tensor()";
    return filter_heading(results, language, "    //") +
           "    static constexpr float filter[] = " + cpp_list(results.explanation->weights, "        ") +
           ";\n    const PatchEmbed model({Tensor({" + list_text(shape) + "}, filter), " + bias + "}" +
           (results.grid.plain() ? "" : ", config.sliding()") + ");\n";
}

std::string step(const CodeListing& listing, CodeLine line) {
    return step_text(listing.at(listing.find(line)), 4);
}

}  // namespace

std::string cpp_script(const Results& results, const Language& language) {
    const CodeListing listing = cpp_listing(results);
    // The library draws and makes by hand what the program does; what is learned stands here as numbers.
    const bool drawn = !from_file(results) && !painted_by_hand(results) && results.options.init != Init::pca;
    const PatchPosition patch = results.selection.patch;
    const std::string value = "model.embed_patch(x, {" + std::to_string(patch.row) + ", " +
                              std::to_string(patch.column) + "})[" +
                              std::to_string(drawn ? results.selection.dim : 0) + "]";
    const bool whole = drawn && has_room(results);
    return script_heading(results, language, "//") + "//\n// " + language("script.build") + "\n" +
           how_to_build + includes +
           "\nint main() {\n    using namespace patchlens;\n    const std::filesystem::path path = " +
           cpp_literal(std::filesystem::absolute(results.picture->path).string()) + ";\n" +
           step(listing, CodeLine::arguments) + step(listing, CodeLine::fitting) +
           step(listing, CodeLine::pixels) +
           (drawn ? step(listing, CodeLine::make_module) : carried_filter(results, language)) +
           (whole ? step(listing, CodeLine::to_tokens) + step(listing, CodeLine::value)
                  : "    std::printf(\"%.9g\\n\", " + value + ");\n") +
           "    return 0;\n}\n";
}

}  // namespace patchlens::model
