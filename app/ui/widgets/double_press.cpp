#include "app/ui/widgets/double_press.h"

#include <cmath>

namespace patchlens::ui {

void DoublePress::begin(std::string_view name, float near) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const double now = ImGui::GetTime();
    const bool again = now - when_ < seconds && std::hypot(at.x - at_.x, at.y - at_.y) <= near;
    astray_ = again && name != name_;
    if (!astray_) name_ = name;
    at_ = at;
    when_ = now;
}

}  // namespace patchlens::ui
