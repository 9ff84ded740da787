// The questions that a number answers.
#include <initializer_list>
#include <utility>

#include "app/model/quiz/asking.h"
#include "core/unfold.h"

namespace patchlens::model::quiz {
namespace {

using enum QuizMistake;
using Wrong = std::initializer_list<std::pair<std::int64_t, QuizMistake>>;

void number(QuizQuestion& question, std::int64_t right, Wrong wrong) {
    offer(question, right, none);
    for (const auto& [value, mistake] : wrong) {
        if (value >= 0 && value < largest_count) offer(question, value, mistake);
    }
}

int drawn(QuizRandom& random, int count) {
    return static_cast<int>(random.below(count));
}

/// How many patches of `side` there would be along a length with the last one filled up.
std::int64_t filled_up(int length, int patch, int stride) {
    return length <= patch ? 1 : (std::int64_t{length} - patch + stride - 1) / stride + 1;
}

std::int64_t patches_filled_up(const PatchGrid& grid) {
    const Size padded = grid.padded();
    return filled_up(padded.height, grid.patch().height, grid.stride().height) *
           filled_up(padded.width, grid.patch().width, grid.stride().width);
}

/// Patches as though they touched, with the padding and without.
std::int64_t touching(Size picture, Size patch) {
    return (std::int64_t{picture.height} / patch.height) * (picture.width / patch.width);
}

void ask_patches(QuizQuestion& question, const Subject& s) {
    const PatchGrid& grid = s.grid;
    const Size image = grid.image();
    const std::int64_t unpadded = image.height >= grid.patch().height && image.width >= grid.patch().width
                                      ? PatchGrid(image, grid.patch(), {grid.stride(), {0, 0}}).num_patches()
                                      : 0;
    number(question, s.patches,
           {{touching(grid.padded(), grid.patch()), stride_forgotten},
            {unpadded, padding_forgotten},
            {patches_filled_up(grid), remainder_padded},
            {grid.patch().height, size_as_count},
            {s.area, pixels_as_patches},
            {grid.grid().width, one_side}});
}

void ask_values(QuizQuestion& question, const Subject& s) {
    number(question, s.values,
           {{s.area, colour_forgotten},
            {s.dims, length_as_values},
            {s.config.patch_size.height, size_as_count}});
}

void ask_products(QuizQuestion& question, const Subject& s) {
    number(question, s.values,
           {{s.area, colour_forgotten},
            {s.dims, length_as_values},
            {times(s.values, s.patches), whole_picture},
            {s.channels, channel_outputs}});
}

void ask_length(QuizQuestion& question, const Subject& s) {
    number(question, s.dims,
           {{s.values, values_as_length},
            {s.channels, channel_outputs},
            {s.area, values_as_length},
            {s.dims * s.channels, channel_outputs}});
}

void ask_parameters(QuizQuestion& question, const Subject& s) {
    const std::int64_t weights = s.dims * s.values;
    const std::int64_t bias = s.config.bias ? s.dims : 0;
    const bool several = s.patches > 1;
    number(question, s.cost.parameters,
           {{s.config.bias ? weights : weights + s.dims, s.config.bias ? bias_forgotten : bias_assumed},
            {s.dims * s.area + bias, colour_forgotten},
            {several ? times(s.cost.parameters, s.patches) : largest_count, weights_per_patch},
            {s.config.bias ? weights + 1 : largest_count, one_bias},
            {s.values + (s.config.bias ? 1 : 0), one_filter}});
}

void ask_macs(QuizQuestion& question, const Subject& s) {
    number(question, s.cost.macs,
           {{s.dims * s.values, one_patch},
            {s.patches * s.dims * s.area, colour_forgotten},
            {s.patches * s.values, one_filter},
            {s.patches * s.dims, one_product}});
}

void ask_outputs(QuizQuestion& question, const Subject& s) {
    number(question, s.patches * s.dims,
           {{times(s.patches * s.dims, s.channels), channel_outputs},
            {s.dims, one_patch},
            {s.patches, one_filter},
            {times(s.grid.image().area(), s.dims), slides_by_one}});
}

void ask_bytes(QuizQuestion& question, const Subject& s) {
    const std::int64_t numbers = s.patches * s.dims;
    number(question, s.cost.output_bytes,
           {{numbers, bytes_as_numbers},
            {numbers * 8, double_precision},
            {4 * s.dims, one_patch},
            {times(4 * numbers, s.channels), channel_outputs}});
}

void ask_token(QuizQuestion& question, const Subject& s, QuizRandom& random) {
    const PatchPosition patch = question.patch = any_patch(s, random);
    const Size grid = s.grid.grid();
    const std::int64_t right = s.grid.token(patch);
    number(question, right,
           {{std::int64_t{patch.column} * grid.height + patch.row, column_by_column},
            {right + 1, from_one},
            {std::int64_t{patch.row} * grid.height + patch.column, sides_swapped}});
}

void ask_row_index(QuizQuestion& question, const Subject& s, QuizRandom& random) {
    const Size patch = s.config.patch_size;
    // Any pixel value but the first, which is the first in every order.
    const auto flat = 1 + random.below(s.values - 1);
    const int channel = question.channel = static_cast<int>(flat / s.area);
    const auto within = static_cast<int>(flat % s.area);
    const PixelPosition pixel = question.pixel = {within / patch.width, within % patch.width};
    const std::int64_t right = row_index(patch, channel, pixel.y, pixel.x);
    number(question, right,
           {{std::int64_t{within} * s.channels + channel, channel_last},
            {channel * s.area + std::int64_t{pixel.x} * patch.height + pixel.y, pixel_columns},
            {within, colour_forgotten},
            {right + 1, from_one}});
}

void ask_begins(QuizQuestion& question, const Subject& s, QuizRandom& random) {
    const Size grid = s.grid.grid();
    // A row other than the first, which begins where the picture does.
    const int row = 1 + drawn(random, grid.height - 1);
    const PatchPosition patch = question.patch = {row, drawn(random, grid.width)};
    const std::int64_t right = s.grid.rectangle(patch).top;
    number(
        question, right,
        {{std::int64_t{patch.row} * s.config.patch_size.height - s.grid.padding().height, stride_forgotten},
         {std::int64_t{patch.row} * s.grid.stride().height, padding_forgotten},
         {s.grid.rectangle(patch).left, sides_swapped},
         {patch.row, patch_as_pixel},
         {right + 1, from_one}});
}

void ask_dropped(QuizQuestion& question, const Subject& s) {
    const std::int64_t right = s.grid.dropped().width;
    number(question, right,
           {{0, remainder_padded},
            {s.grid.stride().width - right, remainder_missing},
            {s.grid.dropped().height, sides_swapped}});
}

void ask_patches_at(QuizQuestion& question, const Subject& s, QuizRandom& random) {
    // A pixel in the middle of the picture, away from the border, where fewer patches may reach.
    const Size image = s.grid.covered();
    question.pixel = {image.height / 2 + drawn(random, std::max(1, image.height / 4)),
                      image.width / 2 + drawn(random, std::max(1, image.width / 4))};
    question.pixel.y = std::min(question.pixel.y, image.height - 1);
    question.pixel.x = std::min(question.pixel.x, image.width - 1);
    const std::int64_t right = s.grid.patches_at(question.pixel).area();
    const bool touch = !s.grid.overlaps();
    number(question, right,
           {{1, stride_forgotten},
            {touch ? 2 : largest_count, overlap_assumed},
            {touch ? 4 : largest_count, overlap_assumed},
            {touch ? largest_count : s.grid.patches_at(question.pixel).width, one_side},
            {s.area, slides_by_one}});
}

void ask_attention(QuizQuestion& question, const Subject& s) {
    number(question, s.cost.attention_pairs,
           {{s.patches, pairs_once},
            {s.patches * (s.patches - 1) / 2, pairs_half},
            {times(s.grid.image().area(), s.grid.image().area()), pixels_as_patches}});
}

void ask_halved(QuizQuestion& question, const Subject& s) {
    const Size patch = s.config.patch_size;
    const std::int64_t right =
        PatchGrid(s.grid.image(), {patch.height / 2, patch.width / 2}, {}).num_patches();
    number(question, right,
           {{s.patches * 2, doubles_only},
            {s.patches, size_ignored},
            {std::max<std::int64_t>(s.patches / 2, 1), fewer_patches},
            {patch.height / 2, size_as_count}});
}

void ask_larger_image(QuizQuestion& question, const Subject& s) {
    const std::int64_t right = s.cost.parameters;
    const std::int64_t weights = s.dims * s.values;
    number(question, right,
           {{times(right, 4), grows_with_image},
            {times(right, 2), grows_with_image},
            {times(weights, 4) + (s.config.bias ? s.dims : 0), grows_with_image}});
}

void ask_lossless(QuizQuestion& question, const Subject& s) {
    number(question, s.values,
           {{s.area, colour_forgotten},
            {s.dims, length_as_values},
            {times(s.grid.image().area(), s.channels), whole_picture},
            {s.channels, channel_outputs}});
}

}  // namespace

PatchPosition any_patch(const Subject& subject, QuizRandom& random) {
    const std::int64_t last = std::max<std::int64_t>(subject.patches - 1, 1);
    return subject.grid.position(std::min(subject.patches - 1, 1 + random.below(last)));
}

bool has_number(QuizKind kind) {
    return kind <= QuizKind::lossless && !has_shape(kind);
}

void answer_with_number(QuizQuestion& question, const Subject& subject, QuizRandom& random) {
    switch (question.kind) {
        case QuizKind::patches:
            return ask_patches(question, subject);
        case QuizKind::values:
            return ask_values(question, subject);
        case QuizKind::products:
            return ask_products(question, subject);
        case QuizKind::length:
            return ask_length(question, subject);
        case QuizKind::parameters:
            return ask_parameters(question, subject);
        case QuizKind::biases:
            return number(question, subject.dims,
                          {{1, one_bias},
                           {subject.patches, weights_per_patch},
                           {subject.values, bias_per_weight},
                           {subject.channels, channel_outputs}});
        case QuizKind::macs:
            return ask_macs(question, subject);
        case QuizKind::outputs:
            return ask_outputs(question, subject);
        case QuizKind::bytes:
            return ask_bytes(question, subject);
        case QuizKind::token:
            return ask_token(question, subject, random);
        case QuizKind::row_index:
            return ask_row_index(question, subject, random);
        case QuizKind::begins:
            return ask_begins(question, subject, random);
        case QuizKind::dropped:
            return ask_dropped(question, subject);
        case QuizKind::patches_at:
            return ask_patches_at(question, subject, random);
        case QuizKind::attention:
            return ask_attention(question, subject);
        case QuizKind::halved:
            return ask_halved(question, subject);
        case QuizKind::larger_image:
            return ask_larger_image(question, subject);
        default:
            return ask_lossless(question, subject);
    }
}

}  // namespace patchlens::model::quiz
