#include "app/ui/shell/chapter_keys.h"

#include <algorithm>
#include <optional>

#include "app/ui/chapters.h"
#include "app/ui/compat.h"

namespace patchlens::ui {
namespace {

using compat::Key;

void move_patch(const model::Session& session, model::Actions& actions) {
    PatchPosition patch = session.patch;
    const int far = ImGui::GetIO().KeyShift ? 8 : 1;
    if (compat::pressed(Key::left)) patch.column -= far;
    if (compat::pressed(Key::right)) patch.column += far;
    if (compat::pressed(Key::up)) patch.row -= far;
    if (compat::pressed(Key::down)) patch.row += far;
    if (patch != session.patch) actions.emplace_back(model::SelectPatch{patch});
}

/// Changes patch_size by one, at most to the size of the image with its padding.
void change_patch_size(const model::Session& session, int step, model::Actions& actions) {
    const auto changed = [&](model::Side side, int patch, int image) {
        const bool label = session.module.fit == Fit::none;  // then the picture sets the limit, not img_size
        const int value = std::clamp(patch + step, 1, label ? model::largest_img_size : image);
        if (value != patch) actions.emplace_back(model::SetPatchSize{side, value});
    };
    const PatchEmbedConfig& config = session.module.config;
    changed(model::Side::height, config.patch_size.height,
            config.img_size.height + 2 * config.padding.height);
    if (!session.sides_linked) {
        changed(model::Side::width, config.patch_size.width,
                config.img_size.width + 2 * config.padding.width);
    }
}

/// Changes what Explore shows of the picture.
template <typename Change>
void look(const model::Session& session, model::Actions& actions, const Change& change) {
    model::change<model::Explore::Place>(session, actions, change);
}

void zoom(const model::Session& session, double factor, model::Actions& actions) {
    look(session, actions, [&](model::Explore::Place& place) { place.view.zoom *= factor; });
}

/// Pans the zoomed picture by a fraction of the visible part; the picture view keeps it within bounds.
void pan(const model::Session& session, model::Actions& actions) {
    look(session, actions, [](model::Explore::Place& place) {
        model::PictureView& view = place.view;
        const double step = 0.15 / view.zoom;
        if (compat::pressed(Key::left)) view.x -= step;
        if (compat::pressed(Key::right)) view.x += step;
        if (compat::pressed(Key::up)) view.y -= step;
        if (compat::pressed(Key::down)) view.y += step;
    });
}

/// The choice after `current`; after the last one, the first.
template <typename Choice>
Choice next_of(Choice current) {
    const auto names = model::names_of<Choice>;
    std::size_t index = 0;
    while (names[index].second != current)
        ++index;
    return names[(index + 1) % names.size()].second;
}

/// The chapter whose key was typed, in upper or lower case.
std::optional<model::Chapter> chapter_typed(ImWchar character) {
    if (character >= 'a' && character <= 'z') character -= 'a' - 'A';
    for (const ChapterEntry& entry : chapters)
        if (character == static_cast<ImWchar>(key_of(entry.chapter))) return entry.chapter;
    return std::nullopt;
}

/// Keys that only Explore uses.
void typed_in_explore(const model::Session& session, ImWchar character, model::Actions& actions) {
    switch (character) {
        case 'o':
        case 'O':
            return look(session, actions, [](auto& place) { place.overlay = next_of(place.overlay); });
        case 'p':
        case 'P':
            actions.emplace_back(model::PinPatch{
                session.pinned == session.patch ? std::nullopt : std::optional(session.patch)});
            return;
        case 'v':
        case 'V':
            return look(session, actions,
                        [](auto& place) { place.vector_view = next_of(place.vector_view); });
        default:
            return;
    }
}

void typed(const model::Session& session, ImWchar character, model::Actions& actions) {
    if (const auto chapter = chapter_typed(character)) {
        actions.emplace_back(model::ShowChapter{*chapter});
        return;
    }
    if (session.chapter == model::Chapter::explore) typed_in_explore(session, character, actions);
    switch (character) {
        case '[':
            return change_patch_size(session, -1, actions);
        case ']':
            return change_patch_size(session, 1, actions);
        case ',':
            actions.emplace_back(model::SelectDimension{session.dim - 1});
            return;
        case '.':
            actions.emplace_back(model::SelectDimension{session.dim + 1});
            return;
        case '+':
        case '=':
            return zoom(session, 1.5, actions);
        case '-':
            return zoom(session, 1 / 1.5, actions);
        case '0':
            return look(session, actions, [](auto& place) { place.view = {}; });
        case 'w':
        case 'W':
            actions.emplace_back(model::ShowLearned{!model::are_learned(session.module)});
            return;
        case 'g':
        case 'G':
            return look(session, actions, [](auto& place) { place.grid_lines = !place.grid_lines; });
        default:
            return;
    }
}

}  // namespace

void read_chapter_keys(const model::Session& session, bool arrows, bool digits, model::Actions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.WantTextInput || io.KeyAlt) return;  // typing goes to the text field, Alt to the desktop
    if (io.KeyCtrl) {
        if (session.chapter == model::Chapter::explore) pan(session, actions);
        return;
    }
    if (arrows) move_patch(session, actions);
    for (const ImWchar character : compat::typed_characters())
        if (digits || character < '1' || character > '9') typed(session, character, actions);
}

}  // namespace patchlens::ui
