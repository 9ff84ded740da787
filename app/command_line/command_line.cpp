#include "app/command_line/command_line.h"

#include <csignal>
#include <filesystem>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/command_line/command_table.h"
#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/model/files/path_text.h"
#include "app/model/state/presets.h"
#include "app/platform/interrupt.h"
#include "app/platform/paths.h"
#include "core/error.h"

namespace patchlens::command_line {
namespace {

/// Whether what stands in the picture's place is a word, such as a mistyped command, and no file.
bool no_command(const std::filesystem::path& word) {
    std::error_code error;
    return !word.empty() && !word.has_extension() && !word.has_parent_path() &&
           !std::filesystem::exists(word, error);
}

/// Every command, ready to be parsed.
struct Commands {
    CLI::App app{
        "PatchLens shows how a Vision Transformer turns an image into tokens.\n"
        "Without a command it opens the window.",
        "patchlens"};
    WindowCommand window;
    EmbedCommand embed;
    WeightsCommand weights;
    InfoCommand info;
    ExplainCommand explain;
    ReconstructCommand reconstruct;
    TrainCommand train;
    ExportCommand exports;
    QuizCommand quiz;
    RenderCommand render;
    SaveCommand save;

    Commands() {
        app.set_version_flag("--version", PATCHLENS_VERSION);
        app.require_subcommand(0, 1);
        window.add_to(app);
        embed.add_to(*app.add_subcommand("embed", "Write the vectors of every patch, what forward returns"));
        weights.add_to(*app.add_subcommand("weights", "Write proj.weight and proj.bias"));
        info.add_to(*app.add_subcommand("info", "Print shapes and costs"));
        explain.add_to(*app.add_subcommand("explain", "Take one number of the output apart"));
        reconstruct.add_to(*app.add_subcommand("reconstruct", "Write the picture back from its vectors"));
        train.add_to(*app.add_subcommand("train", "Learn proj.weight and proj.bias from pictures"));
        exports.add_to(*app.add_subcommand("export", "Write the numbers or the picture of one view"));
        quiz.add_to(*app.add_subcommand("quiz", "Print questions about the module, with their answers"));
        render.add_to(*app.add_subcommand("render", "Write a screenshot, without a window"));
        save.add_to(*app.add_subcommand("save", "Write a session, to open here or elsewhere"));
    }

    /// "embed, weights, …"
    std::string names() const {
        std::string text;
        for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
            text += (text.empty() ? "" : ", ") + command->get_name();
        return text;
    }

    void run(const Environment& environment) const {
        if (app.got_subcommand("embed")) return embed.run(environment);
        if (app.got_subcommand("weights")) return weights.run(environment);
        if (app.got_subcommand("info")) return info.run(environment);
        if (app.got_subcommand("explain")) return explain.run(environment);
        if (app.got_subcommand("reconstruct")) return reconstruct.run(environment);
        if (app.got_subcommand("train")) return train.run(environment);
        if (app.got_subcommand("export")) return exports.run(environment);
        if (app.got_subcommand("quiz")) return quiz.run(environment);
        if (app.got_subcommand("render")) return render.run(environment);
        if (app.got_subcommand("save")) return save.run(environment);
        if (no_command(window.image))
            throw Error(ErrorCode::command_unknown, {window.image.string(), names()});
        window.run(environment);
    }

    /// The command's name as it was typed, for messages: "patchlens embed".
    std::string spoken_name() const {
        const auto chosen = app.get_subcommands();
        return chosen.empty() ? "patchlens" : "patchlens " + chosen.front()->get_name();
    }
};

int failed(const Error& error) {
    print_error(english(error));
    return error.kind() == ErrorKind::argument ? 2 : 1;
}

/// Whether a pipe was closed by its reader: like other programs, PatchLens then ends by SIGPIPE without a
/// message.
bool closed_by_reader(const Error& error) {
    return error.code() == ErrorCode::file_unwritable && error.arguments().at(1) == Word::nobody_reads;
}

/// The option that the parser complains of, "--seed".
std::string option_in(const CLI::ParseError& error) {
    const std::string complaint = error.what();
    return complaint.substr(0, complaint.find(':'));
}

/// Whether an option was given more often than it can be.
bool repeated(const CLI::App& command, const std::string& option) {
    const CLI::Option* given = command.get_option_no_throw(option);
    return given != nullptr && given->count() > 1;
}

/// The parser's message as the one sentence we print.
Error parse_error(const CLI::ParseError& error, const Commands& commands) {
    const auto chosen = commands.app.get_subcommands();
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
        const std::string option = option_in(error);
        if (repeated(chosen.empty() ? commands.app : *chosen.front(), option))
            return Error(ErrorCode::option_repeated, {option});
        return Error(ErrorCode::option_value_missing, {option, commands.spoken_name()});
    }
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        if (chosen.empty() && no_command(commands.window.image))
            return Error(ErrorCode::command_unknown, {commands.window.image.string(), commands.names()});
        const std::vector<std::string> left = commands.app.remaining(true);
        if (!left.empty())
            return Error(ErrorCode::argument_unexpected, {left.front(), commands.spoken_name()});
    }
    std::string complaint = error.what();
    while (!complaint.empty() && (complaint.back() == '\n' || complaint.back() == '.'))
        complaint.pop_back();
    return Error(ErrorCode::arguments_not_understood, {complaint, commands.spoken_name()});
}

/// The arguments with every file:// address replaced by its path, also after "--option=".
std::vector<std::string> with_paths(std::span<const char* const> arguments) {
    std::vector<std::string> words;
    for (const std::string_view word : arguments) {
        const std::size_t value = word.starts_with("--") ? word.find('=') + 1 : 0;  // npos + 1 is 0
        words.push_back(std::string(word.substr(0, value)) +
                        model::path_of_address(word.substr(value)).native());
    }
    return words;
}

/// Runs `work`, checks that its output was written, and reports why it failed.
template <typename Work>
int exit_code_of(const Work& work) {
    try {
        work();
        finish_printing();
        return 0;
    } catch (const Error& error) {
        if (closed_by_reader(error)) std::raise(SIGPIPE);
        return failed(error);
    } catch (const std::bad_alloc&) {
        return failed(Error(ErrorCode::memory_exhausted));
    } catch (const std::exception& error) {
        print_error(error.what());
        return 1;
    }
}

}  // namespace

CommandTable command_table(const std::filesystem::path& assets) {
    std::vector<std::string> presets;
    for (const model::Preset& preset : model::load_presets(assets / "presets.json"))
        presets.push_back(preset.name);
    return table_of(Commands().app, presets);
}

int run(int argument_count, const char* const* arguments) {
    Commands commands;
    const std::vector<std::string> words = with_paths({arguments, static_cast<std::size_t>(argument_count)});
    std::vector<const char*> pointers;
    for (const std::string& word : words)
        pointers.push_back(word.c_str());
    try {
        commands.app.parse(argument_count, pointers.data());
    } catch (const CLI::Success& help_or_version) {
        return exit_code_of([&] { commands.app.exit(help_or_version); });
    } catch (const CLI::ParseError& error) {
        return failed(parse_error(error, commands));
    }
    return exit_code_of([&] {
        const platform::Interrupt interrupt;
        const std::filesystem::path assets = platform::assets_folder();
        commands.run({assets, platform::language_folders(assets), interrupt.token()});
        finish_printing();
    });
}

}  // namespace patchlens::command_line
