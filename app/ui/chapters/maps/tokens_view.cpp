// The matrix of tokens [N, D] as a heat map: one row per patch, one column per dimension.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <string>

#include "app/ui/chapters/maps/token_axis.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/atlas_paint.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/grip.h"
#include "app/ui/widgets/lead.h"
#include "core/support/text.h"

namespace patchlens::ui {
namespace {

/// Matrices up to this on a side, and up to an atlas in area, are painted whole.
constexpr int largest_whole = 4096;
/// Parts of larger ones are painted in whole blocks, so that panning rarely repaints.
constexpr int block = 256;
/// A copy of a larger matrix shows every n-th row and column.
constexpr int largest_copy = 4096;

class TokenMatrix {
public:
    TokenMatrix(const Scene& scene, const Rect& place, float largest)
        : scene_(scene),
          context_(scene.context),
          tokens_(scene.results.tokens->matrix(scene.results.grid.num_patches())),
          place_(place),
          largest_(largest),
          largest_cell_(context_.px(64)),
          rows_(axis(static_cast<int>(tokens_.rows()), place.height(),
                     scene.session.place<model::Maps>().matrix.row)),
          columns_(axis(scene.dims(), place.width(), scene.session.place<model::Maps>().matrix.column)) {}

    void draw() {
        show_selection();
        const Press press = pressable(context_, "maps/tokens", place_, 0);
        move(press);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.PushClipRect(place_.min, place_.max, true);
        draw_numbers();
        const model::Selection& selection = scene_.results.selection;
        const auto& hovered = context_.hovered;
        if (hovered.patch && scene_.results.grid.contains(*hovered.patch))
            light_row(*hovered.patch, Mark::hovered);
        if (hovered.dim && *hovered.dim < scene_.dims()) light_column(*hovered.dim, Mark::hovered);
        light_row(selection.patch, Mark::selected);
        light_column(selection.dim, Mark::selected);
        marker(context_, cell(scene_.results.grid.token(selection.patch), selection.dim), Mark::selected);
        draw.PopClipRect();
        draw_ticks();
        handle_mouse(press);
    }

    /// Zooms with the buttons, around the middle.
    void zoom_by(double factor) { zoom_at(factor, place_.centre()); }

private:
    TokenAxis axis(int count, float room, double middle) const {
        return token_axis(count, room, scene_.session.place<model::Maps>().matrix.zoom, middle,
                          largest_cell_);
    }
    int token(PatchPosition patch) const { return static_cast<int>(scene_.results.grid.token(patch)); }

    Rect cell(std::int64_t row, int column) const {
        const auto x = [&](int index) {
            return place_.min.x + static_cast<float>(columns_.to_screen(index));
        };
        const auto y = [&](std::int64_t index) {
            return place_.min.y + static_cast<float>(rows_.to_screen(static_cast<double>(index)));
        };
        return {{x(column), y(row)}, {x(column + 1), y(row + 1)}};
    }

    void set(double zoom, double row, double column) const {
        scene_.look<model::Maps>([&](model::Maps::Place& place) { place.matrix = {zoom, row, column}; });
    }

    void zoom_at(double factor, ImVec2 anchor) const {
        const model::TokenView& view = scene_.session.place<model::Maps>().matrix;
        const double zoom =
            std::clamp(view.zoom * factor, 1.0, largest_zoom_of(rows_, columns_, largest_cell_));
        const auto middle = [&](const TokenAxis& before, float offset) {
            const double index = before.first + offset / before.cell;
            const TokenAxis after = token_axis(before.count, before.room, zoom, 0.5, largest_cell_);
            return middle_with(after, index, offset);
        };
        set(zoom, middle(rows_, anchor.y - place_.min.y), middle(columns_, anchor.x - place_.min.x));
    }

    /// Shows the selected row and column after the selection changed.
    void show_selection() {
        const int row = token(scene_.results.selection.patch);
        const int column = scene_.results.selection.dim;
        const bool moved = changed_since("maps/token_row", row);
        const bool turned = changed_since("maps/token_column", column);
        if (!moved && !turned) return;
        const model::TokenView& view = scene_.session.place<model::Maps>().matrix;
        const double row_middle = moved ? middle_showing(rows_, row) : view.row;
        const double column_middle = turned ? middle_showing(columns_, column) : view.column;
        rows_ = axis(rows_.count, place_.height(), row_middle);
        columns_ = axis(columns_.count, place_.width(), column_middle);
        set(view.zoom, row_middle, column_middle);
    }

    void move(const Press& press) {
        const ImGuiIO& io = ImGui::GetIO();
        if (press.hovered && io.MouseWheel != 0) zoom_at(std::pow(1.25, io.MouseWheel), io.MousePos);
        hand_ = grip(place_, press);
        if (!hand_.pulling || (io.MouseDelta.x == 0 && io.MouseDelta.y == 0)) return;
        set(scene_.session.place<model::Maps>().matrix.zoom, middle_with(rows_, rows_.first, io.MouseDelta.y),
            middle_with(columns_, columns_.first, io.MouseDelta.x));
    }

