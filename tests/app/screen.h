// The whole application in an ImGui context without a window: a simulated mouse and keyboard, textures that
// are counted but not drawn.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>
#include <nlohmann/json.hpp>

#include "app/model/state/language.h"
#include "app/ui/application.h"
#include "app/ui/compat.h"
#include "app/ui/layout.h"

namespace patchlens {

class NullTextures : public ui::Textures {
public:
    std::unique_ptr<ui::Texture> upload(const Image& image) override;
    std::unique_ptr<ui::Texture> upload(const std::shared_ptr<const Pyramid>& pyramid) override;
    int uploads = 0;
};

/// The installed languages.
const model::Language& english();
const model::Language& chinese();

/// A context with an application in it, drawn frame by frame, in its session's initial language.
class Screen {
public:
    /// Whether to wait for the picture and draw the first frames.
    enum class Start { settled, unsettled };
    explicit Screen(model::Session session = {}, ImVec2 size = {1600, 1000}, float scale = 1,
                    model::ComputeLimits limits = {}, std::optional<ui::User> user = {},
                    Start start = Start::settled);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// Draws frames, each a 60th of a second after the last.
    void frames(int count = 1);
    /// Waits for pictures and results, then draws them.
    void settle();

    void move_mouse(ImVec2 to);
    void press();
    void release();
    void click(ImVec2 at);
    void click(std::string_view item) { click(centre(item)); }
    /// Presses at `from`, moves to `to` in steps, releases.
    void drag(ImVec2 from, ImVec2 to);
    void wheel(ImVec2 at, float steps);
    void key(ui::compat::Key key, bool control = false, bool shift = false);
    void type(std::string_view text);
    /// Types into a text field and confirms with Enter.
    void enter(std::string_view item, std::string_view text);
    /// Moves the focus to a widget with Tab.
    void focus(std::string_view item);

    bool shows(std::string_view item) const;
    ui::Rect place(std::string_view item) const;
    /// The texts drawn inside a widget, with `between` after each.
    std::string written_in(std::string_view item, char between = ' ') const;
    ImVec2 centre(std::string_view item) const { return place(item).centre(); }
    const nlohmann::ordered_json& state() const { return application->probe().state(); }
    const model::Session& session() const { return application->session(); }
    /// The text in the field being edited.
    std::string typed() const { return state().at("typing").get<std::string>(); }
    std::vector<std::string> messages() const;
    /// Whether a text was drawn in the last frame.
    bool reads(std::string_view text) const;
    /// Whether a text that contains `part` was drawn in the last frame.
    bool mentions(std::string_view part) const;

    NullTextures textures;
    std::unique_ptr<ui::Application> application;

private:
    ImGuiContext* context_;
};

std::filesystem::path sample(std::string_view name);

}  // namespace patchlens
