// From [1, D, H', W'] to [1, N, D]: flatten and transpose as an animation, and what a plain reshape does
// instead.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/ui/chapters/maps/shapes_data.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/play_speed.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/transport.h"

namespace patchlens::ui {
namespace {

class Shapes {
public:
    Shapes(const Scene& scene, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          place_(place),
          part_(shapes_part(scene.results.grid, scene.dims(), selection().patch, selection().dim)),
          step_(static_cast<float>(scene.session.place<model::Maps>().step)) {}

    void draw() {
        Column column{place_.min.x, place_.min.y, place_.width()};
        tools(column);
        play();
        const float words = context_.px(24);
        const bool with_strips = !context_.question;  // the shapes are what answers
        const float below =
            4 * words + context_.px(20) + (with_strips ? 2 * context_.px(38) : 0) + context_.px(30);
        const Rect area{{place_.min.x, column.y + context_.px(10)},
                        {place_.max.x, std::max(column.y + context_.px(60), place_.max.y - below)}};
        numbers(area);
        column.y = area.max.y + context_.px(8);
        ways(column, words);
        if (with_strips) strips(column);
    }

private:
    const model::Selection& selection() const { return scene_.results.selection; }
    std::int64_t token() const { return scene_.results.grid.token(selection().patch); }
    std::int64_t patches() const { return scene_.results.grid.num_patches(); }
    float value(std::int64_t token, int dim) const {
        return (*scene_.results.tokens)[token * scene_.dims() + dim];
    }
    /// The current shape; nothing while numbers are moving.
    std::optional<int> resting() const {
        const float nearest = std::round(step_);
        if (std::abs(step_ - nearest) > 0.001F) return std::nullopt;
        return static_cast<int>(nearest);
    }

    std::string shape_text(int stage) const {
        const PatchGrid& grid = scene_.results.grid;
        const std::int64_t dims = scene_.dims();
        const Size size = grid.grid();
        if (stage == 0) return to_string(Shape{1, dims, size.height, size.width});
        return stage == 1 ? to_string(Shape{1, dims, patches()}) : to_string(Shape{1, patches(), dims});
    }

    /// Starts the animation towards shape `target`.
    void go(int target) {
        ImGui::GetStateStorage()->SetInt(ImGui::GetID("maps/target"), target);
        const bool jump = scene_.session.reduced_motion;
        scene_.look<model::Maps>([&](model::Maps::Place& place) {
            if (jump) place.step = target;
            place.playing = !jump && place.step != target;
        });
    }

    void tools(Column& column) {
        Flow flow(context_, column);
        const float width = context_.px(44 + 8 + 60 + 8 + 44);
        const Rect place = flow.next(width);
        const bool playing = scene_.session.place<model::Maps>().playing;
        const Transport buttons = transport(context_, "maps/shapes", place.min, playing);
        const int before = static_cast<int>(std::ceil(step_ - 0.001F)) - 1;
        const int after = static_cast<int>(std::floor(step_ + 0.001F)) + 1;
        if (buttons.back) go(std::max(0, before));
        if (buttons.forward) go(std::min(2, after));
        if (buttons.toggled) toggle(playing);
        const std::array operations{std::string(), std::string("flatten(2) →"),
                                    std::string("transpose(1, 2) →")};
        for (int stage = 0; stage < 3; ++stage) {
            const std::string& operation = operations.at(static_cast<std::size_t>(stage));
            const std::string label = shape_text(stage);
            const float name = operation.empty() ? 0 : std::ceil(text_width(context_.fonts.small, operation));
            const Rect both = flow.next(name + context_.px(6) + chip_width(context_, label));
            text_in(context_, {both.min, {both.min.x + name, both.max.y}}, context_.fonts.small,
                    context_.palette.muted, operation);
            const std::string item = "maps/shapes/" + std::to_string(stage);
            const bool here = resting() == stage;
            if (chip(context_, item.c_str(), {both.min.x + name + context_.px(6), both.min.y}, label, here)
                    .clicked)
                go(stage);
        }
    }

    void toggle(bool playing) {
        if (playing)
            return scene_.look<model::Maps>([](model::Maps::Place& place) { place.playing = false; });
        if (scene_.session.reduced_motion) return go((static_cast<int>(std::round(step_)) + 1) % 3);
        // Paused on the way, it goes on to where it went, which may be back.
        const double now = scene_.session.place<model::Maps>().step;
        if (now == std::round(now)) ImGui::GetStateStorage()->SetInt(ImGui::GetID("maps/target"), 2);
        scene_.look<model::Maps>([](model::Maps::Place& place) {
            if (place.step >= 2) place.step = 0;
            place.playing = true;
        });
    }

    void play() {
        if (!scene_.session.place<model::Maps>().playing) return;
        const auto target =
            static_cast<double>(ImGui::GetStateStorage()->GetInt(ImGui::GetID("maps/target"), 2));
        const double most = seconds_to_play() / seconds_per_shape;
        scene_.look<model::Maps>([&](model::Maps::Place& place) {
            if (!place.playing) return;  // stopped within this frame
            place.step += std::clamp(target - place.step, -most, most);
            place.playing = std::abs(place.step - target) > 1e-6;
        });
    }

    Rect cell(const Rect& area, int dim, int index) const {
        const float largest = context_.px(120);
        const int from = std::min(1, static_cast<int>(step_));
        const float t = eased(step_ - static_cast<float>(from));
        const Rect a = shape_cell(part_, area, from, dim, index, largest);
        const Rect b = shape_cell(part_, area, from + 1, dim, index, largest);
        const auto between = [t](ImVec2 first, ImVec2 second) {
            return ImVec2{first.x + (second.x - first.x) * t, first.y + (second.y - first.y) * t};
        };
        return {between(a.min, b.min), between(a.max, b.max)};
    }

    void numbers(const Rect& whole) {
        const float margin = context_.px(20);
        const float side = context_.px(84);
        const float legend = line_height(context_.fonts.mono_small) + context_.px(8);
        const Rect area{{whole.min.x + side, whole.min.y + margin},
                        {whole.max.x - side, whole.max.y - legend}};
        const Press press = pressable(context_, "maps/shapes", whole, context_.px(8));
        fill(context_, whole, context_.palette.panel, context_.px(8));
        float largest = 0;
        for (int dim = 0; dim < part_.dims; ++dim) {
            for (int index = 0; index < part_.patches(); ++index) {
                const float number = number_of(dim, index);
                if (std::isfinite(number)) largest = std::max(largest, std::abs(number));
            }
        }
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        std::optional<Rect> selected;
        std::optional<Rect> hovered;
        for (int dim = 0; dim < part_.dims; ++dim) {
            for (int index = 0; index < part_.patches(); ++index) {
                const Rect place = cell(area, dim, index);
                const float number = number_of(dim, index);
                const Rect inner{place.min, {place.max.x - 1, place.max.y - 1}};
                fill(context_, inner, context_.palette.diverging(number, largest), context_.px(2));
                print(inner, number, largest);
                const PatchPosition patch = part_.patch(index);
                const int number_dim = part_.first_dim + dim;
                if (patch == selection().patch && number_dim == selection().dim) selected = inner;
                if (patch == context_.hovered.patch && number_dim == context_.hovered.dim) hovered = inner;
                if ((press.hovered || press.held) && place.contains(mouse))
                    handle_mouse(press, patch, number_dim, number);
            }
        }
        labels(area);
        const float pad = context_.px(10);
        draw_legend(context_,
                    rect_at({whole.min.x + pad, area.max.y},
                            std::min(whole.width() - 2 * pad, context_.px(360)), legend),
                    values_legend(largest));
        if (hovered) marker(context_, *hovered, Mark::hovered);
        if (selected) {
            marker(context_, *selected, Mark::selected);
            context_.probe.item("maps/shapes/selected", selected->min, selected->max);
        }
    }

    float number_of(int dim, int index) const {
        return value(scene_.results.grid.token(part_.patch(index)), part_.first_dim + dim);
    }

    void print(const Rect& place, float number, float largest) {
        ImFont* font = context_.fonts.mono_small;
        const std::string text = with_sign(number, 2);
        const float width = text_width(font, text);
        if (place.width() < width + context_.px(2)) return;
        put_text(
            context_, *ImGui::GetWindowDrawList(), font,
            {std::floor(place.centre().x - width / 2), std::floor(place.centre().y - line_height(font) / 2)},
            ink_on(context_.palette.diverging(number, largest)), text);
    }

    void handle_mouse(const Press& press, PatchPosition patch, int dim, float number) {
        context_.hovering.patch = patch;
        context_.hovering.dim = dim;
        tooltip(context_, {with_sign(number), patch_text(scene_, patch),
                           context_.language("maps.dimension", {std::to_string(dim)})});
        if (!press.held) return;
        scene_.select(patch);
        scene_.select(dim);
    }

    /// The dimensions and tokens of the rows and columns, while nothing moves.
    void labels(const Rect& area) {
        const auto stage = resting();
        if (!stage) return;
        ImFont* font = context_.fonts.mono_small;
        const float high = line_height(font) + context_.px(2);
        const float wide = context_.px(80);
        const auto left_of = [&](const Rect& first, const std::string& text, bool selected) {
            text_in(context_,
                    rect_at({first.min.x - wide - context_.px(4), first.centre().y - high / 2}, wide, high),
                    font, selected ? context_.palette.accent : context_.palette.muted, text, Align::right);
        };
        const auto above = [&](float centre, float top, const std::string& text, bool selected) {
            text_in(context_, rect_at({centre - wide / 2, top - high - context_.px(2)}, wide, high), font,
                    selected ? context_.palette.accent : context_.palette.muted, text, Align::centre);
        };
        for (int dim = 0; dim < part_.dims; ++dim) {
            const int number = part_.first_dim + dim;
            const bool selected = number == selection().dim;
            const Rect first = cell(area, dim, 0);
            if (*stage == 1) {
                left_of(first, context_.language("maps.dim", {std::to_string(number)}), selected);
                continue;
            }
            const Rect last = cell(area, dim, part_.window.width - 1);
            const bool map = *stage == 0;
            const float centre = map ? (first.min.x + last.max.x) / 2 : first.centre().x;
            const bool room = map || first.width() > text_width(font, "0000") + context_.px(4);
            if (!room && !selected) continue;
            above(centre, first.min.y,
                  map ? context_.language("maps.dim", {std::to_string(number)}) : std::to_string(number),
                  selected);
        }
        for (int index = 0; index < part_.patches() && *stage == 2; ++index) {
            const PatchPosition patch = part_.patch(index);
            const Rect first = cell(area, 0, index);
            const bool selected = patch == selection().patch;
            if (first.height() < high && !selected) continue;
            left_of(first, "t " + std::to_string(scene_.results.grid.token(patch)), selected);
        }
    }

    void line(Column& column, float height, const std::string& code, const std::string& number, bool here,
              const char* item) {
        const Rect row = column.row(height);
        if (here) fill(context_, row, context_.palette.raised, context_.px(4));
        const float width = std::ceil(text_width(context_.fonts.mono, number)) + context_.px(8);
        text_in(context_, {{row.min.x + context_.px(8), row.min.y}, {row.max.x - width, row.max.y}},
                context_.fonts.mono, here ? context_.palette.text : context_.palette.muted, code);
        text_in(context_, {{row.max.x - width, row.min.y}, {row.max.x - context_.px(8), row.max.y}},
                context_.fonts.mono, context_.palette.accent, number, Align::right);
        context_.probe.item(item, row.min, row.max);
    }

    /// The indexing expression of the same number in all three shapes, and the different number that a
    /// reshape has there.
    void ways(Column& column, float height) {
        const auto at = [](std::initializer_list<std::int64_t> indices) {
            std::string text = "[0";
            for (const std::int64_t index : indices)
                text += ", " + std::to_string(index);
            return text + "]";
        };
        const PatchPosition patch = selection().patch;
        const int dim = selection().dim;
        const std::string number = with_sign(value(token(), dim));
        const auto here = resting();
        line(column, height, "y" + at({dim, patch.row, patch.column}), number, here == 0,
             "maps/shapes/value/0");
        line(column, height, "y.flatten(2)" + at({dim, token()}), number, here == 1, "maps/shapes/value/1");
        line(column, height, "y.flatten(2).transpose(1, 2)" + at({token(), dim}), number, here == 2,
             "maps/shapes/value/2");
        const ReshapedNumber wrong = reshaped_number(patches(), scene_.dims(), token(), dim);
        const std::string reshape =
            "y.reshape(1, " + std::to_string(patches()) + ", " + std::to_string(scene_.dims()) + ")";
        line(column, height, reshape + at({token(), dim}), with_sign(value(wrong.token, wrong.dim)), false,
             "maps/shapes/value/reshape");
        const bool same = wrong.token == token() && wrong.dim == dim;
        const std::string where = place_text(scene_.results.grid.position(wrong.token));
        text_in(context_, column.row(context_.px(20)), context_.fonts.small,
                same ? context_.palette.muted : context_.palette.problem,
                same ? std::string(context_.language("maps.shapes.same"))
                     : context_.language("maps.shapes.other", {std::to_string(wrong.dim), where}));
    }

    Legend values_legend(float largest) const {
        return signed_legend(context_, unitless_title(context_, context_.language("legend.values")), largest);
    }

    /// The legend of both strips at the right of the first one's heading, without its title if that is
    /// narrow.
    void legend_beside(const Rect& heading, const std::string& text) {
        const float room = heading.width() - text_width(context_.fonts.small, text) - context_.px(16);
        Legend legend = values_legend(largest_of(*scene_.results.vector));
        if (legend_height(context_, legend, room) >= two_line_legend(context_)) legend.title.clear();
        const float width = std::min(room, context_.px(300));
        draw_legend(context_, {{heading.max.x - width, heading.min.y}, heading.max}, legend);
    }

    /// The selected token, and what a reshape would return as this token.
    void strips(Column& column) {
        const auto strip = [&](const char* name, const char* title, std::int64_t part, auto&& numbers) {
            const Rect heading = column.row(context_.px(20));
            text_in(context_, heading, context_.fonts.small, context_.palette.muted,
                    context_.language(title, {std::to_string(token())}));
            if (part == 0) legend_beside(heading, context_.language(title, {std::to_string(token())}));
            const Rect row = column.row(context_.px(14));
            const Source source{scene_.results.vector, part, &context_.palette};
            const Texture& texture = context_.pictures.of(name, source, [&] {
                return signed_image(numbers(), {1, scene_.dims()}, context_.palette.diverging,
                                    largest_of(*scene_.results.vector));
            });
            picture(context_, texture, row);
            outline(context_, row, context_.palette.border, context_.px(1));
            context_.probe.item(name, row.min, row.max);
            column.gap(context_.px(4));
        };
        strip("maps/shapes/row", "maps.shapes.row", 0, [&] { return *scene_.results.vector; });
        strip("maps/shapes/scrambled", "maps.shapes.scrambled", 1, [&] {
            std::vector<float> numbers(static_cast<std::size_t>(scene_.dims()));
            for (int dim = 0; dim < scene_.dims(); ++dim) {
                const ReshapedNumber read = reshaped_number(patches(), scene_.dims(), token(), dim);
                numbers[static_cast<std::size_t>(dim)] = value(read.token, read.dim);
            }
            return numbers;
        });
    }

    const Scene& scene_;
    Context& context_;
    Rect place_;
    ShapesPart part_;
    float step_;
};

}  // namespace

void draw_shapes_view(const Scene& scene, const Rect& place) {
    if (scene.results.tokens) return Shapes(scene, place).draw();
    explain_absence(scene.context, place,
                    scene.context.language("maps.no_shapes", {grouped(scene.results.grid.num_patches()),
                                                              grouped(scene.dims())}));
}

}  // namespace patchlens::ui
