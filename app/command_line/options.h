// The options that commands share: those of the module and those of the screen.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include <CLI/CLI.hpp>

#include "app/model/computing/module_weights.h"
#include "app/model/state/languages.h"
#include "app/model/state/session.h"

namespace patchlens::command_line {

/// The environment that a command runs in.
struct Environment {
    std::filesystem::path assets;
    model::LanguageFolders languages;
    std::stop_token stop;  ///< requested by Ctrl+C
};

/// The module that was asked for, with what --weights names.
struct ResolvedModule {
    model::ModuleOptions options;
    model::LoadedPointer loaded;  ///< the projection of --weights or --init trained; null without them
};

/// What a command uses of the module; options that change nothing of it are noted.
enum class ModuleUse {
    screen,    ///< all of it
    vectors,   ///< the pixels and the weights
    weights,   ///< the weights alone
    shapes,    ///< sizes and counts
    learning,  ///< the pixels, to learn weights from
};

/// The module options as they were typed; missing ones are left to the preset, the weights file or the
/// default.
struct ModuleArguments {
    std::optional<std::string> img_size;
    std::optional<std::string> patch_size;
    std::optional<std::string> stride;
    std::optional<std::string> padding;
    std::optional<std::string> in_chans;
    std::optional<std::string> embed_dim;
    std::optional<std::string> seed;
    std::optional<std::string> init;
    std::optional<std::string> weights;
    std::optional<std::string> tensor;
    std::optional<std::string> weight_layout;
    std::optional<std::string> flat_order;
    std::optional<std::string> fit;
    std::optional<std::string> filter;
    std::optional<std::string> normalize;
    std::optional<std::string> preset;
    std::optional<std::string> threads;
    bool no_bias = false;

    /// Adds the options to a command; the arguments must outlive the parsing.
    void add_to(CLI::App& command);
    /// The resulting values. These arguments take precedence over the weights file, that over the preset, and
    /// that over `base`. --init and --seed request other weights, in place of a file of `base`. Options
    /// without effect are noted on standard error. Throws Error for an invalid value, for a weights file that
    /// cannot be read, and for options about a weights file without one.
    ResolvedModule resolve(model::ModuleOptions base, const Environment& environment, ModuleUse use) const;
    /// Whether weights other than those of a session are requested.
    bool other_weights() const { return weights || init || seed; }
    /// --weights, or an empty path.
    std::filesystem::path weights_file() const { return weights.value_or(""); }
    /// --threads, or one for each processor.
    int thread_count() const;
};

/// --chapter --lang --theme --scale --patch --dim: what is on the screen.
struct ScreenArguments {
    std::optional<std::string> chapter;
    std::optional<std::string> language;
    std::optional<std::string> theme;
    std::optional<std::string> scale;
    std::optional<std::string> patch;
    std::optional<std::string> dim;

    void add_to(CLI::App& command);
    /// The session with these choices applied.
    model::Session resolve(model::Session session, const Environment& environment) const;
    /// --scale, or nothing for the screen's own scale.
    std::optional<float> scale_factor() const;
};

}  // namespace patchlens::command_line
