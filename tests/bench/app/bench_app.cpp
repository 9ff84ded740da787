// What a frame of each chapter costs the processor, and how long frames take while sliders are dragged hard
// over their whole range, without a window: what the graphics card does is not in it.
//   build/default/tests/bench/app/bench_app [SECONDS OF EACH DRAG]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "app/ui/chapters.h"
#include "tests/app/fake_platform.h"
#include "tests/app/screen.h"

namespace patchlens {
namespace {

constexpr int measured_frames = 600;
constexpr double frame_milliseconds = 1000.0 / 60;

bool is_late(double time) {
    return time > frame_milliseconds;
}

/// Processor time of this thread, which draws; other programs and the computation do not count.
double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double wall_milliseconds() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// What the host of a virtual machine took of its processors since they were started (proc_stat(5), "steal"),
/// in clock ticks; 0 where nobody counts.
std::uint64_t stolen_ticks() {
    std::ifstream stat("/proc/stat");
    std::string name;
    stat >> name;
    std::uint64_t value = 0;
    for (int column = 0; column < 8 && stat; ++column)
        stat >> value;
    return stat ? value : 0;
}

void print_times(const std::string& what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    const auto late = std::count_if(times.begin(), times.end(), is_late);
    std::printf("%-44s median %7.3f ms   99 %% %7.3f ms   longest %7.3f ms   over a frame %td of %zu\n",
                what.c_str(), at(0.5), at(0.99), times.back(), late, times.size());
    std::fflush(stdout);
}

/// Wall times of frames, and those of late ones during which the host took nothing.
struct FrameTimes {
    std::vector<double> all;
    std::vector<double> late_by_themselves;
};

void measure_chapter(model::Chapter chapter, bool playing) {
    model::Session session;
    session.chapter = chapter;
    Screen screen(session);
    screen.move_mouse({700, 500});
    screen.frames(60);
    if (playing) screen.type(" ");
    std::vector<double> times;
    for (int i = 0; i < measured_frames; ++i) {
        const double before = thread_milliseconds();
        screen.frames(1);
        times.push_back(thread_milliseconds() - before);
    }
    print_times(std::string(model::name_of(chapter)) + (playing ? ", playing" : ""), std::move(times));
}

/// The story while it plays on from the beginning of a beat; its questions are answered.
void measure_story(int beat) {
    model::Session session;
    session.chapter = model::Chapter::story;
    model::Story::Place& place = session.place<model::Story>();
    place.beat = beat;
    place.fraction = 0;
    place.patches = place.length = place.sharing = place.position = model::StoryAnswer::right;
    Screen screen(session);
    screen.frames(60);
    screen.type(" ");
    std::vector<double> times;
    for (int i = 0; i < measured_frames; ++i) {
        const double before = thread_milliseconds();
        screen.frames(1);
        times.push_back(thread_milliseconds() - before);
    }
    print_times("story, playing from beat " + std::to_string(beat + 1), std::move(times));
}

/// The cloud while it turns, for a picture of this many patches on a side.
void measure_cloud(int patches) {
    model::Session session;
    session.chapter = model::Chapter::maps;
    session.place<model::Maps>().view = model::MapsView::cloud;
    session.place<model::Maps>().turning = true;
    session.module.config = {{4 * patches, 4 * patches}, {4, 4}, 3, 64, true};
    Screen screen(session);
    screen.frames(60);
    std::vector<double> times;
    for (int i = 0; i < measured_frames; ++i) {
        const double before = thread_milliseconds();
        screen.frames(1);
        times.push_back(thread_milliseconds() - before);
    }
    print_times("maps, a cloud of " + std::to_string(patches * patches), std::move(times));
}

/// Sixty times a second the mouse is somewhere else on the slider, there and back every second and a half.
void measure_drag(const char* slider, double seconds) {
    model::Session session;
    session.module.config = {{1024, 1024}, {4, 4}, 3, 512, true};
    Screen screen(session);
    const ui::Rect track = screen.place(slider);
    screen.move_mouse(track.centre());
    screen.press();
    FrameTimes times;
    const double start = wall_milliseconds();
    for (double now = start; now < start + 1e3 * seconds; now = wall_milliseconds()) {
        const double part = 0.5 - 0.5 * std::cos((now - start) / 1500 * 2 * M_PI);
        const std::uint64_t stolen = stolen_ticks();
        fake::feed_mouse({track.min.x + static_cast<float>(part) * track.width(), track.centre().y});
        screen.frames(1);
        const double end = wall_milliseconds();
        times.all.push_back(end - now);
        if (is_late(end - now) && stolen_ticks() == stolen) times.late_by_themselves.push_back(end - now);
        const double rest = frame_milliseconds - (end - now);
        if (rest > 0) std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(rest));
    }
    screen.release();
    screen.settle();
    const bool right = screen.application->results()->options == screen.session().module;
    print_times(std::string(slider) + " dragged, 1024/4/512", std::move(times.all));
    std::printf("%44s late while the host of this machine took nothing: %zu\n", "",
                times.late_by_themselves.size());
    for (const double time : times.late_by_themselves)
        std::printf("%44s %.1f ms\n", "", time);
    std::printf("%44s %s\n", "",
                right ? "ends on what the slider says" : "ENDS ON SOMETHING ELSE THAN THE SLIDER SAYS");
}

void run(double seconds) {
    std::printf("Processor time of the drawing thread for a frame of 1600x1000\n");
    for (const ui::ChapterEntry& entry : ui::chapters)
        measure_chapter(entry.chapter, false);
    for (const model::Chapter chapter :
         {model::Chapter::patches, model::Chapter::projection, model::Chapter::code})
        measure_chapter(chapter, true);
    for (const int beat : {0, 3, 5, 8, 10})
        measure_story(beat);
    for (const int patches : {32, 64, 256})
        measure_cloud(patches);
    std::printf("Wall time of a frame while a slider is dragged for %g s\n", seconds);
    for (const char* slider : {"params/patch_size", "params/embed_dim", "params/img_size"})
        measure_drag(slider, seconds);
}

}  // namespace
}  // namespace patchlens

int main(int count, char** arguments) {
    patchlens::run(count > 1 ? std::atof(arguments[1]) : 10);
}
