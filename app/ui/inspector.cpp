#include "app/ui/inspector.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/ui/compat.h"
#include "app/ui/numbers.h"
#include "app/ui/panel.h"
#include "app/ui/raster.h"
#include "app/ui/slider.h"
#include "app/ui/sum_chart.h"
#include "app/ui/vector_plot.h"
#include "app/ui/widgets.h"

namespace patchlens::ui {
namespace {

std::span<const float> channel_of(std::span<const float> values, int channel, Size patch) {
    const auto area = static_cast<std::size_t>(patch.area());
    return values.subspan(static_cast<std::size_t>(channel) * area, area);
}

/// The pixel of a patch drawn in `place` that the mouse is over.
PixelPosition pixel_under_mouse(const Rect& place, Size patch) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const auto index = [](float offset, float length, int count) {
        return std::clamp(static_cast<int>(offset / length * static_cast<float>(count)), 0, count - 1);
    };
    return {index(mouse.y - place.min.y, place.height(), patch.height),
            index(mouse.x - place.min.x, place.width(), patch.width)};
}

/// The cell of one pixel of a patch drawn in `place`.
Rect cell_of(const Rect& place, Size patch, PixelPosition pixel) {
    const float width = place.width() / static_cast<float>(patch.width);
    const float height = place.height() / static_cast<float>(patch.height);
    return rect_at({place.min.x + width * static_cast<float>(pixel.x),
                    place.min.y + height * static_cast<float>(pixel.y)},
                   width, height);
}

/// Prints numbers into the cells of a plane where they are large enough.
void print_cells(Context& context, const Rect& place, Size patch, std::span<const float> values, bool sign) {
    ImFont* font = context.fonts.mono_small;
    const std::string widest = sign ? "+0.00" : "0.00";
    const float width = place.width() / static_cast<float>(patch.width);
    const float height = place.height() / static_cast<float>(patch.height);
    if (width < text_width(font, widest) + context.px(4) || height < compat::size_of(font) + context.px(4))
        return;
    for (int y = 0; y < patch.height; ++y) {
        for (int x = 0; x < patch.width; ++x) {
            std::string number = with_sign(values[static_cast<std::size_t>(y * patch.width + x)], 2);
            if (!sign && number.front() == '+') number.erase(0, 1);
            const Rect cell = cell_of(place, patch, {y, x});
            const ImVec2 at{std::floor(cell.centre().x - text_width(font, number) / 2),
                            std::floor(cell.centre().y - compat::size_of(font) / 2)};
            ImDrawList& draw = *ImGui::GetWindowDrawList();
            draw.AddText(font, compat::size_of(font), {at.x + 1, at.y + 1}, IM_COL32(0, 0, 0, 200),
                         number.c_str());
            draw.AddText(font, compat::size_of(font), at, IM_COL32_WHITE, number.c_str());
        }
    }
}

/// A plane's frame, the pixel the mouse is over in any plane, and the mouse over this one.
void link_pixels(Context& context, const char* name, const Rect& place, Size patch,
                 const std::function<std::string(PixelPosition)>& text) {
    const Press press = pressable(context, name, place, 0);
    if (context.hovered.pixel && context.hovered.pixel->y < patch.height &&
        context.hovered.pixel->x < patch.width) {
        const Rect cell = cell_of(place, patch, *context.hovered.pixel);
        if (cell.width() >= 2) outline(context, cell, hovered_on_picture, std::max(1.0F, context.px(1.5F)));
    }
    if (!press.hovered) return;
    const PixelPosition pixel = pixel_under_mouse(place, patch);
    context.hovering.pixel = pixel;
    tooltip(context, {text(pixel),
                      context.language("view.pixel", {std::to_string(pixel.y), std::to_string(pixel.x)})});
}

class Inspector {
public:
    Inspector(Context& context, const model::Session& session, const model::Results& results, Column& column,
              const InspectorLayout& layout, model::Actions& actions)
        : context_(context),
          session_(session),
          results_(results),
          column_(column),
          layout_(layout),
          actions_(actions) {}

    void patch() {
        const PatchPosition place = results_.selection.patch;
        const Rect heading = title(
            context_.language("inspector.patch", {std::to_string(place.row), std::to_string(place.column)}));
        toggle_stretch(heading);
        const Rect row = column_.row(layout_.large);
        whole_patch({row.min, {row.min.x + layout_.large, row.max.y}});
        float x = row.min.x + layout_.large + layout_.gap;
        for (int channel = 0; channel < channels(); ++channel, x += layout_.small + layout_.gap) {
            colour_plane(channel, rect_at({x, row.min.y}, layout_.small, row.height()));
        }
        column_.gap(context_.px(14));
    }

