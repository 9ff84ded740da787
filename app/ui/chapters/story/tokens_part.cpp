// The stack of maps laid flat, turned over, and read as rows of tokens.
#include "app/ui/chapters/story/stage.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/atlas_paint.h"

namespace patchlens::ui::story {

namespace {

/// All numbers [N, D], thinned out where they are many.
const Texture& matrix_texture(const Stage& stage) {
    const model::Results& results = stage.scene.results;
    const std::int64_t patches = stage.world.grid.num_patches();
    return stage.context.pictures.of("story/tokens", Source{results.tokens, 0, &stage.context.palette}, [&] {
        const ConstMatrixView tokens = results.tokens->matrix(patches);
        const auto step = [](std::int64_t count) {
            return static_cast<int>((count + largest_raster_side - 1) / largest_raster_side);
        };
        const Size steps{step(tokens.rows()), step(tokens.cols())};
        const Size size{static_cast<int>((tokens.rows() + steps.height - 1) / steps.height),
                        static_cast<int>((tokens.cols() + steps.width - 1) / steps.width)};
        const auto& scales = results.analyses.scales;
        const float largest = scales ? scales->tokens : largest_of(results.tokens->values());
        return paint_matrix(tokens, {0, 0}, steps, size, largest, stage.context.palette.diverging);
    });
}

void draw_pieces(const Stage& stage) {
    const World& world = stage.world;
    const auto rows = static_cast<float>(world.grid.grid().height);
    for (int layer = world.layers() - 1; layer >= 0; --layer) {
        const std::vector<Thing>& pieces = stage.moment.pieces[static_cast<std::size_t>(layer)];
        const Texture* texture = pieces.front().shown > 0 ? map_texture(stage, layer) : nullptr;
        if (texture == nullptr) continue;
        for (int piece = 0; piece < world.pieces(); ++piece) {
            const float from = static_cast<float>(world.piece_begin(piece)) / rows;
            const float to = static_cast<float>(world.piece_begin(piece + 1)) / rows;
            stage.picture(*texture, pieces[static_cast<std::size_t>(piece)], {0, from}, {1, to});
        }
    }
}

void draw_sheet(Stage& stage) {
    const Sheet& sheet = stage.moment.sheet;
    if (sheet.shown <= 0.01) return;
    const double width = sheet.across_x + sheet.down_x;
    const double height = sheet.across_y + sheet.down_y;
    const Thing whole{{sheet.x, sheet.y, width, height}, sheet.shown};
    const Faded faded(stage.clear(whole.box));
    const Lens& lens = stage.lens();
    const auto corner = [&](double across, double down) {
        return lens.point(sheet.x + across * sheet.across_x + down * sheet.down_x,
                          sheet.y + across * sheet.across_y + down * sheet.down_y);
    };
    const ImU32 tint = light_on_picture.packed(static_cast<float>(sheet.shown));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (stage.scene.results.tokens) {
        draw.AddImageQuad(matrix_texture(stage).id(), corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1),
                          {0, 0}, {1, 0}, {1, 1}, {0, 1}, tint);
    } else {
        draw.AddQuadFilled(corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1),
                           stage.context.palette.blank.packed(static_cast<float>(sheet.shown)));
    }
    const std::int64_t dims = stage.world.dims;
    const std::int64_t patches = stage.world.grid.num_patches();
    const bool turned = sheet.across_y == 0;
    const bool flat = sheet.across_x == 0;
    if (flat) stage.label(whole, Stage::Side::below, to_string(Shape{1, dims, patches}));
    if (turned) stage.label(whole, Stage::Side::below, to_string(Shape{1, patches, dims}));
}

}  // namespace

void draw_tokens(Stage& stage) {
    draw_pieces(stage);
    draw_sheet(stage);
}

}  // namespace patchlens::ui::story
