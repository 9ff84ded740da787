#include "app/ui/chapters/code/code_parts.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/chapters/code/part_names.h"
#include "app/ui/chapters/code/part_pictures.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/arrow.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

using model::CodePart;

bool holds(const std::vector<CodePart>& parts, CodePart part) {
    return std::ranges::find(parts, part) != parts.end();
}

/// The cell of a table of `rows` x `columns` drawn in `place` that the mouse is over.
std::pair<std::int64_t, std::int64_t> cell_under_mouse(const Rect& place, std::int64_t rows,
                                                       std::int64_t columns) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto index = [](float offset, float length, std::int64_t count) {
        const double part = static_cast<double>(offset) / static_cast<double>(length);
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(part * static_cast<double>(count)), 0,
                                        count - 1);
    };
    return {index(mouse.y - place.min.y, place.height(), rows),
            index(mouse.x - place.min.x, place.width(), columns)};
}

class Parts {
public:
    /// `caption`: the height below a picture.
    Parts(const Scene& scene, float caption)
        : scene_(scene), context_(scene.context), results_(scene.results), caption_(caption) {}

    /// Draws `part` into the square `place`, with its caption below.
    void draw(CodePart part, const Rect& place, bool lit, bool cut) {
        const Rect shown = draw_part(scene_, part, place, cut);
        if (!lit) fill(context_, shown.inset(-1), context_.palette.scene.packed(0.5F));
        const float line = std::max(1.0F, context_.px(lit ? 2.5F : 1));
        outline(context_, shown.inset(-line), lit ? context_.palette.accent : context_.palette.border, line,
                context_.px(3));
        caption(part, place, lit);
        const Press press = pressable(context_, part_probe_name(part), shown, context_.px(3));
        if (press.hovered) show_tooltip(part, shown, press.held);
    }

private:
    const PatchGrid& grid() const { return results_.grid; }
    PatchPosition patch() const { return results_.selection.patch; }
    int dims() const { return results_.options.config.embed_dim; }

    void caption(CodePart part, const Rect& place, bool lit) {
        const float line = context_.px(19);
        const float more = context_.px(11);  // half of the gaps beside the picture, for names wider than it
        const Rect first =
            rect_at({place.min.x - more, place.max.y + context_.px(4)}, place.width() + 2 * more, line);
        const Rect second = rect_at({first.min.x, first.max.y}, first.width(), line);
        const std::string name =
            part_name(context_.language, results_, scene_.session.place<model::Code>().notation, part);
        text_in(
            context_, first, context_.fonts.mono_small, lit ? context_.palette.text : context_.palette.muted,
            first_that_fits(context_.fonts.mono_small, first.width(), {name, name.substr(0, name.find('['))}),
            Align::centre);
        const std::string shape = part_shape(results_, part);
        const std::optional<float> largest = largest_in(part);
        const Rect third =
            rect_at({place.min.x, second.max.y + context_.px(2)}, place.width(), context_.px(16));
        const bool legend = largest && third.max.y <= place.max.y + caption_ + 1;
        if (legend) draw_legend(context_, third, signed_legend(context_, {}, *largest));
        const std::string ends = largest && !legend ? signed_legend(context_, {}, *largest).both : "";
        const std::string text = ends.empty()
                                     ? shape
                                     : first_that_fits(context_.fonts.mono_small, second.width(),
                                                       {shape + "  " + ends, shape + " " + ends, shape});
        if (text_width(context_.fonts.mono_small, text) <= second.width())
            text_in(context_, second, context_.fonts.mono_small, context_.palette.muted, text, Align::centre);
    }

    /// What the signed colours of `part` reach to; nothing where it shows pixels.
    std::optional<float> largest_in(CodePart part) {
        const auto of = [&](const char* name, const std::shared_ptr<const void>& source,
                            std::span<const float> values) {
            return context_.pictures.range(name, {source}, values).largest();
        };
        switch (part) {
            case CodePart::filter:
                return of("inspector/filter", results_.explanation, results_.explanation->weights);
            case CodePart::map:
                return of("code/map", results_.map, results_.map->values());
            case CodePart::tokens:
                return largest_in_tokens(results_);
            case CodePart::picture:
            case CodePart::grid:
            case CodePart::patch:
            case CodePart::rows:
                break;
        }
        return std::nullopt;
    }

