#include "app/ui/widgets/scroll_memory.h"

#include <utility>

namespace patchlens::ui {

ImVec2 ScrollMemory::wanted(const std::string& name, ImVec2 now, bool afresh) {
    places_[name] = now;
    const auto found = back_.find(name);
    if (found != back_.end()) return found->second;
    return afresh ? ImVec2{} : now;
}

void ScrollMemory::bring_back(Places places) {
    back_ = std::move(places);
    settled_ = 0;
}

void ScrollMemory::end_frame(bool complete) {
    if (back_.empty()) return;
    settled_ = complete ? settled_ + 1 : 0;
    if (settled_ > frames_to_settle) back_.clear();
}

void scroll_window(ScrollMemory& scrolls, const std::string& name, bool afresh) {
    const ImVec2 now{ImGui::GetScrollX(), ImGui::GetScrollY()};
    const ImVec2 wanted = scrolls.wanted(name, now, afresh);
    if (wanted.x != now.x) ImGui::SetScrollX(wanted.x);
    if (wanted.y != now.y) ImGui::SetScrollY(wanted.y);
}

}  // namespace patchlens::ui
