#include <algorithm>
#include <utility>

#include "app/ui/application_state.h"
#include "app/ui/chapters.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/scale.h"
#include "app/ui/parameters/parameters.h"
#include "app/ui/shell/dialogs.h"
#include "app/ui/shell/empty_scene.h"
#include "app/ui/shell/hint.h"
#include "app/ui/shell/rail.h"

namespace patchlens::ui {
namespace {

constexpr double memory_every = 1;  // seconds: digits that change faster cannot be read

constexpr ImGuiWindowFlags root_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse;

void draw_edges(Context& shared, const ScreenLayout& layout) {
    const float line = std::max(1.0F, std::floor(shared.scale));
    const Rect& scene = layout.scene;
    ImDrawList& lines = *ImGui::GetWindowDrawList();
    lines.AddRectFilled({scene.min.x - line, scene.min.y}, {scene.min.x, scene.max.y}, shared.palette.border);
    lines.AddRectFilled({scene.max.x, scene.min.y}, {scene.max.x + line, scene.max.y}, shared.palette.border);
}

}  // namespace

Context Application::State::context(Hover& hovering) {
    return {services.language,
            palette_of(workspace.session().theme),
            fonts,
            scale,
            probe,
            focus,
            editing,
            pictures,
            library,
            workspace.loaded(),
            workspace.words().get(),
            workspace.working(),
            hover,
            hovering,
            written,
            presses,
            asked};
}

ShellView Application::State::view() {
    const model::Settings& settings = files.settings;
    const double factor = scale / content_scale / (settings.presentation ? presentation_factor : 1);
    return {workspace.session(),
            settings,
            services.about,
            browser,
            files.ui_scale(),
            factor,
            settings.presentation,
            workspace.can_undo(),
            workspace.can_redo(),
            files.session_file(),
            services.user ? services.user->home : "/",
            glossary,
            hover.term,
            workspace.last_stop()};
}

StatusOptions Application::State::status(double now) {
    const bool due = !memory_at || now >= *memory_at + memory_every;
    if (services.user && services.user->memory && due) {
        memory = services.user->memory();
        memory_at = now;
    }
    return {services.limits.threads, services.user.has_value(), memory};
}

void Application::State::draw(model::Actions& actions) {
    Hover hovering;
    Context shared = context(hovering);
    const ShellView shell = view();
    const ScreenLayout layout = arrange_screen(ImGui::GetIO().DisplaySize, scale, shell.presenting);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, shared.palette.scene.packed());
    ImGui::Begin("PatchLens", nullptr, root_flags);
    ImGui::PopStyleColor();
    draw_rail(shared, shell, layout.rail, actions);
    if (!shell.presenting) {
        draw_parameters(shared, shell.session, workspace.results().get(), presets, parameters,
                        layout.parameters, actions);
    }
    draw_chapter(shared, layout, actions);
    if (!shell.presenting)
        draw_status(shared, workspace.results().get(), status(ImGui::GetTime()), layout.status);
    draw_edges(shared, layout);
    ImGui::End();
    draw_above(shared, shell, layout, actions);
    if (asked) actions.emplace_back(model::OpenGlossary{std::exchange(asked, std::nullopt)});
    if (editing.frame != ImGui::GetFrameCount()) editing.field = 0;  // the field is no longer drawn
    hover_changed = hovering != hover;
    hover = hovering;
}

/// Draws what lies above the screen in windows of its own.
void Application::State::draw_above(Context& shared, const ShellView& shell, const ScreenLayout& layout,
                                    model::Actions& actions) {
    const double now = ImGui::GetTime();
    const bool still = shell.session.reduced_motion;
    if (hint && dialog == model::Dialog::none && draw_hint(shared, layout.scene)) {
        hint = false;
        changed = true;
    }
    busy_sign.update(workspace.opening(), workspace.opening_progress(), now);
    busy_sign.draw(shared, layout.scene, still, now);
    draw_dialog(shared, shell, dialog, layout.rail, actions);
    toasts.draw(shared, layout.scene, now, still, actions);
}

void Application::State::draw_chapter(Context& shared, const ScreenLayout& layout, model::Actions& actions) {
    const model::Session& session = workspace.session();
    const model::Results* results = workspace.results().get();
    if (results == nullptr) {
        draw_empty_scene(shared, layout.scene, actions);
        ImGui::GetWindowDrawList()->AddRectFilled(layout.inspector.min, layout.inspector.max,
                                                  shared.palette.panel);
        return;
    }
    const ChapterEntry& chapter = chapter_entry(session.chapter);
    chapter.draw({shared, session, *results, actions, layout.scene});
    chapter.draw_side({shared, session, *results, actions, layout.inspector});
}

}  // namespace patchlens::ui
