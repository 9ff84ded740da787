// Shared by the window and the offscreen picture: the application in an ImGui context that draws with
// OpenGL 3.3.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/model/state/languages.h"
#include "app/platform/font_files.h"
#include "app/platform/gl_textures.h"
#include "app/ui/application.h"
#include "app/ui/drawing/fonts.h"

namespace patchlens::platform {

/// Needs an OpenGL 3.3 context with glad loaded to be current, from construction to destruction.
class Screen {
public:
    /// `wake` is called from other threads when there is something new to draw. Without a user, the same
    /// session always gives the same picture. Throws what assets_folder and Language::load throw.
    Screen(model::Session session, const model::ComputeLimits& limits, std::function<void()> wake,
           std::optional<ui::User> user);

    ui::Application& application() { return *application_; }
    const ui::Application& application() const { return *application_; }
    /// Builds the fonts for `scale` (1 = 96 dpi); needed before the first frame. `content_scale` is the
    /// display's part of it.
    void set_scale(float scale, float content_scale = 1, ui::Characters characters = ui::Characters::common);
    /// Builds one frame from ImGui's current input, in the session's language, and again where it has
    /// characters for which the fonts had to be rebuilt. `render` puts it on the screen.
    void build_frame();
    /// Draws the last frame into the bound framebuffer of `size` pixels.
    void render(Size size);
    /// Draws the scene anew, `pixels` times as fine, without the mouse: as a picture, or where the file is
    /// .svg as a drawing, and gives it to the application. The next frame draws the screen as it was. Throws
    /// Error(opengl_unavailable) where the machine has no room for so many pixels.
    void save(const ui::Application::SceneToSave& wanted);

private:
    void draw_scene(const ui::Application::SceneToSave& wanted);
    void follow_language();
    bool take_up_written();

    struct Context {  ///< ImGui's context
        Context();
        ~Context();
    };
    struct Renderer {  ///< ImGui's OpenGL backend
        Renderer();
        ~Renderer();
    };

    Context context_;
    std::optional<Renderer> renderer_{std::in_place};  ///< recreated with every font atlas
    GlTextures textures_;
    FontFinder fonts_;
    std::filesystem::path assets_;
    model::Languages languages_;
    std::chrono::steady_clock::time_point looked_at_;  ///< when the language files were last looked for
    float scale_ = 1;
    float content_scale_ = 1;
    std::u32string written_;        ///< characters beyond the program's texts that the fonts were built with
    std::set<char32_t> asked_for_;  ///< those the fonts were built anew for
    std::unique_ptr<ui::Application> application_;
};

}  // namespace patchlens::platform
