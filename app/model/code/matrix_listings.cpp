// The same numbers without a convolution: patches as rows, filters as rows, one matrix product.
#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"

namespace patchlens::model {
namespace {

/// Whether pixels must be cut off before a reshape; windows that slide leave them out by themselves.
bool has_remainder(const Results& results) {
    return results.grid.plain() && results.grid.dropped() != Size{0, 0};
}

/// torch.nn.functional.unfold: einops has no pattern for patches that overlap or leave gaps.
void add_unfold(ListingBuilder& listing, const PatchGrid& grid) {
    std::vector<std::string> arguments{"x", "kernel_size=" + side_or_pair(grid.patch())};
    for (std::string& argument : sliding_arguments(grid))
        arguments.push_back(std::move(argument));
    std::vector<std::string> text{"patches = nn.functional.unfold("};
    for (std::string& line : wrapped("    ", arguments, ")", 4))
        text.push_back(std::move(line));
    listing.add(CodeLine::rearrange, std::move(text));
    listing.add(CodeLine::to_rows, {"patches = rearrange(patches, \"b k n -> b n k\")"});
}

/// "3, 4" for the sides of a size.
std::string sides(Size size) {
    return std::to_string(size.height) + ", " + std::to_string(size.width);
}

/// Windows at every position, of which one in each stride is kept.
void add_windows(ListingBuilder& listing, const PatchGrid& grid) {
    const Size padding = grid.padding();
    const auto both = [](int side) { return "(" + std::to_string(side) + ", " + std::to_string(side) + ")"; };
    if (padding != Size{0, 0})
        listing.add(CodeLine::cut, {"x = numpy.pad(x, ((0, 0), " + both(padding.height) + ", " +
                                    both(padding.width) + "))"});
    const Size stride = grid.stride();
    listing.add(CodeLine::split,
                {"patches = numpy.lib.stride_tricks.sliding_window_view(",
                 "    x, (" + sides(grid.patch()) + "), axis=(1, 2))[:, ::" + std::to_string(stride.height) +
                     ", ::" + std::to_string(stride.width) + "]"});
    listing.add(CodeLine::reorder, {"patches = patches.transpose(1, 2, 0, 3, 4)"});
}

std::string covered_text(const Results& results) {
    const Size covered = results.grid.covered();
    return ":" + std::to_string(covered.height) + ", :" + std::to_string(covered.width) + "]";
}

std::string numpy_weights(const Results& results) {
    if (from_file(results)) return "load_weights()";
    const Init init = results.options.init;
    if (!is_drawn(init)) return made_weights(init, "patches");
    const std::string seed = "(seed=" + std::to_string(static_cast<std::int64_t>(results.options.seed)) + ")";
    switch (init) {
        case Init::xavier:
            return "xavier_weights" + seed;
        case Init::trunc_normal:
            return "trunc_normal_weights" + seed;
        case Init::lecun:
            return "lecun_weights" + seed;
        default:
            return "conv2d_weights" + seed;
    }
}

}  // namespace

CodeListing einops_listing(const Results& results) {
    using enum CodePart;
    const PatchEmbedConfig& config = results.options.config;
    ListingBuilder listing({picture, rows, filter, tokens, map});
    listing.add(CodeLine::pixels, {"x = pixels(path)"});
    if (has_remainder(results)) listing.add(CodeLine::cut, {"x = x[:, :, " + covered_text(results)});
    if (results.grid.plain()) {
        listing.add(CodeLine::rearrange,
                    {"patches = rearrange(", "    x, \"b c (h p1) (w p2) -> b (h w) (c p1 p2)\",",
                     "    p1=" + std::to_string(config.patch_size.height) +
                         ", p2=" + std::to_string(config.patch_size.width) + ")"});
    } else {
        add_unfold(listing, results.grid);
    }
    listing.blank();
    if (are_drawn(results.options))
        listing.add(CodeLine::seed, {"torch.manual_seed(" + std::to_string(results.options.seed) + ")"});
    std::vector<std::string> arguments{std::to_string(config.in_chans), std::to_string(config.embed_dim),
                                       "kernel_size=" + side_or_pair(config.patch_size)};
    for (std::string& argument : sliding_arguments(results.grid))
        arguments.push_back(std::move(argument));
    if (!config.bias) arguments.push_back("bias=False");
    listing.add(CodeLine::make_module, wrapped("proj = nn.Conv2d(", arguments, ")", 17));
    for (WeightStatement& statement : weight_statements(results, "proj"))
        listing.add(statement.line, std::move(statement.text));
    listing.add(CodeLine::flatten_weight,
                {"weight = rearrange(", "    proj.weight, \"d c p1 p2 -> d (c p1 p2)\")"});
    listing.blank();
    listing.add(CodeLine::linear, {"tokens = nn.functional.linear(", "    patches, weight, proj.bias)"});
    listing.add(CodeLine::to_maps, {"y = rearrange(", "    tokens, \"b (h w) d -> b d h w\", h=" +
                                                          std::to_string(results.grid.grid().height) + ")"});
    listing.add(CodeLine::value, {"print(tokens[0, " + std::to_string(results.explanation->token) + ", " +
                                  std::to_string(results.selection.dim) + "])"});
    return listing.take();
}

CodeListing numpy_listing(const Results& results) {
    using enum CodePart;
    const PatchEmbedConfig& config = results.options.config;
    const Size counts = results.grid.grid();
    ListingBuilder listing({picture, rows, filter, tokens, map});
    listing.add(CodeLine::pixels, {"x = pixels(path)"});
    if (has_remainder(results)) listing.add(CodeLine::cut, {"x = x[:, " + covered_text(results)});
    if (results.grid.plain()) {
        listing.add(CodeLine::split,
                    {"patches = x.reshape(" + std::to_string(config.in_chans) + ", " +
                     std::to_string(counts.height) + ", " + std::to_string(config.patch_size.height) + ", " +
                     std::to_string(counts.width) + ", " + std::to_string(config.patch_size.width) + ")"});
        listing.add(CodeLine::reorder, {"patches = patches.transpose(1, 3, 0, 2, 4)"});
    } else {
        add_windows(listing, results.grid);
    }
    listing.add(CodeLine::to_rows,
                {"patches = patches.reshape(" + std::to_string(results.grid.num_patches()) + ", " +
                 std::to_string(config.conv_shape().fan_in()) + ")"});
    listing.blank();
    listing.add(CodeLine::draw_weights,
                {std::string(config.bias ? "weight, bias = " : "weight = ") + numpy_weights(results)});
    listing.add(CodeLine::linear,
                {std::string("tokens = patches @ weight.T") + (config.bias ? " + bias" : "")});
    listing.blank();
    listing.add(CodeLine::to_maps,
                {"y = tokens.T.reshape(" + std::to_string(config.embed_dim) + ", " +
                 std::to_string(counts.height) + ", " + std::to_string(counts.width) + ")"});
    listing.add(CodeLine::value, {"print(tokens[" + std::to_string(results.explanation->token) + ", " +
                                  std::to_string(results.selection.dim) + "])"});
    return listing.take();
}

}  // namespace patchlens::model
