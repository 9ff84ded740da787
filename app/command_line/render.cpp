#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/parse.h"
#include "app/platform/offscreen.h"

namespace patchlens::command_line {
namespace {

/// Screens are said width first, "1600x1000", where images are said height first.
Size screen_size(const std::string& text) {
    const Size width_first = parse_size(text, "--size");
    return {width_first.width, width_first.height};
}

}  // namespace

void RenderCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "the picture (PNG, JPEG, BMP, PNM); without one, a sample");
    command.add_option("-o,--output", output, "the .png file to write")->type_name("OUT.png");
    command.add_option("--size", size, "the screen, width x height in pixels")
        ->type_name("WxH")
        ->capture_default_str();
    screen.add_to(command);
    module.add_to(command);
}

void RenderCommand::run(const Environment& environment) const {
    model::Session session;
    session.picture = image;
    session.module = module.resolve(session.module, environment.assets);
    session = screen.resolve(std::move(session));
    platform::OffscreenOptions options;
    options.size = screen_size(size);
    options.scale = screen.scale_factor().value_or(1.0F);
    options.limits.threads = module.thread_count();
    require_path(output, "-o", "patchlens render photo.jpg --chapter explore -o screen.png");

    write_png(output, platform::render_offscreen(std::move(session), options));
}

}  // namespace patchlens::command_line
