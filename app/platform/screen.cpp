#include "app/platform/screen.h"

#include <string>
#include <utility>
#include <vector>

#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include "app/platform/about.h"
#include "app/platform/paths.h"

namespace patchlens::platform {
namespace {

/// The chosen language, with English for texts it lacks.
model::Language load_language(const std::filesystem::path& assets, model::LanguageId id) {
    const auto english = model::Language::load(assets / "lang" / "en.json");
    if (id == model::LanguageId::en) return english;
    const auto file = assets / "lang" / (std::string(model::name_of(id)) + ".json");
    return exists(file) ? model::Language::load(file, &english) : english;
}

constexpr std::size_t most_written = 2048;  ///< characters kept after they were on the screen

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
      language_id_(session.language),
      language_(load_language(assets_, session.language)),
      application_(std::make_unique<ui::Application>(
          std::move(session),
          ui::Services{textures_, language_, assets_, std::move(wake), limits, about(), std::move(user)})) {}

void Screen::set_scale(float scale, float content_scale, ui::Characters characters) {
    scale_ = scale;
    content_scale_ = content_scale;
    std::vector<std::string> texts;
    for (const auto& [key, text] : language_.texts())
        texts.push_back(text);
    // A new backend uploads the atlas before the next frame in every version of ImGui. In 1.86 it is not
    // enough to release the device objects: the backend would write into freed buffers.
    renderer_.emplace();
    const ui::WrittenCharacters written{written_, application_->written().stand_in_for()};
    application_->set_fonts(ui::build_fonts(fonts_.files(), scale, texts, characters, written), scale,
                            content_scale);
}

/// The user may have chosen another language in the last frame: its texts need other glyphs.
void Screen::follow_language() {
    const model::LanguageId chosen = application_->session().language;
    if (chosen == language_id_) return;
    language_ = load_language(assets_, chosen);
    language_id_ = chosen;
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

}  // namespace patchlens::platform
