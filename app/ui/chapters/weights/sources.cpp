// Where weights can come from, side by side: one press takes them.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/computing/source_previews.h"
#include "app/model/computing/training.h"
#include "app/ui/chapters/weights/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/filter_pictures.h"

namespace patchlens::ui::weights {
namespace {

constexpr float card_height = 44;
constexpr float card_gap = 6;
constexpr int filters_a_side = 4;

struct Card {
    std::string name;  ///< for the probe
    std::string label;
    std::string help;
    bool current = false;
    const Tensor* filters = nullptr;  ///< the first 16; null: a blank square
    Source source = {};
    std::optional<model::Action> action = {};  ///< none: there is nothing to take yet
};

/// The first filters of all as a tensor of their own.
Tensor first_of(const Tensor& weight) {
    const std::int64_t count = std::min<std::int64_t>(model::previewed_filters, weight.dimension(0));
    const std::int64_t numbers = weight.size() / weight.dimension(0);
    return {{count, weight.dimension(1), weight.dimension(2), weight.dimension(3)},
            weight.values().first(static_cast<std::size_t>(count * numbers))};
}

std::vector<float> largest_of_each(const Tensor& weight) {
    const ConstMatrixView filters = weight.matrix(weight.dimension(0));
    std::vector<float> largest;
    for (Eigen::Index filter = 0; filter < filters.rows(); ++filter)
        largest.push_back(largest_of({filters.row(filter).data(), static_cast<std::size_t>(filters.cols())}));
    return largest;
}

/// The first 16 filters in four rows.
void draw_preview(Context& context, const Card& card, const Rect& place) {
    fill(context, place, context.palette.blank, context.px(3));
    if (card.filters == nullptr || card.filters->empty()) return;
    const std::vector<float> largest = largest_of_each(*card.filters);
    const bool coloured = card.filters->dimension(1) == 3;
    const FilterPictures pictures(context, *card.filters, largest, coloured);
    const Texture& texture = pictures.texture("weights/" + card.name, card.source);
    const Size whole = pictures.plan().size();
    const auto count = static_cast<int>(card.filters->dimension(0));
    const float gap = std::max(1.0F, context.px(1));
    const float side = std::floor((place.width() - gap * (filters_a_side - 1)) / filters_a_side);
    for (int filter = 0; filter < count; ++filter) {
        const Rectangle texels = pictures.plan().texels(filter * pictures.planes());
        const auto u = [&](int x) { return static_cast<float>(x) / static_cast<float>(whole.width); };
        const auto v = [&](int y) { return static_cast<float>(y) / static_cast<float>(whole.height); };
        const ImVec2 corner{place.min.x + static_cast<float>(filter % filters_a_side) * (side + gap),
                            place.min.y + static_cast<float>(filter / filters_a_side) * (side + gap)};
        ImGui::GetWindowDrawList()->AddImage(texture.id(), corner, {corner.x + side, corner.y + side},
                                             {u(texels.left), v(texels.top)},
                                             {u(texels.left + texels.width), v(texels.top + texels.height)});
    }
}

/// The names of the initialisations, in the order of names_of<Init>.
constexpr std::array init_labels{"lab.init.torch",      "lab.init.xavier",  "lab.init.trunc_normal",
                                 "lab.init.lecun",      "lab.init.trained", "lab.init.pca",
                                 "lab.init.dct",        "lab.init.edges",   "lab.init.identity",
                                 "lab.init.mean_colour"};
static_assert(init_labels.size() == model::names_of<Init>.size());

/// What the panel says of an initialisation.
std::string help_of(const model::Language& language, std::string_view init) {
    std::string key = "help.init." + std::string(init);
    std::ranges::replace(key, '-', '_');
    return language(key.c_str());
}

void draw_card(const Scene& scene, const Card& card, const Rect& place) {
    Context& context = scene.context;
    const Palette& palette = context.palette;
    const float rounding = context.px(6);
    const Press press = pressable(context, ("weights/source/" + card.name).c_str(), place, rounding);
    fill(context, place, card.current || press.hovered ? palette.raised : palette.panel, rounding);
    outline(context, place,
            card.current    ? palette.accent
            : press.hovered ? palette.hovered
                            : palette.edge,
            context.px(card.current ? 2 : 1), rounding);
    const float margin = context.px(4);
    const float side = place.height() - 2 * margin;
    draw_preview(context, card, rect_at({place.min.x + margin, place.min.y + margin}, side, side));
    text_in(context, {{place.min.x + side + 3 * margin, place.min.y}, {place.max.x - margin, place.max.y}},
            context.fonts.small, card.current ? palette.text : palette.muted, card.label);
    explain_on_hover(context, place, card.help);
    if (press.clicked && card.action) scene.actions.push_back(*card.action);
}

/// The sources that are drawn or computed by a rule.
void add_rules(const Scene& scene, std::vector<Card>& cards) {
    const model::ModuleOptions& module = scene.session.module;
    const auto& names = model::names_of<Init>;
    const auto& previews = scene.context.previews;
    const model::Language& language = scene.context.language;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& [name, init] = names[i];
        model::ModuleOptions wanted = model::with_weights(module, {});
        wanted.init = init;
        Card card{std::string(name), language(init_labels.at(i)), help_of(language, name),
                  module.weights.empty() && module.init == init};
        if (previews && i < previews->size()) {
            card.filters = &(*previews)[i];
            card.source = {previews, static_cast<std::int64_t>(i), &scene.context.palette};
        }
        card.action = model::SetModule{wanted};
        cards.push_back(std::move(card));
    }
}

void draw_large_card(const Scene& scene, const Card& card, const Rect& place) {
    Context& context = scene.context;
    const Press press = pressable(context, ("weights/both/" + card.name).c_str(), place, context.px(6));
    outline(context, place,
            card.current    ? context.palette.accent
            : press.hovered ? context.palette.hovered
                            : context.palette.edge,
            context.px(card.current ? 2 : 1), context.px(6));
    Column column{place.min.x + context.px(12), place.min.y + context.px(8), place.width() - context.px(24)};
    text_in(context, column.row(context.px(24)), context.fonts.heading, context.palette.text, card.label);
    column.gap(paragraph(context, {column.x, column.y}, column.width, context.fonts.small,
                         context.palette.muted, card.help));
    column.gap(context.px(8));
    const Rect below{{column.x, column.y}, {column.x + column.width, place.max.y - context.px(12)}};
    if (below.height() < context.px(40)) return;
    const Rect square = fitted(below, 1, 1);
    draw_preview(context, card, square);
    context.probe.item("weights/both/" + card.name + "/filters", square.min, square.max);
    if (press.clicked && card.action) scene.actions.push_back(*card.action);
}

}  // namespace

