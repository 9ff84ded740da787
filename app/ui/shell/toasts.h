// Messages that appear above everything for a while and disappear by themselves or on a click.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/state/actions.h"
#include "app/model/state/message.h"
#include "app/ui/context.h"

namespace patchlens::ui {

enum class ToastKind { problem, warning, news };

/// What a message is about: once that succeeds, messages about earlier failures no longer apply.
enum class Topic {
    other,
    opening,   ///< pictures, weights, sessions
    saving,    ///< sessions
    picture,   ///< where a session's picture is; only the latest message is kept
    second,    ///< likewise of its second picture
    weights,   ///< where a session's weights are; only the latest message is kept
    language,  ///< why the user's own language cannot be read; likewise
};

struct ToastOptions {
    bool still = false;        ///< without fading
    bool above_a_box = false;  ///< a dialog is open: a new message shows above its shade
};

class Toasts {
public:
    /// Repeating a message shows it for longer, not twice. News on a topic replaces its problems, and a
    /// problem replaces its news; for `picture`, `second` and `weights` only the latest message
    /// stays.
    void show(model::Message message, ToastKind kind = ToastKind::problem, Topic topic = Topic::other);
    /// The topic's operation succeeded: removes its problems and warnings.
    void worked(Topic topic);
    /// Removes all messages on the topic.
    void forget(Topic topic);
    /// A question on the topic, with a button `label` that emits `answer`. It stays until the question is
    /// answered, pressed, or closed by its cross or by close_question(). One at a time. `label` is a key of
    /// the language files.
    void ask(Topic topic, model::Message question, const char* label, model::Action answer,
             ToastKind kind = ToastKind::warning);
    /// False if there is none.
    bool close_question();
    /// What the button of the question does, if there is a question.
    std::optional<model::Action> answer() const;
    /// Draws the messages over `strip`, the line of the status or the bar of a presentation, where they cover
    /// nothing of the scene; each is as high as the strip, or higher where its text needs it.
    void draw(Context& context, const Rect& strip, double now, const ToastOptions& options,
              model::Actions& actions);
    bool empty() const { return toasts_.empty(); }
    std::vector<std::string> texts(const model::Language& language) const;
    /// Seconds after `now` until they change; 0 while one fades, nothing if there are none.
    std::optional<double> next_change(double now) const;

    static constexpr double seconds = 9;  ///< how long a message is shown
    static constexpr double fading = 0.2;

private:
    struct Toast {
        model::Message message;
        ToastKind kind = ToastKind::problem;
        Topic topic = Topic::other;
        double shown_at = -1;                      ///< set when it is first drawn
        std::string label = {};                    ///< a key of the language files
        std::optional<model::Action> answer = {};  ///< only for a question
    };
    const Toast* draw_all(Context& context, const Rect& place, float least, double now,
                          model::Actions& actions);
    static std::optional<std::string> answer_of(const Toast& toast, const model::Language& language);
    float strength(const Toast& toast, double now) const;
    static std::string told(const Context& context, const Toast& toast);

    std::vector<Toast> toasts_;
    bool still_ = true;
};

}  // namespace patchlens::ui
