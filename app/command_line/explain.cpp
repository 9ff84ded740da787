#include <array>
#include <charconv>
#include <cmath>
#include <iostream>
#include <limits>
#include <string>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/input.h"
#include "app/command_line/parse.h"
#include "app/model/computing/info_report.h"
#include "core/picture/image_format.h"

namespace patchlens::command_line {
namespace {

/// All digits before the decimal point and six after it; with an exponent if these would show a number as
/// zero.
std::string signed_number(double value) {
    std::array<char, 400> buffer{};  // the largest double has 309 digits before the point
    const bool tiny = value != 0 && std::abs(value) < 5e-7;
    const auto format = tiny ? std::chars_format::scientific : std::chars_format::fixed;
    char* const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value), format, 6).ptr;
    return (std::signbit(value) ? "-" : "+") + std::string(buffer.data(), end);
}

void print_text(const Explanation& explanation) {
    const std::size_t channels = explanation.channel_sums.size();
    std::cout << "proj(x)[0, " << explanation.dim << ", " << explanation.patch.row << ", "
              << explanation.patch.column << "]: dimension " << explanation.dim << " of token "
              << explanation.token << "\n"
              << explanation.terms.size()
              << " products of a pixel and a weight, added up for each channel:\n";
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::cout << "  channel " << channel << "   " << signed_number(explanation.channel_sums[channel])
                  << '\n';
    }
    std::cout << "  bias        " << signed_number(static_cast<double>(explanation.bias)) << '\n'
              << "  value       " << signed_number(static_cast<double>(explanation.value)) << '\n';
}

}  // namespace

void ExplainCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture (" + std::string(picture_formats) + ")");
    command.add_option("--patch", patch, "which patch, counted from 0 at the top left")->type_name("ROW,COL");
    command.add_option("--dim", dim, "which number of its vector, counted from 0")->type_name("D");
    command.add_flag("--json", json, "print one JSON object with every term");
    module.add_to(command);
}

void ExplainCommand::run(const Environment& environment) const {
    const char* example = "patchlens explain photo.jpg --patch 19,10 --dim 137";
    auto [options, loaded] = module.resolve({}, environment, ModuleUse::vectors);
    require_path(image, Word::picture, example);
    require_path(patch, "--patch", example);
    require_path(dim, "--dim", example);
    const PatchPosition position = parse_position(patch, "--patch");
    const auto dimension = static_cast<int>(parse_integer(dim, "--dim", 0, std::numeric_limits<int>::max()));

    const std::stop_token& stop = environment.stop;
    const Tensor pixels = read_pixels(image, options, stop);
    const PatchEmbed patch_embed(make_packable_weights(options, std::move(loaded), pixels, stop),
                                 options.config.sliding(), stop);
    const Explanation explanation =
        patchlens::explain(patch_embed, pixels, position, dimension, {nullptr, stop});
    if (json) {
        print_json(model::explain_report(explanation));
    } else {
        print_text(explanation);
    }
}

}  // namespace patchlens::command_line
