#include "app/command_line/exported.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/command_line/progress.h"
#include "app/ui/chapters/maps/cluster_paint.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/drawing/theme.h"
#include "app/ui/plots/atlas_paint.h"
#include "core/support/atomic_file.h"

namespace patchlens::command_line {
namespace {

/// The program's own, as its dark theme shows them.
const ui::Diverging& signed_colours() {
    return ui::palette_of(model::Theme::dark).diverging;
}

ExportedNumbers one_for_each_patch(std::span<const float> values, Size grid, const char* name) {
    return {Tensor({grid.height, grid.width}, values), {"token", "row", "column"}, {name}, grid};
}

ExportedNumbers tokens_of(const model::Results& results) {
    const std::int64_t dims = results.options.config.embed_dim;
    ExportedNumbers exported{Tensor({results.grid.num_patches(), dims}, results.tokens->values()),
                             {"token", "row", "column"},
                             {},
                             results.grid.grid()};
    for (std::int64_t dim = 0; dim < dims; ++dim)
        exported.columns.push_back("d" + std::to_string(dim));
    return exported;
}

ExportedNumbers scores_of_components(const model::Results& results) {
    const PrincipalComponents& found = *results.analyses.components;
    const Size grid = results.grid.grid();
    ExportedNumbers exported{
        Tensor({grid.height, grid.width, found.scores.cols()},
               std::span(found.scores.data(), static_cast<std::size_t>(found.scores.size()))),
        {"token", "row", "column"},
        {},
        grid};
    for (Eigen::Index i = 1; i <= found.scores.cols(); ++i)
        exported.columns.push_back("component_" + std::to_string(i));
    return exported;
}

/// A picture [rows, columns] of numbers, one pixel each.
template <typename Paint>
Image painted(const ExportedNumbers& exported, const Paint& paint) {
    const std::int64_t rows = exported.numbers.dimension(0);
    const std::int64_t columns = exported.numbers.dimension(1);
    return ui::table_image(
        rows, columns,
        [&](std::int64_t row, std::int64_t column) {
            return paint(exported.numbers[row * columns + column]);
        },
        std::max(rows, columns));
}

Image painted_signed(const ExportedNumbers& exported, std::vector<ColourEnds>& ends) {
    const float largest = ui::largest_of(exported.numbers.values());
    ends.push_back({-largest, largest});
    return painted(exported, [&](float value) { return signed_colours()(value, largest); });
}

Image painted_unsigned(const ExportedNumbers& exported, std::vector<ColourEnds>& ends) {
    const ui::Range range = ui::range_of(exported.numbers.values());
    ends.push_back({range.low, range.high});
    const float span = range.high - range.low;
    return painted(exported, [&](float value) {
        return ui::sequential(span > 0 ? (value - range.low) / span : value - range.low);
    });
}

Image painted_clusters(const ExportedNumbers& exported) {
    return painted(exported, [](float value) {
        return value < 0
                   ? ui::sequential.not_a_number
                   : ui::cluster_colours.at(static_cast<std::size_t>(value) % ui::cluster_colours.size());
    });
}

Image painted_components(const model::Results& results, std::vector<ColourEnds>& ends) {
    const Matrix& scores = results.analyses.components->scores;
    for (Eigen::Index i = 0; i < scores.cols(); ++i) {
        std::vector<float> own;
        for (Eigen::Index row = 0; row < scores.rows(); ++row)
            own.push_back(scores(row, i));
        const ui::Range range = ui::range_of(own);
        ends.push_back({range.low, range.high});
    }
    return component_picture(*results.analyses.components, results.grid.grid());
}

/// As many in a row as make the picture about square, a clear line between them.
ui::AtlasPlan beside_one_another(std::int64_t count, Size numbers) {
    ui::AtlasPlan plan;
    plan.count = static_cast<int>(count);
    plan.tile = {numbers.height + 1, numbers.width + 1};
    plan.columns = static_cast<int>(
        std::ceil(std::sqrt(static_cast<double>(count) * static_cast<double>(plan.tile.height) /
                            static_cast<double>(plan.tile.width))));
    plan.columns = std::clamp(plan.columns, 1, plan.count);
    return plan;
}

void require_openable(Size size, const std::string& name) {
    const ImageLimits limits;
    if (std::max(size.height, size.width) <= limits.side) return;
    throw Error(ErrorCode::output_picture_too_large, {name, to_string(size), std::to_string(limits.side)});
}

Image painted_filters(const Tensor& weight, const std::string& name, std::vector<ColourEnds>& ends) {
    const std::int64_t filters = weight.dimension(0);
    const bool coloured = weight.dimension(1) == 3;
    std::vector<float> largest;
    const auto length = static_cast<std::size_t>(weight.size() / filters);
    for (std::size_t i = 0; i < static_cast<std::size_t>(filters); ++i) {
        largest.push_back(ui::largest_of(weight.values().subspan(i * length, length)));
        ends.push_back({-largest.back(), largest.back()});
    }
    const Size patch{static_cast<int>(weight.dimension(2)), static_cast<int>(weight.dimension(3))};
    const ui::AtlasPlan plan = beside_one_another(coloured ? filters : filters * weight.dimension(1), patch);
    require_openable(plan.size(), name);
    return coloured ? ui::paint_filters_rgb(weight, plan, largest)
                    : ui::paint_filter_planes(weight, plan, largest, signed_colours());
}

/// Text of numbers, written to a file whenever there is a good deal of it.
class CsvLines {
public:
    explicit CsvLines(AtomicFile& file) : file_(file) {}

