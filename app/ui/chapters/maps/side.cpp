// The text beside the views: what is shown, with current numbers.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters.h"
#include "app/ui/chapters/maps/patch_map.h"
#include "app/ui/chapters/maps/rebuilt_parts.h"
#include "app/ui/chapters/maps/shapes_data.h"
#include "app/ui/chapters/maps/tile_tools.h"
#include "app/ui/chapters/maps/variance_text.h"
#include "app/ui/chapters/maps/views.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/legends.h"
#include "app/ui/plots/vector_plot.h"
#include "app/ui/weights_text.h"
#include "app/ui/widgets/panel.h"
#include "app/ui/widgets/story.h"

namespace patchlens::ui::maps {
namespace {

class Panelled {
public:
    Panelled(const Scene& scene, Column& column)
        : scene_(scene), context_(scene.context), language_(scene.context.language), column_(column) {}

    void words() {
        switch (scene_.session.place<model::Maps>().view) {
            case model::MapsView::filters:
                return filters();
            case model::MapsView::maps:
                return maps();
            case model::MapsView::tokens:
                return tokens();
            case model::MapsView::similarity:
                return similarity();
            case model::MapsView::neighbours:
                return tell_neighbours(scene_, column_);
            case model::MapsView::clusters:
                return tell_clusters(scene_, column_);
            case model::MapsView::components:
                return components();
            case model::MapsView::cloud:
                return tell_cloud(scene_, column_);
            case model::MapsView::norms:
                return norms();
            case model::MapsView::shapes:
                return shapes();
            case model::MapsView::rebuilt:
                return draw_rebuilt_side(scene_, column_);
        }
    }

    /// A summary of the selection: the patch's pixels, the dimension's map, the vector, the number.
    void inspector() {
        const float side = context_.px(72);
        const Rect row = column_.row(side);
        const Rect pixels = rect_at(row.min, side, side);
        draw_patch_pixels(scene_, pixels, patch());
        const Rect map = rect_at({row.max.x - side, row.min.y}, side, side);
        const float reach = reach_of_map(scene_);
        const bool whole = scene_.session.place<model::Maps>().whole_range || !results().analyses.reaches;
        const Source source{results().map, whole ? 1 : 0, &context_.palette};
        const Texture& texture = context_.pictures.of("inspector/map", source, [&] {
            return signed_image(results().map->values(), results().grid.grid(), context_.palette.diverging,
                                reach);
        });
        const PatchMap drawn = draw_patch_map(scene_, "inspector/map", map, texture);
        if (drawn.hovered) {
            tooltip(context_, {with_sign((*results().map)[results().grid.token(*drawn.hovered)]),
                               patch_text(scene_, *drawn.hovered)});
        }
        const Rect text{{pixels.max.x + context_.px(12), row.min.y},
                        {map.min.x - context_.px(12), row.max.y}};
        Column lines{text.min.x, text.min.y, text.width()};
        const float line = side / 3;
        text_in(context_, lines.row(line), context_.fonts.strong, context_.palette.text,
                language_("inspector.patch", {std::to_string(patch().row), std::to_string(patch().column)}));
        text_in(context_, lines.row(line), context_.fonts.body, context_.palette.muted,
                language_("maps.token", {grouped(token())}));
        text_in(context_, lines.row(line), context_.fonts.body, context_.palette.muted,
                language_("maps.dimension", {std::to_string(dim())}));
        const Rect below = column_.row(context_.px(20));
        draw_legend(context_, {{map.min.x, below.min.y + context_.px(2)}, below.max},
                    signed_legend(context_, {}, reach));
        column_.gap(context_.px(6));
        draw_vector_plot(context_, results(), column_.row(context_.px(104)), scene_.actions);
        column_.gap(context_.px(16));
    }

private:
    const model::Results& results() const { return scene_.results; }
    PatchPosition patch() const { return results().selection.patch; }
    int dim() const { return results().selection.dim; }
    std::int64_t token() const { return results().grid.token(patch()); }
    std::string dims() const { return grouped(scene_.dims()); }
    std::string patches() const { return grouped(results().grid.num_patches()); }
    std::string grid() const { return product(results().grid.grid()); }
    std::string number() const { return with_sign(results().explanation->value); }
    bool alone() const { return results().grid.num_patches() == 1; }

