// Messages that appear for a while above everything and go by themselves or by a click.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/state/actions.h"
#include "app/ui/context.h"

namespace patchlens::ui {

enum class ToastKind { problem, news };

/// What a message is about: once that has worked, messages of earlier failures are no longer true.
enum class Topic {
    other,
    opening,  ///< pictures, weights, sessions
    saving,   ///< sessions
};

class Toasts {
public:
    /// A message that is there already stays longer instead of coming twice; news of a topic replace its
    /// problems, and a problem the topic's news.
    void show(std::string text, ToastKind kind = ToastKind::problem, Topic topic = Topic::other);
    /// What the topic is about has worked: its problems go.
    void worked(Topic topic);
    /// A question: it stays until it is answered or clicked away, with a press called `label` that emits
    /// `answer`. One at a time; an empty text takes it away.
    void ask(std::string text, std::string label = {}, std::optional<model::Action> answer = {});
    /// Draws them at the bottom of `scene`, in a window of their own. `still`: they neither fade in nor out.
    void draw(Context& context, const Rect& scene, double now, bool still, model::Actions& actions);
    bool empty() const { return toasts_.empty(); }
    std::vector<std::string> texts() const;
    /// Seconds after `now` until they look different; 0 while one fades, nothing without any.
    std::optional<double> next_change(double now) const;

    static constexpr double seconds = 9;  ///< how long one is read
    static constexpr double fading = 0.2;

private:
    struct Toast {
        std::string text;
        ToastKind kind = ToastKind::problem;
        Topic topic = Topic::other;
        double shown_at = -1;  ///< set when it is drawn first
        std::string label = {};
        std::optional<model::Action> answer = {};  ///< of a question
    };
    const Toast* draw_all(Context& context, const Rect& place, double now, model::Actions& actions);
    float strength(const Toast& toast, double now) const;

    std::vector<Toast> toasts_;
    bool still_ = true;
};

}  // namespace patchlens::ui
