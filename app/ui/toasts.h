// Messages that appear for a while above everything and go by themselves or by a click.
#pragma once

#include <string>
#include <vector>

#include "app/ui/context.h"

namespace patchlens::ui {

class Toasts {
public:
    /// A message that is there already stays longer instead of coming twice.
    void show(std::string text);
    /// Draws them at the bottom of `scene`, in a window of their own.
    void draw(Context& context, const Rect& scene, double now);
    bool empty() const { return toasts_.empty(); }
    std::vector<std::string> texts() const;

    static constexpr double seconds = 9;  ///< how long one is read

private:
    struct Toast {
        std::string text;
        double shown_at = -1;  ///< set when it is drawn first
    };

    std::vector<Toast> toasts_;
};

}  // namespace patchlens::ui