    /// The painted part of an axis: the first row or column, the step, and how many are painted.
    struct AxisSlice {
        int first = 0;
        int step = 1;
        int count = 1;
    };
    static AxisSlice slice_of(const TokenAxis& axis, bool whole) {
        if (whole) return {0, 1, axis.count};
        const int step = painted_step(axis);
        const int length = block * step;
        const int first = static_cast<int>(axis.first) / length * length;
        const double end = std::min<double>(axis.count, axis.first + axis.seen());
        const int last = std::min(axis.count, (static_cast<int>(end) / length + 1) * length);
        return {first, step, (last - first + step - 1) / step};
    }

    /// A key of at most 34 bits, unique for each possible part of an axis.
    static std::int64_t key_of(const AxisSlice& slice) {
        const auto blocks = std::int64_t{slice.first} / (block * slice.step);
        return (blocks << 5 | std::bit_width(static_cast<unsigned>(slice.step))) << 13 | slice.count;
    }

    void draw_numbers() {
        const bool whole = std::max(rows_.count, columns_.count) <= largest_whole &&
                           tokens_.size() <= std::int64_t{largest_atlas_side} * largest_atlas_side;
        const AxisSlice down = slice_of(rows_, whole);
        const AxisSlice across = slice_of(columns_, whole);
        const std::int64_t part = key_of(down) << 29 | key_of(across);
        const Source source{scene_.results.tokens, part, &context_.palette};
        const Texture& texture = context_.pictures.of("maps/tokens", source, [&] {
            return paint_matrix(tokens_, {down.first, across.first}, {down.step, across.step},
                                {down.count, across.count}, largest_, context_.palette.diverging);
        });
        const Rect first = cell(down.first, across.first);
        const Rect behind =
            cell(down.first + down.count * down.step, across.first + across.count * across.step);
        picture(context_, texture, {first.min, behind.min});
        print_numbers();
    }

    /// Prints the numbers if the cells are large enough.
    void print_numbers() {
        ImFont* font = context_.fonts.mono_small;
        const bool high = rows_.cell >= line_height(font) + context_.px(4);
        int decimals = 0;
        for (const int wanted : {2, 4}) {
            const std::string widest = "+0." + std::string(static_cast<std::size_t>(wanted), '0');
            if (columns_.cell >= text_width(font, widest) + context_.px(6)) decimals = wanted;
        }
        if (!high || decimals == 0) return;
        const int last_row = rows_.at(rows_.room);
        const int last_column = columns_.at(columns_.room);
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        for (int row = rows_.at(0); row <= last_row; ++row) {
            for (int column = columns_.at(0); column <= last_column; ++column) {
                const float value = tokens_(row, column);
                const std::string text = with_sign(value, decimals);
                const Rect place = cell(row, column);
                const ImVec2 at{std::floor(place.centre().x - text_width(font, text) / 2),
                                std::floor(place.centre().y - line_height(font) / 2)};
                put_text(context_, draw, font, at, ink_on(context_.palette.diverging(value, largest_)), text);
            }
        }
    }

    void light_row(PatchPosition patch, Mark mark) {
        const Rect place = cell(token(patch), 0);
        band_marker(context_, {{place_.min.x - 2, place.min.y}, {place_.max.x + 2, place.max.y}}, mark);
    }
    void light_column(int dim, Mark mark) {
        const Rect place = cell(0, dim);
        band_marker(context_, {{place.min.x, place_.min.y - 2}, {place.max.x, place_.max.y + 2}}, mark);
    }

    /// Numbers of tokens at the left and of dimensions above; those of the selection in the accent colour.
    void draw_ticks() {
        ImFont* font = context_.fonts.mono_small;
        const float high = line_height(font) + context_.px(2);
        const auto ticks = [&](const TokenAxis& axis, int selected, float apart, auto&& write) {
            int step = 1;
            while (step * axis.cell < apart)
                step *= 2;
            const double own = axis.to_screen(selected + 0.5);
            const int last = axis.at(axis.room - 0.001);
            for (int index = axis.at(0) / step * step; index <= last; index += step) {
                const double at = axis.to_screen(index + 0.5);
                if (at < 0 || at > axis.room || std::abs(at - own) < apart) continue;
                write(index, at, false);
            }
            if (own >= 0 && own <= axis.room) write(selected, own, true);
        };
        const auto colour = [&](bool selected) {
            return selected ? context_.palette.accent : context_.palette.muted;
        };
        ticks(rows_, token(scene_.results.selection.patch), high + context_.px(6),
              [&](int index, double at, bool selected) {
                  const float y = std::clamp(place_.min.y + static_cast<float>(at) - high / 2, place_.min.y,
                                             place_.max.y - high);
                  text_in(context_, rect_at({place_.min.x - gutter(), y}, gutter() - context_.px(6), high),
                          font, colour(selected), std::to_string(index), Align::right);
              });
        const float wide = context_.px(44);
        ticks(columns_, scene_.results.selection.dim, wide, [&](int index, double at, bool selected) {
            const float x = std::clamp(place_.min.x + static_cast<float>(at) - wide / 2,
                                       place_.min.x - wide / 2, place_.max.x - wide);
            text_in(context_, rect_at({x, place_.min.y - high - context_.px(4)}, wide, high), font,
                    colour(selected), std::to_string(index), Align::centre);
        });
    }

