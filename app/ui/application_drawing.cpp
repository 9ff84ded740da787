#include <algorithm>
#include <utility>

#include "app/model/state/open_question.h"
#include "app/ui/application_state.h"
#include "app/ui/chapters.h"
#include "app/ui/compat.h"
#include "app/ui/lesson/lesson_bar.h"
#include "app/ui/parameters/bar.h"
#include "app/ui/parameters/parameters.h"
#include "app/ui/questions/answer_banner.h"
#include "app/ui/shell/context_menu_box.h"
#include "app/ui/shell/dialogs.h"
#include "app/ui/shell/empty_scene.h"
#include "app/ui/shell/hint.h"
#include "app/ui/shell/pointer.h"
#include "app/ui/shell/rail.h"
#include "app/ui/shell/scene_window.h"
#include "app/ui/widgets/widgets.h"

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
            known_files,
            workspace.loaded(),
            workspace.words().get(),
            workspace.working(),
            hover,
            hovering,
            written,
            broken_texts,
            presses,
            menu,
            menu.free(),
            asked,
            files.settings.presentation,
            workspace.training(),
            workspace.shows_training(),
            workspace.previews(),
            workspace.ghost(),
            asked_question,
            workspace.session().chapter != shown_chapter || question() != shown_question,
            scrolls,
            first_minute,
            question(),
            recording};
}

/// The question whose answer is shown where one is.
std::optional<int> Application::State::question() const {
    const model::Visit* visit = workspace.visit();
    if (visit == nullptr || visit->shown.chapter != workspace.session().chapter) return std::nullopt;
    return visit->question;
}

ShellView Application::State::view() {
    const model::Settings& settings = files.settings;
    return {workspace.session(),
            settings,
            services.about,
            languages,
            browser,
            files.ui_scale(),
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
    const model::Session& session = workspace.session();
    return {services.limits.threads, services.user.has_value(), memory, model::question_is_open(session),
            model::asks_about(session, model::StoryQuestion::patches)};
}

void Application::State::draw(model::Actions& actions) {
    Hover hovering;
    Context shared = context(hovering);
    const ShellView shell = view();
    const ScreenLayout whole = arrange_screen(ImGui::GetIO().DisplaySize, scale, shell.presenting);
    const ScreenLayout layout = first_minute || alone ? scene_alone(whole) : whole;
    scene_place = layout.scene;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, shared.palette.scene.packed());
    ImGui::Begin("PatchLens", nullptr, root_flags);
    ImGui::PopStyleColor();
    draw_rail(shared, shell, layout.rail, actions);
    if (layout.bar.height() > 0)
        draw_parameter_bar(shared, shell.session, workspace.results().get(), presets, parameters, layout.bar,
                           actions);
    if (!layout.folds_parameters() && layout.parameters.width() > 0)
        draw_parameters(shared, layout.parameters, actions);
    draw_chapter(shared, layout, actions);
    if (!shell.presenting && !first_minute)
        draw_status(shared, workspace.results().get(), status(ImGui::GetTime()), layout.status);
    draw_edges(shared, layout);
    draw_drawers(shared, layout, actions);
    ImGui::End();
    draw_above(shared, shell, layout, actions);
    scrolls.end_frame(!workspace.behind());
    changed |= scrolls.moving();
    if (asked_question) actions.emplace_back(model::ShowAnswer{*std::exchange(asked_question, std::nullopt)});
    if (asked) actions.emplace_back(model::OpenGlossary{std::exchange(asked, std::nullopt)});
    if (editing.frame != ImGui::GetFrameCount()) editing.field = 0;  // the field is no longer drawn
    hover_changed = hovering != hover;
    hover = hovering;
}

