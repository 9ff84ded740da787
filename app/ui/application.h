// The program without its window: draws the workspace's state each frame and applies what the user did. The
// platform supplies textures and input; tests supply no textures and a simulated mouse.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/computing/computation.h"
#include "app/model/state/actions.h"
#include "app/model/state/language.h"
#include "app/model/state/languages.h"
#include "app/model/state/session.h"
#include "app/ui/drawing/fonts.h"
#include "app/ui/drawing/textures.h"
#include "app/ui/drawing/written.h"
#include "app/ui/layout.h"
#include "app/ui/probe.h"
#include "app/ui/shell/shell_view.h"
#include "app/ui/shell/user.h"

namespace patchlens::ui {

/// What the application needs from outside; everything here must outlive the application.
struct Services {
    Textures& textures;
    const model::Language& language;
    std::filesystem::path assets;  ///< folder with samples/ and lang/
    std::function<void()> wake;    ///< called from other threads when there is something new to draw
    model::ComputeLimits limits;
    About about;
    /// Absent when rendering to a file: no timings are shown, since they differ from run to run, and nothing
    /// is saved.
    std::optional<User> user;
};

class Application {
public:
    /// Starts opening the session's picture; an empty path opens the first sample.
    Application(model::Session session, Services services);
    ~Application();

    /// Fonts and scale for the following frames, and the scale the monitor asks for (1 = 96 dpi); called
    /// again when the window moves to another monitor.
    void set_fonts(const Fonts& fonts, float scale, float content_scale = 1);
    /// The languages to choose from, and what is to be said about the one on the screen.
    void set_languages(model::LanguageOffer offer);
    /// The text the last frame drew, and which characters of it the fonts lack.
    const Written& written() const;
    /// Draws one frame into the current ImGui context (between NewFrame and Render) and applies what the user
    /// did in it.
    void frame();
    /// Opens a picture or a weights file in the background, or a saved session (.json, .patchlens), as drag
    /// and drop does; a failure becomes a message on the screen.
    void open(const std::filesystem::path& path);
    /// Opens several files; those that cannot be opened are reported. A single picture dropped at `point` may
    /// become the second one there (takes_second).
    void open(std::span<const std::filesystem::path> paths, std::optional<ImVec2> point = {});
    /// Shows an error message, as if something in the window had failed.
    void show_error(const Error& error);
    /// Waits until the picture is open and everything requested is computed; for offscreen rendering and
    /// tests.
    void settle(const std::stop_token& stop = {});

    /// The last failure that became a message on the screen.
    const std::optional<Error>& last_error() const;

    const model::Session& session() const;
    /// The session to find at the next start: without the answer that is being shown.
    const model::Session& session_to_keep() const;
    /// Saves the weights being trained if the session shows them; a failure becomes a message.
    void save_training();
    /// Settings to save for the next run.
    const model::Settings& settings() const;
    double ui_scale() const;
    bool presenting() const;
    void present(bool presenting);
    /// The last results computed; null before the first.
    model::ResultsPointer results() const;
    const Probe& probe() const;
    Probe& probe();
    /// Whether something is moving, so that the next frame should follow at once.
    bool animating() const;
    /// Seconds from the last frame until the screen changes by itself; nothing if it will not.
    std::optional<double> wakes_in() const;
    /// Does what the user's action would.
    void apply(const model::Action& action);
    /// Whether messages, boxes and what else lies above the screen are left out.
    void leave_out_messages(bool left_out);
    /// Leaves the panels out: the scene has their room.
    void show_scene_alone();
    /// The scene that the user wants saved: the platform draws it anew, without the mouse, and gives it back.
    struct SceneToSave {
        std::filesystem::path file;  ///< .png, or .svg for a drawing
        int pixels = 1;              ///< each way, for one of the screen's
    };
    std::optional<SceneToSave> take_scene_to_save();
    /// Saves it as PNG in the background; a message says so, or why not.
    void save_scene(Image picture, const std::filesystem::path& file);
    void save_scene(const std::string& svg, const std::filesystem::path& file);
    /// Draws the following frames so that svg() can tell their shapes, until `false`.
    void record(bool running);
    /// The last frame as an SVG file, as far as it lies in `part`. It was drawn while recording.
    std::string svg(const Rect& part) const;
    /// Where the last frame drew `part`: "screen", "scene" or a widget's name, as the probe calls it; nothing
    /// for another name.
    std::optional<Rect> place_of(std::string_view part) const;
    /// Whether the user asked to quit.
    bool closing() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace patchlens::ui
