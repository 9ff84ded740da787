// Before the first round: the module that is asked about, what is asked, how long it takes, the best scores.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "app/model/quiz/progress.h"
#include "app/ui/chapters/quiz/parts.h"
#include "app/ui/drawing/grid_lines.h"
#include "app/ui/quiz_texts.h"
#include "app/ui/widgets/paragraph_height.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::quiz {
namespace {

constexpr float picture_side = 180;
constexpr float narrow_side = 120;  ///< in a narrow place, where the settings stand below
constexpr float least_wide = 500;
constexpr int minutes = 5;  ///< that ten questions take
constexpr float begin_row = 30;

std::string best_text(const model::Language& language, const model::QuizBest& best) {
    if (best.before < 0 && best.after < 0) return std::string(language("quiz.first.no_best"));
    const auto number = [](int score) { return score < 0 ? std::string("–") : std::to_string(score); };
    return language("quiz.first.best_text",
                    {number(best.before), number(best.after), std::to_string(model::quiz_length)});
}

/// Draws it, or only measures.
class Beginning {
public:
    Beginning(const Scene& scene, const Rect& place, bool draws)
        : scene_(scene), context_(scene.context), place_(place), draws_(draws) {}

    /// The height it takes.
    float lay_out() {
        const model::Language& language = context_.language;
        Column column{place_.min.x, place_.min.y, place_.width()};
        write(column, context_.fonts.title, context_.palette.text, language("quiz.first.title"));
        column.gap(context_.px(18));
        const bool wide = place_.width() >= context_.px(least_wide);
        const float side = context_.px(wide ? picture_side : narrow_side);
        const float gap = context_.px(24);
        Column left{column.x, column.y, side};
        Column right{column.x + side + gap, column.y, column.width - side - gap};
        picture_with_patches(left.row(side));
        left.gap(context_.px(8));
        if (wide) settings(left);
        rows(right);
        column.y = std::max(left.y, right.y);
        if (!wide) settings(column);
        column.gap(context_.px(20));
        begin_button(column);
        return column.y - place_.min.y;
    }

private:
    void write(Column& column, ImFont* font, ImU32 colour, const std::string& text) {
        column.gap(draws_ ? paragraph(context_, {column.x, column.y}, column.width, font, colour, text)
                          : paragraph_height(context_, font, text, column.width));
    }

    void picture_with_patches(const Rect& place) {
        if (!draws_) return;
        const PatchGrid& grid = scene_.grid();
        const Size size = grid.image();
        const Rect shown = fitted(place, size.width, size.height);
        picture(context_, context_.pictures.of("quiz/picture", scene_.results.pyramid), shown);
        draw_grid_lines(context_, grid, {shown.min.x, shown.min.y, double{shown.width()} / size.width},
                        shown);
        context_.probe.item("quiz/picture", shown.min, shown.max);
    }

    void settings(Column& column) {
        const std::string text = quiz_settings(context_.language, module_now(scene_));
        ImFont* font = context_.fonts.mono_small;
        write(column, font, context_.palette.muted, settings_in_lines(font, text, column.width));
    }

    /// A name and beside it what there is to say.
    void rows(Column& column) {
        const model::Language& language = context_.language;
        const std::string questions = std::to_string(model::quiz_length);
        const std::array<std::pair<const char*, std::string>, 5> lines{{
            {"quiz.first.asked", std::string(language("quiz.first.asked_text"))},
            {"quiz.first.length", language("quiz.first.length_text", {questions, std::to_string(minutes)})},
            {"quiz.round.before", std::string(language("quiz.first.before_text"))},
            {"quiz.round.after", std::string(language("quiz.first.after_text"))},
            {"quiz.first.best", best_text(language, place_of(scene_).best)},
        }};
        float names = 0;
        for (const auto& [name, text] : lines)
            names = std::max(names, std::ceil(text_width(context_.fonts.strong, language(name))));
        names += context_.px(16);
        for (const auto& [name, text] : lines) {
            Column beside{column.x + names, column.y, column.width - names};
            if (draws_) {
                paragraph(context_, {column.x, column.y}, names, context_.fonts.strong,
                          context_.palette.muted, language(name));
            }
            write(beside, context_.fonts.body, context_.palette.text, text);
            column.y = beside.y + context_.px(10);
        }
    }

    void begin_button(Column& column) {
        const Rect row = column.row(context_.px(begin_row));
        if (!draws_) return;
        const Press press = chip(context_, "quiz/begin", row.min, context_.language("quiz.begin"), true);
        if (press.clicked) begin(scene_);
        text_in(context_, {{press.place.max.x + context_.px(14), row.min.y}, row.max}, context_.fonts.small,
                context_.palette.muted, context_.language("quiz.first.freely"));
    }

    const Scene& scene_;
    Context& context_;
    Rect place_;
    bool draws_;
};

}  // namespace

std::string settings_in_lines(const ImFont* font, std::string_view settings, float width) {
    constexpr std::string_view between = " · ";
    std::string text;
    std::string line;
    while (!settings.empty()) {
        const std::string_view one = settings.substr(0, settings.find(between));
        settings.remove_prefix(std::min(settings.size(), one.size() + between.size()));
        std::string longer = line.empty() ? std::string() : line + std::string(between);
        longer += one;
        if (!line.empty() && text_width(font, longer) > width) {
            text += line + "\n";
            longer = one;
        }
        line = std::move(longer);
    }
    return text + line;
}

PatchEmbedConfig module_now(const Scene& scene) {
    PatchEmbedConfig module = scene.results.options.config;
    module.img_size = scene.grid().image();
    return module;
}

void begin(const Scene& scene) {
    const model::Quiz::Place& place = place_of(scene);
    set(scene, model::begun(module_now(scene), place.seed, place.best));
}

float beginning_height(const Scene& scene, float width) {
    return Beginning(scene, {{0, 0}, {width, 0}}, false).lay_out();
}

void draw_beginning(const Scene& scene, const Rect& place) {
    const float spare = std::max(0.0F, place.height() - beginning_height(scene, place.width()));
    Beginning(scene, {{place.min.x, place.min.y + std::floor(spare / 4)}, place.max}, true).lay_out();
}

}  // namespace patchlens::ui::quiz
