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
    picture,  ///< where a session's picture is, …
    weights,  ///< … where its weights are: of each, what is said last is what holds
};

class Toasts {
public:
    /// A message that is there already stays longer instead of coming twice; news of a topic replace its
    /// problems, and a problem the topic's news. Of what a session's files are like, one message stays.
    void show(std::string text, ToastKind kind = ToastKind::problem, Topic topic = Topic::other);
    /// What the topic is about has worked: its problems go.
    void worked(Topic topic);
    /// Whatever was said about the topic is past.
    void forget(Topic topic);
    /// A question on the topic: it stays until it is answered, or closed by its cross, a press on it or
    /// close_question(), with a press called `label` that emits `answer`. One at a time; an empty text takes
    /// it away.
    void ask(Topic topic, std::string text, std::string label = {}, std::optional<model::Action> answer = {});
    /// False where there is none.
    bool close_question();
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
