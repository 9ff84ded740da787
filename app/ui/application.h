// The program without its window: holds the session, asks for results, draws a frame, applies what the user
// did. The platform gives it textures and input; tests give it none and a fake mouse.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/model/computation.h"
#include "app/model/language.h"
#include "app/model/session.h"
#include "app/ui/fonts.h"
#include "app/ui/probe.h"
#include "app/ui/textures.h"

namespace patchlens::ui {

/// What the application needs from outside; all of it outlives the application.
struct Services {
    Textures& textures;
    const model::Language& language;
    std::filesystem::path assets;  ///< folder with samples/ and lang/
    std::function<void()> wake;    ///< called from other threads when there is something new to draw
    model::ComputeLimits limits;
    bool show_times =
        true;  ///< how long a computation took differs each time; pictures to compare leave it out
};

class Application {
public:
    /// Starts opening the session's picture; an empty path opens the first sample.
    Application(model::Session session, Services services);
    ~Application();

    /// Fonts and scale of the following frames; called again when the window moves to another screen.
    void set_fonts(const Fonts& fonts, float scale);
    /// Draws one frame into the current ImGui context (between NewFrame and Render) and applies what the user
    /// did in it.
    void frame();
    /// Opens a picture or a file of weights in the background, as drag and drop does; a failure becomes a
    /// sentence on the screen.
    void open(const std::filesystem::path& path);
    /// Shows a message, as if something in the window had failed.
    void report(const Error& error);
    /// Waits until the picture is open and everything requested is computed: for offscreen pictures and
    /// tests.
    void settle();

    /// The last failure that became a message on the screen.
    const std::optional<Error>& last_error() const;

    const model::Session& session() const;
    /// The last results computed; null before the first.
    model::ResultsPointer results() const;
    const Probe& probe() const;
    Probe& probe();
    /// Whether something is moving, so that the next frame should follow at once.
    bool animating() const;
    /// Whether the user asked to quit.
    bool closing() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace patchlens::ui
