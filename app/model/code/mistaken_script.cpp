#include "app/model/code/mistaken_script.h"

#include <algorithm>
#include <array>
#include <vector>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"

namespace patchlens::model {
namespace {

std::string joined(const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& piece : pieces)
        text += (text.empty() ? "" : ", ") + piece;
    return text;
}

/// "nn.Conv2d(3, 512, kernel_size=8, stride=8)"
std::string conv_text(int in_chans, std::int64_t filters, Size kernel, Size stride, Size padding, bool bias) {
    std::vector<std::string> arguments{std::to_string(in_chans), std::to_string(filters),
                                       "kernel_size=" + side_or_pair(kernel),
                                       "stride=" + side_or_pair(stride)};
    if (padding != Size{0, 0}) arguments.push_back("padding=" + side_or_pair(padding));
    if (!bias) arguments.emplace_back("bias=False");
    return "nn.Conv2d(" + joined(arguments) + ")";
}

/// The convolution with `mistakes`; weights of other patches are another matter.
std::string conv_with(const Mistakes& mistakes, const Results& results, std::int64_t filters) {
    const PatchEmbedConfig& config = results.options.config;
    const Sliding sliding = sliding_with(mistakes, results.grid);
    return conv_text(mistakes.has(Mistake::one_channel) ? 1 : config.in_chans, filters, config.patch_size,
                     sliding.stride.value_or(config.patch_size), sliding.padding,
                     config.bias && !mistakes.has(Mistake::no_bias));
}

std::string tuple_of(const Shape& shape) {
    return "[" + list_text(shape) + "]";
}

Size twice(Size size) {
    return {2 * size.height, 2 * size.width};
}

Shape kernel_shape(const Results& results, Size patch) {
    const PatchEmbedConfig& config = results.options.config;
    return {config.embed_dim, config.in_chans, patch.height, patch.width};
}

std::string rearranged(const std::string& order) {
    return "rows = rearrange(patches, \"b n c p1 p2 -> b n (" + order + ")\")";
}

/// Whether the program carries the one filter it needs, in place of all of them.
bool carries_filter(const Results& results, const Mistakes& mistakes) {
    const bool raises = refusal_of(mistakes, results.module->shape(), results.grid.image()).has_value();
    return !draws_weights(results) && !raises;
}

/// The module as it should be, whose weights the wrong one loads.
std::string right_module(const Results& results, const Mistakes& mistakes, const Language& language,
                         std::int64_t filters) {
    const PatchEmbedConfig& config = results.options.config;
    const Size patch = mistakes.has(Mistake::patch_weights) ? twice(config.patch_size) : config.patch_size;
    std::string text;
    if (are_drawn(results.options) && !carries_filter(results, mistakes))
        text += "torch.manual_seed(" + std::to_string(results.options.seed) + ")\n";
    text += "right = " + conv_text(config.in_chans, filters, patch, patch, {0, 0}, config.bias) + "\n";
    if (carries_filter(results, mistakes)) return text + carried_filter(results, language, "right");
    if (draws_weights(results)) {
        for (const WeightStatement& statement : weight_statements(results, "right"))
            text += "with torch.no_grad():\n" + step_text({statement.line, statement.text, 0}, 4);
    }
    return text;
}

std::string loading(const Mistakes& mistakes) {
    // A convolution of one channel fails by itself; nothing needs to be loaded into it.
    if (mistakes.has(Mistake::one_channel) && !mistakes.has(Mistake::patch_weights)) return {};
    return mistakes.has(Mistake::no_bias) ? "proj.load_state_dict(right.state_dict(), strict=False)\n"
                                          : "proj.load_state_dict(right.state_dict())\n";
}

/// y = proj(x), or the same with patches whose flat order is not the weight's.
std::string projecting(const Results& results, const Mistakes& mistakes, std::int64_t filters) {
    if (!mistakes.has(Mistake::flat_order)) return "with torch.no_grad():\n    y = proj(x)\n";
    const PatchEmbedConfig& config = results.options.config;
    const PatchGrid grid(results.grid.image(), config.patch_size, sliding_with(mistakes, results.grid));
    const std::string values = std::to_string(config.conv_shape().fan_in());
    std::string text =
        "patches = nn.functional.unfold(x, proj.kernel_size, padding=proj.padding, stride=proj.stride)\n"
        "patches = patches.transpose(1, 2).reshape(1, -1, " +
        list_text(
            std::array<std::int64_t, 3>{config.in_chans, config.patch_size.height, config.patch_size.width}) +
        ")\n"
        "rows = patches.permute(0, 1, 3, 4, 2).reshape(1, -1, " +
        values + ")  # (p1 p2 c)\n";
    return text +
           "with torch.no_grad():\n"
           "    tokens = nn.functional.linear(rows, proj.weight.flatten(1), proj.bias)\n"
           "y = tokens.transpose(1, 2).reshape(1, " +
           list_text(std::array<std::int64_t, 3>{filters, grid.grid().height, grid.grid().width}) + ")\n";
}

/// What the screen shows with the mistakes: a number, or what Python raises, in one line.
std::string shown_wrong(const Results& results, const Mistakes& mistakes) {
    const Mistaken* shown = results.analyses.mistaken.get();
    const auto refused = refusal_of(mistakes, results.module->shape(), results.grid.image());
    std::string text = refused ? raised_text(*refused) : "?";
    if (!refused && shown != nullptr && shown->mistakes == mistakes && shown->output)
        text = shown->number ? python_number(*shown->number) : index_error(results, shown->output->laid_out);
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\t', ' ');
    return text;
}

}  // namespace