    std::string weights() const { return weights_text(language_, results()); }

    void filters() {
        const Range range = range_of(results().explanation->weights);
        const int channels = results().options.config.in_chans;
        const bool coloured = channels == 3 && !scene_.session.place<model::Maps>().planes;
        chapter_text(
            context_, column_, language_("maps.view.filters"),
            {language_("maps.filters.1", {dims(), grouped(results().options.config.conv_shape().fan_in()),
                                          std::to_string(channels), product(results().grid.patch())}),
             language_("maps.filters.2"), weights(),
             language_("maps.filters.3",
                       {std::to_string(dim()), with_sign(range.low), with_sign(range.high)}),
             language_(coloured ? "maps.filters.rgb" : "maps.filters.planes")});
    }

    void maps() {
        const auto& dimensions = results().analyses.dimensions;
        const std::string first = language_("maps.maps.1", {patches(), dims(), grid()});
        const std::string last = language_("maps.maps.4");
        const char* title = language_("maps.view.maps");
        if (!dimensions) return chapter_text(context_, column_, title, {first, last});
        const auto variance = [&](int index) {
            return variance_text((*dimensions)[static_cast<std::size_t>(index)].std);
        };
        const Summary& own = (*dimensions)[static_cast<std::size_t>(dim())];
        if (alone()) {
            const std::string answer = language_("maps.maps.alone", {std::to_string(dim()), number()});
            return chapter_text(context_, column_, title, {first, answer, last});
        }
        const std::vector<int>& order = *results().analyses.by_variance;
        std::vector<std::string> sentences{
            first, language_("maps.maps.2", {std::to_string(dim()), with_sign(own.min), with_sign(own.max),
                                             variance(dim())})};
        if ((*dimensions)[static_cast<std::size_t>(order.front())].std == 0) {
            sentences.emplace_back(language_("maps.maps.equal"));
        } else if (order.size() > 1) {
            sentences.push_back(
                language_("maps.maps.3", {std::to_string(order.front()), variance(order.front()),
                                          std::to_string(order.back()), variance(order.back())}));
        }
        sentences.push_back(last);
        chapter_text(context_, column_, title, sentences);
    }

    void tokens() {
        const Size size = results().grid.grid();
        const std::string column = std::to_string(dim());
        chapter_text(context_, column_, language_("maps.view.tokens"),
                     {language_("maps.tokens.1", {patches(), dims(),
                                                  short_count(results().grid.num_patches() * scene_.dims())}),
                      language_("maps.tokens.2", {grouped(token()), place_text(patch())}),
                      size.height > 1 ? language_("maps.tokens.3", {column, std::to_string(size.width)})
                                      : language_("maps.tokens.3_one_row", {column}),
                      language_("maps.tokens.4", {number()}), language_("maps.tokens.5")});
    }

    void similarity() {
        const char* title = language_("maps.view.similarity");
        const auto& nearest = results().analyses.nearest;
        if (std::ranges::all_of(*results().vector, [](float value) { return value == 0; })) {
            return chapter_text(context_, column_, title,
                                {language_("maps.similarity.1"),
                                 language_("maps.similarity.zero", {place_text(patch()), patches()}),
                                 language_("maps.similarity.4")});
        }
        std::string most;
        if (nearest && !nearest->empty()) {
            const PatchPosition other = results().grid.position(nearest->front().token);
            most = language_("maps.similarity.3",
                             {place_text(other), similarity_text(nearest->front().similarity)});
        } else {
            most = language_("maps.similarity.alone");
        }
        chapter_text(
            context_, column_, title,
            {language_("maps.similarity.1"), language_("maps.similarity.2", {place_text(patch()), patches()}),
             most, language_("maps.similarity.4")});
    }

