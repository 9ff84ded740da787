// Above the rebuilt picture: how many directions are kept and which first, how much the difference is
// amplified, and the zoom.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/flow.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {
namespace {

using model::KeptFirst;

class ToolsOfRebuilt {
public:
    explicit ToolsOfRebuilt(const Scene& scene)
        : scene_(scene), context_(scene.context), rebuilt_(*scene.results.analyses.rebuilt) {}

    RebuiltTools draw(const Rect& place) {
        // Side by side where there is room, else the tools below the slider.
        const float tools = tools_width();
        const float gap = context_.px(16);
        const bool beside = place.width() >= context_.px(300) + gap + tools;
        Column left{place.min.x, place.min.y, beside ? place.width() - gap - tools : place.width()};
        draw_slider(left);
        Column right{place.max.x - tools, place.min.y, tools};
        if (!beside) right = {place.min.x, left.y + context_.px(4), place.width()};
        draw_tools(right);
        Column below{place.min.x, std::max(left.y, right.y) + context_.px(4), place.width()};
        Flow flow(context_, below);
        draw_order(flow);
        return {below.y, zoom_by_};
    }

private:
    const model::Maps::Place& look() const { return scene_.session.place<model::Maps>(); }

    /// Which directions are kept first.
    void draw_order(Flow& flow) {
        const std::vector<Segment> all{{"picture", context_.language("rebuilt.first.picture")},
                                       {"weights", context_.language("rebuilt.first.weights")}};
        const std::string label = context_.language("rebuilt.first");
        const Rect title = flow.next(std::ceil(text_width(context_.fonts.small, label)) + context_.px(2));
        text_in(context_, title, context_.fonts.small, context_.palette.muted, label);
        explain_on_hover(context_, title, context_.language("help.kept_first"));
        const KeptFirst now = scene_.session.choice<model::Maps>().kept_first;
        const auto chosen = segments(context_, "maps/kept_first", flow.next(segments_width(context_, all)),
                                     all, static_cast<std::size_t>(now));
        if (!chosen) return;
        scene_.choose<model::Maps>(
            [&](model::Maps::Choice& choice) { choice.kept_first = static_cast<KeptFirst>(*chosen); });
    }

    void draw_slider(Column& column) {
        const auto rank = static_cast<std::int64_t>(rebuilt_.inverse->rank());
        if (rank == 0) return;
        const SliderAnswer answer = slider(context_, column,
                                           {"maps/kept",
                                            context_.language("rebuilt.kept"),
                                            context_.language("help.kept"),
                                            rebuilt_.kept,
                                            {Track::Kind::linear, 1, rank, {}},
                                            1,
                                            rank,
                                            rank},
                                           context_.px(30));
        if (answer.value) keep_directions(scene_, static_cast<int>(*answer.value));
        if (answer.refused) scene_.refuse(*answer.refused);
    }

    std::vector<Segment> gains() const {
        std::vector<Segment> all{{"auto", context_.language("rebuilt.gain.auto")}};
        for (std::size_t i = 1; i < model::difference_gains.size(); ++i) {
            const std::string factor = std::to_string(model::difference_gains.at(i));
            all.push_back({factor, context_.language("legend.printed_times", {factor})});
        }
        return all;
    }
    float label_width() const {
        return std::ceil(text_width(context_.fonts.small, context_.language("rebuilt.difference"))) +
               context_.px(2);
    }
    float tools_width() const {
        float width = label_width() + segments_width(context_, gains()) + context_.px(5 * 6);
        width += context_.px(6);
        for (const std::string& chip :
             {std::string(minus_sign), std::string("+"), fit_label(), reshape_label()})
            width += chip_width(context_, chip);
        return width;
    }
    std::string reshape_label() const { return context_.language("rebuilt.reshape"); }
    std::string fit_label() const { return context_.language("view.fit"); }

    void draw_tools(Column& column) {
        Flow flow(context_, column);
        const std::vector<Segment> all = gains();
        const auto current = std::ranges::find(model::difference_gains, look().gain);
        const float wide = segments_width(context_, all);
        flow.keep_together(label_width() + context_.px(6) + wide);
        const Rect title = flow.next(label_width());
        text_in(context_, title, context_.fonts.small, context_.palette.muted,
                context_.language("rebuilt.difference"));
        explain_on_hover(context_, title, context_.language("help.gain"));
        if (const auto chosen =
                segments(context_, "maps/gain", flow.next(wide), all,
                         static_cast<std::size_t>(current - model::difference_gains.begin()))) {
            scene_.look<model::Maps>(
                [&](model::Maps::Place& place) { place.gain = model::difference_gains.at(*chosen); });
        }
        const Press out = flow.chip("maps/rebuilt/zoom_out", std::string(minus_sign));
        const Press in = flow.chip("maps/rebuilt/zoom_in", "+");
        zoom_by_ = out.clicked ? 1 / 1.5 : in.clicked ? 1.5 : 1;
        const model::PictureView& view = scene_.session.place<model::Explore>().view;
        if (flow.chip("maps/rebuilt/fit", fit_label(), view.zoom <= 1).clicked)
            scene_.look<model::Explore>([](model::Explore::Place& place) { place.view = {}; });
        const Press reshape = flow.chip("maps/rebuilt/reshape", reshape_label(), rebuilt_.reshaped);
        explain_on_hover(context_, reshape.place, context_.language("help.reshape"));
        if (reshape.clicked)
            scene_.choose<model::Maps>(
                [](model::Maps::Choice& choice) { choice.reshaped = !choice.reshaped; });
    }

    const Scene& scene_;
    Context& context_;
    const model::Rebuilding& rebuilt_;
    double zoom_by_ = 1;
};

}  // namespace

RebuiltTools draw_rebuilt_tools(const Scene& scene, const Rect& place) {
    return ToolsOfRebuilt(scene).draw(place);
}

}  // namespace patchlens::ui