MistakenLine mistaken_line(Mistake mistake, const Results& results) {
    const PatchEmbedConfig& config = results.options.config;
    const PatchGrid& grid = results.grid;
    const auto conv = [&](const Mistakes& mistakes) {
        return "proj = " + conv_with(mistakes, results, config.embed_dim);
    };
    const std::string tokens = "tokens = y.flatten(2).transpose(1, 2)";
    switch (mistake) {
        case Mistake::flat_order:
            return {rearranged("c p1 p2"), rearranged("p1 p2 c")};
        case Mistake::reshape:
            return {tokens,
                    "tokens = y.reshape(" +
                        list_text(std::array<std::int64_t, 3>{1, grid.num_patches(), config.embed_dim}) +
                        ")"};
        case Mistake::unnormalised:
            return {"x = (x - mean) / std", "# x = (x - mean) / std"};
        case Mistake::bytes:
            return {"x = numpy.float32(picture) / 255", "x = numpy.float32(picture)"};
        case Mistake::bgr:
            return {"picture = Image.open(path)", "picture = cv2.imread(path)"};
        case Mistake::patch_weights:
            return {"proj.load_state_dict(weights)  # " + tuple_of(kernel_shape(results, config.patch_size)),
                    "proj.load_state_dict(weights)  # " +
                        tuple_of(kernel_shape(results, twice(config.patch_size)))};
        case Mistake::swapped_sides:
            return {"rows, columns = y.shape[2:]", "columns, rows = y.shape[2:]"};
        case Mistake::overlap:
        case Mistake::gaps:
        case Mistake::padding:
        case Mistake::no_bias:
        case Mistake::one_channel:
            break;
    }
    return {conv({}), conv({mistake})};
}

std::string raised_text(const Refusal& refusal) {
    if (refusal.mistake == Mistake::one_channel) {
        return "RuntimeError: Given groups=1, weight of size " + to_string(refusal.weight) +
               ", expected input" + to_string(refusal.expected) + " to have 1 channels, but got " +
               std::to_string(refusal.expected.at(1)) + " channels instead";
    }
    return "RuntimeError: Error(s) in loading state_dict for Conv2d:\n"
           "\tsize mismatch for weight: copying a param with shape torch.Size(" +
           to_string(refusal.weight) + ") from checkpoint, the shape in current model is torch.Size(" +
           to_string(refusal.expected) + ").";
}

std::string index_error(const Results& results, Size laid_out) {
    const PatchPosition patch = results.selection.patch;
    const auto raised = [](int index, int dimension, int size) {
        return "IndexError: index " + std::to_string(index) + " is out of bounds for dimension " +
               std::to_string(dimension) + " with size " + std::to_string(size);
    };
    if (patch.row >= laid_out.height) return raised(patch.row, 2, laid_out.height);
    if (patch.column >= laid_out.width) return raised(patch.column, 3, laid_out.width);
    return {};
}

bool has_mistaken_script(const Results& results, const Mistakes& mistakes) {
    if (refusal_of(mistakes, results.module->shape(), results.grid.image())) return true;
    return has_room(results) && (!mistakes.has(Mistake::reshape) || draws_weights(results));
}

std::string mistaken_script(const Results& results, const Mistakes& mistakes, const Language& language) {
    const bool carried = carries_filter(results, mistakes);
    const std::int64_t filters = carried ? 1 : results.options.config.embed_dim;
    const int dim = carried ? 0 : results.selection.dim;
    std::string heading = script_heading(results, language, "#");
    for (const auto& [name, mistake] : names_of<Mistake>) {
        if (!mistakes.has(mistake)) continue;
        const std::string key = "breakit.name." + std::string(name);
        heading += "# " + language("script.mistake", {language(key.c_str())}) + "\n";
    }
    heading += "# " + language("script.shown_wrong", {shown_wrong(results, mistakes)}) + "\n";
    const std::string reshaped = mistakes.has(Mistake::reshape)
                                     ? "tokens = y.reshape(1, -1, " + std::to_string(filters) + ")\n"
                                     : "tokens = y.flatten(2).transpose(1, 2)\n";
    const std::string sides = mistakes.has(Mistake::swapped_sides) ? "columns, rows = y.shape[2:]\n"
                                                                   : "rows, columns = y.shape[2:]\n";
    const PatchPosition patch = results.selection.patch;
    return heading + std::string(torch_imports) + "\n" + pixels_function(results, language, true, mistakes) +
           "\n\n" + path_statement(results) + "x = pixels(path)\n" +
           right_module(results, mistakes, language, filters) +
           "proj = " + conv_with(mistakes, results, filters) + "\n" + loading(mistakes) +
           projecting(results, mistakes, filters) + reshaped + sides +
           "maps = tokens.transpose(1, 2).reshape(1, " + std::to_string(filters) + ", rows, columns)\n" +
           print_statement("maps[0, " + list_text(std::array<std::int64_t, 3>{dim, patch.row, patch.column}) +
                           "]");
}

}  // namespace patchlens::model
