#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"

namespace patchlens::model {
namespace {

constexpr int further_indent = 12;  ///< of the rows that a line of the class is broken into

std::string rounded(double value) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.4g", value);
    return buffer.data();
}

/// "((img_size[1] + 6 - patch_size[1]) // 4 + 1)": the positions of the kernel along one side.
std::string positions(const char* index, int padding, int stride) {
    const std::string side = std::string("img_size[") + index + "]";
    const std::string padded = padding == 0 ? side : side + " + " + std::to_string(2 * padding);
    return "((" + padded + " - patch_size[" + index + "]) // " + std::to_string(stride) + " + 1)";
}

std::vector<std::string> num_patches_text(const PatchGrid& grid) {
    if (grid.plain())
        return {"        num_patches = (img_size[1] // patch_size[1])",
                "            * (img_size[0] // patch_size[0])"};
    return {
        "        num_patches =", "            " + positions("1", grid.padding().width, grid.stride().width),
        "            * " + positions("0", grid.padding().height, grid.stride().height)};
}

std::vector<std::string> convolution_text(const PatchEmbedConfig& config, const PatchGrid& grid) {
    std::vector<std::string> arguments{"in_chans", "embed_dim", "kernel_size=patch_size"};
    const std::vector<std::string> sliding =
        grid.plain() ? std::vector<std::string>{"stride=patch_size"} : sliding_arguments(grid);
    arguments.insert(arguments.end(), sliding.begin(), sliding.end());
    if (!config.bias) arguments.push_back("bias=False");
    return wrapped("        self.proj = nn.Conv2d(", arguments, ")", further_indent);
}

void add_class(ListingBuilder& listing, const PatchEmbedConfig& config, const PatchGrid& grid) {
    listing.add(CodeLine::class_definition, {"class PatchEmbed(nn.Module):"});
    listing.add(CodeLine::docstring, {"    \"\"\"Image to Patch Embedding\"\"\""});
    listing.add_one_line(CodeLine::arguments, wrapped("    def __init__(",
                                                      {"self", "img_size=" + side_or_pair(config.img_size),
                                                       "patch_size=" + side_or_pair(config.patch_size),
                                                       "in_chans=" + std::to_string(config.in_chans),
                                                       "embed_dim=" + std::to_string(config.embed_dim)},
                                                      "):", further_indent));
    listing.add(CodeLine::super_init, {"        super().__init__()"});
    listing.add(CodeLine::img_size, {"        img_size = to_2tuple(img_size)"});
    listing.add(CodeLine::patch_size, {"        patch_size = to_2tuple(patch_size)"});
    listing.add_one_line(CodeLine::num_patches, num_patches_text(grid));
    listing.add(CodeLine::keep_img_size, {"        self.img_size = img_size"});
    listing.add(CodeLine::keep_patch_size, {"        self.patch_size = patch_size"});
    listing.add(CodeLine::keep, {"        self.num_patches = num_patches"});
    listing.add_one_line(CodeLine::convolution, convolution_text(config, grid));
    listing.blank();
    listing.add(CodeLine::forward, {"    def forward(self, x):"});
    listing.add(CodeLine::shape, {"        B, C, H, W = x.shape"});
    listing.add(CodeLine::project, {"        x = self.proj(x)"});
    listing.add(CodeLine::return_output, {"        return x"});
}

}  // namespace

std::vector<std::string> sliding_arguments(const PatchGrid& grid) {
    std::vector<std::string> arguments{"stride=" + side_or_pair(grid.stride())};
    if (grid.padding() != Size{0, 0}) arguments.push_back("padding=" + side_or_pair(grid.padding()));
    return arguments;
}

std::string made_weights(Init init, std::string_view picture) {
    std::string function(name_of(init));
    std::ranges::replace(function, '-', '_');
    return function + "_weights(" + (init == Init::pca ? std::string(picture) : "") + ")";
}

std::vector<WeightStatement> weight_statements(const Results& results, const std::string& proj) {
    if (from_file(results)) return {{CodeLine::load, {proj + ".load_state_dict(weights)"}}};
    const auto fan = static_cast<double>(results.options.config.conv_shape().fan_in());
    const auto with_zeros = [&](std::string drawn) {
        std::vector<std::string> text{std::move(drawn)};
        if (results.options.config.bias) text.push_back("nn.init.zeros_(" + proj + ".bias)");
        return std::vector<WeightStatement>{{CodeLine::initialise, std::move(text)}};
    };
    const Init init = results.options.init;
    if (is_hand_made(init) || init == Init::pca)
        return {{CodeLine::initialise, {proj + ".load_state_dict(" + made_weights(init, "path") + ")"}}};
    switch (init) {
        case Init::xavier:
            return {{CodeLine::initialise, {"nn.init.xavier_uniform_(" + proj + ".weight.flatten(1))"}}};
        case Init::trunc_normal:
            return with_zeros("nn.init.trunc_normal_(" + proj +
                              ".weight, std=" + rounded(std::sqrt(1 / fan)) + ")");
        case Init::lecun:
            return with_zeros("lecun_normal_(" + proj + ".weight)");
        default:
            return {};
    }
}

CodeListing pytorch_listing(const Results& results) {
    using enum CodePart;
    ListingBuilder listing({picture, patch, filter, map, tokens});
    add_class(listing, results.options.config, results.grid);
    listing.blank();
    if (are_drawn(results.options))
        listing.add(CodeLine::seed, {"torch.manual_seed(" + std::to_string(results.options.seed) + ")"});
    listing.add(CodeLine::make_module, {"model = PatchEmbed()"});
    for (WeightStatement& statement : weight_statements(results, "model.proj"))
        listing.add(statement.line, std::move(statement.text));
    listing.add(CodeLine::pixels, {"x = pixels(path)"});
    listing.add(CodeLine::call, {"y = model(x)"});
    listing.add(CodeLine::to_tokens, {"tokens = y.flatten(2).transpose(1, 2)"});
    const PatchPosition place = results.selection.patch;
    listing.add(CodeLine::value, {"print(y[0, " + std::to_string(results.selection.dim) + ", " +
                                  std::to_string(place.row) + ", " + std::to_string(place.column) + "])"});
    return listing.take();
}

}  // namespace patchlens::model
