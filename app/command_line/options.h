// The options that are the same for every command: the module's, and where a picture is looked at.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include <CLI/CLI.hpp>

#include "app/model/state/session.h"

namespace patchlens::command_line {

/// What a command may use of the world around it.
struct Environment {
    std::filesystem::path assets;
    std::stop_token stop;  ///< requested by Ctrl+C
};

/// The module options as they were written; what is absent is left to the preset, the weights file or the
/// default.
struct ModuleArguments {
    std::optional<std::string> img_size;
    std::optional<std::string> patch_size;
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
    /// The values they stand for: what is written here, over what the weights file says, over the preset,
    /// over `base`. --init and --seed ask for drawn weights, in place of a file of `base`. What has no effect
    /// beside the rest is noted on standard error. Throws Error for a value that cannot be, for a weights
    /// file that cannot be read, and for what is said of weights where there is no file.
    model::ModuleOptions resolve(model::ModuleOptions base, const Environment& environment) const;
    /// Whether other weights are asked for than those of a session: a file's, or drawn ones.
    bool other_weights() const { return weights || init || seed; }
    /// --weights; empty without.
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
    /// The session with these choices in it.
    model::Session resolve(model::Session session) const;
    /// --scale, or nothing, which leaves it to the screen.
    std::optional<float> scale_factor() const;
};

}  // namespace patchlens::command_line
