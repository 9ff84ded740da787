#include "app/platform/window.h"

#include "app/command_line/commands.h"
#include "app/platform/paths.h"
#include "core/image_format.h"

namespace patchlens::command_line {

void WindowCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image,
                       "the picture to open (" + std::string(picture_formats) + "); without one, a sample");
    command.add_option("--session", session, "a saved session to start from")->type_name("FILE");
    screen.add_to(command);
    module.add_to(command);
}

void WindowCommand::run(const Environment& environment) const {
    const bool saved = !session.empty();
    model::Session start = saved ? model::load_session(session) : model::Session{};
    if (!image.empty()) start.picture = image;
    start.module = module.resolve(start.module, environment);
    platform::WindowOptions options;
    options.scale = screen.scale_factor();
    options.limits.threads = module.thread_count();
    options.interrupted = environment.stop;
    static_cast<void>(screen.resolve(start));  // what cannot be is said before anything is touched

    options.settings_file = platform::config_folder() / "settings.json";
    options.settings = model::read_settings(options.settings_file);
    if (!saved) model::take_over(options.settings.settings, platform::preferred_language(), start);
    platform::run_window(screen.resolve(std::move(start)), options);
}

}  // namespace patchlens::command_line
