#include "app/model/computing/info_report.h"

#include "app/model/files/json_fields.h"
#include "core/memory_needs.h"

namespace patchlens::model {

nlohmann::ordered_json info_report(const PatchEmbedConfig& config, const PatchGrid& grid) {
    const Costs cost = costs(grid, config.conv_shape());
    nlohmann::ordered_json json;
    json["img_size"] = json_of(config.img_size);
    json["patch_size"] = json_of(config.patch_size);
    json["in_chans"] = config.in_chans;
    json["embed_dim"] = config.embed_dim;
    json["grid_size"] = json_of(grid.grid());
    json["num_patches"] = cost.tokens;
    json["dropped"] = json_of(grid.uncovered());
    json["weight_shape"] =
        Shape{config.embed_dim, config.in_chans, config.patch_size.height, config.patch_size.width};
    json["output_shape"] = output_shape(grid, config.embed_dim, Layout::nchw);
    json["tokens_shape"] = output_shape(grid, config.embed_dim, Layout::nlc);
    json["parameters"] = cost.parameters;
    json["macs"] = cost.macs;
    json["output_bytes"] = cost.output_bytes;
    json["stride"] = json_of(grid.stride());
    json["padding"] = json_of(grid.padding());
    const MemoryNeeds needs = memory_needs(grid, config.conv_shape());
    json["memory_bytes"] = {{"pixels", needs.pixels}, {"padded", needs.padded}, {"weights", needs.weights},
                            {"tokens", needs.tokens}, {"map", needs.map},       {"total", needs.total()}};
    return json;
}

nlohmann::ordered_json explain_report(const Explanation& explanation) {
    nlohmann::ordered_json json;
    json["patch"] = json_of(explanation.patch);
    json["token"] = explanation.token;
    json["dim"] = explanation.dim;
    json["terms"] = explanation.terms;
    json["channel_sums"] = explanation.channel_sums;
    json["bias"] = explanation.bias;
    json["value"] = explanation.value;
    json["pixels"] = explanation.pixels;
    json["weights"] = explanation.weights;
    return json;
}

}  // namespace patchlens::model
