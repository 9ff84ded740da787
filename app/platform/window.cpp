#include "app/platform/window.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

#include <imgui_impl_glfw.h>

#include "app/platform/display_loss.h"
#include "app/platform/glfw_window.h"
#include "app/platform/memory.h"
#include "app/platform/move_cursor.h"
#include "app/platform/paths.h"
#include "app/platform/picture_clipboard.h"
#include "app/platform/probe_file.h"
#include "app/platform/screen.h"
#include "app/platform/speech_dispatcher.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/scale.h"

namespace patchlens::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int frames_after_activity = 3;  // ImGui answers in the frame after, and sizes settle in the next
constexpr double shortest_frame = 1.0 / 250;  // where the driver does not wait for the screen
constexpr double caret_blink = 0.2;           // seconds between frames while a text field's caret blinks

/// ImGui's input from the window: its backend listens to the pointer, the window itself to keys and
/// clipboard.
struct Input {
    explicit Input(GlfwWindow& window) {
        ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
        window.listen_to_keys();
        ui::compat::answer_pastes<GlfwWindow::clipboard_of>(window.handle());
    }
    ~Input() { ImGui_ImplGlfw_Shutdown(); }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
};

/// The program with its window.
class Program {
public:
    Program(model::Session session, const WindowOptions& options)
        : window_(options.scale, options.settings.settings.ui_scale, options.settings.settings.window),
          move_cursor_(window_.content_scale()),
          clipboard_(picture_clipboard(window_.handle())),
          speech_(speech_dispatcher([this] { window_.wake(); })),
          screen_(
              std::move(session), options.limits, [this] { window_.wake(); },
              user_of(options, window_.content_scale(), clipboard_.get(), speech_.get())),
          input_(window_),
          interruption_(options.interrupted, [this] { window_.wake(); }),
          options_(options),
          keeper_(options.files, options.settings.settings, [this] { window_.wake(); }),
          probe_(ProbeFile::from_environment()),
          display_loss_([this] { lose_display(); }) {}

    std::optional<Error> run() {
        apply_presentation();
        set_scale(ui::Characters::of_texts);
        window_.show();
        draw();
        // The first frame is on the screen; now load what it did not need.
        set_scale(ui::Characters::common);
        set_icon();
        int frames = frames_after_activity;
        while (!closing()) {
            wait(frames > 0);
            application().open(window_.take_dropped(), window_.dropped_at());
            if (const auto error = keeper_.take_error()) application().show_error(*error);
            if (window_.take_activity() || window_.keyboard().waiting()) frames = frames_after_activity;
            if (window_.hidden()) continue;
            const bool caret = ImGui::GetIO().WantTextInput;
            if (frames == 0 && !caret && !application().animating() && until_change() != 0.0) continue;
            draw();
            frames = std::max(0, frames - 1);
        }
        application().save_training();
        model::Settings last = application().settings();
        if (const auto size = window_.size_to_keep()) last.window = size;
        return kept(last);
    }

private:
    /// Writes `settings` and the session; returns why that failed.
    std::optional<Error> kept(const model::Settings& settings) {
        keeper_.keep(settings);
        keeper_.keep(application().session_to_keep());
        keeper_.finish();
        return keeper_.take_error();
    }

    /// The window can no longer be asked anything.
    void lose_display() {
        application().save_training();
        const std::optional<Error> unkept = kept(application().settings());
        if (options_.display_lost) options_.display_lost(unkept);
    }

    /// A scale given for this run replaces the screen's own.
    static ui::User user_of(const WindowOptions& options, float content_scale,
                            ui::PictureClipboard* clipboard, ui::Speech* speech) {
        const auto factor = options.scale ? std::optional(*options.scale / content_scale) : std::nullopt;
        const std::filesystem::path& session = options.session;
        const auto beside_session = [&](const char* name) {
            return session.empty() ? session : session.parent_path() / name;
        };
        return {options.settings,
                options.problem,
                factor,
                home_folder(),
                session,
                memory_in_use,
                beside_session("pasted"),
                beside_session("trained"),
                clipboard,
                speech};
    }

    bool closing() const {
        return window_.close_requested() || application().closing() || options_.interrupted.stop_requested();
    }

    ui::Application& application() { return screen_.application(); }
    const ui::Application& application() const { return screen_.application(); }

    double since_drawn() const { return std::chrono::duration<double>(Clock::now() - drawn_).count(); }

    /// Seconds until the screen changes by itself: 0 when that is due; nothing if it will not.
    std::optional<double> until_change() const {
        const std::optional<double> change = application().wakes_in();
        if (!change) return std::nullopt;
        return std::max(0.0, *change - since_drawn());
    }

    /// Sleeps until the next frame is due: not at all during motion, without limit while nothing moves.
    void wait(bool frame_follows) {
        if (window_.hidden()) return window_.sleep(std::nullopt);
        if (frame_follows || application().animating()) {
            const double passed = since_drawn();
            return passed < shortest_frame ? window_.sleep(shortest_frame - passed) : window_.poll();
        }
        std::optional<double> longest = until_change();
        if (ImGui::GetIO().WantTextInput) longest = std::min(caret_blink, longest.value_or(caret_blink));
        window_.sleep(longest);
    }

    float wanted_scale() const {
        return ui::screen_scale(window_.content_scale(), application().ui_scale(),
                                application().presenting());
    }

    void set_scale(ui::Characters characters) {
        scale_ = wanted_scale();
        screen_.set_scale(scale_, window_.content_scale(), characters);
    }

    void apply_presentation() {
        if (presenting_ == application().presenting()) return;
        presenting_ = application().presenting();
        window_.set_full_screen(presenting_);
    }

    void draw() {
        apply_presentation();
        if (wanted_scale() != scale_) set_scale(ui::Characters::common);
        ImGui_ImplGlfw_NewFrame();
        move_cursor_.follow(window_.handle());
        window_.keyboard().feed();
        screen_.build_frame();
        drawn_ = Clock::now();
        screen_.render(window_.framebuffer_size());
        window_.present();
        if (const auto scene = application().take_scene_to_save()) save_scene(*scene);
        ++frame_;
        if (probe_) probe_->update(application().probe(), frame_, window_.inputs());
        if (frame_ <= 1) return;
        keeper_.keep(application().settings());
        keeper_.keep(application().session_to_keep());
    }

    void save_scene(const ui::Application::SceneToSave& wanted) {
        try {
            screen_.save(wanted);
        } catch (const Error& error) {
            application().show_error(error);
        }
    }

    void set_icon() {
        const auto path = assets_folder() / "icon" / "patchlens.png";
        if (exists(path)) window_.set_icon(load_image(path).image);
    }

    GlfwWindow window_;
    MoveCursor move_cursor_;
    std::unique_ptr<ui::PictureClipboard> clipboard_;
    std::unique_ptr<ui::Speech> speech_;
    Screen screen_;
    Input input_;
    std::stop_callback<std::function<void()>> interruption_;
    WindowOptions options_;
    model::Keeper keeper_;
    std::optional<ProbeFile> probe_;
    DisplayLoss display_loss_;
    float scale_ = 0;
    bool presenting_ = false;
    std::uint64_t frame_ = 0;
    Clock::time_point drawn_;
};

}  // namespace

std::optional<Error> run_window(model::Session session, const WindowOptions& options) {
    return Program(std::move(session), options).run();
}

}  // namespace patchlens::platform
