#include "app/platform/window.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include <imgui_impl_glfw.h>

#include "app/platform/glfw_window.h"
#include "app/platform/paths.h"
#include "app/platform/probe_file.h"
#include "app/platform/screen.h"

namespace patchlens::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int frames_after_activity = 3;  // ImGui answers in the frame after, and sizes settle in the next
constexpr double shortest_frame = 1.0 / 250;  // where the driver does not wait for the screen
constexpr double caret_blink = 0.2;           // how often a text field's caret is looked at

/// ImGui's input from the window.
struct Input {
    explicit Input(GLFWwindow* window) { ImGui_ImplGlfw_InitForOpenGL(window, true); }
    ~Input() { ImGui_ImplGlfw_Shutdown(); }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
};

/// The program with its window.
class Program {
public:
    Program(model::Session session, const WindowOptions& options)
        : window_(options.scale),
          screen_(std::move(session), options.limits, [this] { window_.wake(); }),
          input_(window_.handle()),
          interruption_(options.interrupted, [this] { window_.wake(); }),
          options_(options),
          probe_(ProbeFile::from_environment()) {}

    model::Session run() {
        set_scale(ui::Characters::of_texts);
        window_.show();
        draw();
        // Something is on the screen; what it does not need may take its time now.
        set_scale(ui::Characters::common);
        set_icon();
        int frames = frames_after_activity;
        while (!closing()) {
            wait(frames > 0);
            for (const auto& path : window_.take_dropped())
                application().open(path);
            if (window_.take_activity()) frames = frames_after_activity;
            if (window_.hidden()) continue;
            const bool caret = ImGui::GetIO().WantTextInput;
            if (frames == 0 && !caret && !application().animating()) continue;
            draw();
            frames = std::max(0, frames - 1);
        }
        return application().session();
    }

private:
    bool closing() const {
        return window_.close_requested() || application().closing() || options_.interrupted.stop_requested();
    }

    ui::Application& application() { return screen_.application(); }
    const ui::Application& application() const { return screen_.application(); }

    /// Lets time pass: none while frames follow each other, without an end while nothing moves.
    void wait(bool frame_follows) {
        if (window_.hidden()) return window_.sleep(std::nullopt);
        if (frame_follows || application().animating()) {
            const double passed = std::chrono::duration<double>(Clock::now() - drawn_).count();
            return passed < shortest_frame ? window_.sleep(shortest_frame - passed) : window_.poll();
        }
        if (ImGui::GetIO().WantTextInput) return window_.sleep(caret_blink);
        window_.sleep(std::nullopt);
    }

    void set_scale(ui::Characters characters) {
        scale_ = options_.scale * window_.content_scale();
        screen_.set_scale(scale_, characters);
    }

    void draw() {
        if (options_.scale * window_.content_scale() != scale_) set_scale(ui::Characters::common);
        ImGui_ImplGlfw_NewFrame();
        screen_.build_frame();
        drawn_ = Clock::now();
        screen_.render(window_.framebuffer_size());
        window_.present();
        ++frame_;
        if (probe_) probe_->update(application().probe(), frame_);
    }

    void set_icon() {
        const auto path = assets_folder() / "icon" / "patchlens.png";
        if (exists(path)) window_.set_icon(load_image(path).image);
    }

    GlfwWindow window_;
    Screen screen_;
    Input input_;
    std::stop_callback<std::function<void()>> interruption_;
    WindowOptions options_;
    std::optional<ProbeFile> probe_;
    float scale_ = 0;
    std::uint64_t frame_ = 0;
    Clock::time_point drawn_;
};

}  // namespace

model::Session run_window(model::Session session, const WindowOptions& options) {
    return Program(std::move(session), options).run();
}

}  // namespace patchlens::platform