    /// A tooltip for what is under the mouse, highlighted everywhere; pressing selects it.
    void show_tooltip(CodePart part, const Rect& shown, bool held) {
        std::optional<PatchPosition> over;
        std::optional<int> dim;
        switch (part) {
            case CodePart::picture:
            case CodePart::grid: {
                const Size image = grid().image();
                const auto [y, x] = cell_under_mouse(shown, image.height, image.width);
                over = grid().patch_at({static_cast<int>(y), static_cast<int>(x)});
                break;
            }
            case CodePart::map: {
                const auto [row, column] = cell_under_mouse(shown, grid().grid().height, grid().grid().width);
                over = PatchPosition{static_cast<int>(row), static_cast<int>(column)};
                dim = results_.selection.dim;
                break;
            }
            case CodePart::rows:
                over = grid().position(cell_under_mouse(shown, grid().num_patches(), 1).first);
                break;
            case CodePart::tokens: {
                const auto [row, column] = cell_under_mouse(shown, grid().num_patches(), dims());
                over = results_.tokens ? grid().position(row) : patch();
                dim = static_cast<int>(column);
                break;
            }
            case CodePart::patch:
            case CodePart::filter:
                return;
        }
        if (!over) return;
        context_.hovering.patch = over;
        if (part == CodePart::tokens) context_.hovering.dim = dim;
        const std::string where =
            context_.language("view.patch", {place_text(*over), grouped(grid().token(*over))});
        if (const std::optional<float> value = value_at(*over, dim)) {
            tooltip(context_, {with_sign(*value),
                               where + "  " + context_.language("maps.dimension", {std::to_string(*dim)})});
        } else {
            tooltip(context_, {where});
        }
        if (!held) return;
        scene_.select(*over);
        if (dim) scene_.select(*dim);
    }

    std::optional<float> value_at(PatchPosition at, std::optional<int> dim) const {
        if (!dim) return std::nullopt;
        if (*dim == results_.selection.dim) return (*results_.map)[grid().token(at)];
        if (at == patch()) return (*results_.vector)[static_cast<std::size_t>(*dim)];
        if (!results_.tokens) return std::nullopt;
        return (*results_.tokens)[grid().token(at) * dims() + *dim];
    }

    const Scene& scene_;
    Context& context_;
    const model::Results& results_;
    float caption_;
};

}  // namespace

std::optional<model::CodePart> part_under_mouse(const CodeLayout& layout, const model::CodeListing& listing) {
    if (layout.parts.height() <= 0) return std::nullopt;
    const auto count = static_cast<int>(listing.parts.size());
    for (int i = 0; i < count; ++i) {
        if (layout.part(i, count).contains(ImGui::GetIO().MousePos))
            return listing.parts[static_cast<std::size_t>(i)];
    }
    return std::nullopt;
}

void draw_code_parts(const Scene& scene, const model::CodeListing& listing, model::CodeLine current,
                     const CodeLayout& layout) {
    if (layout.parts.height() <= 0) return;
    const std::vector<CodePart> lit = model::parts_of(current);
    Parts parts(scene, layout.caption);
    const auto count = static_cast<int>(listing.parts.size());
    for (int i = 0; i < count; ++i) {
        const CodePart part = listing.parts[static_cast<std::size_t>(i)];
        const Rect place = layout.part(i, count);
        parts.draw(part, place, holds(lit, part), part == CodePart::picture && holds(lit, CodePart::grid));
        if (i % layout.parts_a_row == 0) continue;
        arrow_head({place.min.x - layout.part_gap / 2, place.centre().y}, scene.px(8), 1,
                   scene.context.palette.muted);  // in the gap before the picture: the order of computation
    }
}

}  // namespace patchlens::ui
