// The application's state between frames, how a frame is drawn from it, and how the user's actions are
// applied.
#pragma once

#include <optional>
#include <utility>

#include "app/model/state/languages.h"
#include "app/model/state/presets.h"
#include "app/model/state/workspace.h"
#include "app/ui/application.h"
#include "app/ui/context.h"
#include "app/ui/parameters/refusal.h"
#include "app/ui/shell/browser.h"
#include "app/ui/shell/busy_sign.h"
#include "app/ui/shell/drawer.h"
#include "app/ui/shell/glossary_box.h"
#include "app/ui/shell/pixels_question.h"
#include "app/ui/shell/status_line.h"
#include "app/ui/shell/toasts.h"
#include "app/ui/shell/user_files.h"
#include "app/ui/shell/user_pictures.h"

namespace patchlens::ui {

struct Application::State {
    State(model::Session first, Services given);

    void wake() const;
    /// Collects what has been opened and computed.
    void update();

    // Drawing (application_drawing.cpp): changes nothing, collects the user's actions.
    void draw(model::Actions& actions);
    void draw_parameters(Context& shared, const Rect& place, model::Actions& actions);
    void draw_chapter(Context& shared, const ScreenLayout& layout, model::Actions& actions);
    void draw_side(Context& shared, const Rect& place, model::Actions& actions);
    void draw_drawers(Context& shared, const ScreenLayout& layout, model::Actions& actions);
    void draw_above(Context& shared, const ShellView& shell, const ScreenLayout& layout,
                    model::Actions& actions);
    Context context(Hover& hovering);
    ShellView view();
    std::optional<int> question() const;
    StatusOptions status(double now);
    std::optional<double> until_term(double now) const;

    // Applying the user's actions (application_actions.cpp).
    void apply(const model::Actions& actions);
    void apply(const model::Action& action);
    void change(const model::Action& action);
    void save(const std::filesystem::path& path);
    void save(const model::SavePicture& picture);
    void show(model::Dialog wanted);
    void look_around(model::FileKind kind);
    void leave_answer(const model::Action& by);

    // Keys, files, speech, and what is told of the state (application_state.cpp).
    void read_keys(model::Actions& actions, bool list_has_keys);
    void toggle(Drawer which);
    void take_languages(model::LanguageOffer offer);
    void set_speech(bool on);
    void read_aloud();
    void say(std::string text);
    void take_pasted();
    void open_pasted_text();
    bool open_second(const std::filesystem::path& path, ImVec2 point);
    std::vector<std::string> messages() const;
    void describe();

    Services services;
    std::uint64_t gesture = 0;  ///< nonzero while a mouse button is held: all its changes undo in one step
    std::uint64_t gestures = 0;

    Fonts fonts;
    float scale = 1;
    float content_scale = 1;
    std::optional<std::pair<model::Theme, float>> style;  ///< the theme and scale of ImGui's current style
    Probe probe;
    Focus focus;
    DoublePress presses;
    ContextMenu menu;
    Editing editing;
    Written written;
    Recording recording;
    bool alone = false;             ///< the scene, without the panels
    bool without_messages = false;  ///< nothing is drawn above the screen
    Rect scene_place{};             ///< where the last frame drew the chapter
    BrokenTexts broken_texts;
    Pictures pictures;
    KnownFiles known_files;
    std::vector<model::Preset> presets;
    ParametersMemory parameters;
    Toasts toasts;
    PixelsQuestion pixels_question;
    BusySign busy_sign;
    Hover hover;
    std::optional<model::Term> asked;   ///< the term whose explanation was clicked
    std::optional<int> asked_question;  ///< the question whose answer was asked for
    Glossary glossary;
    model::LanguageOffer languages;
    std::vector<model::Message> told_of_languages;  ///< what was last said about one of the user's own
    model::Dialog dialog = model::Dialog::none;
    Drawer drawer = Drawer::none;
    bool light = false;                           ///< all but what the mouse points at is dimmed
    std::optional<model::Chapter> shown_chapter;  ///< in the last frame
    std::optional<int> shown_question;            ///< likewise, whose answer was shown
    ScrollMemory scrolls;
    /// How the window looked before the answer of a question was shown.
    struct Look {
        bool first_minute = false;
        Drawer drawer = Drawer::none;
        ScrollMemory::Places scrolls;
    };
    std::optional<Look> before_answer;
    std::optional<model::SavePicture> picture_to_save;  ///< while its path is asked for
    std::optional<SceneToSave> scene_to_save;
    std::uint64_t memory = 0;
    std::optional<double> memory_at;
    bool hint = false;
    bool first_minute = false;  ///< the first start, until the story is left: it stands alone
    bool closing = false;
    bool changed = false;
    bool hover_changed = false;

    Browser browser;  // from here on last, so that their threads stop before anything they wake is destroyed
    model::Workspace workspace;
    UserFiles files;
    UserPictures user_pictures;
};

}  // namespace patchlens::ui
