#include "app/ui/chapters/code/part_pictures.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/drawing/camera.h"
#include "app/ui/drawing/grid_cells.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/channel_dividers.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodePart;

/// The tables are drawn small: at most this many of their rows and columns are painted.
constexpr std::int64_t largest_table_side = 192;

/// The cell (row, column) of a table drawn in `place`.
Rect cell_of(const Rect& place, std::int64_t rows, std::int64_t columns, std::int64_t row,
             std::int64_t column) {
    const float width = place.width() / static_cast<float>(columns);
    const float height = place.height() / static_cast<float>(rows);
    return rect_at(
        {place.min.x + width * static_cast<float>(column), place.min.y + height * static_cast<float>(row)},
        width, height);
}

class PartPictures {
public:
    explicit PartPictures(const Scene& scene) : context_(scene.context), results_(scene.results) {}

    Rect draw(CodePart part, const Rect& place, bool cut) {
        switch (part) {
            case CodePart::patch:
                return draw_patch(place);
            case CodePart::rows:
                return draw_rows(place);
            case CodePart::filter:
                return draw_filter(place);
            case CodePart::map:
                return draw_map(place);
            case CodePart::tokens:
                return draw_tokens(place);
            case CodePart::picture:
            case CodePart::grid:
                break;
        }
        return draw_pixels(place, cut);
    }

private:
    const PatchGrid& grid() const { return results_.grid; }
    PatchPosition patch() const { return results_.selection.patch; }
    int channels() const { return results_.options.config.in_chans; }
    std::int64_t fan() const { return results_.options.config.conv_shape().fan_in(); }
    int dims() const { return results_.options.config.embed_dim; }
    std::int64_t token() const { return results_.explanation->token; }

    Rect draw_pixels(const Rect& place, bool cut) {
        const Size image = grid().image();
        const Rect shown = fitted(place, image.width, image.height);
        fill(context_, shown, context_.palette.blank);
        picture(context_, context_.pictures.of("picture", results_.pyramid), shown);
        const Camera camera{shown.min.x, shown.min.y,
                            static_cast<double>(shown.width()) / static_cast<double>(image.width)};
        draw_dropped(context_, grid(), camera, shown);
        if (cut) draw_cuts(camera, shown);
        if (context_.hovered.patch && grid().contains(*context_.hovered.patch))
            marker(context_, camera.to_screen(grid().rectangle(*context_.hovered.patch)), Mark::hovered);
        marker(context_, camera.to_screen(grid().rectangle(patch())), Mark::selected);
        return shown;
    }

    /// The boundaries between patches, unless they would cover the picture.
    void draw_cuts(const Camera& camera, const Rect& shown) {
        const Size covered = grid().covered();
        const ImVec2 end = camera.to_screen(covered.width, covered.height);
        const ImU32 colour = light_on_picture.packed(0.6F);
        const float step_x = static_cast<float>(camera.zoom * grid().stride().width);
        const float step_y = static_cast<float>(camera.zoom * grid().stride().height);
        const ImVec2 start = camera.to_screen(-grid().padding().width, -grid().padding().height);
        const float least = 2.5F * context_.scale;
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        for (int column = 1; column < grid().grid().width && step_x >= least; ++column) {
            const float x = std::floor(start.x + step_x * static_cast<float>(column));
            if (x <= shown.min.x || x >= end.x) continue;
            draw.AddRectFilled({x, shown.min.y}, {x + context_.px(1), end.y}, colour);
        }
        for (int row = 1; row < grid().grid().height && step_y >= least; ++row) {
            const float y = std::floor(start.y + step_y * static_cast<float>(row));
            if (y <= shown.min.y || y >= end.y) continue;
            draw.AddRectFilled({shown.min.x, y}, {end.x, y + context_.px(1)}, colour);
        }
    }

    Rect draw_patch(const Rect& place) {
        const Rectangle pixels = grid().rectangle(patch());
        const Rect shown = fitted(place, pixels.width, pixels.height);
        const Size image = grid().image();
        fill(context_, shown, context_.palette.blank);
        const Texture& texture = context_.pictures.of("picture", results_.pyramid);
        draw_picture_part(context_, texture, image, pixels, shown);
        return shown;
    }

    /// [N, C*ph*pw]: pixels as shades of grey, one row per patch.
    Rect draw_rows(const Rect& place) {
        const Size size = grid().patch();
        const Source source{results_.image, cut_key(grid()), nullptr};
        const Texture& texture = context_.pictures.of("code/rows", source, [&] {
            const auto shade = [&](std::int64_t row, std::int64_t column) {
                const Rectangle pixels = grid().rectangle(grid().position(row));
                const auto channel = static_cast<int>(column / size.area());
                const auto inside = static_cast<int>(column % size.area());
                const int y = pixels.top + inside / size.width;
                const int x = pixels.left + inside % size.width;
                const Size image = grid().image();
                if (y < 0 || y >= image.height || x < 0 || x >= image.width) return context_.palette.field;
                const std::uint8_t level = results_.image->at(y, x, channel);
                return Colour{level, level, level};
            };
            return table_image(grid().num_patches(), fan(), shade, largest_table_side);
        });
        picture(context_, texture, place);
        draw_channel_lines(context_, place, Along::columns, channels());
        mark_row(place);
        return place;
    }

