// patchlens export --what story: the story as an animated WebP, or as a folder of numbered pictures.
#include <array>
#include <cmath>
#include <iomanip>
#include <optional>
#include <sstream>

#include "app/command_line/commands.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/command_line/parse.h"
#include "app/command_line/picture_folder.h"
#include "app/command_line/progress.h"
#include "app/platform/story_frames.h"
#include "core/picture/webp_animation.h"
#include "core/support/atomic_file.h"

namespace patchlens::command_line {
namespace {

constexpr std::int64_t most_fps = 60;
constexpr std::int64_t usual_fps = 10;
constexpr int last_shown = 2000;  // milliseconds

/// Every picture's time, from 0 to the number of beats; without `fps` the end of each beat.
std::vector<double> times_of(std::optional<std::int64_t> fps) {
    std::vector<double> times;
    if (!fps) {
        for (int beat = 1; beat <= model::story_beats; ++beat)
            times.push_back(beat);
        return times;
    }
    const double seconds = platform::story_seconds();
    const auto count = static_cast<std::int64_t>(std::ceil(seconds * static_cast<double>(*fps)));
    for (std::int64_t i = 0; i <= count; ++i)
        times.push_back(model::story_beats * static_cast<double>(i) / static_cast<double>(count));
    return times;
}

/// "story-007.png", as many digits as the last one has.
std::string numbered(std::size_t number, std::size_t last) {
    std::ostringstream name;
    name << "story-" << std::setfill('0') << std::setw(static_cast<int>(std::to_string(last).size()))
         << number << ".png";
    return name.str();
}

}  // namespace

void ExportCommand::export_story(const Environment& environment) const {
    if (format) throw Error(ErrorCode::option_refused, {"--format", "--what story"});
    if (json) throw Error(ErrorCode::option_refused, {"--json", "--what story"});
    const bool film = has_ending(output, ".webp");
    std::optional<std::int64_t> rate;
    if (fps) rate = parse_integer(*fps, "--fps", 1, most_fps);
    if (film && !rate) rate = usual_fps;
    ScreenArguments screen;
    screen.language = language.value_or("en");
    screen.theme = theme;
    screen.scale = scale;
    screen.patch = patch;
    screen.dim = dim;
    model::Session shown;
    if (!image.empty()) model::give_picture(shown, image);
    shown = screen.resolve(std::move(shown), environment);
    shown.module = module.resolve({}, environment, ModuleUse::screen).options;
    platform::OffscreenOptions options;
    const Size width_first = parse_size(size.value_or("1280x720"), "--size");
    options.size = {width_first.width, width_first.height};
    options.scale = screen.scale_factor().value_or(1.0F);
    options.limits.threads = module.thread_count();
    options.patch_asked = patch.has_value();
    options.dimension_asked = dim.has_value();
    options.stop = environment.stop;
    const std::array inputs{image, module.weights_file()};
    const std::filesystem::path place =
        film ? output_place(output, {".webp", false}, inputs, environment.assets) : output;
    std::optional<PictureFolder> folder;
    if (film) {
        require_writable(place, environment.stop);
    } else {
        folder.emplace(place);
    }

    platform::StoryFrames story(std::move(shown), options);
    const std::vector<double> times = times_of(rate);
    std::optional<WebpAnimation> animation;
    if (film) animation.emplace(options.size);
    {
        Progress progress("drawing the story", static_cast<std::int64_t>(times.size()));
        for (std::size_t i = 0; i < times.size(); ++i) {
            if (environment.stop.stop_requested()) throw Error(ErrorCode::cancelled);
            const Image picture = story.at(times[i]);
            if (folder) {
                folder->write(numbered(i + 1, times.size()), picture, environment.stop);
            } else {
                const bool last = i + 1 == times.size();
                const auto from = static_cast<std::int64_t>(i) * 1000 / *rate;
                const auto to = static_cast<std::int64_t>(i + 1) * 1000 / *rate;
                animation->add(picture, last ? last_shown : static_cast<int>(to - from));
            }
            progress.advance(1);
        }
    }
    if (folder) return folder->commit();
    const Waiting waiting("writing " + place.string());
    write_file(place, animation->finish(), environment.stop);
}

}  // namespace patchlens::command_line