    void components() {
        const auto& found = results().analyses.components;
        const char* title = language_("maps.view.pca");
        if (alone()) return chapter_text(context_, column_, title, {language_("maps.pca.alone")});
        if (found && found->total_variance == 0)
            return chapter_text(context_, column_, title, {language_("maps.pca.equal", {patches()})});
        std::string shares;
        double sum = 0;
        int count = 0;
        for (const double share : found ? found->shares : std::vector<double>()) {
            if (share == 0) continue;  // there are fewer directions than asked for
            shares += (shares.empty() ? "" : language_("list.separator")) + percent(share);
            sum += share;
            ++count;
        }
        const std::string explained = count > 1 ? language_("maps.pca.2", {shares, percent(sum)})
                                                : language_("maps.pca.2_one", {shares});
        const std::string first = scene_.dims() > 1 ? language_("maps.pca.1", {dims(), patches()})
                                                    : std::string(language_("maps.pca.1_one"));
        chapter_text(
            context_, column_, title,
            {first, explained, language_(count > 1 ? "maps.pca.3" : "maps.pca.3_one"), most_directions()});
    }

    /// In how many directions the vectors can differ, and which of three numbers limits it.
    std::string most_directions() const {
        const std::int64_t pixels = results().options.config.conv_shape().fan_in();
        const std::int64_t others = results().grid.num_patches() - 1;
        const std::int64_t most = std::min({pixels, std::int64_t{scene_.dims()}, others});
        if (most == pixels) return language_("maps.pca.4_pixels", {grouped(most)});
        if (most == scene_.dims()) return language_("maps.pca.4_dimensions", {grouped(most)});
        return language_("maps.pca.4_patches", {patches(), grouped(most)});
    }

    void norms() {
        const auto& statistics = results().analyses.norm_statistics;
        const Tensor& bias = results().module->bias();
        double squares = 0;
        for (const float value : bias.values())
            squares += static_cast<double>(value) * value;
        const std::string first = language_("maps.norms.1", {dims()});
        const std::string last = results().options.config.bias
                                     ? language_("maps.norms.3", {without_plus(std::sqrt(squares))})
                                     : language_("maps.norms.no_bias");
        const char* title = language_("maps.view.norms");
        if (!statistics) return chapter_text(context_, column_, title, {first, last});
        const float own = (*results().analyses.norms)[static_cast<std::size_t>(token())];
        const std::string length = alone()
                                       ? language_("maps.norms.alone", {without_plus(own)})
                                       : language_("maps.norms.2", {place_text(patch()), without_plus(own),
                                                                    without_plus(statistics->summary.mean)});
        chapter_text(context_, column_, title, {first, length, last, language_("maps.norms.4")});
    }

    void shapes() {
        const Size size = results().grid.grid();
        const ReshapedNumber other =
            reshaped_number(results().grid.num_patches(), scene_.dims(), token(), dim());
        const bool same = other.token == token() && other.dim == dim();
        chapter_text(
            context_, column_, language_("maps.view.shapes"),
            {language_("maps.shapes.1", {dims(), std::to_string(size.height), std::to_string(size.width)}),
             language_("maps.shapes.2", {patches()}), language_("maps.shapes.3", {dims()}),
             language_("maps.shapes.4", {number(), place_text(patch()), grouped(token())}),
             language_(same ? "maps.shapes.5_same" : "maps.shapes.5")});
    }

    const Scene& scene_;
    Context& context_;
    const model::Language& language_;
    Column& column_;
};

}  // namespace

void draw_side(const Scene& scene) {
    Panel panel(scene);
    Panelled side(scene, panel.column);
    side.inspector();  // first, so that no text of changing length moves it
    side.words();
    draw_side_questions(scene, panel.column);
}

}  // namespace patchlens::ui::maps
