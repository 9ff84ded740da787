// Right beside wrong: what comes out of the same picture, and where that is seen first.
#include <algorithm>
#include <cmath>
#include <string>

#include "app/model/code/code_text.h"
#include "app/model/code/mistaken_script.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"

namespace patchlens::ui::breakit {
namespace {

constexpr float between_sides = 16;

/// From top to bottom: a title, what is drawn, the shape of all maps and the number that is printed.
struct SideParts {
    Rect title;
    Rect drawing;
    Rect shape;
    Rect number;
};

SideParts parts_of_side(const Context& context, const Rect& side) {
    const float line = line_height(context.fonts.mono_small) + context.px(7);
    const float title = line_height(context.fonts.heading) + context.px(6);
    const Rect number{{side.min.x, side.max.y - line}, side.max};
    const Rect shape{{side.min.x, number.min.y - line}, {side.max.x, number.min.y}};
    return {rect_at(side.min, side.width(), title),
            {{side.min.x, side.min.y + title}, {side.max.x, shape.min.y - context.px(8)}},
            shape,
            number};
}

/// A line in the monospaced face, with room at its left for a ring; returns where the text stands.
Rect write_line(Context& context, const Rect& place, const std::string& text) {
    ImFont* font = context.fonts.mono_small;
    const float left = place.min.x + context.px(6);
    text_in(context, {{left, place.min.y}, place.max}, font, context.palette.text, text);
    const float high = line_height(font);
    return rect_at({left, std::floor(place.centre().y - high / 2)},
                   std::min(text_width(font, text), place.max.x - left), high);
}

std::string shape_line(const Scene& scene, Size laid_out) {
    return "[" +
           model::list_text(std::array<std::int64_t, 4>{1, scene.dims(), laid_out.height, laid_out.width}) +
           "]";
}

std::string number_line(const Scene& scene, float number) {
    const PatchPosition patch = scene.selected();
    return "maps[0, " +
           model::list_text(
               std::array<std::int64_t, 3>{scene.results.selection.dim, patch.row, patch.column}) +
           "] = " + with_sign(number);
}

class Sides {
public:
    Sides(const Scene& scene, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          mistaken_(mistaken_of(scene)),
          hidden_(asks(scene)),
          view_(scene.session.place<model::Breakit>().view),
          limit_(scene.place.max.x - scene.px(2)) {
        const float gap = context_.px(between_sides);
        const float width = std::floor((place.width() - gap) / 2);
        right_ = parts_of_side(context_, rect_at(place.min, width, place.height()));
        wrong_ =
            parts_of_side(context_, rect_at({place.min.x + width + gap, place.min.y}, width, place.height()));
    }

    void draw() {
        draw_right();
        const std::string title = context_.language(hidden_ ? "breakit.hidden" : "breakit.wrong");
        write_title(wrong_, title);
        if (hidden_) return veil("?");
        if (mistaken_ == nullptr) return veil("…");
        if (mistaken_->refused) return refuse(model::raised_text(*mistaken_->refused));
        if (mistaken_->too_large) return explain(context_.language("breakit.too_large"));
        draw_wrong();
    }

private:
    void write_title(const SideParts& side, const std::string& title) {
        text_in(context_, side.title, context_.fonts.heading, context_.palette.text, title);
    }

    /// The largest of both vectors, so that a vector far too large is seen to be.
    float largest_of_vectors() const {
        const float right = largest_of(*scene_.results.vector);
        const bool known = !hidden_ && mistaken_ != nullptr;
        return known ? std::max(right, largest_of(mistaken_->vector)) : right;
    }

    void draw_right() {
        const model::Results& results = scene_.results;
        write_title(right_, context_.language("breakit.right"));
        switch (view_) {
            case model::BreakitView::map:
                draw_numbers(scene_, "breakit/right", right_.drawing, *results.map, results.map, results.grid,
                             full_colour(scene_));
                break;
            case model::BreakitView::vector:
                draw_bars(scene_, "breakit/right", right_.drawing, *results.vector, largest_of_vectors());
                break;
            case model::BreakitView::picture:
                if (mistaken_ != nullptr && mistaken_->right_picture) {
                    draw_rebuilt(scene_, "breakit/right", right_.drawing, mistaken_->right_picture,
                                 results.grid);
                } else {  // what vectors without loss would give back
                    draw_rebuilt(scene_, "breakit/right", right_.drawing, results.pyramid, results.grid);
                }
                break;
        }
        write_line(context_, right_.shape, shape_line(scene_, results.grid.grid()));
        write_line(context_, right_.number, number_line(scene_, results.explanation->value));
    }

    void draw_wrong() {
        const model::Mistaken& wrong = *mistaken_;
        switch (view_) {
            case model::BreakitView::map:
                draw_numbers(scene_, "breakit/wrong", wrong_.drawing, wrong.map,
                             scene_.results.analyses.mistaken, wrong.laid_out(), full_colour(scene_));
                break;
            case model::BreakitView::vector:
                draw_bars(scene_, "breakit/wrong", wrong_.drawing, wrong.vector, largest_of_vectors());
                break;
            case model::BreakitView::picture:
                if (wrong.wrong_picture) {
                    draw_rebuilt(scene_, "breakit/wrong", wrong_.drawing, wrong.wrong_picture,
                                 wrong.laid_out());
                } else if (wrong.not_rebuilt) {
                    explain(context_.language("breakit.not_rebuilt"));
                }
                break;
        }
        const Rect shape = write_line(context_, wrong_.shape, shape_line(scene_, wrong.output->laid_out));
        const Rect number = write_line(
            context_, wrong_.number,
            wrong.number ? number_line(scene_, *wrong.number) : missing_line(wrong.output->laid_out));
        if (wrong.symptom == model::Symptom::shape) point_at(context_, shape, limit_);
        if (wrong.symptom == model::Symptom::number) point_at(context_, number, limit_);
        if (wrong.symptom == model::Symptom::elsewhere && view_ == model::BreakitView::map)
            point_at(context_, cell_of_first(), limit_);
    }

    /// What reading the number raises; its name alone where there is no room, the rest is said above.
    std::string missing_line(Size laid_out) const {
        const std::string raised = model::index_error(scene_.results, laid_out);
        return first_that_fits(context_.fonts.mono_small, wrong_.number.width() - context_.px(6),
                               {raised, raised.substr(0, raised.find(':'))});
    }

    Rect cell_of_first() const {
        const PatchGrid& grid = scene_.grid();
        const Size cells = grid.grid();
        const Rect map =
            fitted(wrong_.drawing, cells.width * grid.stride().width, cells.height * grid.stride().height);
        const float width = map.width() / static_cast<float>(cells.width);
        const float height = map.height() / static_cast<float>(cells.height);
        return rect_at({map.min.x + width * static_cast<float>(mistaken_->first->column),
                        map.min.y + height * static_cast<float>(mistaken_->first->row)},
                       width, height);
    }

    /// Nothing is to be seen of the wrong side yet.
    void veil(const char* sign) {
        fill(context_, wrong_.drawing, context_.palette.blank, context_.px(6));
        text_in(context_, wrong_.drawing, context_.fonts.title, context_.palette.text, sign, Align::centre);
        context_.probe.item("breakit/veil", wrong_.drawing.min, wrong_.drawing.max);
    }

    void explain(const std::string& text) {
        paragraph(context_, wrong_.drawing.min, wrong_.drawing.width(), context_.fonts.body,
                  context_.palette.muted, text);
        context_.probe.item("breakit/absent", wrong_.drawing.min, wrong_.drawing.max);
    }

    /// What Python prints instead of a number.
    void refuse(const std::string& exception) {
        const float inner = context_.px(10);
        const Rect box{wrong_.drawing.min, {wrong_.drawing.max.x, wrong_.number.max.y}};
        fill(context_, box, context_.palette.field, context_.px(6));
        std::string text = exception;
        std::ranges::replace(text, '\t', ' ');
        const float width = box.width() - 2 * inner - context_.px(24);  // the arrow stands at the right
        const ImVec2 corner{box.min.x + inner, box.min.y + inner};
        const float used =
            paragraph(context_, corner, width, context_.fonts.mono_small, context_.palette.text, text);
        point_at(context_, rect_at(corner, width, used), limit_);
        context_.probe.item("breakit/raised", box.min, box.max);
    }

    const Scene& scene_;
    Context& context_;
    const model::Mistaken* mistaken_;
    bool hidden_;
    model::BreakitView view_;
    float limit_;  ///< the scene's right edge, which no arrow crosses
    SideParts right_;
    SideParts wrong_;
};

}  // namespace

void draw_sides(const Scene& scene, const Rect& place) {
    Sides(scene, place).draw();
}

}  // namespace patchlens::ui::breakit
