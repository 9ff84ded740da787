#include "app/ui/plots/component_legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

/// What a component gives to the picture, from its lowest score to its highest: see component_picture().
constexpr std::array given_colours{Ramp{{0, 0, 0}, {255, 0, 0}}, Ramp{{0, 0, 0}, {0, 255, 0}},
                                   Ramp{{0, 0, 0}, {0, 0, 255}}};

/// With as many decimals as fit, at most two.
std::string score_text(const Context& context, float score, float room) {
    for (int decimals = 2; decimals > 0; --decimals) {
        const std::string text = with_sign(score, decimals);
        if (text_width(context.fonts.mono_small, text) <= room) return text;
    }
    return with_sign(score, 0);
}

void draw_part(Context& context, const Rect& place, std::size_t index, double share, Range scores) {
    ImFont* font = context.fonts.mono_small;
    const Rect upper{place.min, {place.max.x, place.centre().y}};
    const Rect lower{{place.min.x, upper.max.y}, place.max};
    const std::string name = std::string(channel_letter(static_cast<int>(index), 3)) + " " + percent(share);
    const float width = std::ceil(text_width(font, name)) + 1;
    text_in(context, upper, font, context.palette.channel.at(index), name);
    term_at(context, upper, font, name, model::Term::explained_variance);
    const Rect bar{{upper.min.x + width + context.px(4), upper.centre().y - context.px(4)},
                   {upper.max.x, upper.centre().y + context.px(4)}};
    if (bar.width() >= context.px(12)) {
        const Ramp& ramp = given_colours.at(index);
        ImGui::GetWindowDrawList()->AddRectFilledMultiColor(bar.min, bar.max, ramp.dark, ramp.bright,
                                                            ramp.bright, ramp.dark);
        outline(context, bar, context.palette.edge, context.px(1));
    }
    const float half = std::floor((place.width() - context.px(6)) / 2);
    text_in(context, lower, font, context.palette.muted, score_text(context, scores.low, half));
    text_in(context, lower, font, context.palette.muted, score_text(context, scores.high, half),
            Align::right);
}

}  // namespace

Range score_range(Context& context, const std::shared_ptr<const PrincipalComponents>& components,
                  Eigen::Index component) {
    const std::string name = "components/scores/" + std::to_string(component);
    return context.pictures.range(name, {components, component, nullptr}, [&] {
        std::vector<float> scores(static_cast<std::size_t>(components->scores.rows()));
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = components->scores(static_cast<Eigen::Index>(i), component);
        return range_of(scores);
    });
}

void draw_component_legend(Context& context, const Rect& place,
                           const std::shared_ptr<const PrincipalComponents>& components) {
    const std::string quantity = context.language("legend.scores");
    const std::string unit = context.language("legend.unit", {context.language("legend.no_unit")});
    ImFont* font = context.fonts.small;
    const float title = std::ceil(std::max(text_width(font, quantity), text_width(font, unit))) + 1;
    term_in(context, {place.min, {place.min.x + title, place.centre().y}}, font, context.palette.muted,
            quantity, model::Term::principal_component);
    text_in(context, {{place.min.x, place.centre().y}, {place.min.x + title, place.max.y}}, font,
            context.palette.muted, unit);
    const float gap = context.px(10);
    const float left = place.min.x + title + gap;
    const auto count = static_cast<float>(components->shares.size());
    const float part =
        std::min(std::floor((place.max.x - left - gap * (count - 1)) / count), context.px(180));
    for (std::size_t i = 0; i < components->shares.size(); ++i) {
        const Rect at =
            rect_at({left + (part + gap) * static_cast<float>(i), place.min.y}, part, place.height());
        draw_part(context, at, i, components->shares[i],
                  score_range(context, components, static_cast<Eigen::Index>(i)));
    }
}

}  // namespace patchlens::ui
