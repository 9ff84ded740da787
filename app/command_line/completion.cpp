#include "app/command_line/completion.h"

#include <string_view>

namespace patchlens::command_line {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += separator;
        text += word;
    }
    return text;
}

/// Every option of a command, of all its groups.
std::vector<OptionEntry> options_of(const CommandEntry& command) {
    std::vector<OptionEntry> options;
    for (const OptionGroup& group : command.groups)
        options.insert(options.end(), group.options.begin(), group.options.end());
    return options;
}

std::vector<std::string> names_of(const std::vector<OptionEntry>& options) {
    std::vector<std::string> names;
    for (const OptionEntry& option : options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

std::vector<std::string> commands_of(const CommandTable& table) {
    std::vector<std::string> names;
    for (const CommandEntry& command : table.commands)
        names.push_back(command.name);
    return names;
}

/// The branch of bash's "case" for one command: what it offers, and what follows its options.
std::string bash_branch(const CommandEntry& command) {
    const std::vector<OptionEntry> options = options_of(command);
    std::string text = "        " + (command.name.empty() ? "*" : command.name) + ")\n            options='" +
                       joined(names_of(options), " ") + "'\n";
    if (!command.positionals.empty()) text += "            rest='file'\n";
    text += "            case $before in\n";
    std::vector<std::string> free;  // followed by what nobody can guess
    for (const OptionEntry& option : options) {
        if (option.value.empty()) continue;
        if (!option.file && option.choices.empty()) {
            free.insert(free.end(), option.names.begin(), option.names.end());
            continue;
        }
        const std::string kind = option.file ? "file" : joined(option.choices, " ");
        text += "                " + joined(option.names, "|") + ") value='" + kind + "' ;;\n";
    }
    if (!free.empty()) text += "                " + joined(free, "|") + ") value=free ;;\n";
    return text + "            esac\n            ;;\n";
}

/// Text within single quotes of zsh's _arguments, whose brackets and colons mean something.
std::string zsh_escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\'') {
            result += "'\\''";
        } else {
            if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
            result += c;
        }
    }
    return result;
}

/// "'(-o --output)'{-o,--output}'[the file]:OUT.png:_files'": one argument of _arguments.
std::string zsh_argument(const OptionEntry& option) {
    std::string action;
    if (!option.value.empty()) {
        action = ":" + zsh_escaped(option.value) + ":";
        if (option.file) action += "_files";
        if (!option.choices.empty()) action += "(" + joined(option.choices, " ") + ")";
    }
    const std::string help = "'[" + zsh_escaped(option.help) + "]" + action + "'";
    const auto spelled = [&](const std::string& name) {
        return name + (option.value.empty() ? "" : name.starts_with("--") ? "=" : "+");
    };
    std::vector<std::string> spellings;
    for (const std::string& name : option.names)
        spellings.push_back(spelled(name));
    const std::string names = spellings.size() == 1 ? spellings.front() : "{" + joined(spellings, ",") + "}";
    return "'(" + joined(option.names, " ") + ")'" + names + help;
}

/// A positional of a command, which itself is the first.
std::string zsh_positional(const OptionEntry& positional) {
    return std::string(positional.repeats ? "'*:" : "'2:") + zsh_escaped(positional.names.front()) + ":" +
           (positional.file ? "_files" : "") + "'";
}

std::string zsh_arguments(const CommandEntry& command) {
    std::string text;
    for (const OptionEntry& option : options_of(command))
        text += " \\\n        " + zsh_argument(option);
    return text;
}

}  // namespace

std::string bash_completion(const CommandTable& table) {
    std::string text = R"(# bash completion for patchlens
_patchlens() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' options='' value='' rest=''
    # "--init=to" comes as three words.
    if [[ $word == = ]]; then
        word=''
    elif [[ $before == = ]] && ((COMP_CWORD >= 2)); then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    ((COMP_CWORD == 1)) || command=${COMP_WORDS[1]}
    case $command in
)";
    for (const CommandEntry& command : table.commands)
        text += bash_branch(command);
    text += bash_branch(table.window);
    text += R"(    esac
    if [[ -z $value && $word == -* ]]; then
        value=$options
    elif [[ -z $value ]]; then
        value=$rest
    fi
    COMPREPLY=()
    case $value in
    '' | free) ;;
    file)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        if ((COMP_CWORD == 1)); then
            mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W ')";
    text += joined(commands_of(table), " ") + R"(' -- "$word")
        fi
        ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$value" -- "$word") ;;
    esac
}
complete -F _patchlens patchlens
)";
    return text;
}

std::string zsh_completion(const CommandTable& table) {
    std::string text = R"(#compdef patchlens
_patchlens_start() {
    local -a commands=()";
    for (const CommandEntry& command : table.commands)
        text += "\n        '" + command.name + ":" + zsh_escaped(command.summary) + "'";
    text += R"(
    )
    _describe command commands
    _files
}
case $words[2] in
)";
    for (const CommandEntry& command : table.commands) {
        text += command.name + ")\n    _arguments" + zsh_arguments(command) + " \\\n        '1:command:(" +
                command.name + ")'";
        for (const OptionEntry& positional : command.positionals)
            text += " \\\n        " + zsh_positional(positional);
        text += "\n    ;;\n";
    }
    text += "*)\n    _arguments" + zsh_arguments(table.window) +
            " \\\n        '1:command or picture:_patchlens_start'\n    ;;\nesac\n";
    return text;
}

}  // namespace patchlens::command_line