    void vector() {
        title(context_.language("inspector.vector", {grouped(results_.options.config.embed_dim)}));
        draw_vector_plot(context_, results_, column_.row(layout_.plot), actions_);
        column_.gap(context_.px(8));
        draw_vector_strip(context_, results_, column_.row(layout_.strip), actions_);
        column_.gap(context_.px(2));
        legend(context_, column_.row(context_.px(20)), largest_of(*results_.vector));
        column_.gap(context_.px(10));
    }

    void dimension() {
        const float top = column_.y;
        dimension_heading();
        const Rect row = column_.row(layout_.large);
        float x = row.min.x;
        for (int channel = 0; channel < channels(); ++channel, x += layout_.small + layout_.gap) {
            filter_plane(channel, rect_at({x, row.min.y}, layout_.small, row.height()));
        }
        map(rect_at({x, row.min.y}, layout_.large, row.height()));
        column_.gap(2 * caption_height() + context_.px(8));
        draw_sum(context_, results_, column_, layout_.steps);
        context_.probe.item("inspector/dimension", {column_.x, top}, {column_.x + column_.width, column_.y});
    }

private:
    int channels() const { return results_.options.config.in_chans; }
    Size patch_size() const { return results_.grid.patch(); }
    float caption_height() const { return context_.px(18); }

    Rect title(const std::string& text) {
        const Rect row = column_.row(context_.px(24));
        text_in(context_, row, context_.fonts.strong, context_.palette.text, text);
        column_.gap(context_.px(4));
        return row;
    }

    /// What a signed picture shows, and the number at which its colours are full.
    void caption(const Rect& above, const std::string& text, ImU32 colour, float largest) {
        const Rect first =
            rect_at({above.min.x, above.max.y + context_.px(3)}, above.width(), caption_height());
        text_in(context_, first, context_.fonts.small, colour, text);
        const Rect second =
            rect_at({above.min.x, first.max.y - context_.px(2)}, above.width(), caption_height());
        text_in(context_, second, context_.fonts.mono_small, context_.palette.muted,
                "±" + with_sign(largest, 3).substr(1));
    }

    void toggle_stretch(const Rect& heading) {
        const std::string label = context_.language("inspector.stretch");
        const float width = text_width(context_.fonts.small, label) + context_.px(42);
        const Rect place{{heading.max.x - width, heading.min.y}, heading.max};
        const Press press = pressable(context_, "inspector/stretch", place);
        draw_switch(
            context_,
            rect_at({place.min.x, place.centre().y - context_.px(8)}, context_.px(30), context_.px(16)),
            session_.stretch, press.hovered);
        text_in(context_,
                {{place.min.x + context_.px(36), place.min.y}, {place.max.x + context_.px(2), place.max.y}},
                context_.fonts.small, context_.palette.muted, label);
        explain_on_hover(context_, place, context_.language("help.stretch"));
        if (press.clicked) actions_.emplace_back(model::StretchContrast{!session_.stretch});
    }

    void whole_patch(const Rect& place) {
        const Rectangle pixels = results_.grid.rectangle(results_.selection.patch);
        const Rect square = fitted(place, patch_size().width, patch_size().height);
        const Size image = results_.grid.image();
        const auto part = [](int at, int whole) {
            return static_cast<float>(at) / static_cast<float>(whole);
        };
        fill(context_, square, context_.palette.track);
        const Texture& texture = context_.pictures.of("picture", results_.image, Sampling::smooth);
        ImGui::GetWindowDrawList()->AddImage(
            texture.id(), square.min, square.max,
            {part(pixels.left, image.width), part(pixels.top, image.height)},
            {part(pixels.left + pixels.width, image.width), part(pixels.top + pixels.height, image.height)});
        link_pixels(context_, "inspector/patch", square, patch_size(), [&](PixelPosition pixel) {
            std::string text;
            for (int channel = 0; channel < channels(); ++channel) {
                text += (channel > 0 ? "  " : "") + std::string(channel_letter(channel, channels())) + " " +
                        value_text(results_.explanation->pixels, channel, pixel, false);
            }
            return text;
        });
        outline(context_, square, selected_on_picture, context_.px(2));
    }

