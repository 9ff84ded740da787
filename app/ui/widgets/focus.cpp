#include "app/ui/widgets/focus.h"

#include <algorithm>

namespace patchlens::ui {

void Focus::move(int step) {
    if (order_.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(order_.size());
    const auto found = std::find(order_.begin(), order_.end(), current_);
    std::ptrdiff_t next = step > 0 ? 0 : count - 1;
    if (found != order_.end()) next = (found - order_.begin() + step + count) % count;
    current_ = order_[static_cast<std::size_t>(next)];
    visible_ = true;
    moved_ = true;
}

}  // namespace patchlens::ui
