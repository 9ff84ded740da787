#include "app/ui/reading.h"

#include <algorithm>
#include <vector>

#include "app/ui/chapters.h"
#include "app/ui/widgets/tips.h"

namespace patchlens::ui {
namespace {

constexpr float most_lines = 3;      ///< a widget's height in those of the text beside it
constexpr float farthest_label = 8;  ///< times the widget's height, from the label's end to the widget

ImVec2 middle_of(const ImVec4& place) {
    return {place.x + place.z / 2, place.y + place.w / 2};
}

bool contains(const ImVec4& place, ImVec2 point) {
    return point.x >= place.x && point.x < place.x + place.z && point.y >= place.y &&
           point.y < place.y + place.w;
}

/// Whether the keyboard can be on what a text belongs to: then it labels nothing else.
bool belongs_to_a_widget(const Reading& reading, const ImVec4& text) {
    return std::ranges::any_of(reading.focus.order(), [&](const std::string& name) {
        const auto found = reading.probe.items().find(name);
        return found != reading.probe.items().end() && contains(found->second, middle_of(text));
    });
}

/// Whether another widget stands on the line between `from` and `place`; a slider does not part its label
/// from its entry, whose name continues its own.
bool parted(const Reading& reading, std::string_view name, float from, const ImVec4& place) {
    return std::ranges::any_of(reading.focus.order(), [&](const std::string& other) {
        const auto found = reading.probe.items().find(other);
        if (found == reading.probe.items().end() || name.starts_with(other)) return false;
        const ImVec2 middle = middle_of(found->second);
        return middle.x >= from && middle.x < place.x && middle.y >= place.y && middle.y < place.y + place.w;
    });
}

/// The nearest text on the same line, left of the widget `name` at `place`, that labels it; null without one.
/// Only a widget of one line has a label beside it.
const Probe::Text* label_of(const Reading& reading, std::string_view name, const ImVec4& place) {
    const Probe::Text* nearest = nullptr;
    float nearest_end = place.x - farthest_label * place.w;
    for (const Probe::Text& text : reading.probe.uncovered_texts()) {
        const ImVec4& at = text.rectangle;
        const float end = at.x + at.z;
        const float middle = middle_of(at).y;
        const bool beside =
            middle >= place.y && middle < place.y + place.w && end <= place.x && end >= nearest_end;
        const bool one_line = place.w <= most_lines * at.w;
        if (!beside || !one_line || belongs_to_a_widget(reading, at)) continue;
        nearest = &text;
        nearest_end = end;
    }
    return nearest == nullptr || parted(reading, name, nearest_end, place) ? nullptr : nearest;
}

}  // namespace

std::string Reading::of(std::string_view name) const {
    const auto found = probe.items().find(name);
    if (found == probe.items().end()) return {};
    const ImVec4& place = found->second;
    std::vector<std::string> parts;
    const bool widget = std::ranges::find(focus.order(), name) != focus.order().end();
    const Probe::Text* label = widget ? label_of(*this, name, place) : nullptr;
    if (label != nullptr) parts.push_back(label->text);
    for (const Probe::Text& text : probe.uncovered_texts())
        if (contains(place, middle_of(text.rectangle))) parts.push_back(text.text);
    if (!typed.empty() && name == focus.current()) parts.push_back(typed);
    if (const char* tip = tip_of(name)) parts.emplace_back(language(tip));
    std::string read;
    for (const std::string& part : parts)
        read += (read.empty() ? "" : language("speech.pause")) + part;
    return read;
}

std::string Reading::aloud(const model::Session& session) const {
    std::string read = of(focus.current());
    if (read.empty() && session.chapter == model::Chapter::story) read = of("story/text");
    return read.empty() ? language(chapter_entry(session.chapter).name) : read;
}

}  // namespace patchlens::ui
