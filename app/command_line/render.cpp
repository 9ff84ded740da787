#include <array>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "app/model/state/session_file.h"
#include "app/platform/offscreen.h"
#include "core/picture/image_format.h"

namespace patchlens::command_line {
namespace {

/// Screen sizes are given width first, "1600x1000", while image sizes are given height first.
Size screen_size(const std::string& text) {
    const Size width_first = parse_size(text, "--size");
    return {width_first.width, width_first.height};
}

/// A rendered picture shows the session exactly, so missing files are errors.
void require_files(const std::filesystem::path& session, const model::AbsentFiles& absent,
                   bool other_weights) {
    if (!absent.picture.empty())
        throw Error(ErrorCode::session_picture_missing, {session.string(), absent.picture.string()});
    if (!absent.second.empty())
        throw Error(ErrorCode::session_picture_missing, {session.string(), absent.second.string()});
    if (!absent.weights.path.empty() && !other_weights)
        throw Error(ErrorCode::session_weights_missing, {session.string(), absent.weights.path.string()});
}

}  // namespace

void RenderCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image,
                       "the picture (" + std::string(picture_formats) + "); without one, a sample");
    command.add_option("-o,--output", output, "the .png file to write")->type_name("OUT.png");
    command.add_option("--size", size, "the screen, width x height in pixels")
        ->type_name("WxH")
        ->capture_default_str();
    command.add_option("--session", session, "a saved session to show")->type_name("FILE");
    command.add_flag("--presentation", presentation, "as F5 shows it to a class");
    screen.add_to(command);
    module.add_to(command);
}

void RenderCommand::run(const Environment& environment) const {
    require_path(output, "-o", "patchlens render photo.jpg --chapter explore -o screen.png");
    model::Session shown;
    if (!session.empty()) {
        const std::array folders{environment.assets / "samples"};
        const model::OpenedSession opened = model::open_session(session, folders, environment.stop);
        print_notes(opened);
        shown = opened.session;
    }
    if (!image.empty()) model::give_picture(shown, image);
    require_files(session, shown.absent, module.other_weights());
    shown.module = module.resolve(shown.module, environment, ModuleUse::screen).options;
    if (module.other_weights()) model::forget_missing_weights(shown);
    shown = screen.resolve(std::move(shown), environment);
    platform::OffscreenOptions options;
    options.size = screen_size(size);
    options.scale = screen.scale_factor().value_or(1.0F);
    options.presenting = presentation;
    options.limits.threads = module.thread_count();
    options.patch_asked = screen.patch.has_value();
    options.dimension_asked = screen.dim.has_value();
    options.stop = environment.stop;
    const std::array inputs{session, shown.picture, shown.module.weights};
    const std::filesystem::path place = output_place(output, {".png", false}, inputs, environment.assets);

    write_png(place, platform::render_offscreen(std::move(shown), options), environment.stop);
}

}  // namespace patchlens::command_line
