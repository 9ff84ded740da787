// All vectors as a cloud of little patches: each lies where its first three principal components put it.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/chapters/maps/cloud_points.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/compat.h"
#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/picture_part.h"
#include "app/ui/play_speed.h"
#include "app/ui/widgets/grip.h"
#include "app/ui/widgets/term.h"
#include "app/ui/widgets/transport.h"

namespace patchlens::ui {
namespace {

using model::CloudView;
using model::Maps;

constexpr double degrees_per_key = 5;
constexpr double zoom_per_press = 1.25;

/// A patch's side where there are this many: small where many share the place, never too small to see.
float patch_side(const Context& context, const Rect& place, std::size_t count) {
    const float room = std::min(place.width(), place.height());
    const float shared = room / std::sqrt(static_cast<float>(std::max<std::size_t>(1, count)));
    return std::clamp(shared, context.px(4), context.px(40));
}

class Cloud {
public:
    Cloud(const Scene& scene, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          components_(*scene.results.analyses.components),
          place_(place),
          step_(cloud_step(scene.results.grid.grid())),
          points_(cloud_points(components_, scene.results.grid, step_, marked())),
          camera_(view(), place, patch_side(scene.context, place, points_.size())),
          seen_(camera_.seen(points_)) {}

    void draw() {
        const Press press = pressable(context_, "maps/cloud", place_, 0);
        fill(context_, place_, context_.palette.panel, context_.px(8));
        ImDrawList& draw = *ImGui::GetWindowDrawList();
        draw.PushClipRect(place_.min, place_.max, true);
        draw_axes(draw);
        draw_patches();
        draw_marks();
        write_axes();
        draw.PopClipRect();
        const std::optional<SeenPoint> under = press.hovered ? under_mouse() : std::nullopt;
        move(press);
        offer(press, under);
        if (under) tell(press, *under);
        turn_slowly();
    }

    std::size_t shown() const { return points_.size(); }
    int step() const { return step_; }

private:
    const CloudView& view() const { return scene_.session.place<Maps>().cloud; }
    /// The tokens that are drawn even where others are thinned out.
    std::vector<std::int64_t> marked() const {
        const model::Selection& selection = scene_.results.selection;
        std::vector<std::int64_t> tokens;
        for (const std::optional<PatchPosition>& patch :
             {std::optional(selection.patch), selection.pinned, context_.hovered.patch}) {
            if (patch && scene_.results.grid.contains(*patch))
                tokens.push_back(scene_.results.grid.token(*patch));
        }
        return tokens;
    }
    PatchPosition patch_of(std::int64_t token) const { return scene_.results.grid.position(token); }
    bool exists(int component) const {
        const auto index = static_cast<std::size_t>(component);
        return index < components_.variances.size() && components_.variances[index] > 0;
    }
    void look(const CloudView& changed) const {
        scene_.look<Maps>([&](Maps::Place& place) { place.cloud = changed; });
    }

    static Rect square(const SeenPoint& point) {
        const float half = point.side / 2;
        return {{point.at.x - half, point.at.y - half}, {point.at.x + half, point.at.y + half}};
    }

    void draw_axes(ImDrawList& draw) const {
        const ImVec2 middle = camera_.seen(CloudPoint{}).at;
        for (int i = 0; i < 3; ++i) {
            if (!exists(i)) continue;
            const ImVec2 end = camera_.axis_end(i);
            const ImVec2 other{2 * middle.x - end.x, 2 * middle.y - end.y};
            draw.AddLine(middle, other, context_.palette.border, context_.px(1));
            draw.AddLine(middle, end, context_.palette.channel.at(static_cast<std::size_t>(i)),
                         context_.px(2));
        }
    }

    /// The number of each component and its share of the variance, where they do not cover each other.
    void write_axes() const {
        ImFont* font = context_.fonts.mono_small;
        std::vector<Rect> written;
        for (int i = 0; i < 3; ++i) {
            if (!exists(i)) continue;
            const auto index = static_cast<std::size_t>(i);
            const std::string text = std::to_string(i + 1) + "  " + percent(components_.shares[index]);
            const ImVec2 end = camera_.axis_end(i);
            const float width = std::ceil(text_width(font, text)) + context_.px(10);
            const float height = line_height(font) + context_.px(4);
            const ImVec2 corner{
                std::clamp(end.x - width / 2, place_.min.x, std::max(place_.min.x, place_.max.x - width)),
                std::clamp(end.y - height / 2, place_.min.y, std::max(place_.min.y, place_.max.y - height))};
            const Rect box = rect_at({std::floor(corner.x), std::floor(corner.y)}, width, height);
            const bool covered =
                std::ranges::any_of(written, [&](const Rect& other) { return other.overlaps(box); });
            if (covered) continue;
            written.push_back(box);
            fill(context_, box, context_.palette.raised, context_.px(4));
            text_in(context_, box, font, context_.palette.channel.at(index), text, Align::centre);
            context_.probe.item("maps/cloud/axis/" + std::to_string(i), box.min, box.max);
        }
    }

    void draw_patches() const {
        const Texture& texture = scene_.picture();
        for (const SeenPoint& point : seen_) {
            const Rect to = square(point);
            if (!to.overlaps(place_)) continue;
            const float near = 0.5F + 0.5F * (point.depth + 1) / 2;  // far patches are paler
            draw_picture_part(context_, texture, scene_.grid().image(),
                              scene_.grid().rectangle(patch_of(point.token)), to,
                              light_on_picture.packed(near));
        }
    }

    /// Where a patch is; nothing if its vector is not finite.
    std::optional<SeenPoint> find(PatchPosition patch) const {
        if (!scene_.results.grid.contains(patch)) return std::nullopt;
        const auto drawn = std::ranges::find(seen_, scene_.results.grid.token(patch), &SeenPoint::token);
        return drawn == seen_.end() ? std::nullopt : std::optional(*drawn);
    }

    void draw_marks() const {
        const model::Selection& selection = scene_.results.selection;
        const auto& hovered = context_.hovered.patch;
        if (selection.pinned) {
            if (const auto point = find(*selection.pinned)) pin_marker(context_, square(*point));
        }
        if (hovered && *hovered != selection.patch) {
            if (const auto point = find(*hovered)) marker(context_, square(*point), Mark::hovered);
        }
        if (const auto point = find(selection.patch)) {
            marker(context_, square(*point), Mark::selected);
            context_.probe.item("maps/cloud/selected", square(*point).min, square(*point).max);
        }
    }

    /// The nearest of the patches under the mouse.
    std::optional<SeenPoint> under_mouse() const {
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        for (auto point = seen_.rbegin(); point != seen_.rend(); ++point) {
            if (square(*point).contains(mouse)) return *point;
        }
        return std::nullopt;
    }

    static bool dragged() {
        const ImGuiIO& io = ImGui::GetIO();
        const float most = io.MouseDragThreshold;
        return io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] > most * most;
    }