void draw_random_and_learned(const Scene& scene, const Rect& place) {
    std::vector<Card> cards;
    add_rules(scene, cards);
    const float gap = scene.px(12);
    const float width = std::floor((place.width() - gap) / 2);
    float x = place.min.x;
    for (Card& card : cards) {
        const bool drawn = card.name == model::name_of(Init::torch);
        if (!drawn && card.name != model::name_of(Init::trained)) continue;
        if (drawn) card.label += std::string(" · ") + scene.context.language("learned.random");
        draw_large_card(scene, card, rect_at({x, place.min.y}, width, place.height()));
        x += width + gap;
    }
}

void draw_sources(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::Language& language = context.language;
    std::vector<Card> cards;
    add_rules(scene, cards);

    const model::ModuleOptions& module = scene.session.module;
    const bool file = !module.weights.empty() && !context.shows_training;
    Card from_file{"file", file ? module.weights.filename().string() : language("lab.file"),
                   language("lab.file_help"), file};
    Tensor in_file;
    if (file && scene.results.loaded && !scene.results.live) {
        in_file = first_of(scene.results.module->weight());
        from_file.filters = &in_file;
        from_file.source = {scene.results.module, 0, &context.palette};
    }
    from_file.action = model::ShowDialog{model::Dialog::open_weights};
    cards.push_back(std::move(from_file));

    const model::TrainingPointer run = context.training.progress();
    Card here{"here", language("lab.here"), language(run ? "lab.here_help" : "lab.here_start"),
              context.shows_training};
    Tensor trained;
    if (run && run->weights) {
        trained = first_of(run->weights->parameters.weight);
        here.filters = &trained;
        here.source = {run->weights, 0, &context.palette};
        here.action = model::SetModule{model::with_weights(module, {run->file, {}, {}, {}})};
    }
    cards.push_back(std::move(here));

    float widest = 0;
    for (const Card& card : cards) {
        if (card.name != "file") widest = std::max(widest, text_width(context.fonts.small, card.label));
    }
    const float gap = context.px(card_gap);
    const float least = std::ceil(widest) + context.px(card_height + 12);
    const auto fitting = static_cast<int>((column.width + gap) / (least + gap));
    const auto count = static_cast<int>(cards.size());
    const int columns = std::clamp(fitting, 1, count);
    const int rows = (count + columns - 1) / columns;
    const int even = (count + rows - 1) / rows;  // the last row is not nearly empty
    const float width =
        std::floor((column.width - gap * static_cast<float>(even - 1)) / static_cast<float>(even));
    for (int row = 0; row < rows; ++row) {
        const Rect line = column.row(context.px(card_height));
        for (int i = row * even; i < std::min(count, (row + 1) * even); ++i) {
            const float x = line.min.x + static_cast<float>(i - row * even) * (width + gap);
            draw_card(scene, cards[static_cast<std::size_t>(i)],
                      rect_at({x, line.min.y}, width, line.height()));
        }
        column.gap(gap);
    }
}

}  // namespace patchlens::ui::weights
