#include <algorithm>
#include <cmath>

#include "app/ui/chapters/patches/parts.h"
#include "app/ui/play_speed.h"
#include "app/ui/widgets/slider.h"
#include "app/ui/widgets/transport.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::patches {
namespace {

/// The next stop: whole, apart, or in line.
double stop_beyond(double apart, int direction) {
    if (direction > 0) return apart < 0.5 ? 0.5 : 1;
    return apart > 0.5 ? 0.5 : 0;
}

/// Advances the animation by one frame.
void play_on(model::Patches::Place& place) {
    const double direction = place.returning ? -1 : 1;
    const double half =
        place.apart < 0.5 || (place.apart == 0.5 && place.returning) ? seconds_to_pull : seconds_to_fly;
    place.apart = std::clamp(place.apart + direction * 0.5 / half * double{seconds_to_play()}, 0.0, 1.0);
    if (place.apart == (place.returning ? 0 : 1)) place.playing = false;
}

}  // namespace

void draw_transport(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    const model::Patches::Place& now = scene.session.place<model::Patches>();
    const Transport buttons =
        transport(context, "patches", {place.min.x, place.min.y + context.px(1)}, now.playing);
    const auto go = [&](double apart) {
        scene.look<model::Patches>([&](model::Patches::Place& look) {
            look.apart = apart;
            look.playing = false;
        });
    };
    if (buttons.back) {
        go(stop_beyond(now.apart, -1));
    } else if (buttons.forward) {
        go(stop_beyond(now.apart, 1));
    } else if (buttons.toggled && scene.session.reduced_motion) {
        go(now.apart < 1 ? 1 : 0);
    } else if (buttons.toggled) {
        scene.look<model::Patches>([](model::Patches::Place& look) {
            look.playing = !look.playing;
            if (look.playing) look.returning = look.apart >= 1 || (look.returning && look.apart > 0);
        });
    } else if (now.playing) {
        scene.look<model::Patches>(play_on);
    }

    Column column{buttons.place.max.x + context.px(20), place.min.y,
                  place.max.x - buttons.place.max.x - context.px(20)};
    const SliderAnswer answer = slider(context, column,
                                       {"patches/apart",
                                        context.language("patches.apart"),
                                        context.language("patches.help.apart"),
                                        std::llround(now.apart * 100),
                                        {Track::Kind::linear, 0, 100, {}},
                                        0,
                                        100,
                                        std::lround(model::Patches::Place{}.apart * 100)},
                                       place.height());
    if (answer.value) go(static_cast<double>(*answer.value) / 100);
    if (answer.refused) scene.actions.emplace_back(model::ReportError{*answer.refused});
}

}  // namespace patchlens::ui::patches
