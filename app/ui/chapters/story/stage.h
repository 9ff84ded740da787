// What the story's parts draw with: things of the world through the camera, and the words beside them.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "app/model/code/listing.h"
#include "app/ui/chapters/story/camera.h"
#include "app/ui/chapters/story/timeline.h"
#include "app/ui/scene.h"

namespace patchlens::ui::story {

class Stage {
public:
    /// What is seen of `there` at `time` in `area`; all must outlive the stage.
    Stage(const Scene& drawn, const World& there, const Moment& now, const Rect& area, double time)
        : Stage(drawn, there, now, area, view_at(there, time)) {}
    /// The same where the camera sees `view`.
    Stage(const Scene& drawn, const World& there, const Moment& now, const Rect& area, const Box& view)
        : scene(drawn), context(drawn.context), world(there), moment(now), area_(area), lens_(view, area) {}

    const Scene& scene;
    Context& context;
    const World& world;
    const Moment& moment;

    Rect place(const Box& box) const { return lens_.place(box); }
    const Lens& lens() const { return lens_; }
    const Rect& area() const { return area_; }
    /// Whether any of it is visible.
    bool sees(const Thing& thing) const;
    /// How clearly a large thing is seen: less while it leaves the scene, so that its edge never cuts it.
    float clear(const Box& box) const;

    /// The part of `texture` from `from` to `to`, each 0 to 1, over `thing`.
    void picture(const Texture& texture, const Thing& thing, ImVec2 from = {0, 0}, ImVec2 to = {1, 1}) const;
    /// The same for the cells of a table, however small: never thinner than a pixel.
    void colour(const Thing& thing, Colour colour, float rounding = 0) const;
    void frame(const Thing& thing, Colour colour, float thickness = 1, float rounding = 0) const;
    /// `text` in the middle of a thing, where it has room.
    void write(const Thing& thing, ImFont* font, Colour colour, const std::string& text) const;

    enum class Side { above, below };
    /// Words beside a thing; left out where they would stand outside the scene or over others.
    void label(const Thing& thing, Side side, const std::string& text, bool important = false);

private:
    Rect area_;
    Lens lens_;
    std::vector<Rect> labels_;
};

/// Makes what is drawn during its life transparent, to `part` of what it was.
class Faded {
public:
    explicit Faded(float part);
    ~Faded();
    Faded(const Faded&) = delete;
    Faded& operator=(const Faded&) = delete;

private:
    ImDrawList& draw_;
    int first_;
    float part_;
};

/// The numbers of the scene's settings that the places depend on.
World world_of(const Scene& scene);

// The parts, in the order they are drawn; each in a file of its name.
void draw_words(Stage& stage);
void draw_picture(Stage& stage);
void draw_patch(Stage& stage);
void draw_filter(Stage& stage);
/// The filters of the stack's maps.
void draw_filters(Stage& stage);
void draw_maps(Stage& stage);
void draw_tokens(Stage& stage);
void draw_twins(Stage& stage);
/// The map of a layer of the stack; null where the numbers of all patches are not kept.
const Texture* map_texture(const Stage& stage, int layer);
/// Lets a patch be picked on the picture and on the map, and a number of the vector.
void pick(Stage& stage);
/// How bright a thing is while the class runs: 1 where the line that runs works on one of `parts`.
float light_on(const Moment& moment, std::initializer_list<model::CodePart> parts);
/// The class, its lines lit in the order they run.
void draw_code(const Scene& scene, const Rect& place, double shown, double run);

}  // namespace patchlens::ui::story
