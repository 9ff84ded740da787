#include "tests/app/questions.h"

#include <algorithm>

#include "app/ui/chapters/projection/difference.h"
#include "app/ui/drawing/numbers.h"
#include "core/analysis/path_difference.h"
#include "core/support/text.h"

namespace patchlens {
namespace {

using model::Chapter;
using model::MapsView;
using ui::grouped;
using ui::product;
using ui::with_sign;

std::string text_of(int number) {
    return std::to_string(number);
}

std::string side_text(Size size) {
    return size.height == size.width ? text_of(size.height) : product(size);
}

/// "512, 32, 32]": what follows the batch dimension, which is 1 in the code and B in general.
std::string without_batch(const Shape& shape) {
    const std::string text = to_string(shape);
    return text.substr(text.find(' ') + 1);
}

std::string dims_of(const Facts& facts) {
    return grouped(facts.shape.embed_dim);
}

std::string patches_of(const Facts& facts) {
    return grouped(facts.grid.num_patches());
}

std::string filter_of(const Facts& facts) {
    return text_of(facts.shape.in_chans) + " × " + product(facts.grid.patch());
}

std::string number_of(const Facts& facts) {
    return with_sign(facts.explanation.value);
}

Pieces largest_difference(const Facts& facts) {
    const PathDifference found =
        path_difference(facts.matrix(), facts.pixels, {facts.module.weight(), facts.module.bias()});
    const PatchPosition at = facts.grid.position(found.token);
    return {ui::projection::small_number(found.largest),
            "(" + text_of(at.row) + ", " + text_of(at.column) + ")", text_of(found.dim),
            with_sign(found.convolution, 8), with_sign(found.linear, 8)};
}

Pieces one_number_from_all_channels(const Facts& facts) {
    Pieces pieces{filter_of(facts), grouped(facts.inputs), number_of(facts)};
    for (const double sum : facts.explanation.channel_sums)
        pieces.push_back(with_sign(sum));
    return pieces;
}

Pieces order_of_pixels(const Facts& facts) {
    const Size patch = facts.grid.patch();
    const auto term = static_cast<int>(
        std::min<std::int64_t>(facts.session.place<model::Projection>().term, facts.inputs - 1));
    const int area = patch.height * patch.width;
    const int channel = term / area;
    const int y = term % area / patch.width;
    const int x = term % patch.width;
    const int channel_last = (y * patch.width + x) * facts.shape.in_chans + channel;
    return {"c · " + text_of(area) + " + y · " + text_of(patch.width) + " + x",
            "y " + text_of(y),
            "x " + text_of(x),
            "i = " + text_of(term),
            "(p1 p2 c)",
            text_of(channel_last)};
}

/// The plain reshape reads the memory of [1, D, H', W'] as [1, N, D].
Pieces wrong_reshape(const Facts& facts) {
    const Tensor maps = facts.module.forward(facts.pixels, Layout::nchw);
    const float wrong = maps[facts.token() * facts.shape.embed_dim + facts.dim];
    Pieces pieces{without_batch(facts.tokens.shape()), with_sign(wrong), number_of(facts)};
    if (facts.shape.embed_dim > 1)
        pieces.push_back("[0, " + std::to_string(facts.token()) + ", " + text_of(facts.dim) + "]");
    return pieces;
}

Pieces compression(const Facts& facts) {
    Pieces pieces{grouped(facts.inputs), dims_of(facts),
                  grouped(std::min<std::int64_t>(facts.inputs, facts.shape.embed_dim))};
    if (facts.inputs != facts.shape.embed_dim) pieces.insert(pieces.end(), {"ViT-L/32", "3,072", "1,024"});
    return pieces;
}

Pieces remainder(const Facts& facts) {
    if (!facts.unfilled) return {product(facts.grid.patch())};
    const PatchGrid grid(*facts.unfilled, facts.grid.patch());
    return {product(grid.image()), product(grid.grid()), product(grid.covered()),
            text_of(grid.dropped().height), text_of(grid.dropped().width)};
}

Pieces padding(const Facts& facts) {
    if (!facts.unfilled) return {};
    const PatchGrid grid(*facts.unfilled, facts.grid.patch());
    const Size dropped = grid.dropped();
    const Size more{dropped.height > 0 ? 1 : 0, dropped.width > 0 ? 1 : 0};
    const Size padded{grid.grid().height + more.height, grid.grid().width + more.width};
    return {product(grid.image()), grouped(padded.area()), grouped(padded.area() - grid.num_patches())};
}

Pieces smaller_patches(const Facts& facts) {
    const Size image = facts.grid.image();
    const Size patch = facts.grid.patch();
    std::string sides;
    std::string tokens;
    std::string pairs;
    for (const Size size :
         {Size{patch.height / 2, patch.width / 2}, patch, Size{patch.height * 2, patch.width * 2}}) {
        if (size.area() == 0 || size.height > image.height || size.width > image.width) continue;
        const Costs cost = costs(PatchGrid(image, size), {1, 1, size, true});
        const std::string separator = sides.empty() ? "" : " / ";
        sides += separator + side_text(size);
        tokens += separator + grouped(cost.tokens);
        pairs += separator + ui::short_count(cost.attention_pairs);
    }
    return {sides, tokens, pairs};
}

Pieces origin_of_weights(const Facts& facts) {
    if (!facts.session.module.weights.empty()) return {facts.session.module.weights.filename().string()};
    return {text_of(static_cast<int>(facts.session.module.seed)),
            with_sign(torch_bound(facts.inputs)).substr(1)};
}

/// Affine: doubling every pixel doubles the products, but not the bias.
Pieces number_of_a_doubled_patch(const Facts& facts) {
    Tensor doubled = facts.pixels;
    for (float& value : doubled.values())
        value *= 2;
    const float number = facts.module.embed_patch(doubled, facts.patch)[static_cast<std::size_t>(facts.dim)];
    return {number_of(facts), with_sign(number), "Swin"};
}

Pieces number_of_a_patch_of_zeros(const Facts& facts) {
    if (!facts.shape.bias) return {};
    Tensor zeros = facts.pixels;
    std::fill(zeros.values().begin(), zeros.values().end(), 0.0F);
    const float number = facts.module.embed_patch(zeros, facts.patch)[static_cast<std::size_t>(facts.dim)];
    return {text_of(facts.dim), with_sign(number)};
}

Pieces range_of(const std::vector<float>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return {with_sign(*low), with_sign(*high)};
}

constexpr Place patches{Chapter::patches};
constexpr Place projection{Chapter::projection};
constexpr Place code{Chapter::code};
constexpr Place filters{Chapter::maps, MapsView::filters};
constexpr Place maps{Chapter::maps, MapsView::maps};
constexpr Place shapes{Chapter::maps, MapsView::shapes};

}  // namespace

Facts::Facts(const model::Session& from, std::optional<Size> unfilled_size)
    : CoreNumbers(from),
      session(from),
      shape(module.shape()),
      inputs(shape.fan_in()),
      dim(std::min(from.dim, shape.embed_dim - 1)),
      explanation(explain(module, pixels, patch, dim)),
      cost(costs(grid, shape)),
      unfilled(unfilled_size) {}

const std::vector<Question>& questions() {
    static const std::vector<Question> table{
        {1,
         {patches},
         [](const Facts& facts) -> Pieces {
             return {side_text(facts.grid.patch()), product(facts.grid.grid()) + " = " + patches_of(facts)};
         }},
        {2,
         {projection, code},
         [](const Facts& facts) -> Pieces {
             return {product(facts.grid.patch()), grouped(facts.inputs), dims_of(facts),
                     grouped(facts.cost.parameters)};
         }},
        {3, {projection}, largest_difference},
        {4,
         {projection},
         [](const Facts& facts) -> Pieces {
             Pieces pieces{patches_of(facts), to_string(facts.module.weight().shape())};
             if (facts.shape.bias) pieces.push_back(to_string(facts.module.bias().shape()));
             return pieces;
         }},
        {5, {projection}, one_number_from_all_channels},
        {6,
         {patches},
         [](const Facts& facts) -> Pieces {
             return {side_text(facts.grid.patch()), grouped(facts.grid.covered().area())};
         }},
        {7, {projection}, order_of_pixels},
        {8,
         {patches, shapes},
         [](const Facts& facts) -> Pieces {
             return {"· " + text_of(facts.grid.grid().width) + " +",
                     "(" + text_of(facts.patch.row) + ", " + text_of(facts.patch.column) + ")",
                     grouped(facts.token())};
         }},
        {9,
         {code, shapes},
         [](const Facts& facts) -> Pieces {
             const int dims = facts.shape.embed_dim;
             return {without_batch(output_shape(facts.grid, dims, Layout::nchw)),
                     without_batch({1, dims, facts.grid.num_patches()}),
                     without_batch(output_shape(facts.grid, dims, Layout::nlc))};
         }},
        {10, {shapes}, wrong_reshape},
        {11,
         {projection},
         [](const Facts& facts) -> Pieces {
             return {dims_of(facts), text_of(facts.dim)};
         }},
        {12,
         {projection},
         [](const Facts& facts) -> Pieces {
             return {filter_of(facts) + " = " + grouped(facts.inputs), dims_of(facts), "768 = 16 · 16 · 3"};
         }},
        {13, {projection}, compression},
        {14,
         {projection},
         [](const Facts& facts) -> Pieces {
             return {grouped(facts.inputs), dims_of(facts)};
         }},
        {15, {patches}, remainder},
        {16, {patches}, padding},
        {17,
         {projection},
         [](const Facts& facts) -> Pieces {
             const std::string products = dims_of(facts) + " · " + grouped(facts.inputs);
             return {products + (facts.shape.bias ? " + " + dims_of(facts) : "") + " = " +
                     grouped(facts.cost.parameters)};
         }},
        {18,
         {projection},
         [](const Facts& facts) -> Pieces {
             return {patches_of(facts), dims_of(facts), grouped(facts.inputs), grouped(facts.cost.macs),
                     bytes_text(static_cast<std::uint64_t>(facts.cost.output_bytes))};
         }},
        {19, {patches}, smaller_patches},
        {20, {filters, maps, code}, origin_of_weights},
        {21,
         {patches},
         [](const Facts& facts) -> Pieces {
             return {grouped(facts.token()), grouped(facts.inputs)};
         }},
        {22, {projection}, number_of_a_doubled_patch},
        {23, {projection}, number_of_a_patch_of_zeros},
        {24, {maps}, [](const Facts& facts) -> Pieces { return range_of(facts.explanation.pixels); }},
        {25,
         {filters},
         [](const Facts& facts) -> Pieces {
             Pieces pieces = range_of(facts.explanation.weights);
             pieces.insert(pieces.end(), {grouped(facts.inputs), text_of(facts.dim), "ViT", "7"});
             return pieces;
         }},
    };
    return table;
}

const std::vector<Place>& places_of_questions() {
    static const std::vector<Place> all{patches, projection, code, filters, maps, shapes};
    return all;
}

}  // namespace patchlens