    void names(const ExportedNumbers& exported) {
        for (const std::string& name : exported.index)
            text_ += name + ",";
        for (const std::string& name : exported.columns)
            text_ += name + (&name == &exported.columns.back() ? "\n" : ",");
    }
    void whole(std::int64_t number) {
        text_ += std::to_string(number);
        text_ += ',';
    }
    void numbers(std::span<const float> values) {
        std::array<char, 32> buffer{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), values[i]).ptr;
            text_.append(buffer.data(), end);
            text_ += i + 1 < values.size() ? ',' : '\n';
        }
        if (text_.size() > block) flush();
    }
    void flush() {
        file_.write(std::as_bytes(std::span(text_)));
        text_.clear();
    }

private:
    static constexpr std::size_t block = 1 << 20;

    AtomicFile& file_;
    std::string text_;
};

}  // namespace

ExportedNumbers exported_numbers(Exported what, const model::Results& results) {
    const Size grid = results.grid.grid();
    switch (what) {
        case Exported::tokens:
            return tokens_of(results);
        case Exported::map:
            return one_for_each_patch(results.map->values(), grid, "value");
        case Exported::similarity:
            return one_for_each_patch(*results.analyses.similarity, grid, "similarity");
        case Exported::components:
            return scores_of_components(results);
        case Exported::norms:
            return one_for_each_patch(*results.analyses.norms, grid, "norm");
        case Exported::clusters: {
            const std::vector<int>& labels = results.analyses.clusters->found.labels;
            return one_for_each_patch(std::vector<float>(labels.begin(), labels.end()), grid, "cluster");
        }
        case Exported::filters:
        case Exported::story:
        case Exported::program:
            break;
    }
    return filter_numbers(results.module->weight());
}

ExportedNumbers filter_numbers(const Tensor& weight) {
    return {weight, {"dimension", "channel", "y", "x"}, {"weight"}, {}};
}

Image filter_picture(const ExportedNumbers& filters, const std::string& name, std::vector<ColourEnds>& ends) {
    return painted_filters(filters.numbers, name, ends);
}

Image exported_picture(Exported what, const model::Results& results, const ExportedNumbers& exported,
                       const std::string& name, std::vector<ColourEnds>& ends) {
    if (what == Exported::filters) return filter_picture(exported, name, ends);
    require_openable(
        {static_cast<int>(exported.numbers.dimension(0)), static_cast<int>(exported.numbers.dimension(1))},
        name);
    switch (what) {
        case Exported::tokens:
        case Exported::map:
            return painted_signed(exported, ends);
        case Exported::components:
            return painted_components(results, ends);
        case Exported::clusters:
            return painted_clusters(exported);
        case Exported::similarity:
        case Exported::norms:
        case Exported::filters:
        case Exported::story:
        case Exported::program:
            break;
    }
    return painted_unsigned(exported, ends);
}

void write_csv(const std::filesystem::path& place, const ExportedNumbers& exported,
               const std::stop_token& stop) {
    AtomicFile file(place, stop);
    CsvLines lines(file);
    lines.names(exported);
    const auto columns = static_cast<std::int64_t>(exported.columns.size());
    const std::int64_t rows = exported.numbers.size() / columns;
    const bool filters = exported.grid == Size{};
    const Shape& shape = exported.numbers.shape();
    Progress progress("writing", rows);
    for (std::int64_t row = 0; row < rows; ++row) {
        if (filters) {
            lines.whole(row / (shape[1] * shape[2] * shape[3]));
            lines.whole(row / (shape[2] * shape[3]) % shape[1]);
            lines.whole(row / shape[3] % shape[2]);
            lines.whole(row % shape[3]);
        } else {
            lines.whole(row);
            lines.whole(row / exported.grid.width);
            lines.whole(row % exported.grid.width);
        }
        lines.numbers(exported.numbers.values().subspan(static_cast<std::size_t>(row * columns),
                                                        static_cast<std::size_t>(columns)));
        progress.advance(1);
    }
    lines.flush();
    file.commit();
}

}  // namespace patchlens::command_line
