#include <array>
#include <span>
#include <utility>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "app/model/state/session_file.h"
#include "app/platform/offscreen.h"
#include "core/picture/image_format.h"
#include "core/support/atomic_file.h"

namespace patchlens::command_line {
namespace {

constexpr int most_pixels = 4;

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
    command.add_option(
        "IMAGE", image,
        "the picture (" + std::string(picture_formats) + ") or a saved session; without, a sample");
    command.add_option("-o,--output", output, "the .png or .svg file to write")->type_name("OUT.png|.svg");
    command.add_option("--size", size, "the screen, width x height in pixels")
        ->type_name("WxH")
        ->capture_default_str();
    command.add_option("--session", session, "a saved session to show")->type_name("FILE");
    command.add_option("--pixels", pixels, "how many pixels, each way, for one of --size: 1 to 4")
        ->type_name("N")
        ->capture_default_str();
    command
        .add_option("--part", part,
                    "what of the screen: screen, scene, or a widget's name, as explore/vector")
        ->type_name("NAME")
        ->capture_default_str();
    command.add_flag("--presentation", presentation, "as F5 shows it to a class");
    screen.add_to(command);
    module.add_to(command);
}

void RenderCommand::run(const Environment& environment) const {
    require_path(output, "-o", "patchlens render photo.jpg --chapter explore -o screen.png");
    model::Session shown;
    const StartingFiles given = starting_files(image, session);
    if (!given.session.empty()) shown = read_saved(given.session, environment).session;
    if (!given.picture.empty()) model::give_picture(shown, given.picture);
    require_files(given.session, shown.absent, module.other_weights());
    shown.module = module.resolve(shown.module, environment, ModuleUse::screen).options;
    if (module.other_weights()) model::forget_missing_weights(shown);
    shown = screen.resolve(std::move(shown), environment);
    const int times = static_cast<int>(parse_integer(pixels, "--pixels", 1, most_pixels));
    const bool vectors = has_ending(output, ".svg");
    if (vectors && times > 1) throw Error(ErrorCode::option_refused, {"--pixels", ".svg"});
    platform::OffscreenOptions options;
    options.size = screen_size(size);
    options.size = {options.size.height * times, options.size.width * times};
    options.scale = screen.scale_factor().value_or(1.0F) * static_cast<float>(times);
    options.presenting = presentation;
    options.limits.threads = module.thread_count();
    options.patch_asked = screen.patch.has_value();
    options.dimension_asked = screen.dim.has_value();
    options.stop = environment.stop;
    const std::array inputs{given.session, shown.picture, shown.module.weights};
    const std::filesystem::path place =
        output_place(output, {".png|.svg", false}, inputs, environment.assets);

    platform::Offscreen drawn(std::move(shown), options);
    if (!vectors) return write_png(place, drawn.picture(part), environment.stop);
    const std::string file = drawn.drawing(part);
    write_file(place, std::as_bytes(std::span(file)), environment.stop);
}

}  // namespace patchlens::command_line
