// Two patches with the same pixels in two places, and their vectors.
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/drawing/raster.h"

namespace patchlens::ui::story {

void draw_twins(Stage& stage) {
    const auto& twins = stage.scene.results.analyses.twins;
    if (!twins || stage.moment.twins.empty()) return;
    const auto& pair = twins->pair ? twins->pair : twins->alike;
    if (!pair) return;
    Context& context = stage.context;
    const auto draw = [&](std::size_t which, PatchPosition position, const std::vector<float>& vector) {
        const Thing& patch = stage.moment.twins[which];
        const Thing& numbers = stage.moment.twin_vectors[which];
        if (stage.sees(patch)) {
            const Texture& picture = stage.scene.picture();
            const Size image = stage.world.grid.image();
            const Rectangle pixels = stage.world.grid.rectangle(position);
            if (patch.shown > 0.5)
                frame_on_picture(context, stage.place(stage.world.in_picture(position)), selected_on_picture);
            draw_picture_part(context, picture, image, pixels, stage.place(patch.box),
                              light_on_picture.packed(static_cast<float>(patch.shown)));
            stage.frame(patch, selected_on_picture, 1.5F);
        }
        if (!stage.sees(numbers)) return;
        const Texture& texture = context.pictures.of(
            which == 0 ? "story/twin/0" : "story/twin/1", Source{twins, 0, &context.palette}, [&] {
                return strip_image(vector, stage.world.dims, context.palette.diverging, largest_of(vector));
            });
        stage.picture(texture, numbers);
        stage.frame(numbers, context.palette.edge);
    };
    draw(0, pair->first, pair->first_vector);
    draw(1, pair->second, pair->second_vector);
    const std::string difference = all_digits(pair->difference());
    const bool together = stage.moment.twin_vectors[1].box.y < stage.moment.twins[1].box.y;
    if (together)
        stage.label(stage.moment.twin_vectors[1], Stage::Side::below,
                    context.language("story.label.difference", {difference}), true);
}

}  // namespace patchlens::ui::story
