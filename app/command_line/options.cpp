#include "app/command_line/options.h"

#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/idle_options.h"
#include "app/command_line/parse.h"
#include "app/model/computing/expected_options.h"
#include "app/model/files/weights_loader.h"
#include "app/model/state/names.h"
#include "app/model/state/option_limits.h"
#include "app/model/state/presets.h"

namespace patchlens::command_line {
namespace {

constexpr int largest_int = std::numeric_limits<int>::max();

/// "crop, squash, pad, none (crop)": the names of a choice, and its default.
template <typename Choice>
std::string names_with(Choice otherwise) {
    return model::all_names<Choice>() + " (" + std::string(model::name_of(otherwise)) + ")";
}

/// "torch (D, C, h, w), …"
std::string weight_layouts() {
    std::string text;
    for (const auto& [name, layout] : model::names_of<WeightLayout>) {
        if (!text.empty()) text += ", ";
        text += std::string(name) + " (" + std::string(axis_letters(layout)) + ")";
    }
    return text;
}

/// Options about a weights file are an error without one.
void require_weights(const ModuleArguments& given) {
    const auto refuse = [](const std::optional<std::string>& option, const char* name) {
        if (option) throw Error(ErrorCode::option_without_effect, {name, "--weights"});
    };
    refuse(given.tensor, "--tensor");
    refuse(given.weight_layout, "--weight-layout");
    refuse(given.flat_order, "--flat-order");
}

/// Prints a note where the model expects other pictures than the options make.
void note_expected(const model::ModuleOptions& options, const LoadedProjection* loaded) {
    if (options.weights.empty() || loaded == nullptr || !loaded->expects) return;
    const model::Language language = english();
    const std::string file = options.weights.string();
    const std::string wanted = model::expected_arguments(options, *loaded->expects);
    if (!wanted.empty()) print_note(file + ": " + language("command.expects", {wanted}));
    for (const std::string& note : model::unmet_sentences(language, *loaded->expects))
        print_note(file + ": " + note);
}

}  // namespace

void ModuleArguments::add_to(CLI::App& command) {
    const std::string group = "Module";
    const auto add = [&](const char* name, std::optional<std::string>& value, const char* type,
                         const std::string& help) {
        command.add_option(name, value, help)->type_name(type)->group(group);
    };
    const model::ModuleOptions unasked;
    add("--img-size", img_size, "N|HxW", "the size pictures are brought to (256)");
    add("--patch-size", patch_size, "N|HxW", "the side of one patch in pixels (8)");
    add("--stride", stride, "N|HxW", "pixels from one patch to the next (patch_size)");
    add("--padding", padding, "N|HxW", "rows and columns of zeros on each side of the picture (0)");
    add("--in-chans", in_chans, "1|3|4", "input channels: grey, colour, colour and alpha (3)");
    add("--embed-dim", embed_dim, "D", "the length of each patch's vector (512)");
    add("--seed", seed, "S", "the seed of torch.manual_seed, for weights that are drawn (0)");
    add("--init", init, "NAME", "where the weights come from: " + names_with(unasked.init));
    command.add_flag("--no-bias", no_bias, "a projection without bias")->group(group);
    add("--weights", weights, "FILE",
        "take the projection from a .safetensors, .pth, .npz, .npy or .gguf file, or a model's "
        "index.json");
    add("--tensor", tensor, "NAME", "the name of the weight in FILE, where it is not found by itself");
    add("--weight-layout", weight_layout, "NAME",
        "the order of the weight's axes, where FILE leaves it open: " + weight_layouts());
    add("--flat-order", flat_order, "NAME",
        "the order of a flat weight's columns, where FILE leaves it open: " + model::all_names<FlatOrder>());
    add("--fit", fit, "HOW", names_with(unasked.fit));
    add("--filter", filter, "NAME", "as Pillow resizes: " + names_with(unasked.filter));
    add("--normalize", normalize, "NAME", "none leaves pixels 0..1: " + names_with(unasked.normalize));
    add("--preset", preset, "NAME", "the sizes and normalisation of a known model");
    add("--threads", threads, "N", "threads to compute with (one for each processor)");
}

ResolvedModule ModuleArguments::resolve(model::ModuleOptions options, const Environment& environment,
                                        ModuleUse use) const {
    PatchEmbedConfig& config = options.config;
    if (weights && weights->empty()) throw Error(ErrorCode::option_value_missing, {"--weights", "patchlens"});
    if (preset) {
        const auto presets = model::load_presets(environment.assets / "presets.json");
        const model::Preset& chosen = model::find_preset(presets, *preset);
        config = chosen.config;
        options.normalize = chosen.normalize;
    }
    // The tensor chosen in another file does not apply to this one.
    if (other_weights()) options = model::with_weights(options, {weights_file()});
    if (options.weights.empty()) require_weights(*this);
    if (tensor) options.tensor = *tensor;
    if (weight_layout)
        options.weight_layout = model::choice_of<WeightLayout>(*weight_layout, "--weight-layout");
    if (flat_order) options.flat_order = model::choice_of<FlatOrder>(*flat_order, "--flat-order");
    const auto take_patch = [&] {
        if (patch_size) config.patch_size = parse_size(*patch_size, "--patch-size");
        // Which numbers of channels there are is for validate() to say.
        if (in_chans)
            config.in_chans =
                static_cast<int>(parse_integer(*in_chans, "--in-chans", -largest_int, largest_int));
    };
    take_patch();  // a flat weight in the file may leave it open
    model::LoadedPointer loaded;
    if (weights) {
        loaded = model::load_weights(options, environment.stop);
        const PatchEmbedConfig before = config;
        config = model::config_of(*loaded, config);
        if (preset) note_replaced(*this, before, config);
    }
    take_patch();
    if (img_size) config.img_size = parse_size(*img_size, "--img-size");
    if (stride) config.stride = parse_size(*stride, "--stride");
    if (padding) config.padding = parse_size(*padding, "--padding", 0);
    if (embed_dim)
        config.embed_dim = static_cast<int>(parse_integer(*embed_dim, "--embed-dim", 1, most_dimensions));
    if (no_bias) config.bias = false;
    if (seed) options.seed = parse_seed(*seed, "--seed");
    if (seed && !is_drawn(options.init)) options.init = Init::torch;
    if (init) options.init = model::choice_of<Init>(*init, "--init");
    if (init && model::are_learned(options)) {
        loaded = model::load_weights(model::with_weights(options, {model::learned_file(environment.assets)}),
                                     environment.stop);
    }
    if (fit) options.fit = model::choice_of<Fit>(*fit, "--fit");
    if (filter) options.filter = model::choice_of<ResizeFilter>(*filter, "--filter");
    if (normalize) options.normalize = model::choice_of<Normalize>(*normalize, "--normalize");
    model::validate(options);
    note_idle(*this, options, loaded.get(), use);
    if (use != ModuleUse::weights) note_expected(options, loaded.get());
    return {std::move(options), std::move(loaded)};
}

int ModuleArguments::thread_count() const {
    if (threads) return static_cast<int>(parse_integer(*threads, "--threads", 1, 1024));
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void ScreenArguments::add_to(CLI::App& command) {
    const std::string group = "Screen";
    const auto add = [&](const char* name, std::optional<std::string>& value, const char* type,
                         const std::string& help) {
        command.add_option(name, value, help)->type_name(type)->group(group);
    };
    const model::Session unasked;
    add("--chapter", chapter, "ID", "the chapter to show: " + names_with(unasked.chapter));
    add("--lang", language, "ID", "the language: en, zh-CN, or a file LANG.json of your own (the system's)");
    add("--theme", theme, "ID", "the colours: " + names_with(unasked.theme));
    add("--scale", scale, "F", "how large everything is, 0.5 to 4 (the screen's)");
    add("--patch", patch, "ROW,COL", "the selected patch");
    add("--dim", dim, "D", "the selected dimension of its vector");
}

model::Session ScreenArguments::resolve(model::Session session, const Environment& environment) const {
    if (chapter) session.chapter = model::choice_of<model::Chapter>(*chapter, "--chapter");
    if (language)
        session.language =
            model::language_called(*language, "--lang", model::offered_languages(environment.languages.own));
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
