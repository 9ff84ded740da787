#include "app/ui/chapters/after/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "app/ui/drawing/marks.h"
#include "app/ui/drawing/numbers.h"
#include "app/ui/widgets/term.h"

namespace patchlens::ui::after {
namespace {

struct KindChip {
    model::PositionKind kind;
    const char* chip;  ///< name for the probe
    const char* label;
    const char* told;  ///< language keys
};
constexpr std::array kind_chips{
    KindChip{model::PositionKind::sincos, "after/kind/sincos", "after.kind.sincos", "after.told.sincos"},
    KindChip{model::PositionKind::drawn, "after/kind/drawn", "after.kind.drawn", "after.told.drawn"},
    KindChip{model::PositionKind::file, "after/kind/file", "after.kind.file", "after.told.file"},
};

const KindChip& chip_of(model::PositionKind kind) {
    return *std::ranges::find(kind_chips, kind, &KindChip::kind);
}

/// The nearest length that sines and cosines fill.
int length_of_fours(int dims) {
    return std::max(4, (dims + 2) / 4 * 4);
}

}  // namespace

const model::Positions* positions_in(const Scene& scene) {
    return scene.results.analyses.positions.get();
}

void kind_tools(const Scene& scene, Flow& flow) {
    for (const KindChip& entry : kind_chips) {
        const bool current = entry.kind == scene.session.choice<model::After>().kind;
        const Press press = flow.chip(entry.chip, scene.context.language(entry.label), current);
        means(scene.context, press.place, model::Term::position_embedding);
        if (press.clicked) scene.choose<model::After>([&](auto& choice) { choice.kind = entry.kind; });
    }
}

Rect below_kind_tools(const Scene& scene, const Rect& place) {
    Column column{place.min.x, place.min.y, place.width()};
    {
        Flow flow(scene.context, column);
        kind_tools(scene, flow);
    }
    column.gap(scene.px(8));
    return {{place.min.x, column.y}, place.max};
}

std::optional<int> typed_in(const Scene& scene, Flow& flow, const NumberField& field) {
    Context& context = scene.context;
    const float text = std::ceil(text_width(context.fonts.body, field.label)) + context.px(8);
    const Rect place = flow.next(text + context.px(field.width));
    text_in(context, {place.min, {place.min.x + text, place.max.y}}, context.fonts.body,
            context.palette.muted, field.label);
    const Rect box{{place.min.x + text, place.min.y + context.px(1)},
                   {place.max.x, place.max.y - context.px(1)}};
    const auto typed = entry(context, field.name, box, std::to_string(field.shown));
    if (!typed) return std::nullopt;
    const auto [least, most] = field.limits;
    try {
        const std::int64_t number = whole_number(*typed, field.label, field.limits);
        if (number >= least && number <= most) return static_cast<int>(number);
        throw Error(ErrorCode::value_out_of_range,
                    {field.label, std::to_string(least), std::to_string(most), std::to_string(number)});
    } catch (const Error& error) {
        scene.refuse(error);
        return std::nullopt;
    }
}

std::string kind_text(const Scene& scene) {
    const model::Language& language = scene.context.language;
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr || !positions->table) return {};
    // Of what is shown: the session may ask for others that are still being computed.
    const KindChip& entry = chip_of(positions->asked.kind);
    if (entry.kind == model::PositionKind::sincos) {
        const int quarter = scene.dims() / 4;
        return language(entry.told, {grouped(scene.dims()), grouped(quarter)});
    }
    if (entry.kind == model::PositionKind::drawn)
        return language(entry.told, {std::to_string(scene.results.options.seed)});
    const Surrounding& told = *find_role(scene.results.loaded->around, SurroundingRole::positions);
    const std::string told_file =
        language(entry.told, {told.tensor, to_string(told.shape), product(positions->table->stored_grid)});
    if (positions->table->stored.empty()) return told_file;
    return told_file + " " + language("after.told.file_stretched", {product(scene.grid().grid())});
}

std::string absence(const Scene& scene) {
    const model::Positions* positions = positions_in(scene);
    if (positions == nullptr || !positions->absent) return {};
    const model::Language& language = scene.context.language;
    const std::string dims = grouped(scene.dims());
    switch (*positions->absent) {
        case model::NoPositions::not_fours:
            return language("after.absent.not_fours", {dims});
        case model::NoPositions::no_file:
            return std::string(language("after.absent.no_file"));
        case model::NoPositions::other_length:
            return language("after.absent.other_length",
                            {grouped(scene.results.loaded->positions.dimension(1)), dims});
        case model::NoPositions::too_large:
            break;
    }
    return language("after.absent.too_large", {grouped(scene.grid().num_patches()), dims});
}

