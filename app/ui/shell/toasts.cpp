#include "app/ui/shell/toasts.h"

#include <algorithm>
#include <cmath>

#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr std::size_t most_at_once = 3;
constexpr float padding = 14;
constexpr float sign_width = 26;
constexpr float between = 8;

constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove;

constexpr float answer_height = 30;
constexpr float question_cross = 18;

/// A question has a cross at the right.
float text_room(const Context& context, bool asks, float width) {
    const float end = asks ? context.px(question_cross) : 0;
    return width - 2 * context.px(padding) - context.px(sign_width) - end;
}

float height_of(const Context& context, const std::string& text, bool asks, float width) {
    const float answer = asks ? context.px(answer_height + between) : 0;
    return paragraph_height(context.fonts.body, text, text_room(context, asks, width)) +
           2 * context.px(padding) + answer;
}

/// "!" for a problem, "i" for news, so that colour is not the only difference.
void draw_sign(Context& context, ImVec2 centre, ToastKind kind) {
    const bool problem = kind == ToastKind::problem;
    const float radius = context.px(9);
    ImGui::GetWindowDrawList()->AddCircleFilled(centre, radius,
                                                problem ? context.palette.problem : context.palette.accent);
    text_in(context, {{centre.x - radius, centre.y - radius}, {centre.x + radius, centre.y + radius}},
            context.fonts.strong, context.palette.panel, problem ? "!" : "i", Align::centre);
}

}  // namespace

void Toasts::show(model::Message message, ToastKind kind, Topic topic) {
    const bool one = topic == Topic::picture || topic == Topic::weights;
    std::erase_if(toasts_, [&](const Toast& toast) {
        const bool past = topic != Topic::other && toast.topic == topic && (one || toast.kind != kind);
        return one ? past : !toast.answer && (past || toast.message == message);
    });
    toasts_.push_back({std::move(message), kind, topic});
    if (toasts_.size() <= most_at_once) return;
    const auto oldest =
        std::find_if(toasts_.begin(), toasts_.end(), [](const Toast& toast) { return !toast.answer; });
    if (oldest != toasts_.end()) toasts_.erase(oldest);
}

void Toasts::forget(Topic topic) {
    std::erase_if(toasts_, [topic](const Toast& toast) { return toast.topic == topic; });
}

void Toasts::ask(Topic topic, model::Message question, const char* label, model::Action answer) {
    close_question();
    forget(topic);
    toasts_.insert(toasts_.begin(),
                   {std::move(question), ToastKind::problem, topic, -1, label, std::move(answer)});
}

bool Toasts::close_question() {
    return std::erase_if(toasts_, [](const Toast& toast) { return toast.answer.has_value(); }) > 0;
}

void Toasts::worked(Topic topic) {
    std::erase_if(toasts_, [topic](const Toast& toast) {
        return toast.topic == topic && toast.kind == ToastKind::problem;
    });
}

std::vector<std::string> Toasts::texts(const model::Language& language) const {
    std::vector<std::string> texts;
    for (const Toast& toast : toasts_)
        texts.push_back(toast.message.in(language));
    return texts;
}

float Toasts::strength(const Toast& toast, double now) const {
    if (still_ || toast.answer) return 1;
    const double age = now - toast.shown_at;
    return static_cast<float>(std::clamp(std::min(age, seconds - age) / fading, 0.0, 1.0));
}

std::optional<double> Toasts::next_change(double now) const {
    std::optional<double> soonest;
    for (const Toast& toast : toasts_) {
        if (toast.answer) continue;
        const double age = toast.shown_at < 0 ? 0 : now - toast.shown_at;
        double change = seconds - age;
        if (!still_) change = age < fading ? 0 : seconds - fading - age;
        soonest = std::min(soonest.value_or(change), std::max(0.0, change));
    }
    return soonest;
}

void Toasts::draw(Context& context, const Rect& scene, double now, bool still, model::Actions& actions) {
    still_ = still;
    for (Toast& toast : toasts_) {
        if (toast.shown_at < 0) toast.shown_at = now;
    }
    std::erase_if(toasts_,
                  [now](const Toast& toast) { return !toast.answer && now - toast.shown_at >= seconds; });
    if (toasts_.empty()) return;
    const float width = std::min(scene.width() - context.px(32), context.px(560));
    float height = 0;
    for (const Toast& toast : toasts_)
        height += height_of(context, toast.message.in(context.language), toast.answer.has_value(), width) +
                  context.px(between);
    height = std::min(height, scene.height() - context.px(32));
    const ImVec2 corner{std::floor(scene.centre().x - width / 2), scene.max.y - context.px(16) - height};
    ImGui::SetNextWindowPos(corner);
    ImGui::SetNextWindowSize({width, height});
    ImGui::Begin("toasts", nullptr, flags);
    const Toast* dismissed = draw_all(context, rect_at(corner, width, height), now, actions);
    ImGui::End();
    if (dismissed != nullptr) toasts_.erase(toasts_.begin() + (dismissed - toasts_.data()));
}

const Toasts::Toast* Toasts::draw_all(Context& context, const Rect& place, double now,
                                      model::Actions& actions) {
    Column column{place.min.x, place.min.y, place.width()};
    const Toast* dismissed = nullptr;
    int index = 0;
    for (const Toast& toast : toasts_) {
        const float visible = strength(toast, now);
        const Palette& palette = context.palette;
        const std::string text = toast.message.in(context.language);
        const Rect box = column.row(height_of(context, text, toast.answer.has_value(), place.width()));
        column.gap(context.px(between));
        const std::string name = "toast/" + std::to_string(index++);
        fill(context, box, palette.raised.packed(visible), context.px(8));
        Rect rest = box;  // a press on the answer or the cross is not a press on the message
        if (toast.answer) {
            rest.max.y -= context.px(padding + answer_height);
            rest.max.x -= context.px(padding + question_cross);
        }
        const Press press = pressable(context, name.c_str(), rest, context.px(8));
        if (press.clicked) dismissed = &toast;
        const Colour& edge = toast.kind == ToastKind::problem ? palette.problem : palette.accent;
        outline(context, box, (press.hovered ? palette.hovered : edge).packed(visible), context.px(1.5F),
                context.px(8));
        if (visible < 0.5F) continue;
        const float pad = context.px(padding);
        draw_sign(context, {box.min.x + pad + context.px(7), box.min.y + pad + context.px(8)}, toast.kind);
        paragraph(context, {box.min.x + pad + context.px(sign_width), box.min.y + pad},
                  text_room(context, toast.answer.has_value(), place.width()), context.fonts.body,
                  palette.text, text);
        if (!toast.answer) continue;
        const char* label = context.language(toast.label.c_str());
        const ImVec2 at{box.max.x - pad - chip_width(context, label),
                        box.max.y - pad - context.px(answer_height)};
        if (chip(context, "toast/answer", at, label, true).clicked) actions.push_back(*toast.answer);
        const float side = context.px(question_cross);
        const Rect corner =
            rect_at({box.max.x - pad - side + context.px(4), box.min.y + pad - context.px(1)}, side, side);
        if (cross(context, "toast/close", corner, context.language("message.close")).clicked)
            dismissed = &toast;
    }
    return dismissed;
}

}  // namespace patchlens::ui
