// The training run's buttons, and its losses as a curve.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/model/computing/training.h"
#include "app/ui/chapters/weights/parts.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"
#include "app/ui/widgets/grip.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::weights {
namespace {

using model::Train;

/// The axis of the losses: linear from zero, or logarithmic.
class LossAxis {
public:
    LossAxis(const std::vector<double>& losses, bool logarithmic, const Rect& plot)
        : logarithmic_(logarithmic), plot_(plot) {
        for (const double loss : losses) {
            if (!std::isfinite(loss)) continue;
            high_ = std::max(high_, loss);
            low_ = std::min(low_, loss);
        }
        if (!logarithmic_) low_ = 0;
        if (logarithmic_) low_ = std::max(low_, 1e-9);
        if (!(high_ > low_)) high_ = low_ + 1;
    }

    double low() const { return low_; }
    double high() const { return high_; }
    float y_of(double loss) const {
        const double inside = std::clamp(loss, low_, high_);
        const double part = logarithmic_ ? std::log(inside / low_) / std::log(high_ / low_)
                                         : (inside - low_) / (high_ - low_);
        return plot_.max.y - static_cast<float>(part) * plot_.height();
    }

private:
    bool logarithmic_;
    Rect plot_;
    double low_ = 1e300;
    double high_ = -1e300;
};

/// Where a quarter of the filters had become edges or colours.
void mark_edges(Context& context, const model::TrainingProgress& run, const Rect& plot) {
    if (!run.edges.quarter_at || run.steps <= 0) return;
    const auto part = static_cast<float>(*run.edges.quarter_at) / static_cast<float>(run.steps);
    const float x = std::floor(plot.min.x + std::min(part, 1.0F) * plot.width());
    fill(context, {{x, plot.min.y}, {x + context.px(1), plot.max.y}}, context.palette.hovered);
    context.probe.item("weights/edges", {x, plot.min.y}, {x + context.px(1), plot.max.y});
}

}  // namespace

bool goes_on(const Scene& scene) {
    return scene.context.training.active() || scene.context.shows_training;
}

std::string progress_text(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const model::Training& training = scene.context.training;
    if (training.preparing()) return language("lab.preparing");
    const model::TrainingPointer run = training.progress();
    if (!run || !goes_on(scene)) return language("lab.not_started");
    if (run->steps == 0) return language("lab.step_none");
    if (!training.running() || run->steps_a_second <= 0)
        return language("lab.step", {grouped(run->steps), without_plus(run->loss, 3)});
    return language("lab.step_speed", {grouped(run->steps), without_plus(run->loss, 3),
                                       grouped(std::llround(run->steps_a_second))});
}

void draw_run(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const model::Training& training = context.training;
    const bool running = training.running();
    float widest = 0;  // what is pressed stays where it is
    for (const char* key : {"lab.start", "lab.pause", "lab.continue"})
        widest = std::max(widest, chip_width(context, language(key)));
    bool toggled = chip(context, running ? "weights/pause" : "weights/start", flow.next(widest),
                        language(running          ? "lab.pause"
                                 : goes_on(scene) ? "lab.continue"
                                                  : "lab.start"),
                        true)
                       .clicked;
    const bool free = context.has_keys && !ImGui::GetIO().WantTextInput && context.focus.current().empty();
    toggled |= space_tapped() && free;
    if (toggled) scene.actions.emplace_back(running ? Train::pause : Train::start);
    if (flow.chip("weights/step", language("lab.one_step")).clicked) scene.actions.emplace_back(Train::step);
    if (flow.chip("weights/restart", language("lab.restart")).clicked)
        scene.actions.emplace_back(Train::restart);
    const std::string text = progress_text(scene);
    const std::string usual = language("lab.step_speed", {"000,000", "00.000", "000"});
    const float width = std::ceil(std::max(text_width(context.fonts.mono_small, usual),
                                           text_width(context.fonts.mono_small, text))) +
                        context.px(4);
    const Rect place = flow.next(std::min(width, flow.whole_width()));
    text_in(context, place, context.fonts.mono_small, context.palette.text, text);
    context.probe.item("weights/progress", place.min, place.max);
}

void draw_losses(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    const bool logarithmic = scene.session.place<model::Weights>().log_loss;
    const float line = line_height(context.fonts.small);
    const float switch_width = chip_width(context, language("lab.log"));
    const Rect title{place.min, {place.max.x - switch_width - context.px(8), place.min.y + context.px(28)}};
    text_in(context, title, context.fonts.small, context.palette.muted,
            unitless_title(context, language("lab.loss")));
    if (chip(context, "weights/log",
             rect_at({place.max.x - switch_width, place.min.y}, switch_width, context.px(26)),
             language("lab.log"), logarithmic)
            .clicked)
        scene.look<model::Weights>([&](auto& look) { look.log_loss = !logarithmic; });

    const float gutter = text_width(context.fonts.mono_small, "+0.0000") + context.px(6);
    const Rect plot{{place.min.x + gutter, title.max.y + context.px(6)},
                    {place.max.x, place.max.y - line - context.px(4)}};
    fill(context, plot, context.palette.field, context.px(4));
    outline(context, plot, context.palette.border, context.px(1), context.px(4));
    context.probe.item("weights/losses", plot.min, plot.max);
    const model::TrainingPointer run = context.training.progress();
    if (!run || !goes_on(scene) || run->losses.points().empty()) return;
    const std::vector<double>& losses = run->losses.points();
    const LossAxis axis(losses, logarithmic, plot.inset(context.px(4)));
    const auto tick = [&](double loss) {
        const float y = std::clamp(axis.y_of(loss) - line / 2, plot.min.y, plot.max.y - line);
        text_in(context, {{place.min.x, y}, {plot.min.x - context.px(6), y + line}}, context.fonts.mono_small,
                context.palette.muted, axis_number(loss).substr(1), Align::right);
    };
    tick(axis.high());
    if (axis.low() > 0) {
        tick(axis.low());
    } else {
        const float y = plot.max.y - line;
        text_in(context, {{place.min.x, y}, {plot.min.x - context.px(6), y + line}}, context.fonts.mono_small,
                context.palette.muted, "0", Align::right);
    }
    const Rect ends{{plot.min.x, plot.max.y + context.px(3)}, {plot.max.x, place.max.y}};
    text_in(context, ends, context.fonts.mono_small, context.palette.muted, "1");
    text_in(context, ends, context.fonts.mono_small, context.palette.muted,
            language("lab.at_step", {grouped(run->steps)}), Align::right);
    const float margin = context.px(4);
    mark_edges(context, *run, plot);
    std::vector<ImVec2> points;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (!std::isfinite(losses[i])) continue;
        const float part =
            losses.size() == 1 ? 0.5F : static_cast<float>(i) / static_cast<float>(losses.size() - 1);
        points.push_back({plot.min.x + margin + part * (plot.width() - 2 * margin), axis.y_of(losses[i])});
    }
    if (points.size() == 1)
        ImGui::GetWindowDrawList()->AddCircleFilled(points[0], context.px(2), context.palette.accent);
    ImGui::PushClipRect(plot.min, plot.max, true);
    compat::add_polyline(*ImGui::GetWindowDrawList(), points, context.palette.accent,
                         std::max(1.0F, context.px(1.5F)));
    ImGui::PopClipRect();
}

}  // namespace patchlens::ui::weights
