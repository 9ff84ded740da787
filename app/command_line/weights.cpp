#include <array>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "core/patch_embed.h"
#include "core/weights/npy.h"
#include "core/weights/safetensors.h"

namespace patchlens::command_line {

void WeightsCommand::add_to(CLI::App& command) {
    command.add_option("-o,--output", output, "the file to write; .npy holds the weight alone")
        ->type_name("OUT.safetensors|OUT.npy");
    module.add_to(command);
}

void WeightsCommand::run(const Environment& environment) const {
    require_path(output, "-o", "patchlens weights -o proj.safetensors");
    const std::array inputs{module.weights_file()};
    const std::filesystem::path place =
        output_place(output, {".safetensors|.npy", false}, inputs, environment.assets);
    auto [options, loaded] = module.resolve({}, environment);

    const ConvParameters parameters = make_weights(options, std::move(loaded), environment.stop);
    if (has_ending(place, ".npy")) return write_npy(place, parameters.weight, environment.stop);
    std::vector<NamedTensor> tensors{{"proj.weight", parameters.weight}};
    if (!parameters.bias.empty()) tensors.push_back({"proj.bias", parameters.bias});
    write_safetensors(place, tensors, {{"format", "pt"}}, environment.stop);
}

}  // namespace patchlens::command_line
