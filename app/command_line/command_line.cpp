#include "app/command_line/command_line.h"

#include <csignal>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/model/files/path_text.h"
#include "app/platform/interrupt.h"
#include "app/platform/paths.h"
#include "core/error.h"

namespace patchlens::command_line {
namespace {

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
    RenderCommand render;

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
        render.add_to(*app.add_subcommand("render", "Write a screenshot, without a window"));
    }

    void run(const Environment& environment) const {
        if (app.got_subcommand("embed")) return embed.run(environment);
        if (app.got_subcommand("weights")) return weights.run(environment);
        if (app.got_subcommand("info")) return info.run(environment);
        if (app.got_subcommand("explain")) return explain.run(environment);
        if (app.got_subcommand("reconstruct")) return reconstruct.run(environment);
        if (app.got_subcommand("train")) return train.run(environment);
        if (app.got_subcommand("export")) return exports.run(environment);
        if (app.got_subcommand("render")) return render.run(environment);
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

/// The parser's message as the one sentence we print.
Error parse_error(const CLI::ParseError& error, const Commands& commands) {
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
        commands.run({platform::assets_folder(), interrupt.token()});
        finish_printing();
    });
}

}  // namespace patchlens::command_line