    /// The planes of the selected filter, one behind another.
    Rect draw_filter(const Rect& place) {
        const Size size = grid().patch();
        const float step = channels() > 1 ? std::floor(place.width() * 0.12F) : 0;
        const float side = place.width() - step * static_cast<float>(channels() - 1);
        const std::span<const float> weights = results_.explanation->weights;
        const auto area = static_cast<std::size_t>(size.area());
        for (int channel = channels() - 1; channel >= 0; --channel) {
            const std::string name = "code/filter/" + std::to_string(channel);
            const Source source{results_.explanation, 0, &context_.palette};
            const Texture& texture = context_.pictures.of(name, source, [&] {
                return signed_image(weights.subspan(static_cast<std::size_t>(channel) * area, area), size,
                                    context_.palette.diverging, largest_of(weights));
            });
            const float offset = step * static_cast<float>(channel);
            const Rect sheet = fitted(rect_at({place.min.x + offset, place.min.y + offset}, side, side),
                                      size.width, size.height);
            picture(context_, texture, sheet);
            outline(context_, sheet,
                    context_.palette.channel.at(channels() == 1 ? 3 : static_cast<std::size_t>(channel)),
                    std::max(1.0F, context_.px(1)));
        }
        return place;
    }

    Rect draw_map(const Rect& place) {
        const Size size = grid().grid();
        const Rect shown = fitted(place, size.width, size.height);
        const Source source{results_.map, 0, &context_.palette};
        const Texture& texture = context_.pictures.of("code/map", source, [&] {
            return signed_image(results_.map->values(), size, context_.palette.diverging,
                                largest_of(results_.map->values()));
        });
        picture(context_, texture, shown);
        const auto cell = [&](PatchPosition at) {
            return cell_of(shown, size.height, size.width, at.row, at.column);
        };
        if (context_.hovered.patch && grid().contains(*context_.hovered.patch))
            marker(context_, cell(*context_.hovered.patch), Mark::hovered);
        marker(context_, cell(patch()), Mark::selected);
        return shown;
    }

    /// [N, D], or only the selected row if the full output is not kept.
    Rect draw_tokens(const Rect& place) {
        const float largest = largest_in_tokens(results_);
        const Diverging& colours = context_.palette.diverging;
        const std::int64_t columns = dims();
        if (results_.tokens) {
            // Painted again once the largest of all is known.
            const Source source{results_.tokens, results_.analyses.scales ? 1 : 0, &context_.palette};
            const Texture& texture = context_.pictures.of("code/tokens", source, [&] {
                const auto colour = [&](std::int64_t row, std::int64_t column) {
                    return colours((*results_.tokens)[row * columns + column], largest);
                };
                return table_image(grid().num_patches(), columns, colour, largest_table_side);
            });
            picture(context_, texture, place);
        } else {
            const Source source{results_.vector, 1, &context_.palette};
            const Texture& texture = context_.pictures.of("code/tokens", source, [&] {
                return table_image(1, columns, [&](std::int64_t, std::int64_t column) {
                    return colours((*results_.vector)[static_cast<std::size_t>(column)], largest);
                });
            });
            fill(context_, place, context_.palette.blank);
            picture(context_, texture, row_of(place));
        }
        mark_row(place);
        return place;
    }

    /// The selected token's row in a table of all tokens, high enough to be visible.
    Rect row_of(const Rect& place) const {
        Rect row = cell_of(place, grid().num_patches(), 1, token(), 0);
        const float grow = std::max(0.0F, (context_.px(6) - row.height()) / 2);
        return {{row.min.x, std::max(place.min.y, row.min.y - grow)},
                {row.max.x, std::min(place.max.y, row.max.y + grow)}};
    }
    void mark_row(const Rect& place) { marker(context_, row_of(place), Mark::selected); }

    Context& context_;
    const model::Results& results_;
};

}  // namespace

Rect draw_part(const Scene& scene, CodePart part, const Rect& place, bool cut) {
    return PartPictures(scene).draw(part, place, cut);
}

float largest_in_tokens(const model::Results& results) {
    const bool of_all = results.tokens && results.analyses.scales;
    return of_all ? results.analyses.scales->tokens : largest_of(*results.vector);
}

}  // namespace patchlens::ui