/// Draws what lies above the screen in windows of its own.
void Application::State::draw_above(Context& shared, const ShellView& shell, const ScreenLayout& layout,
                                    model::Actions& actions) {
    if (without_messages) return;
    const double now = ImGui::GetTime();
    const bool still = shell.session.reduced_motion;
    // It is about the other chapters, and would lie over a presentation's tabs.
    const bool fits = shell.session.chapter != model::Chapter::story && !shell.presenting;
    if (hint && fits && dialog == model::Dialog::none && draw_hint(shared, layout.messages())) {
        hint = false;
        changed = true;
    }
    busy_sign.update(workspace.opening(), workspace.opening_progress(), now);
    busy_sign.draw(shared, layout.scene, still, now);
    draw_dialog(shared, shell, dialog, layout.rail, actions);
    draw_context_menu(shared, actions);
    toasts.draw(shared, layout.messages(), now, {still, dialog != model::Dialog::none}, actions);
    if (light || shell.presenting) draw_pointer(shared, light);
}

void Application::State::draw_parameters(Context& shared, const Rect& place, model::Actions& actions) {
    ui::draw_parameters(shared, workspace.session(), workspace.results().get(), presets, parameters, place,
                        actions);
}

void Application::State::draw_chapter(Context& shared, const ScreenLayout& layout, model::Actions& actions) {
    const model::Session& session = workspace.session();
    const model::Results* results = workspace.results().get();
    if (results == nullptr) {
        draw_empty_scene(shared, layout.scene, actions);
    } else {
        const ChapterEntry& chapter = chapter_entry(session.chapter);
        Scene scene{shared, session, *results, actions, layout.scene};
        Rect below = layout.scene;
        if (const model::Visit* visit = workspace.visit()) {
            below.min.y += draw_answer(scene, *visit);
        } else {
            below.min.y += draw_lesson(scene);
        }
        scene.place = below;
        const SceneWindow window(shared, chapter.name, below, chapter.least_size(scene));
        scene.place = window.place;
        chapter.draw(scene);
    }
    if (!layout.folds_inspector() && layout.inspector.width() > 0)
        draw_side(shared, layout.inspector, actions);
    shown_chapter = session.chapter;
    shown_question = question();
}

void Application::State::draw_side(Context& shared, const Rect& place, model::Actions& actions) {
    const model::Session& session = workspace.session();
    if (const model::Results* results = workspace.results().get()) {
        chapter_entry(session.chapter).draw_side({shared, session, *results, actions, place});
    } else {
        fill(shared, place, shared.palette.panel);
    }
}

/// The handles of folded panels, and the drawer that is open. A panel that has room again is no drawer.
void Application::State::draw_drawers(Context& shared, const ScreenLayout& layout, model::Actions& actions) {
    const auto handle = [&](const char* name, const char* label, const char* help, Drawer which,
                            const Rect& place) {
        const bool at_left = which == Drawer::parameters;
        const DrawerHandle look{name, shared.language(label), shared.language(help), at_left,
                                drawer == which};
        if (drawer_handle(shared, look, place)) toggle(which);
    };
    if (layout.folds_parameters())
        handle("drawer/parameters", "drawer.parameters", "drawer.parameters_help", Drawer::parameters,
               layout.parameters_handle);
    if (layout.folds_inspector())
        handle("drawer/details", "drawer.details", "drawer.details_help", Drawer::details,
               layout.inspector_handle);
    const bool folded = drawer == Drawer::parameters ? layout.folds_parameters() : layout.folds_inspector();
    if (!folded) drawer = Drawer::none;
    if (drawer == Drawer::parameters) {
        const OpenDrawer open(shared, "drawer/parameters/open", layout.parameters);
        draw_parameters(shared, layout.parameters, actions);
    } else if (drawer == Drawer::details) {
        const OpenDrawer open(shared, "drawer/details/open", layout.inspector);
        draw_side(shared, layout.inspector, actions);
    }
}

void Application::State::toggle(Drawer which) {
    drawer = drawer == which ? Drawer::none : which;
    changed = true;
}

}  // namespace patchlens::ui
