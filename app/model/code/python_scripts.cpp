#include <filesystem>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"

namespace patchlens::model {

std::string path_statement(const Results& results) {
    constexpr std::int64_t asked_about = 89'000'000;  // above it Pillow suspects an attack
    std::string text =
        "path = " + python_literal(std::filesystem::absolute(results.picture->path).string()) + "\n";
    if (results.picture->decoded.image.size.area() > asked_about) text += "Image.MAX_IMAGE_PIXELS = None\n";
    return text;
}

std::string print_statement(const std::string& value) {
    return "print(\"%.9g\" % " + value + ")\n";
}

std::string carried_filter(const Results& results, const Language& language, const std::string& proj) {
    const PatchEmbedConfig& config = results.options.config;
    const Shape shape{1, config.in_chans, config.patch_size.height, config.patch_size.width};
    std::string text = filter_heading(results, language, "#") + proj + ".weight.data = torch.tensor(" +
                       python_list(results.explanation->weights, "    ") + ", dtype=torch.float32).reshape(" +
                       list_text(shape) + ")\n";
    if (config.bias)
        text += proj + ".bias.data = torch.tensor([" + python_number(results.explanation->bias) +
                "], dtype=torch.float32)\n";
    return text;
}

namespace {

/// Cuts out the selected patch if the whole output exceeds the memory budget; otherwise empty.
std::string patch_alone(const Results& results, const Language& language, bool batch) {
    if (has_room(results)) return {};
    Rectangle place = results.grid.rectangle(results.selection.patch);
    const Size padding = results.grid.padding();
    place.top += padding.height;
    place.left += padding.width;
    std::string padded;
    if (padding != Size{0, 0}) {
        const std::string width = std::to_string(padding.width);
        const std::string height = std::to_string(padding.height);
        padded = "x = nn.functional.pad(x, (" + width + ", " + width + ", " + height + ", " + height + "))\n";
    }
    return patch_alone_comment(results, language) + padded + "x = x[:" + (batch ? ", :, " : ", ") +
           std::to_string(place.top) + ":" + std::to_string(place.top + place.height) + ", " +
           std::to_string(place.left) + ":" + std::to_string(place.left + place.width) + "]\n";
}

/// "19, 10": the selected patch's position in the grid that the program computes.
std::string grid_place(const Results& results) {
    if (!has_room(results)) return "0, 0";
    return std::to_string(results.selection.patch.row) + ", " +
           std::to_string(results.selection.patch.column);
}
std::int64_t token_place(const Results& results) {
    return has_room(results) ? results.explanation->token : 0;
}

/// The statements of the listing that make the module `proj`, or a module of the selected filter alone.
std::string torch_weights(const Results& results, const Language& language, const CodeListing& listing,
                          const std::string& proj, const std::string& alone) {
    if (!draws_weights(results)) return alone + carried_filter(results, language, proj);
    std::string text = step_text(listing.at(listing.find(CodeLine::seed))) +
                       step_text(listing.at(listing.find(CodeLine::make_module)));
    for (const WeightStatement& statement : weight_statements(results, proj))
        text += "with torch.no_grad():\n" + step_text({statement.line, statement.text, 0}, 4);
    return text;
}

/// The listing's two einops patterns written with reshape, for a Python without einops.
std::string rearrange_fallback(const Results& results, const Language& language) {
    const PatchEmbedConfig& config = results.options.config;
    return "try:\n"
           "    from einops import rearrange\n"
           "except ImportError:\n"
           "    def rearrange(x, pattern, p1=None, p2=None):\n"
           "        \"\"\"" +
           std::string(language("script.rearrange")) +
           "\"\"\"\n"
           "        if pattern == \"d c p1 p2 -> d (c p1 p2)\":\n"
           "            return x.reshape(len(x), -1)\n" +
           (results.grid.plain() ? ""
                                 : "        if pattern == \"b k n -> b n k\":\n"
                                   "            return x.transpose(1, 2)\n") +
           "        b, c, height, width = x.shape\n"
           "        x = x.reshape(b, c, height // p1, p1, width // p2, p2)\n"
           "        return x.permute(0, 2, 4, 1, 3, 5).reshape(b, -1, " +
           std::to_string(config.conv_shape().fan_in()) + ")\n\n";
}

}  // namespace

std::string pytorch_script(const Results& results, const Language& language) {
    const CodeListing listing = pytorch_listing(results);
    const int last_of_class = listing.find(CodeLine::return_output);
    const std::string alone = "model = PatchEmbed(embed_dim=1)\n";
    // A patch cut out with its zeros gets no others.
    const bool with_zeros = !has_room(results) && results.grid.padding() != Size{0, 0};
    const std::string called =
        with_zeros ? "nn.functional.conv2d(x, model.proj.weight, model.proj.bias)" : "model(x)";
    return script_heading(results, language, "#") + torch_imports +
           "\ndef to_2tuple(value):\n"
           "    return value if isinstance(value, tuple) else (value, value)\n\n\n" +
           steps_text(listing, 0, last_of_class) + "\n\n" + pixels_function(results, language, true) +
           "\n\n" + path_statement(results) + torch_weights(results, language, listing, "model.proj", alone) +
           "x = pixels(path)\n" + patch_alone(results, language, true) +
           "with torch.no_grad():\n    y = " + called + "\n" +
           print_statement("y[0, " + std::to_string(computed_dim(results)) + ", " + grid_place(results) +
                           "]");
}

std::string einops_script(const Results& results, const Language& language) {
    const CodeListing listing = einops_listing(results);
    const PatchEmbedConfig& config = results.options.config;
    std::string alone = "proj = nn.Conv2d(" + std::to_string(config.in_chans) +
                        ", 1, kernel_size=" + side_or_pair(config.patch_size);
    for (const std::string& argument : sliding_arguments(results.grid))
        alone += ", " + argument;
    alone += std::string(config.bias ? "" : ", bias=False") + ")\n";
    const bool plain = results.grid.plain();
    const int cut = has_room(results) ? listing.find(CodeLine::cut) : -1;
    return script_heading(results, language, "#") + torch_imports + rearrange_fallback(results, language) +
           "\n" + pixels_function(results, language, true) + "\n\n" + path_statement(results) +
           "x = pixels(path)\n" + patch_alone(results, language, true) +
           (cut < 0 ? "" : step_text(listing.at(cut))) +
           (plain || has_room(results) ? step_text(listing.at(listing.find(CodeLine::rearrange)))
                                       : "patches = x.reshape(1, 1, -1)\n") +
           (!plain && has_room(results) ? step_text(listing.at(listing.find(CodeLine::to_rows))) : "") +
           torch_weights(results, language, listing, "proj", alone) +
           step_text(listing.at(listing.find(CodeLine::flatten_weight))) +
           step_text(listing.at(listing.find(CodeLine::linear))) +
           print_statement("tokens[0, " + std::to_string(token_place(results)) + ", " +
                           std::to_string(computed_dim(results)) + "]");
}

}  // namespace patchlens::model
