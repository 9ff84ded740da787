// Screen layout: rectangles computed from the window's size, in pixels. Pure arithmetic.
#pragma once

#include <imgui.h>

namespace patchlens::ui {

struct Rect {
    ImVec2 min;
    ImVec2 max;

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 size() const { return {width(), height()}; }
    ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    bool contains(ImVec2 point) const {
        return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
    }
    bool contains(const Rect& inner) const {
        return inner.min.x >= min.x && inner.max.x <= max.x && inner.min.y >= min.y && inner.max.y <= max.y;
    }
    bool overlaps(const Rect& other) const {
        return min.x < other.max.x && other.min.x < max.x && min.y < other.max.y && other.min.y < max.y;
    }
    Rect inset(float by) const { return {{min.x + by, min.y + by}, {max.x - by, max.y - by}}; }
};

inline Rect rect_at(ImVec2 corner, float width, float height) {
    return {corner, {corner.x + width, corner.y + height}};
}

/// The largest rectangle of proportion width:height, centred in `place`.
Rect fitted(const Rect& place, double width, double height);

/// The parts of the window; they touch and do not overlap. A panel that the window has no room for beside the
/// scene is a drawer: at the window's edge stands its handle, and it opens over the scene.
struct ScreenLayout {
    Rect rail;               ///< chapters, on top
    Rect bar;                ///< the parameters, slim, at the left edge; empty unless presenting
    Rect parameters_handle;  ///< at the left edge, below the bar; empty while they stand beside the scene
    Rect parameters;         ///< left, or where their drawer opens
    Rect scene;              ///< centre
    Rect inspector;          ///< right, or where its drawer opens
    Rect inspector_handle;   ///< at the right edge; empty while the inspector stands beside the scene
    Rect status;             ///< bottom; empty when presenting

    /// Where messages stand: over the status line, in a presentation over the rail's chapters, never over the
    /// scene.
    Rect messages() const;
    bool folds_parameters() const { return parameters_handle.width() > 0; }
    bool folds_inspector() const { return inspector_handle.width() > 0; }
};

/// Of the window, a presentation leaves at least this part to the scene.
inline constexpr float presented_part = 0.7F;

/// For a window of `size` pixels at `scale` (1 = 96 dpi). Width that the scene does not need for its height
/// goes to the inspector. When presenting, both panels are drawers, and the bar stands at the left: height is
/// scarcer than width. It is left out of a window so small that the scene would have less than
/// `presented_part`.
ScreenLayout arrange_screen(ImVec2 size, float scale, bool presenting = false);

/// The scene over the whole width, without panels and their handles.
ScreenLayout scene_alone(ScreenLayout layout);

/// The parts of the Explore scene, from top to bottom.
struct SceneLayout {
    Rect toolbar;  ///< overlay and zoom controls; in a presentation it may stand left of the picture
    Rect picture;
    Rect caption;  ///< how the picture is cut, or the overlay's legend
    Rect shapes;   ///< from x to tokens
};

/// `shape_rows` rows of shapes below the picture, and above them a caption.
SceneLayout arrange_scene(const Rect& scene, float scale, int shape_rows);

/// The same in a presentation, without shapes, for a picture of these proportions. The toolbar is a column of
/// `tools` pixels beside the picture where that leaves the picture larger, else a row above it.
SceneLayout arrange_presented_scene(const Rect& scene, float scale, bool captioned, ImVec2 picture,
                                    ImVec2 tools);

/// A place filled from the top: each row is cut off its top.
struct Column {
    float x = 0;
    float y = 0;
    float width = 0;

    Rect row(float height) {
        const Rect place = rect_at({x, y}, width, height);
        y += height;
        return place;
    }
    void gap(float height) { y += height; }
};

}  // namespace patchlens::ui
