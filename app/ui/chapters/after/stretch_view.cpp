// The table of positions for another picture size: before, stretched, and stretched with a mistake.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/ui/chapters/after/parts.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/legends.h"

namespace patchlens::ui::after {
namespace {

struct WayChip {
    model::StretchWay way;
    const char* chip;  ///< name for the probe
    const char* label;
};
constexpr std::array way_chips{
    WayChip{model::StretchWay::right, "after/way/right", "after.way.right"},
    WayChip{model::StretchWay::class_row_left, "after/way/class_row_left", "after.way.class_row_left"},
    WayChip{model::StretchWay::other_sides, "after/way/other_sides", "after.way.other_sides"},
    WayChip{model::StretchWay::not_permuted, "after/way/not_permuted", "after.way.not_permuted"},
    WayChip{model::StretchWay::not_stretched, "after/way/not_stretched", "after.way.not_stretched"},
};

void size_tool(const Scene& scene, Flow& flow) {
    Context& context = scene.context;
    const model::Positions* positions = positions_in(scene);
    const int shown = positions != nullptr && positions->stretch
                          ? positions->stretch->image.height
                          : scene.session.choice<model::After>().img_size;
    const auto typed = typed_in(scene, flow,
                                {"after/img_size",
                                 std::string(context.language("after.img_size")),
                                 shown,
                                 {1, model::largest_img_size},
                                 66});
    if (typed) scene.choose<model::After>([&](auto& choice) { choice.img_size = *typed; });
}

void tools(const Scene& scene, Column& column) {
    Context& context = scene.context;
    const model::After::Choice& now = scene.session.choice<model::After>();
    {
        Flow flow(context, column);
        kind_tools(scene, flow);
        size_tool(scene, flow);
        if (flow.chip("after/antialias", context.language("after.antialias"), now.antialias).clicked)
            scene.choose<model::After>([&](auto& choice) { choice.antialias = !now.antialias; });
    }
    column.gap(context.px(4));
    Flow flow(context, column);
    for (const WayChip& entry : way_chips) {
        if (flow.chip(entry.chip, context.language(entry.label), entry.way == now.way).clicked)
            scene.choose<model::After>([&](auto& choice) { choice.way = entry.way; });
    }
}

class StretchView {
public:
    StretchView(const Scene& scene, const model::Positions& positions, const Rect& place)
        : scene_(scene),
          context_(scene.context),
          positions_(positions),
          stretch_(*positions.stretch),
          dim_(scene.results.selection.dim),
          before_(column_of(positions.table->original(), dim_)),
          right_(column_of(stretch_.right, dim_)),
          wrong_(stretch_.wrong.empty() ? std::vector<float>() : column_of(stretch_.wrong, dim_)),
          largest_(std::max({largest_of(before_), largest_of(right_), largest_of(wrong_)})),
          lowest_(std::min({range_of(stretch_.before_similarity).low, range_of(stretch_.right_similarity).low,
                            wrong_.empty() ? 1.0F : range_of(stretch_.wrong_similarity).low})) {
        const float legend = two_line_legend(context_);
        const Rect maps{place.min, {place.max.x, place.max.y - legend - context_.px(8)}};
        const bool third = !wrong_.empty() || fails();
        const float gap = context_.px(14);
        const float columns = third ? 3 : 2;
        const float width = std::floor((maps.width() - (columns - 1) * gap) / columns);
        const float height = std::floor((maps.height() - gap) / 2);
        for (std::size_t i = 0; i < 3; ++i) {
            const float left = maps.min.x + static_cast<float>(i) * (width + gap);
            upper_.at(i) = rect_at({left, maps.min.y}, width, height);
            lower_.at(i) = rect_at({left, maps.min.y + height + gap}, width, height);
        }
        legend_ = {{place.min.x, place.max.y - legend}, place.max};
    }

