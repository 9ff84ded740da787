#include "app/platform/screen.h"

#include <cfloat>
#include <string>
#include <utility>
#include <vector>

#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include "app/platform/about.h"
#include "app/platform/paths.h"
#include "app/platform/screen_part.h"
#include "app/platform/surfaceless_context.h"

namespace patchlens::platform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_written = 2048;        ///< characters kept after they were on the screen
constexpr std::chrono::seconds between_looks{1};  ///< at the user's language files, while frames are drawn

/// Keeps each texture's own filter. From 1.92.8 on, ImGui's backend would filter all of them linearly.
void sample_as_made(const ImDrawList*, const ImDrawCmd*) {
    glBindSampler(0, 0);
}

}  // namespace

Screen::Context::Context() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    // No imgui.ini: the session and the settings are saved elsewhere.
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
}

Screen::Context::~Context() {
    ImGui::DestroyContext();
}

Screen::Renderer::Renderer() {
    if (!ImGui_ImplOpenGL3_Init("#version 330 core")) {
        throw Error(ErrorCode::opengl_unavailable, {Word::functions_missing});
    }
}

Screen::Renderer::~Renderer() {
    ImGui_ImplOpenGL3_Shutdown();
}

Screen::Screen(model::Session session, const model::ComputeLimits& limits, std::function<void()> wake,
               std::optional<ui::User> user)
    : assets_(assets_folder()),
      languages_(language_folders(assets_), session.language),
      looked_at_(Clock::now()),
      application_(std::make_unique<ui::Application>(
          std::move(session), ui::Services{textures_, languages_.texts(), assets_, std::move(wake), limits,
                                           about(), std::move(user)})) {
    application_->set_languages(languages_.offer());
}

void Screen::set_scale(float scale, float content_scale, ui::Characters characters) {
    scale_ = scale;
    content_scale_ = content_scale;
    std::vector<std::string> texts;
    for (const auto& [key, text] : languages_.texts().texts())
        texts.push_back(text);
    for (const model::LanguageEntry& entry : languages_.offer().all)
        texts.push_back(entry.title);
    // A new backend uploads the atlas before the next frame in every version of ImGui. In 1.86 it is not
    // enough to release the device objects: the backend would write into freed buffers.
    renderer_.emplace();
    const std::u32string of_language = languages_.own_characters();
    fonts_.find_for(of_language);
    const std::u32string characters_written = written_ + of_language;
    const ui::WrittenCharacters written{characters_written, application_->written().stand_in_for()};
    application_->set_fonts(ui::build_fonts(fonts_.files(), scale, texts, characters, written), scale,
                            content_scale);
}

/// The user may have chosen another language in the last frame, or saved a file of their own: other texts
/// need other glyphs.
void Screen::follow_language() {
    bool fresh = languages_.choose(application_->session().language);
    if (const auto now = Clock::now(); now - looked_at_ >= between_looks) {
        looked_at_ = now;
        fresh |= languages_.look_again();
    }
    if (!fresh) return;
    application_->set_languages(languages_.offer());
    set_scale(scale_, content_scale_);
}

/// Names and typed text may be in any script: glyphs missing in the last frame are added, each character
/// once, because perhaps no face has it. True where the fonts are new.
bool Screen::take_up_written() {
    std::u32string missing;
    for (const char32_t character : application_->written().missing()) {
        if (asked_for_.insert(character).second) missing += character;
    }
    if (missing.empty()) return false;
    if (written_.size() + missing.size() > most_written) {  // drop what is no longer on the screen
        written_ = application_->written().seen();
        asked_for_ = {written_.begin(), written_.end()};
        asked_for_.insert(missing.begin(), missing.end());
    }
    written_ += missing;
    fonts_.find_for(missing);
    set_scale(scale_, content_scale_);
    return true;
}

void Screen::build_frame() {
    follow_language();
    for (int frames_left = 2; frames_left >= 0; --frames_left) {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::NewFrame();
        // The background is drawn first, so this applies to everything.
        ImGui::GetBackgroundDrawList()->AddCallback(sample_as_made, nullptr);
        application_->frame();
        ImGui::Render();
        if (frames_left == 0 || !take_up_written()) return;
    }
}

void Screen::render(Size size) {
    const ImVec4 background = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
    glViewport(0, 0, size.width, size.height);
    glClearColor(background.x, background.y, background.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Screen::save(const ui::Application::SceneToSave& wanted) {
    ImGuiIO& io = ImGui::GetIO();
    const ImVec2 mouse = std::exchange(io.MousePos, {-FLT_MAX, -FLT_MAX});
    const ImVec2 size = io.DisplaySize;
    const ImVec2 frame = std::exchange(io.DisplayFramebufferScale, {1, 1});
    const float scale = scale_;
    const auto restore = [&] {
        application_->leave_out_messages(false);
        io.MousePos = mouse;
        io.DisplaySize = size;
        io.DisplayFramebufferScale = frame;
        if (scale_ != scale) set_scale(scale, content_scale_);
    };
    application_->leave_out_messages(true);
    try {
        draw_scene(wanted);
    } catch (...) {
        restore();
        throw;
    }
    restore();
}

void Screen::draw_scene(const ui::Application::SceneToSave& wanted) {
    constexpr int frames = 3;  // ImGui takes sizes from the frame before
    if (wanted.file.extension() == ".svg") {
        application_->record(true);
        for (int i = 0; i < frames; ++i)
            build_frame();
        application_->save_scene(application_->svg(application_->place_of("scene").value()), wanted.file);
        return application_->record(false);
    }
    ImVec2& size = ImGui::GetIO().DisplaySize;
    const auto times = static_cast<float>(wanted.pixels);
    size = {size.x * times, size.y * times};
    const Size pixels{static_cast<int>(size.y), static_cast<int>(size.x)};
    const Framebuffer framebuffer(pixels);
    if (wanted.pixels > 1) set_scale(scale_ * times, content_scale_);
    for (int i = 0; i < frames; ++i)
        build_frame();
    render(pixels);
    application_->save_scene(screen_part(framebuffer.read(), application_->place_of("scene").value()),
                             wanted.file);
}

}  // namespace patchlens::platform