    void offer(const Press& press) {
        offer_menu(context_, "maps/tokens", press, model::Term::token, [&](bool at_mouse) {
            const ImVec2 mouse = ImGui::GetIO().MousePos;
            const int row = at_mouse ? rows_.at(mouse.y - place_.min.y) : token(scene_.selected());
            const int column = at_mouse ? columns_.at(mouse.x - place_.min.x) : scene_.results.selection.dim;
            MenuLines lines{copy_value(context_, tokens_(row, column))};
            add_patch(context_, lines, scene_.session, scene_.results.grid.position(row));
            add_dimension(context_, lines, scene_.results.selection.dim, column);
            const Size step{(rows_.count + largest_copy - 1) / largest_copy,
                            (columns_.count + largest_copy - 1) / largest_copy};
            add_picture(context_, lines,
                        paint_matrix(tokens_, {0, 0}, step,
                                     {(rows_.count + step.height - 1) / step.height,
                                      (columns_.count + step.width - 1) / step.width},
                                     largest_, context_.palette.diverging),
                        copy_name(scene_.session, "tokens"));
            return lines;
        });
    }

    void handle_mouse(const Press& press) {
        offer(press);
        if (!press.hovered && !press.held) return;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const int row = rows_.at(mouse.y - place_.min.y);
        const int column = columns_.at(mouse.x - place_.min.x);
        const PatchPosition patch = scene_.results.grid.position(row);
        context_.hovering.patch = patch;
        context_.hovering.dim = column;
        tooltip(context_, {with_sign(tokens_(row, column)), patch_text(scene_, patch),
                           context_.language("maps.dimension", {std::to_string(column)}),
                           lead_text(context_.language, model::ProjectionView::planes, "lead.double")});
        if (!press.held || hand_.left) return;
        lead_on_double_click(scene_, {model::ProjectionView::planes, patch, column});
        scene_.select(patch);
        scene_.select(column);
    }

    float gutter() const { return context_.px(52); }

    const Scene& scene_;
    Context& context_;
    ConstMatrixView tokens_;
    Rect place_;
    float largest_;
    double largest_cell_;
    Grip hand_;
    TokenAxis rows_;
    TokenAxis columns_;
};

}  // namespace

void draw_tokens_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Results& results = scene.results;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    if (!results.tokens) {
        const auto bytes = static_cast<std::uint64_t>(results.costs.output_bytes);
        return explain_absence(
            context, {{place.min.x, column.y}, place.max},
            context.language("maps.no_tokens", {grouped(results.grid.num_patches()), grouped(scene.dims()),
                                                bytes_text(bytes)}));
    }
    dimension_search(scene, flow);
    if (!results.analyses.dimensions) return;
    const float largest = largest_of(largest_of_maps(results.analyses));
    const Press out = flow.chip("maps/zoom_out", std::string(minus_sign));
    std::array<char, 32> zoom{};
    std::snprintf(zoom.data(), zoom.size(), "× %.3g", scene.session.place<model::Maps>().matrix.zoom);
    text_in(context, flow.next(text_width(context.fonts.mono_small, "× 1.23e+07")), context.fonts.mono_small,
            context.palette.muted, zoom.data(), Align::centre);
    const Press in = flow.chip("maps/zoom_in", "+");
    if (flow.chip("maps/fit", context.language("view.fit"),
                  scene.session.place<model::Maps>().matrix.zoom <= 1)
            .clicked)
        scene.look<model::Maps>([](auto& look) { look.matrix = {}; });

    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    const float left = context.px(52);
    const float top = line_height(context.fonts.mono_small) + context.px(8);
    TokenMatrix matrix(scene, {{parts.picture.min.x + left, parts.picture.min.y + top}, parts.picture.max},
                       largest);
    matrix.draw();
    if (in.clicked) matrix.zoom_by(2);
    if (out.clicked) matrix.zoom_by(0.5);
    view_caption(context, parts.caption,
                 context.language("maps.caption.tokens",
                                  {grouped(results.grid.num_patches()), grouped(scene.dims())}));
    draw_legend(
        context, parts.legend,
        signed_legend(context, unitless_title(context, context.language("legend.values")), largest, 4));
}

}  // namespace patchlens::ui
