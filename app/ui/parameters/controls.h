// The rows of the panel: a label, a control, a button that resets to the default, and beside it the
// sentence that says why a value is refused.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "app/model/computing/results.h"
#include "app/model/state/option_limits.h"
#include "app/ui/parameters/refusal.h"
#include "app/ui/widgets/choice.h"
#include "app/ui/widgets/segments.h"
#include "app/ui/widgets/slider.h"

namespace patchlens::ui {

/// An option that is a whole number.
struct NumberOption {
    const char* name;   ///< "params/patch_size"
    const char* label;  ///< the argument's name in code
    const char* help;   ///< language key
    std::int64_t value;
    std::int64_t initial;  ///< the default
    Track track;
    model::Limits limits;
    std::function<model::Action(std::int64_t)> set;
    /// The nearest valid number, if it is not simply the nearest within `limits`.
    std::function<std::int64_t(std::int64_t)> nearest = {};
    /// The largest value the weights file has data for, if the file sets the limit.
    std::optional<int> most_in_file = {};
    /// The module with both sides, for a size typed as "240x320".
    std::function<model::ModuleOptions(Size)> with_sides = {};
};

/// An option with a few named values.
struct NamedOption {
    const char* name;   ///< "params/fit"
    const char* label;  ///< the argument's name in code
    const char* help;   ///< language key
    int chosen;
    int initial;  ///< the default
    std::span<const ChoiceItem> items;
    std::function<model::ModuleOptions(int)> set;
};

/// An option with two or three values, all of them in sight.
struct SegmentedOption {
    const char* name;  ///< "params/learned"
    const char* label;
    model::Term term;                   ///< what the label means
    const char* help;                   ///< language key
    std::optional<std::size_t> chosen;  ///< none where the value is another one
    std::span<const Segment> items;
    std::function<model::Action(std::size_t)> set;
};

/// Draws options as rows of the panel. The rows of sections.h can be drawn in other ways too (bar.cpp).
class Controls {
public:
    /// `results` may be null.
    Controls(Context& context, const model::Session& session, const model::Results* results,
             ParametersMemory& memory, Column& column, bool low, model::Actions& actions);
    virtual ~Controls() = default;
    Controls(const Controls&) = delete;
    Controls& operator=(const Controls&) = delete;

    virtual void number(const NumberOption& option);
    virtual void one_of(const NamedOption& option);
    virtual void one_beside(const SegmentedOption& option);
    /// A row of the panel's height with `label` at its left; returns the place of its control. The
    /// label of an argument's name in code has its meaning by itself.
    Rect labelled(const char* label, std::string_view help, std::optional<model::Term> meaning = {});
    /// A reset button in the margin beside `row`, shown while `changed`; its tooltip names the default.
    bool reset_button(const std::string& name, const Rect& row, bool changed, const std::string& initial);
    /// Emits `action`; if it fails, `control` shows why and offers `repairs`.
    void attempt(const std::string& control, const model::Action& action, std::vector<Repair> repairs = {});
    /// Changes the module, or offers the nearest valid module.
    void attempt_module(const std::string& control, const model::ModuleOptions& wanted);
    void refuse(const std::string& control, const Error& error, std::vector<Repair> repairs);
    /// Scrolls the panel down far enough to show `bottom`.
    static void scroll_to(float bottom);
    /// Draws the refusal beside `control`, which was drawn last, if there is one.
    void refusal_of(const std::string& control, const RefusalExtras& extras = {});

    /// The default options; with weights from a file, the sizes are the file's.
    const model::ModuleOptions& initial() const { return initial_; }
    /// The projection from the weights file; null while weights are random or the file is still being read.
    const LoadedProjection* loaded() const { return loaded_; }
    /// The size the module sees: img_size or the picture's size.
    Size seen() const { return model::seen_size(session.module, picture_size()); }
    Size picture_size() const { return model::picture_size(context.loaded, session.module); }

    Context& context;
    const model::Language& language;
    const model::Session& session;
    const model::Results* results;
    ParametersMemory& memory;
    Column& column;
    model::Actions& actions;
    bool tight;  ///< in a low panel
    float row_height;
    float line_height;

protected:
    SliderOptions slider_of(const NumberOption& option) const;
    /// Does what the user asked of the number.
    void follow(const NumberOption& option, const SliderAnswer& answer);
    /// Sets the number; if that fails, offers the nearest valid one.
    void attempt_number(const NumberOption& option, std::int64_t wanted);
    /// The nearest valid number, for one beyond 64 bits.
    static std::vector<Repair> nearest_of(const NumberOption& option, const Error& refused);

    /// The segments of `option` in `field`, under the name `name`.
    void segments_in(const SegmentedOption& option, const std::string& name, const Rect& field);

private:
    const LoadedProjection* loaded_ = nullptr;
    model::ModuleOptions initial_;
};

}  // namespace patchlens::ui
