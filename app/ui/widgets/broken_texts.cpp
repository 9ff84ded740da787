#include "app/ui/widgets/broken_texts.h"

#include <algorithm>
#include <utility>

#include "app/ui/widgets/line_breaks.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {

void BrokenTexts::begin_frame() {
    before_ = std::exchange(used_, {});
}

void BrokenTexts::clear() {
    used_.clear();
    before_.clear();
}

const BrokenText& BrokenTexts::of(const ImFont* font, std::string_view text, float width) {
    const View key{font, width, text};
    if (const auto known = used_.find(key); known != used_.end()) return known->second;
    if (const auto known = before_.find(key); known != before_.end())
        return used_.insert(before_.extract(known)).position->second;
    const auto added = used_.emplace(Key{font, width, std::string(text)}, BrokenText{}).first;
    const auto measure = [font](std::string_view part) { return text_width(font, part); };
    BrokenText& broken = added->second;
    broken.lines = broken_lines(added->first.text, width, measure);
    for (const std::string_view line : broken.lines)
        broken.widest = std::max(broken.widest, measure(line));
    return broken;
}

}  // namespace patchlens::ui