bool told_absent(const Scene& scene, const Rect& place) {
    const std::string why = absence(scene);
    if (why.empty()) return false;
    Context& context = scene.context;
    const float width = std::min(place.width(), context.px(520));
    const ImVec2 corner{std::floor(place.centre().x - width / 2),
                        std::floor(std::max(place.min.y, place.centre().y - context.px(60)))};
    const float height = paragraph(context, corner, width, context.fonts.body, context.palette.muted, why);
    context.probe.item("after/absent", corner, {corner.x + width, corner.y + height});
    if (positions_in(scene)->absent != model::NoPositions::not_fours) return true;
    const int fours = length_of_fours(scene.dims());
    const Press press = chip(context, "after/fours", {corner.x, corner.y + height + context.px(10)},
                             context.language("after.fours", {std::to_string(fours)}));
    if (press.clicked) {
        model::ModuleOptions module = scene.session.module;
        module.config.embed_dim = fours;
        scene.actions.emplace_back(model::SetModule{module});
    }
    return true;
}

float title_height(const Context& context) {
    return line_height(context.fonts.small) + context.px(6);
}

Rect cells_below_title(const Scene& scene, const Rect& place, Size grid) {
    const Size stride = scene.grid().stride();
    return fitted({{place.min.x, place.min.y + title_height(scene.context)}, place.max},
                  static_cast<double>(grid.width) * stride.width,
                  static_cast<double>(grid.height) * stride.height);
}

void draw_title(const Scene& scene, const Rect& place, const Rect& cells, const std::string& title) {
    Context& context = scene.context;
    ImFont* font = context.fonts.small;
    const float left = std::min(cells.min.x, place.max.x - std::ceil(text_width(font, title)) - 1);
    text_in(context,
            {{std::max(place.min.x, left), cells.min.y - title_height(context)}, {place.max.x, cells.min.y}},
            font, context.palette.muted, title);
}

float vector_row_height(const Context& context) {
    return line_height(context.fonts.small) + context.px(3);
}

void draw_vector_row(const Scene& scene, const Rect& row, const VectorRow& vector) {
    Context& context = scene.context;
    text_in(context, row, context.fonts.small, context.palette.muted, vector.label);
    const Rect cells{{row.min.x + vector.width, row.min.y + context.px(2)},
                     {row.max.x, row.max.y - context.px(2)}};
    const Source source{scene.results.analyses.positions, 0, &context.palette};
    const Texture& texture = context.pictures.of(vector.name, source, [&] {
        return signed_image(vector.numbers, {1, static_cast<int>(vector.numbers.size())},
                            context.palette.diverging, vector.largest);
    });
    picture(context, texture, cells);
    context.probe.item(vector.name, cells.min, cells.max);
}

std::vector<float> token_row(const Tensor& tokens, std::int64_t row, const model::PositionTable* table) {
    const auto dims = static_cast<std::size_t>(tokens.shape().back());
    const std::size_t first = static_cast<std::size_t>(row) * dims;
    const std::span<const float> numbers = tokens.values().subspan(first, dims);
    std::vector<float> vector(numbers.begin(), numbers.end());
    if (table == nullptr) return vector;
    const std::span<const float> position = table->numbers.values().subspan(first, dims);
    std::ranges::transform(vector, position, vector.begin(), std::plus<>());
    return vector;
}

void draw_table_map(const Scene& scene, const Rect& place, const TableMap& map, const Texture& texture) {
    Context& context = scene.context;
    if (place.height() < title_height(context) + 4 || place.width() < 4) return;
    const Rect cells = cells_below_title(scene, place, map.grid);
    draw_title(scene, place, cells, map.title);
    const Press press = pressable(context, map.name, cells, 0);
    picture(context, texture, cells);
    const float width = cells.width() / static_cast<float>(map.grid.width);
    const float height = cells.height() / static_cast<float>(map.grid.height);
    if (map.marked) {
        marker(context,
               rect_at({cells.min.x + width * static_cast<float>(map.marked->column),
                        cells.min.y + height * static_cast<float>(map.marked->row)},
                       width, height),
               Mark::selected);
    }
    if (!press.hovered && !press.held) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const int row = std::clamp(static_cast<int>((mouse.y - cells.min.y) / height), 0, map.grid.height - 1);
    const int column = std::clamp(static_cast<int>((mouse.x - cells.min.x) / width), 0, map.grid.width - 1);
    tooltip(context,
            {with_sign(map.number(std::int64_t{row} * map.grid.width + column)), place_text({row, column})});
    const Size grid = scene.grid().grid();
    const auto along = [](int at, int before, int after) {
        return std::min(static_cast<int>((at + 0.5) * after / before), after - 1);
    };
    if (press.held)
        scene.select(PatchPosition{along(row, map.grid.height, grid.height),
                                   along(column, map.grid.width, grid.width)});
}

std::vector<float> column_of(const Tensor& table, int dim) {
    const std::int64_t dims = table.dimension(1);
    std::vector<float> column(static_cast<std::size_t>(table.dimension(0)));
    for (std::size_t row = 0; row < column.size(); ++row)
        column[row] = table[static_cast<std::int64_t>(row) * dims + dim];
    return column;
}

}  // namespace patchlens::ui::after
