#include "app/command_line/command_table.h"

#include <algorithm>
#include <string_view>

#include <CLI/CLI.hpp>

namespace patchlens::command_line {
namespace {

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + separator.size());
    }
}

/// A value that is typed as it stands: small letters, digits and what joins them.
bool is_literal(std::string_view word) {
    const auto typed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    // A language's country is in capitals: zh-CN.
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return !word.empty() && !capital(word.front()) &&
           std::all_of(word.begin(), word.end(), [&](char c) { return typed(c) || capital(c); });
}

std::string without_remarks(std::string text) {
    for (;;) {
        const std::size_t open = text.find(" (");
        const std::size_t close = text.find(')', open == std::string::npos ? 0 : open);
        if (open == std::string::npos || close == std::string::npos) return text;
        text.erase(open, close - open + 1);
    }
}

std::vector<std::string> choices_of(const OptionEntry& option, const std::vector<std::string>& presets) {
    if (option.names.back() == "--preset") return presets;
    if (option.value == "NAME" || option.value == "ID" || option.value == "HOW")
        return listed_choices(option.help);
    std::vector<std::string> alternatives = split(option.value, "|");  // 1|3|4
    if (alternatives.size() > 1 && std::all_of(alternatives.begin(), alternatives.end(), is_literal))
        return alternatives;
    return {};
}

OptionEntry entry_of(const CLI::Option& option, const std::vector<std::string>& presets) {
    OptionEntry entry;
    entry.help = option.get_description();
    const int most_values = option.get_items_expected_max();
    entry.repeats = most_values > 1;
    if (option.get_positional()) {
        entry.names = {option.get_name(true)};
        entry.file = entry.names.front() == "IMAGE";
        return entry;
    }
    for (const std::string& letter : option.get_snames())
        entry.names.push_back("-" + letter);
    for (const std::string& word : option.get_lnames())
        entry.names.push_back("--" + word);
    if (most_values == 0) return entry;
    if (const std::string otherwise = option.get_default_str(); !otherwise.empty())
        entry.help += " (" + otherwise + ")";
    entry.value = option.get_type_name();
    entry.file = entry.value == "FILE" || entry.value.starts_with("OUT");
    entry.choices = choices_of(entry, presets);
    return entry;
}

CommandEntry command_of(const CLI::App& command, const std::vector<std::string>& presets) {
    CommandEntry entry;
    entry.summary = command.get_description();
    entry.footer = command.get_footer();
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_positional()) {
            entry.positionals.push_back(entry_of(*option, presets));
            continue;
        }
        const std::string& name = option->get_group();
        auto group = std::find_if(entry.groups.begin(), entry.groups.end(),
                                  [&](const OptionGroup& known) { return known.name == name; });
        if (group == entry.groups.end()) group = entry.groups.insert(group, {name, {}});
        group->options.push_back(entry_of(*option, presets));
    }
    return entry;
}

}  // namespace

std::vector<std::string> listed_choices(std::string help) {
    help = without_remarks(std::move(help));
    const std::size_t colon = help.rfind(": ");
    std::vector<std::string> words = split(colon == std::string::npos ? help : help.substr(colon + 2), ", ");
    if (words.back().starts_with("or ")) words.pop_back();
    if (words.size() < 2 || !std::all_of(words.begin(), words.end(), is_literal)) return {};
    return words;
}

CommandTable table_of(const CLI::App& app, const std::vector<std::string>& presets) {
    CommandTable table;
    table.window = command_of(app, presets);
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        table.commands.push_back(command_of(*command, presets));
        table.commands.back().name = command->get_name();
    }
    return table;
}

}  // namespace patchlens::command_line
