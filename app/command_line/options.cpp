#include "app/command_line/options.h"

#include <algorithm>
#include <limits>
#include <thread>

#include "app/command_line/parse.h"
#include "app/model/computing/module_weights.h"
#include "app/model/state/possible.h"
#include "app/model/state/presets.h"

namespace patchlens::command_line {
namespace {

constexpr int largest_int = std::numeric_limits<int>::max();

int integer(const std::string& text, std::string_view option) {
    return static_cast<int>(parse_integer(text, option, 1, largest_int));
}

}  // namespace

void ModuleArguments::add_to(CLI::App& command) {
    const std::string group = "Module";
    const auto add = [&](const char* name, std::optional<std::string>& value, const char* type,
                         const char* help) {
        command.add_option(name, value, help)->type_name(type)->group(group);
    };
    add("--img-size", img_size, "N|HxW", "the size pictures are brought to (256)");
    add("--patch-size", patch_size, "N|HxW", "the side of one patch in pixels (8)");
    add("--in-chans", in_chans, "1|3|4", "input channels: grey, colour, colour and alpha (3)");
    add("--embed-dim", embed_dim, "D", "the length of each patch's vector (512)");
    add("--seed", seed, "S", "the seed of torch.manual_seed (0)");
    add("--init", init, "NAME", "torch, xavier, trunc-normal or lecun (torch)");
    command.add_flag("--no-bias", no_bias, "a projection without bias")->group(group);
    add("--weights", weights, "FILE", "take the projection from a .safetensors or .npy file");
    add("--tensor", tensor, "NAME", "the name of the weight in FILE, where it is not found by itself");
    add("--weight-layout", weight_layout, "NAME",
        "the order of the weight's axes, where FILE leaves it open: torch (D, C, h, w), mlx (D, h, w, C) or "
        "flax "
        "(h, w, C, D)");
    add("--flat-order", flat_order, "NAME",
        "channels-first or channels-last, where FILE holds the weight flat and leaves it open");
    add("--fit", fit, "HOW", "crop, squash, pad or none (crop)");
    add("--filter", filter, "NAME", "bilinear or bicubic, as Pillow resizes (bilinear)");
    add("--normalize", normalize, "NAME", "none, imagenet, clip or half (none: pixels 0..1)");
    add("--preset", preset, "NAME", "the sizes and normalisation of a known model");
    add("--threads", threads, "N", "threads to compute with (one for each processor)");
}

model::ModuleOptions ModuleArguments::resolve(model::ModuleOptions options,
                                              const Environment& environment) const {
    PatchEmbedConfig& config = options.config;
    if (preset) {
        const auto presets = model::load_presets(environment.assets / "presets.json");
        const model::Preset& chosen = model::find_preset(presets, *preset);
        config = chosen.config;
        options.normalize = chosen.normalize;
    }
    if (tensor) options.tensor = *tensor;
    if (weight_layout)
        options.weight_layout = model::choice_of<WeightLayout>(*weight_layout, "--weight-layout");
    if (flat_order) options.flat_order = model::choice_of<FlatOrder>(*flat_order, "--flat-order");
    if (weights) {
        options.weights = *weights;
        config = model::config_of(*model::load_weights(options, environment.stop), config);
    }
    if (img_size) config.img_size = parse_size(*img_size, "--img-size");
    if (patch_size) config.patch_size = parse_size(*patch_size, "--patch-size");
    if (in_chans) config.in_chans = integer(*in_chans, "--in-chans");
    if (embed_dim) config.embed_dim = integer(*embed_dim, "--embed-dim");
    if (no_bias) config.bias = false;
    if (seed) options.seed = parse_seed(*seed, "--seed");
    if (init) options.init = model::choice_of<Init>(*init, "--init");
    if (fit) options.fit = model::choice_of<Fit>(*fit, "--fit");
    if (filter) options.filter = model::choice_of<Filter>(*filter, "--filter");
    if (normalize) options.normalize = model::choice_of<Normalize>(*normalize, "--normalize");
    model::validate(options);
    return options;
}

int ModuleArguments::thread_count() const {
    if (threads) return static_cast<int>(parse_integer(*threads, "--threads", 1, 1024));
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void ScreenArguments::add_to(CLI::App& command) {
    const std::string group = "Screen";
    const auto add = [&](const char* name, std::optional<std::string>& value, const char* type,
                         const char* help) {
        command.add_option(name, value, help)->type_name(type)->group(group);
    };
    add("--chapter", chapter, "ID", "the chapter to show (explore)");
    add("--lang", language, "en|zh-CN", "the language (the system's)");
    add("--theme", theme, "dark|light", "the colours (dark)");
    add("--scale", scale, "F", "how large everything is, 0.5 to 4 (the screen's)");
    add("--patch", patch, "ROW,COL", "the selected patch");
    add("--dim", dim, "D", "the selected dimension of its vector");
}

model::Session ScreenArguments::resolve(model::Session session) const {
    if (chapter) session.chapter = model::choice_of<model::Chapter>(*chapter, "--chapter");
    if (language) session.language = model::choice_of<model::LanguageId>(*language, "--lang");
    if (theme) session.theme = model::choice_of<model::Theme>(*theme, "--theme");
    if (patch) {
        session.patch = parse_position(*patch, "--patch");
        session.patch_place.reset();
    }
    if (dim) {
        session.dim = static_cast<int>(parse_integer(*dim, "--dim", 0, largest_int));
        session.chosen_dim.reset();
    }
    return session;
}

std::optional<float> ScreenArguments::scale_factor() const {
    if (!scale) return std::nullopt;
    return parse_factor(*scale, "--scale", 0.5F, 4.0F);
}

}  // namespace patchlens::command_line
