#include "app/platform/window.h"

#include "app/command_line/commands.h"
#include "app/platform/paths.h"

namespace patchlens::command_line {

void WindowCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture to open (PNG, JPEG, BMP, PNM); without one, a sample");
    command.add_option("--session", session, "a saved session to start from")->type_name("FILE");
    screen.add_to(command);
    module.add_to(command);
}

void WindowCommand::run(const Environment& environment) const {
    model::Session start;
    start.language = platform::preferred_language();
    if (!session.empty()) start = model::load_session(session);
    if (!image.empty()) start.picture = image;
    start.module = module.resolve(start.module, environment.assets);
    platform::WindowOptions options;
    options.scale = screen.scale_factor().value_or(1.0F);
    options.limits.threads = module.thread_count();
    options.interrupted = environment.stop;
    platform::run_window(screen.resolve(std::move(start)), options);
}

}  // namespace patchlens::command_line
