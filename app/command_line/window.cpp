#include "app/platform/window.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/input.h"
#include "app/model/state/session_file.h"
#include "app/platform/paths.h"
#include "core/picture/image_format.h"

namespace patchlens::command_line {

void WindowCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image,
                       "the picture (" + std::string(picture_formats) +
                           ") or saved session to open; without, the picture of last time");
    command.add_option("--session", session, "a saved session to start from")->type_name("FILE");
    command.add_flag("--new", fresh, "start with the defaults, not with what was open last");
    screen.add_to(command);
    module.add_to(command);
}

namespace {

/// What was open when the program last ended, or the defaults.
model::Session remembered(const Environment& environment, platform::WindowOptions& options) {
    const std::array folders{environment.assets / "samples"};
    model::StateRead state = model::read_state(options.files.state, folders);
    if (state.problem) options.problem = state.problem;
    return std::move(state.session).value_or(model::Session{});
}

/// The session that --session names.
model::Session saved(const std::filesystem::path& file, const Environment& environment,
                     platform::WindowOptions& options) {
    const model::OpenedSession opened = read_saved(file, environment);
    options.settings.settings.session = std::filesystem::absolute(file);  // Ctrl+S saves there
    return opened.session;
}

platform::WindowOptions kept_options() {
    const auto in = [](const std::filesystem::path& folder, const char* name) {
        return folder.empty() ? folder : folder / name;
    };
    platform::WindowOptions options;
    options.files = {in(platform::config_folder(), "settings.json"),
                     in(platform::state_folder(), "session.json")};
    options.session = in(platform::data_folder(), "session.json");
    if (options.files.settings.empty()) options.problem = Error(ErrorCode::home_missing);
    options.settings = model::read_settings(options.files.settings);
    return options;
}

}  // namespace

void WindowCommand::run(const Environment& environment) const {
    static_cast<void>(
        screen.resolve({}, environment));  // invalid values are reported before anything is touched
    platform::WindowOptions options = kept_options();
    model::Session start;
    const StartingFiles given = starting_files(image, session);
    if (!given.session.empty()) {
        start = saved(given.session, environment, options);
    } else {
        if (fresh) {
            options.settings.settings.session.clear();  // what is new belongs to no file yet
        } else {
            start = remembered(environment, options);
        }
        const auto offered = model::offered_languages(environment.languages.own);
        model::apply_settings(options.settings.settings, platform::preferred_language(offered), start);
    }
    if (!given.picture.empty()) model::give_picture(start, given.picture);
    const bool first_run = !options.settings.settings.hint_seen;
    if (first_run && given.session.empty() && given.picture.empty()) start.chapter = model::Chapter::story;
    start.module = resolve(start.module, !given.session.empty(), environment);
    if (module.other_weights()) model::forget_missing_weights(start);
    options.scale = screen.scale_factor();
    options.limits.threads = module.thread_count();
    options.interrupted = environment.stop;
    options.display_lost = [](const std::optional<Error>& unkept) {
        if (unkept) print_note(english(*unkept));
        print_error(english(Error(ErrorCode::display_lost)));
        std::_Exit(1);  // the destructors would ask the server that is gone
    };
    const auto unkept = platform::run_window(screen.resolve(std::move(start), environment), options);
    if (unkept) print_note(english(*unkept));
}

/// Options that conflict with what was open last are applied to the defaults: the user need not know what was
/// open.
model::ModuleOptions WindowCommand::resolve(const model::ModuleOptions& before, bool of_session,
                                            const Environment& environment) const {
    try {
        return module.resolve(before, environment, ModuleUse::screen).options;
    } catch (const Error& error) {
        if (of_session || error.kind() != ErrorKind::argument) throw;
        return module.resolve({}, environment, ModuleUse::screen).options;
    }
}

}  // namespace patchlens::command_line