    void draw() {
        const Size from = positions_.table->stored_grid;
        map(0, "after/stretch/before", context_.language("after.stretch.before", {product(from)}), before_,
            from, stretch_.from, true);
        map(0, "after/stretch/before_similarity", std::string(context_.language("after.stretch.similarity")),
            stretch_.before_similarity, from, stretch_.from, false);
        map(1, "after/stretch/right", context_.language("after.stretch.right", {product(stretch_.grid)}),
            right_, stretch_.grid, stretch_.to, true);
        map(1, "after/stretch/right_similarity", {}, stretch_.right_similarity, stretch_.grid, stretch_.to,
            false);
        if (!wrong_.empty()) {
            map(2, "after/stretch/wrong", std::string(context_.language("after.stretch.wrong")), wrong_,
                stretch_.grid, stretch_.to, true);
            map(2, "after/stretch/wrong_similarity", {}, stretch_.wrong_similarity, stretch_.grid,
                stretch_.to, false);
        }
        if (fails()) error();
        const float half = std::floor(legend_.width() / 2) - context_.px(8);
        draw_legend(context_, {legend_.min, {legend_.min.x + half, legend_.max.y}},
                    signed_legend(context_, context_.language("after.stretch.legend", {std::to_string(dim_)}),
                                  largest_));
        draw_legend(context_, {{legend_.max.x - half, legend_.min.y}, legend_.max},
                    meaning(sequential_legend(unitless_title(context_, context_.language("compare.cosine")),
                                              {lowest_, 1}, true, 4),
                            model::Term::cosine_similarity));
    }

private:
    bool fails() const {
        return scene_.session.choice<model::After>().way == model::StretchWay::not_stretched;
    }

    void map(std::size_t column, const char* name, const std::string& title, std::span<const float> numbers,
             Size grid, PatchPosition marked, bool above) {
        const Source source{scene_.results.analyses.positions, above ? 0 : 1, &context_.palette};
        const Texture& texture = context_.pictures.of(name, source, [&] {
            return above ? signed_image(numbers, grid, context_.palette.diverging, largest_)
                         : sequential_image(numbers, grid, sequential, {lowest_, 1});
        });
        draw_table_map(scene_, above ? upper_.at(column) : lower_.at(column),
                       {name, title, grid, marked,
                        [&](std::int64_t cell) { return numbers[static_cast<std::size_t>(cell)]; }},
                       texture);
    }

    /// What PyTorch says where the old table is added to the new tokens.
    void error() {
        const std::int64_t others = positions_.table->class_row.empty() ? 0 : 1;
        const std::string said =
            addition_error(stretch_.grid.area() + others, positions_.table->stored_grid.area() + others);
        const Rect& box = upper_.at(2);
        const std::string text =
            said.empty() ? std::string(context_.language("after.stretch.no_error")) : said;
        const float height =
            paragraph(context_, box.min, box.width(), context_.fonts.mono_small,
                      said.empty() ? context_.palette.muted : context_.palette.problem, text);
        context_.probe.item("after/error", box.min, {box.max.x, box.min.y + height});
    }

    const Scene& scene_;
    Context& context_;
    const model::Positions& positions_;
    const model::Stretch& stretch_;
    int dim_;
    std::vector<float> before_;
    std::vector<float> right_;
    std::vector<float> wrong_;
    float largest_;
    float lowest_;
    std::array<Rect, 3> upper_{};
    std::array<Rect, 3> lower_{};
    Rect legend_{};
};

}  // namespace

void draw_stretch(const Scene& scene, const Rect& place) {
    Context& context = scene.context;
    Column column{place.min.x, place.min.y, place.width()};
    tools(scene, column);
    column.gap(context.px(8));
    const Rect rest{{place.min.x, column.y}, place.max};
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr || told_absent(scene, rest)) return;
    if (!positions->stretch) {
        if (!positions->asked.stretch) return;
        const Size image = model::stretched_image(scene.results, positions->table->stored_grid,
                                                  positions->asked.stretch->img_size);
        const PatchGrid grid = scene.results.options.config.grid_of(image);
        paragraph(
            context, rest.min, rest.width(), context.fonts.body, context.palette.muted,
            context.language("after.absent.too_large", {grouped(grid.num_patches()), grouped(scene.dims())}));
        context.probe.item("after/absent", rest.min, rest.max);
        return;
    }
    StretchView(scene, *positions, rest).draw();
}

}  // namespace patchlens::ui::after
