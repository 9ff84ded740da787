// The texts of the screen broken into lines: kept while they are drawn, since finding where a text may break
// costs far more than drawing it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <imgui.h>

namespace patchlens::ui {

struct BrokenText {
    std::vector<std::string_view> lines;
    float widest = 0;  ///< of the lines, in pixels
};

class BrokenTexts {
public:
    /// Called before anything is drawn: forgets what the last frame did not ask for.
    void begin_frame();
    /// For when the fonts change: the widths no longer hold.
    void clear();
    /// `text` in lines at most `width` wide (line_breaks.h); stays valid in this frame and the next.
    const BrokenText& of(const ImFont* font, std::string_view text, float width);
    /// How many texts are kept.
    std::size_t size() const { return used_.size() + before_.size(); }

private:
    struct Key {
        const ImFont* font;
        float width;
        std::string text;  ///< what the lines are views of
    };
    struct View {
        const ImFont* font;
        float width;
        std::string_view text;
    };
    struct Less {
        using is_transparent = void;
        template <typename A, typename B>
        bool operator()(const A& a, const B& b) const {
            return std::tuple(a.font, a.width, std::string_view(a.text)) <
                   std::tuple(b.font, b.width, std::string_view(b.text));
        }
    };
    using Texts = std::map<Key, BrokenText, Less>;

    Texts used_;    ///< in this frame
    Texts before_;  ///< in the last frame and not yet in this one
};

}  // namespace patchlens::ui
