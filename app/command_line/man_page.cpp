#include "app/command_line/man_page.h"

#include <algorithm>

namespace patchlens::command_line {
namespace {

/// What CLI11 calls options that stand under no other heading.
constexpr std::string_view own_options = "Options";

/// What follows the options: what no table knows.
constexpr std::string_view remaining_sections = R"(.SH FILES
What is not set follows the XDG Base Directory Specification.
.TP
.I $XDG_CONFIG_HOME/patchlens/settings.json
language, theme and what else is the same for every picture (\fI~/.config\fR)
.TP
.I $XDG_STATE_HOME/patchlens/session.json
what was open last (\fI~/.local/state\fR)
.TP
.I $XDG_DATA_HOME/patchlens
pasted pictures, runs of training, and the session that Ctrl+S saves (\fI~/.local/share\fR)
.SH ENVIRONMENT
.TP
.BR LANGUAGE ", " LC_ALL ", " LC_MESSAGES ", " LANG
the language where \fB\-\-lang\fR does not say it
.TP
.B PATCHLENS_ASSETS
the folder with the samples, languages and learned weights, in place of the one beside the program
.TP
.B PATCHLENS_SIMD
the instruction set that the projection uses, such as AVX2 or SSE4
.TP
.B PATCHLENS_PROBE
a file to which the window writes what it shows, and where, as JSON
.SH EXIT STATUS
0 where all went well, 2 where the arguments are invalid, 1 where anything else failed. A failure is one line on
standard error. Files that are written appear whole or not at all.
.SH EXAMPLES
.EX
patchlens photo.jpg
patchlens embed photo.jpg \-o vectors.npy
patchlens explain photo.jpg \-\-patch 19,10 \-\-dim 137
patchlens info \-\-img\-size 250 \-\-json
patchlens render photo.jpg \-\-chapter projection \-o screen.png
.EE
)";

/// Text that roff prints as it stands, also at the beginning of a line. "-" is the one that can be typed.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\') {
            result += "\\e";
        } else if (c == '-') {
            result += "\\-";
        } else if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) {
            result += std::string("\\&") + c;
        } else {
            result += c;
        }
    }
    return result;
}

std::string in_capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string bold(std::string_view text) {
    return "\\fB" + escaped(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + escaped(text) + "\\fR";
}

/// "[IMAGE]", "[IMAGE...]"
std::string synopsis_of(const std::vector<OptionEntry>& positionals) {
    std::string text;
    for (const OptionEntry& positional : positionals)
        text += " [" + italic(positional.names.front()) + (positional.repeats ? "..." : "") + "]";
    return text;
}

std::string written(const OptionEntry& option) {
    std::string title;
    for (const std::string& name : option.names)
        title += (title.empty() ? "" : ", ") + bold(name);
    if (!option.value.empty()) title += " " + italic(option.value);
    std::string choices;
    const std::string told = option.value + " " + option.help;
    if (!option.choices.empty() && told.find(option.choices.front()) == std::string::npos)
        for (const std::string& choice : option.choices)
            choices += (choices.empty() ? ": " : ", ") + choice;
    return ".TP\n" + title + "\n" + escaped(option.help + choices) + "\n";
}

/// --help is worth telling once.
std::string written(const OptionGroup& group, bool with_help) {
    std::string text;
    for (const OptionEntry& option : group.options)
        if (with_help || option.names.back() != "--help") text += written(option);
    return text;
}

/// Whether the page tells a group's options once for all commands: those that the window takes too.
bool is_shared(const OptionGroup& group, const CommandEntry& window) {
    return group.name != own_options &&
           std::any_of(window.groups.begin(), window.groups.end(),
                       [&](const OptionGroup& other) { return other.name == group.name; });
}

std::string written(const CommandEntry& command, const CommandEntry& window) {
    std::string text = ".SS " + bold("patchlens " + command.name) + synopsis_of(command.positionals) + "\n" +
                       escaped(command.summary) + ".\n";
    for (const OptionEntry& positional : command.positionals)
        text += ".TP\n" + italic(positional.names.front()) + "\n" + escaped(positional.help) + "\n";
    std::string shared;
    for (const OptionGroup& group : command.groups) {
        if (!is_shared(group, window)) {
            if (group.name != own_options) text += ".PP\n" + escaped(group.name) + "\n";
            text += written(group, false);
        } else {
            shared += (shared.empty() ? "" : " and ") + in_capitals(group.name + " options");
        }
    }
    if (!shared.empty()) text += ".PP\nTakes the " + shared + " below.\n";
    if (!command.footer.empty()) text += ".PP\n" + escaped(command.footer) + "\n";
    return text;
}

}  // namespace

std::string man_page(const CommandTable& table, std::string_view version) {
    const CommandEntry& window = table.window;
    std::string text = ".TH PATCHLENS 1 \"\" \"PatchLens " + std::string(version) +
                       "\" \"User Commands\"\n.SH NAME\n"
                       "patchlens \\- see how a Vision Transformer turns an image into tokens\n"
                       ".SH SYNOPSIS\n" +
                       bold("patchlens") + " [" + italic("options") + "]" + synopsis_of(window.positionals) +
                       "\n.br\n" + bold("patchlens") + " " + italic("command") + " [" + italic("options") +
                       "]" + synopsis_of(window.positionals) + "\n.SH DESCRIPTION\n" +
                       escaped(window.summary) +
                       "\nEvery number is the one that PyTorch would print. F1 lists the window's keys.\n";
    for (const OptionEntry& positional : window.positionals)
        text += written(positional);
    for (const OptionGroup& group : window.groups)
        text += ".SH " + in_capitals(group.name == own_options ? group.name : group.name + " options") +
                "\n" + written(group, true);
    text += ".SH COMMANDS\n";
    for (const CommandEntry& command : table.commands)
        text += written(command, window);
    return text + std::string(remaining_sections);
}

}  // namespace patchlens::command_line
