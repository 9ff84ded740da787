#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/analysis/reconstruction.h"
#include "core/patch_embed.h"
#include "core/picture/image.h"
#include "core/picture/image_format.h"
#include "core/picture/preprocess.h"
#include "core/support/thread_pool.h"

namespace patchlens::command_line {
namespace {

constexpr const char* reconstruct_example = "patchlens reconstruct photo.jpg -o back.png";

void require_finite(const ConvParameters& parameters) {
    const std::int64_t wrong =
        not_finite_in(parameters.weight.values()) + not_finite_in(parameters.bias.values());
    if (wrong > 0) throw Error(ErrorCode::weights_not_finite, {std::to_string(wrong)});
}

}  // namespace

void ReconstructCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture (" + std::string(picture_formats) + ")");
    command.add_option("-o,--output", output, "the picture that the vectors give back")->type_name("OUT.png");
    command
        .add_option("--keep", keep, "how many directions to keep, those of the largest singular values (all)")
        ->type_name("K");
    command.add_flag("--json", json, "print one JSON object with every singular value");
    module.add_to(command);
}

void ReconstructCommand::run(const Environment& environment) const {
    require_path(image, Word::picture, reconstruct_example);
    require_path(output, "-o", reconstruct_example);
    const std::array inputs{image, module.weights_file()};
    const std::filesystem::path place = output_place(output, {".png", false}, inputs, environment.assets);
    auto [options, loaded] = module.resolve({}, environment, ModuleUse::vectors);
    const std::stop_token& stop = environment.stop;
    const Tensor pixels = read_pixels(image, options, stop);
    ConvParameters parameters = make_packable_weights(options, std::move(loaded), pixels, stop);
    require_finite(parameters);
    const PatchEmbed patch_embed(std::move(parameters), options.config.sliding(), stop);
    const PseudoInverse inverse({patch_embed.weight(), patch_embed.bias()});
    const auto directions = static_cast<int>(inverse.singular_values().size());
    const int asked = keep ? static_cast<int>(parse_integer(*keep, "--keep", 0, directions)) : directions;
    const int kept = std::min(asked, inverse.rank());  // beyond the rank there is nothing to keep

    ThreadPool pool(module.thread_count());
    const Tensor vectors = patch_embed.forward(pixels, Layout::nlc, {&pool, stop});
    const PatchGrid grid = patch_embed.grid(pixels);
    const Tensor rows = inverse.patches(vectors.matrix(grid.num_patches()), kept, stop);
    const RebuiltPicture rebuilt = rebuilt_picture(rows, pixels, grid, options.normalize);
    write_png(place, rebuilt.image, stop);

    if (json) {
        nlohmann::ordered_json report{{"rank", inverse.rank()}, {"kept", kept}, {"rms", rebuilt.rms}};
        report["psnr"] = std::isfinite(rebuilt.psnr) ? nlohmann::ordered_json(rebuilt.psnr) : nullptr;
        report["singular_values"] = inverse.singular_values();
        return print_json(report);
    }
    std::cout << "rank " << inverse.rank() << " of " << directions << ", kept " << kept
              << "\nroot mean square "
              << "error " << rebuilt.rms << ", PSNR " << std::fixed << std::setprecision(2) << rebuilt.psnr
              << " dB\n";
}

}  // namespace patchlens::command_line
