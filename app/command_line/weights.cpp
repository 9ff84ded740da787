#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/model/state/names.h"
#include "core/patch_embed.h"
#include "core/weights/expected_pixels.h"
#include "core/weights/npy.h"
#include "core/weights/safetensors.h"

namespace patchlens::command_line {
namespace {

/// Which normalisation of pixels these weights are made for; nothing where they are for any.
std::optional<Normalize> normalisation_of(const model::ModuleOptions& options,
                                          const LoadedProjection* loaded) {
    if (!options.weights.empty())
        return loaded != nullptr && loaded->expects ? loaded->expects->normalize : std::nullopt;
    const bool of_pixels = options.init == Init::trained || options.init == Init::pca;
    return of_pixels ? std::optional(options.normalize) : std::nullopt;
}

}  // namespace

void WeightsCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture whose principal components --init pca takes");
    command.add_option("-o,--output", output, "the file to write; .npy holds the weight alone")
        ->type_name("OUT.safetensors|OUT.npy");
    module.add_to(command);
}

void WeightsCommand::run(const Environment& environment) const {
    require_path(output, "-o", "patchlens weights -o proj.safetensors");
    const std::array inputs{image, module.weights_file()};
    const std::filesystem::path place =
        output_place(output, {".safetensors|.npy", false}, inputs, environment.assets);
    auto [options, loaded] = module.resolve({}, environment, ModuleUse::weights);

    const bool of_picture = options.weights.empty() && options.init == Init::pca;
    if (of_picture) require_path(image, Word::picture, "patchlens weights photo.jpg --init pca -o proj.npy");
    if (!of_picture && !image.empty()) print_note(english()("command.idle_picture", {image.string()}));
    std::map<std::string, std::string> metadata{{"format", "pt"}};
    if (const auto normalize = normalisation_of(options, loaded.get()))
        metadata[trained_normalize] = model::name_of(*normalize);
    Tensor pixels;
    if (of_picture) pixels = read_pixels(image, options, environment.stop);
    const ConvParameters parameters =
        make_weights(options, std::move(loaded), of_picture ? &pixels : nullptr, environment.stop);
    if (has_ending(place, ".npy")) return write_npy(place, parameters.weight, environment.stop);
    std::vector<NamedTensor> tensors{{"proj.weight", parameters.weight}};
    if (!parameters.bias.empty()) tensors.push_back({"proj.bias", parameters.bias});
    write_safetensors(place, tensors, metadata, environment.stop);
}

}  // namespace patchlens::command_line