    std::string value_text(std::span<const float> values, int channel, PixelPosition pixel, bool sign) const {
        const auto plane = channel_of(values, channel, patch_size());
        std::string number =
            with_sign(plane[static_cast<std::size_t>(pixel.y) * static_cast<std::size_t>(patch_size().width) +
                            static_cast<std::size_t>(pixel.x)]);
        if (!sign && number.front() == '+') number.erase(0, 1);
        return number;
    }

    void colour_plane(int channel, const Rect& place) {
        const std::span<const float> values = channel_of(results_.explanation->pixels, channel, patch_size());
        const Rect upper{place.min, {place.max.x, place.min.y + layout_.small}};
        const Rect square = fitted(upper, patch_size().width, patch_size().height);
        const Range own = range_of(values);
        const ChannelScaling scaling = channel_scaling(results_.options.normalize, channels());
        const auto index = static_cast<std::size_t>(channel);
        const Range full{(0 - scaling.mean.at(index)) / scaling.std.at(index),
                         (1 - scaling.mean.at(index)) / scaling.std.at(index)};
        const std::string name = "inspector/plane/" + std::to_string(channel);
        const Source source{results_.explanation, session_.stretch ? 1 : 0, nullptr};
        const Texture& texture = context_.pictures.of(name, source, Sampling::nearest, [&] {
            const bool stretched = session_.stretch && own.high > own.low;  // one shade alone has no contrast
            return plane_image(values, patch_size(), channel_ramp(channel, channels()),
                               stretched ? own : full);
        });
        picture(context_, texture, square);
        print_cells(context_, square, patch_size(), values, false);
        link_pixels(context_, name.c_str(), square, patch_size(), [&](PixelPosition pixel) {
            return std::string(channel_letter(channel, channels())) + " " +
                   value_text(results_.explanation->pixels, channel, pixel, false);
        });
        const Rect below =
            rect_at({place.min.x, upper.max.y + context_.px(4)}, layout_.small, caption_height());
        text_in(context_, below, context_.fonts.mono_small,
                context_.palette.channel.at(channels() == 1 ? 3 : index),
                channel_letter(channel, channels()));
        const auto short_number = [](float value) {
            const std::string number = with_sign(value, 2);
            return number.front() == '+' ? number.substr(1) : number;
        };
        const Rect last = rect_at({place.min.x, below.max.y - context_.px(2)},
                                  layout_.small + layout_.gap - context_.px(2), caption_height());
        text_in(context_, last, context_.fonts.mono_small, context_.palette.muted,
                short_number(own.low) + ".." + short_number(own.high));
    }

    void dimension_heading() {
        const Rect row = column_.row(context_.px(28));
        const std::string label = context_.language("inspector.dimension");
        const float width = text_width(context_.fonts.strong, label);
        text_in(context_, row, context_.fonts.strong, context_.palette.text, label);
        const Rect field =
            rect_at({row.min.x + width + context_.px(10), row.min.y}, context_.px(64), row.height());
        const auto typed =
            entry(context_, "inspector/dimension/entry", field, std::to_string(results_.selection.dim));
        if (typed) {
            try {
                const std::int64_t dim = whole_number(*typed, label);
                const int last = results_.options.config.embed_dim - 1;
                if (dim < 0 || dim > last) {
                    throw Error(ErrorCode::dimension_outside_vector,
                                {std::to_string(dim), std::to_string(last + 1), std::to_string(last)});
                }
                actions_.emplace_back(model::SelectDimension{static_cast<int>(dim)});
            } catch (const Error& error) {
                actions_.emplace_back(model::ReportError{error});
            }
        }
        const Rect rest{{field.max.x + context_.px(10), row.min.y}, row.max};
        text_in(context_, rest, context_.fonts.small, context_.palette.muted,
                context_.language("inspector.of_dimensions", {grouped(results_.options.config.embed_dim)}));
        column_.gap(context_.px(8));
    }