    /// Turns, enlarges and moves the cloud.
    void move(const Press& press) const {
        const ImGuiIO& io = ImGui::GetIO();
        CloudView changed = view();
        if (press.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) return look({});
        const Grip hand = grip(place_, press);
        if (hand.pulling) {
            changed = moved_by(changed, io.MouseDelta, place_);
        } else if (press.held && dragged()) {
            changed = turned_by(changed, io.MouseDelta, place_);
        }
        if (press.hovered && io.MouseWheel != 0) {
            changed.zoom = std::clamp(changed.zoom * std::pow(zoom_per_press, io.MouseWheel), 1.0,
                                      model::largest_cloud_zoom);
        }
        if (press.focused) {
            context_.focus.take_arrows();
            using compat::Key;
            const auto step = [](Key less, Key more) {
                return (compat::pressed(more) ? 1.0 : 0.0) - (compat::pressed(less) ? 1.0 : 0.0);
            };
            changed.turn = std::fmod(changed.turn + step(Key::left, Key::right) * degrees_per_key + 360, 360);
            changed.tilt = std::clamp(changed.tilt + step(Key::up, Key::down) * degrees_per_key, -90.0, 90.0);
        }
        if (changed != view()) look(changed);  // what a button asked for in this frame stays
    }

    void turn_slowly() const {
        if (!scene_.session.place<Maps>().turning || scene_.session.reduced_motion) return;
        const double by = seconds_to_play() * degrees_per_second;
        scene_.look<Maps>(
            [&](Maps::Place& place) { place.cloud.turn = std::fmod(place.cloud.turn + by, 360); });
    }

