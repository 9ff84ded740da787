// The sign over the scene while something is being opened: the old picture stays until the new one is ready.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/ui/context.h"
#include "core/picture/opening_progress.h"

namespace patchlens::ui {

class BusySign {
public:
    /// Records what is being opened and its progress; `now` in seconds.
    void update(const std::optional<std::filesystem::path>& opening, const OpeningProgress& progress,
                double now);
    /// What the sign says; empty while nothing is being opened.
    std::string text(const model::Language& language) const;
    /// Draws the sign once opening has taken longer than `delay`.
    void draw(Context& context, const Rect& scene, bool still, double now) const;
    /// Seconds until the sign changes; nothing while there is none.
    std::optional<double> next_change(double now) const;

    static constexpr double delay = 0.2;     ///< seconds; anything faster needs no sign
    static constexpr double interval = 0.1;  ///< seconds between two frames of the animation

private:
    void draw_track(Context& context, const Rect& track, bool still, double now) const;

    std::optional<std::filesystem::path> opening_;
    std::string size_;  ///< of the file
    OpeningProgress progress_;
    double since_ = 0;
};

}  // namespace patchlens::ui
