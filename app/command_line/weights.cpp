#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "core/npy.h"
#include "core/patch_embed.h"
#include "core/safetensors.h"

namespace patchlens::command_line {

void WeightsCommand::add_to(CLI::App& command) {
    command.add_option("-o,--output", output, "the file to write; .npy holds the weight alone")
        ->type_name("OUT.safetensors|OUT.npy");
    module.add_to(command);
}

void WeightsCommand::run(const Environment& environment) const {
    const model::ModuleOptions options = module.resolve({}, environment.assets);
    require_path(output, "-o", "patchlens weights -o proj.safetensors");
    const std::string extension = output.extension().string();
    if (extension != ".npy" && extension != ".safetensors") {
        throw Error(ErrorCode::choice_expected, {"the ending of -o", ".safetensors or .npy", extension});
    }

    const ConvParameters parameters = make_weights(options);
    if (extension == ".npy") {
        write_npy(output, parameters.weight);
        return;
    }
    std::vector<NamedTensor> tensors{{"proj.weight", parameters.weight}};
    if (!parameters.bias.empty()) tensors.push_back({"proj.bias", parameters.bias});
    write_safetensors(output, tensors, {{"format", "pt"}});
}

}  // namespace patchlens::command_line