    void offer(const Press& press, const std::optional<SeenPoint>& under) const {
        offer_menu(context_, "maps/cloud", press, model::Term::principal_component, [&](bool at_mouse) {
            MenuLines lines;
            add_patch(context_, lines, scene_.session,
                      at_mouse && under ? patch_of(under->token) : scene_.selected());
            const auto picture = std::make_shared<const Image>(
                cloud_picture(seen_, place_, *scene_.results.image, scene_.results.grid));
            add_picture(context_, lines, picture, copy_name(scene_.session, "cloud"), false);
            return lines;
        });
    }

    void tell(const Press& press, const SeenPoint& under) const {
        const PatchPosition patch = patch_of(under.token);
        context_.hovering.patch = patch;
        std::string scores;
        for (Eigen::Index i = 0; i < components_.scores.cols(); ++i) {
            scores += (i == 0 ? "" : "  ") + std::to_string(i + 1) + ": " +
                      with_sign(components_.scores(under.token, i));
        }
        if (!press.held) tooltip(context_, {patch_text(scene_, patch), scores});
        if (press.clicked && !dragged()) scene_.select(patch);
    }

    const Scene& scene_;
    Context& context_;
    const PrincipalComponents& components_;
    Rect place_;
    int step_;
    std::vector<CloudPoint> points_;
    CloudCamera camera_;
    std::vector<SeenPoint> seen_;
};

void cloud_tools(const Scene& scene, Flow& flow) {
    const Context& context = scene.context;
    const auto zoom_by = [&](double factor) {
        scene.look<Maps>([&](Maps::Place& place) {
            place.cloud.zoom = std::clamp(place.cloud.zoom * factor, 1.0, model::largest_cloud_zoom);
        });
    };
    if (flow.chip("maps/cloud_out", std::string(minus_sign)).clicked) zoom_by(1 / zoom_per_press);
    if (flow.chip("maps/cloud_in", "+").clicked) zoom_by(zoom_per_press);
    if (flow.chip("maps/cloud_reset", context.language("maps.cloud.reset")).clicked)
        scene.look<Maps>([](Maps::Place& place) { place.cloud = {}; });
    if (scene.session.reduced_motion) return;
    const bool turning = scene.session.place<Maps>().turning;
    const bool free = context.has_keys && !ImGui::GetIO().WantTextInput && context.focus.current().empty();
    const bool space = space_tapped() && free;
    if (flow.chip("maps/cloud_turn", context.language("maps.cloud.turn"), turning).clicked || space)
        scene.look<Maps>([&](Maps::Place& place) { place.turning = !turning; });
}

std::string cloud_caption(const Scene& scene, const Cloud& cloud) {
    const model::Language& language = scene.context.language;
    const PrincipalComponents& components = *scene.results.analyses.components;
    double explained = 0;
    int count = 0;
    for (const double share : components.shares) {
        explained += share;
        count += share > 0 ? 1 : 0;
    }
    std::string text = count == 0 ? std::string(language("maps.caption.no_pca"))
                       : count == 1
                           ? language("maps.caption.pca_one", {percent(explained)})
                           : language("maps.caption.pca", {std::to_string(count), percent(explained)});
    if (cloud.step() > 1) {
        text += language("maps.caption.cloud_part",
                         {grouped(static_cast<std::int64_t>(cloud.shown())),
                          grouped(scene.results.grid.num_patches()), std::to_string(cloud.step())});
    }
    return text;
}

}  // namespace

void draw_cloud_view(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Column column{place.min.x, place.min.y, place.width()};
    Flow flow(context, column);
    cloud_tools(scene, flow);
    if (!scene.results.analyses.components) return;
    const ViewParts parts = parts_below(context, place, column.y + context.px(10));
    Cloud cloud(scene, parts.picture);
    cloud.draw();
    view_caption(context, {parts.caption.min, parts.legend.max}, cloud_caption(scene, cloud));
}

}  // namespace patchlens::ui