    void filter_plane(int channel, const Rect& place) {
        const std::span<const float> weights = results_.explanation->weights;
        const Rect upper{place.min, {place.max.x, place.min.y + layout_.small}};
        const Rect square = fitted(upper, patch_size().width, patch_size().height);
        const std::string name = "inspector/filter/" + std::to_string(channel);
        const Source source{results_.explanation, 0, &context_.palette};
        const Texture& texture = context_.pictures.of(name, source, Sampling::nearest, [&] {
            return signed_image(channel_of(weights, channel, patch_size()), patch_size(),
                                context_.palette.diverging, largest_of(weights));
        });
        picture(context_, texture, square);
        print_cells(context_, square, patch_size(), channel_of(weights, channel, patch_size()), true);
        link_pixels(context_, name.c_str(), square, patch_size(), [&](PixelPosition pixel) {
            return context_.language("inspector.weight", {channel_letter(channel, channels())}) + " " +
                   value_text(weights, channel, pixel, true);
        });
        caption(upper, context_.language("inspector.weight", {channel_letter(channel, channels())}),
                context_.palette.channel.at(channels() == 1 ? 3 : static_cast<std::size_t>(channel)),
                largest_of(weights));
    }

    void map(const Rect& place) {
        const Tensor& numbers = *results_.map;
        const Size grid = results_.grid.grid();
        const Rect square = fitted(place, grid.width, grid.height);
        const Source source{results_.map, 0, &context_.palette};
        const Texture& texture = context_.pictures.of("inspector/map", source, Sampling::nearest, [&] {
            return signed_image(numbers.values(), grid, context_.palette.diverging,
                                largest_of(numbers.values()));
        });
        const Press press = pressable(context_, "inspector/map", square, 0);
        picture(context_, texture, square);
        const auto cell = [&](PatchPosition patch) {
            return cell_of(square, grid, {patch.row, patch.column});
        };
        if (context_.hovered.patch && results_.grid.contains(*context_.hovered.patch)) {
            outline(context_, cell(*context_.hovered.patch).inset(-1), hovered_on_picture,
                    std::max(1.0F, context_.px(1.5F)));
        }
        outline(context_, cell(results_.selection.patch).inset(-1), selected_on_picture,
                std::max(1.0F, context_.px(1.5F)));
        caption(place, context_.language("inspector.map", {product(grid)}), context_.palette.muted,
                largest_of(numbers.values()));
        if (!press.hovered && !press.held) return;
        const PixelPosition under = pixel_under_mouse(square, grid);
        const PatchPosition patch{under.y, under.x};
        context_.hovering.patch = patch;
        tooltip(context_, {with_sign(numbers[results_.grid.token(patch)]),
                           context_.language("view.patch", {"(" + std::to_string(patch.row) + ", " +
                                                                std::to_string(patch.column) + ")",
                                                            grouped(results_.grid.token(patch))})});
        if (press.held && patch != results_.selection.patch) actions_.emplace_back(model::SelectPatch{patch});
    }

    Context& context_;
    const model::Session& session_;
    const model::Results& results_;
    Column& column_;
    const InspectorLayout& layout_;
    model::Actions& actions_;
};

}  // namespace

InspectorLayout arrange_inspector(ImVec2 size, int channels, float scale) {
    const auto px = [scale](float logical) { return std::round(logical * scale); };
    InspectorLayout layout;
    layout.gap = px(12);
    const float extra = px(38);  // two lines of text below a small square, beside the large one
    const auto count = static_cast<float>(channels);
    const float width = size.x - px(32);
    layout.small = std::floor((width - extra - count * layout.gap) / (count + 1));
    layout.small = std::min(layout.small, px(size.y > px(860) ? 150 : 110));
    layout.large = layout.small + extra;

    const float fixed = px(14 * 2 + 28 * 2 + 14 + 8 + 2 + 20 + 10 + 36 + 46) + 2 * layout.large;
    const float text_sum = px(76);
    const float chart_sum = px(30) + px(22) * (count + 2);
    const float least_plots = px(96 + 32);
    float spare = size.y - fixed - least_plots;
    layout.steps = spare >= chart_sum;
    spare = std::max(0.0F, spare - (layout.steps ? chart_sum : text_sum));
    layout.plot = std::floor(px(96) + std::min(spare * 0.7F, px(190)));
    layout.strip = std::floor(px(32) + std::min(spare * 0.3F, px(70)));
    return layout;
}

void draw_inspector(Context& context, const model::Session& session, const model::Results& results,
                    const Rect& place, model::Actions& actions) {
    Panel panel(context, "inspector", place);
    const InspectorLayout layout =
        arrange_inspector(place.size(), results.options.config.in_chans, context.scale);
    Inspector inspector(context, session, results, panel.column, layout, actions);
    inspector.patch();
    inspector.vector();
    inspector.dimension();
}

}  // namespace patchlens::ui
