#include "app/command_line/idle_options.h"

#include <initializer_list>
#include <optional>
#include <string>

#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/model/state/names.h"

namespace patchlens::command_line {
namespace {

struct NamedOption {
    const char* name;
    std::optional<std::string> ModuleArguments::*typed;
};

constexpr NamedOption img_size_option{"--img-size", &ModuleArguments::img_size};
constexpr NamedOption stride_option{"--stride", &ModuleArguments::stride};
constexpr NamedOption padding_option{"--padding", &ModuleArguments::padding};
constexpr NamedOption seed_option{"--seed", &ModuleArguments::seed};
constexpr NamedOption init_option{"--init", &ModuleArguments::init};
constexpr NamedOption tensor_option{"--tensor", &ModuleArguments::tensor};
constexpr NamedOption flat_order_option{"--flat-order", &ModuleArguments::flat_order};
constexpr NamedOption fit_option{"--fit", &ModuleArguments::fit};
constexpr NamedOption filter_option{"--filter", &ModuleArguments::filter};
constexpr NamedOption normalize_option{"--normalize", &ModuleArguments::normalize};

/// Notes that share a language and the options that were typed.
class IdleNotes {
public:
    explicit IdleNotes(const ModuleArguments& given) : given_(given), language_(english()) {}

    /// The sentence under `key` for each of `options` that was typed, whose name fills {0} and `detail` {1}.
    void say(std::initializer_list<NamedOption> options, const char* key,
             const std::string& detail = {}) const {
        for (const NamedOption& option : options) {
            if (given_.*option.typed) print_note(language_(key, {option.name, detail}));
        }
    }

private:
    const ModuleArguments& given_;
    const model::Language language_;
};

/// Of weights from a file.
void note_beside_file(const IdleNotes& notes, const model::ModuleOptions& options,
                      const LoadedProjection& loaded) {
    const std::string file = options.weights.string();
    notes.say({init_option, seed_option}, "command.idle_drawing", file);
    if (loaded.tensor.empty()) notes.say({tensor_option}, "command.idle_tensor", file);
    if (!loaded.was_flat()) notes.say({flat_order_option}, "command.idle_flat_order", file);
}

/// Of a command that writes the weights alone.
void note_beside_weights(const IdleNotes& notes, const model::ModuleOptions& options) {
    const bool own = options.weights.empty();
    if (own && options.init == Init::pca) return;
    // They make room for a patch that is larger than pictures usually are.
    const Size usual = PatchEmbedConfig{}.img_size;
    const Size patch = options.config.patch_size;
    if (patch.height <= usual.height && patch.width <= usual.width)
        notes.say({img_size_option, padding_option}, "command.idle_pixels");
    notes.say({stride_option, fit_option, filter_option}, "command.idle_pixels");
    if (!own || options.init != Init::trained) notes.say({normalize_option}, "command.idle_pixels");
}

/// Of a command that tells sizes and counts; what a model expects of pictures is told beside them.
void note_beside_shapes(const IdleNotes& notes, const model::ModuleOptions& options,
                        const LoadedProjection* loaded) {
    if (options.weights.empty() || loaded == nullptr || !loaded->expects)
        notes.say({filter_option, normalize_option}, "command.idle_shapes");
    if (model::are_drawn(options)) notes.say({init_option, seed_option}, "command.idle_shapes");
}

}  // namespace

void note_idle(const ModuleArguments& given, const model::ModuleOptions& options,
               const LoadedProjection* loaded, ModuleUse use) {
    const IdleNotes notes(given);
    const bool own = options.weights.empty();
    if (own && !is_drawn(options.init))
        notes.say({seed_option}, "command.idle_seed", std::string(model::name_of(options.init)));
    if (!own && loaded != nullptr) note_beside_file(notes, options, *loaded);
    if (use == ModuleUse::weights) note_beside_weights(notes, options);
    if (use == ModuleUse::shapes) note_beside_shapes(notes, options, loaded);
    if (use == ModuleUse::learning) notes.say({stride_option, padding_option}, "command.idle_places");
    if (options.fit != Fit::none) return;
    if (use == ModuleUse::screen || use == ModuleUse::vectors || use == ModuleUse::learning)
        notes.say({filter_option}, "command.idle_filter");
    if (use == ModuleUse::vectors || use == ModuleUse::learning)
        notes.say({img_size_option}, "command.idle_size");
}

void note_replaced(const ModuleArguments& given, const PatchEmbedConfig& of_preset,
                   const PatchEmbedConfig& of_file) {
    std::string names;
    const auto compare = [&](const char* name, bool differs, bool anew) {
        if (differs && !anew) names.append(names.empty() ? "" : ", ").append(name);
    };
    compare("img_size", of_preset.img_size != of_file.img_size, given.img_size.has_value());
    compare("patch_size", of_preset.patch_size != of_file.patch_size, given.patch_size.has_value());
    compare("in_chans", of_preset.in_chans != of_file.in_chans, given.in_chans.has_value());
    compare("embed_dim", of_preset.embed_dim != of_file.embed_dim, given.embed_dim.has_value());
    compare("stride",
            of_preset.stride.value_or(of_preset.patch_size) != of_file.stride.value_or(of_file.patch_size) &&
                (of_preset.stride || of_file.stride),
            given.stride.has_value());
    compare("padding", of_preset.padding != of_file.padding, given.padding.has_value());
    compare("bias", of_preset.bias != of_file.bias, given.no_bias);
    if (names.empty()) return;
    print_note(english()("command.preset_replaced", {*given.preset, names, *given.weights}));
}

}  // namespace patchlens::command_line
