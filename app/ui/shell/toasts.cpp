#include "app/ui/shell/toasts.h"

#include <algorithm>
#include <cmath>

#include "app/ui/drawing/notices.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui {
namespace {

constexpr std::size_t most_at_once = 3;
constexpr float toast_padding = 16;
constexpr float toast_margin = 5;
constexpr float sign_width = 26;
constexpr float toast_gap = 10;
constexpr float answer_height = 26;
constexpr float question_cross = 18;

constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove;

Notice notice_of(ToastKind kind) {
    if (kind == ToastKind::news) return Notice::news;
    return kind == ToastKind::warning ? Notice::warning : Notice::error;
}

/// The frame; that of a warning is neutral, as its sign has an edge of its own.
Colour toast_edge(const Palette& palette, ToastKind kind) {
    if (kind == ToastKind::news) return palette.accent;
    return kind == ToastKind::warning ? palette.edge : palette.problem;
}

/// The parts of a message's row; a question has a button and a cross at the right.
struct ToastRow {
    Rect whole;
    Rect text;
    Rect answer;
    Rect cross;
};

ToastRow arrange_row(const Context& context, Column& column, const std::string& text,
                     const std::optional<std::string>& answer, float least) {
    const float pad = context.px(toast_padding);
    float right = column.x + column.width - pad;
    ToastRow row;
    if (answer) {
        const float side = context.px(question_cross);
        row.cross = rect_at({right - side, 0}, side, side);
        row.answer = rect_at({row.cross.min.x - context.px(toast_gap) - chip_width(context, *answer), 0},
                             chip_width(context, *answer), context.px(answer_height));
        right = row.answer.min.x - context.px(toast_gap);
    }
    const float left = column.x + pad + context.px(sign_width);
    const float height = paragraph_height(context, context.fonts.body, text, right - left);
    row.whole = column.row(std::max(least, height + 2 * context.px(toast_margin)));
    const auto centred = [&](Rect part, float tall) {
        return rect_at({part.min.x, std::floor(row.whole.centre().y - tall / 2)}, part.width(), tall);
    };
    row.text = centred({{left, 0}, {right, 0}}, height);
    row.answer = centred(row.answer, row.answer.height());
    row.cross = centred(row.cross, row.cross.height());
    return row;
}

}  // namespace

void Toasts::show(model::Message message, ToastKind kind, Topic topic) {
    const bool one = topic == Topic::picture || topic == Topic::second || topic == Topic::weights ||
                     topic == Topic::language;
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

void Toasts::ask(Topic topic, model::Message question, const char* label, model::Action answer,
                 ToastKind kind) {
    close_question();
    forget(topic);
    toasts_.insert(toasts_.begin(), {std::move(question), kind, topic, -1, label, std::move(answer)});
}

bool Toasts::close_question() {
    return std::erase_if(toasts_, [](const Toast& toast) { return toast.answer.has_value(); }) > 0;
}

std::optional<model::Action> Toasts::answer() const {
    const auto question =
        std::ranges::find_if(toasts_, [](const Toast& toast) { return toast.answer.has_value(); });
    return question == toasts_.end() ? std::nullopt : question->answer;
}

void Toasts::worked(Topic topic) {
    std::erase_if(toasts_, [topic](const Toast& toast) {
        return toast.topic == topic && toast.kind != ToastKind::news;
    });
}

std::string Toasts::told(const Context& context, const Toast& toast) {
    return notice_text(context.language, notice_of(toast.kind), toast.message.in(context.language));
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

void Toasts::draw(Context& context, const Rect& strip, double now, const ToastOptions& options,
                  model::Actions& actions) {
    still_ = options.still;
    bool fresh = false;
    for (Toast& toast : toasts_) {
        if (toast.shown_at >= 0) continue;
        toast.shown_at = now;
        fresh = true;
    }
    std::erase_if(toasts_,
                  [now](const Toast& toast) { return !toast.answer && now - toast.shown_at >= seconds; });
    if (toasts_.empty()) return;
    Column column{strip.min.x, 0, strip.width()};
    for (const Toast& toast : toasts_)
        arrange_row(context, column, told(context, toast), answer_of(toast, context.language),
                    strip.height());
    // Rows that the strip has no room for grow into the window.
    const bool at_the_top = strip.centre().y < ImGui::GetIO().DisplaySize.y / 2;
    const ImVec2 corner{strip.min.x, at_the_top ? strip.min.y : strip.max.y - column.y};
    ImGui::SetNextWindowPos(corner);
    ImGui::SetNextWindowSize({strip.width(), column.y});
    if (fresh && options.above_a_box) ImGui::SetNextWindowFocus();  // above its shade
    ImGui::Begin("toasts", nullptr, flags);
    const Toast* dismissed =
        draw_all(context, rect_at(corner, strip.width(), column.y), strip.height(), now, actions);
    ImGui::End();
    if (dismissed != nullptr) toasts_.erase(toasts_.begin() + (dismissed - toasts_.data()));
}

std::optional<std::string> Toasts::answer_of(const Toast& toast, const model::Language& language) {
    return toast.answer ? std::optional<std::string>(language(toast.label.c_str())) : std::nullopt;
}

const Toasts::Toast* Toasts::draw_all(Context& context, const Rect& place, float least, double now,
                                      model::Actions& actions) {
    Column column{place.min.x, place.min.y, place.width()};
    const Toast* dismissed = nullptr;
    int index = 0;
    for (const Toast& toast : toasts_) {
        const float visible = strength(toast, now);
        const Palette& palette = context.palette;
        const std::string text = told(context, toast);
        const auto answer = answer_of(toast, context.language);
        const ToastRow row = arrange_row(context, column, text, answer, least);
        const std::string name = "toast/" + std::to_string(index++);
        fill(context, row.whole, palette.raised.packed(visible));
        Rect rest = row.whole;  // a press on the answer or the cross is not a press on the message
        if (toast.answer) rest.max.x = row.answer.min.x;
        const Press press = pressable(context, name.c_str(), rest.inset(context.px(2)));
        if (press.clicked) dismissed = &toast;
        const Colour edge = toast_edge(palette, toast.kind);
        outline(context, row.whole, (press.hovered ? palette.hovered : edge).packed(visible),
                context.px(1.5F));
        if (visible < 0.5F) continue;
        draw_notice(context, {place.min.x + context.px(toast_padding + 7), std::floor(row.whole.centre().y)},
                    context.px(9), notice_of(toast.kind));
        paragraph(context, row.text.min, row.text.width() + 1, context.fonts.body, palette.text, text);
        if (!answer) continue;
        if (chip(context, "toast/answer", row.answer, *answer, true).clicked)
            actions.push_back(*toast.answer);
        if (cross(context, "toast/close", row.cross, context.language("message.close")).clicked)
            dismissed = &toast;
    }
    return dismissed;
}

}  // namespace patchlens::ui
