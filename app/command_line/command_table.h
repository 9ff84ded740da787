// The command line as a table: every command with its options, as --help lists them. The manual page and the
// shells' completions are written from it, so that they cannot tell anything else.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace patchlens::command_line {

struct OptionEntry {
    std::vector<std::string> names;  ///< "-o", "--output"; of a positional its name alone, "IMAGE"
    std::string value;               ///< what follows it, "N|HxW"; empty for a switch
    std::string help;  ///< one sentence without a full stop, the default in parentheses at its end
    std::vector<std::string> choices;  ///< where only these values are valid and known: "crop", "squash", …
    bool file = false;                 ///< whether the value is a path
    bool repeats = false;              ///< whether it takes several values
};

/// Options that stand under one heading.
struct OptionGroup {
    std::string name;  ///< "Options" where there is no other heading
    std::vector<OptionEntry> options;
};

struct CommandEntry {
    std::string name;  ///< empty for the program without a command
    std::string summary;
    std::string footer;  ///< what --help says below the options, or nothing
    std::vector<OptionEntry> positionals;
    std::vector<OptionGroup> groups;
};

struct CommandTable {
    CommandEntry window;  ///< the program without a command
    std::vector<CommandEntry> commands;
};

/// What the parser `app` and its commands accept. The choices of --preset are `presets`.
CommandTable table_of(const CLI::App& app, const std::vector<std::string>& presets);

/// The values in a sentence that ends in a list of them: "the colours: dark, light (dark)". What is in
/// parentheses, or comes last and begins with "or", is a remark. Empty where it ends otherwise.
std::vector<std::string> listed_choices(std::string help);

/// The table of `patchlens`, with the presets of `assets`/presets.json. Throws Error where it cannot be read.
CommandTable command_table(const std::filesystem::path& assets);

}  // namespace patchlens::command_line
