// One question of the quiz as values: what is asked of which module, the right answer, and the wrong ones
// with the misconceptions that lead to them. No words of a language: app/ui/quiz_texts.h writes it.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <variant>
#include <vector>

#include "app/model/state/names.h"
#include "core/patch_embed.h"

namespace patchlens::model {

// clang-format off
/// What can be asked.
#define PATCHLENS_QUIZ_KINDS(line) \
    line(patches)        /* how many patches there are */                         \
    line(values)         /* how many pixel values a patch has */                  \
    line(products)       /* how many products make one number */                  \
    line(length)         /* how many numbers a patch becomes */                   \
    line(parameters)     /* of the module */                                      \
    line(biases)         /* how many of the parameters are biases */              \
    line(macs)           /* multiply-adds for one picture */                      \
    line(outputs)        /* how many numbers forward returns */                   \
    line(bytes)          /* how much memory they take */                          \
    line(token)          /* the token that a patch becomes */                     \
    line(patch_of_token) /* the patch that a token comes from */                  \
    line(row_index)      /* where a pixel value stands in its patch's row */      \
    line(begins)         /* the pixel row in which a patch begins */              \
    line(dropped)        /* how many pixel columns belong to no patch */          \
    line(patches_at)     /* how many patches a pixel belongs to */                \
    line(output_shape)   /* of what forward returns */                            \
    line(tokens_shape)   /* after flatten(2).transpose(1, 2) */                   \
    line(weight_shape)   /* of proj.weight */                                     \
    line(attention)      /* pairs of tokens */                                    \
    line(halved)         /* tokens with half the patch_size */                    \
    line(larger_image)   /* parameters with twice the img_size */                 \
    line(lossless)       /* the embed_dim from which on nothing need be lost */   \
    line(twins)          /* the vectors of two equal patches */                   \
    line(black)          /* the vector of a patch of zeros */                     \
    line(doubled)        /* what becomes of a number when pixels are doubled */   \
    line(linear)         /* whether nn.Linear gives other numbers */              \
    line(reshape)        /* what a reshape straight to the tokens' shape does */  \
    line(shared)         /* whether patches have weights of their own */

/// Why an answer is wrong.
#define PATCHLENS_QUIZ_MISTAKES(line) \
    line(none)                 /* it is right */                                             \
    line(other)                /* a typed number that none of these leads to */              \
    line(size_as_count)        /* patch_size as the number of patches */                     \
    line(one_side)             /* the patches along one side alone */                        \
    line(pixels_as_patches)    /* the pixels of a patch */                                   \
    line(remainder_padded)     /* pixels left over filled up, not dropped */                 \
    line(remainder_missing)    /* the pixels that are missing to a patch */                  \
    line(stride_forgotten)     /* as though patches touched */                               \
    line(padding_forgotten)                                                                  \
    line(slides_by_one)        /* as though the kernel moved pixel by pixel */               \
    line(overlap_assumed)      /* as though patches overlapped */                            \
    line(colour_forgotten)     /* one channel in place of all */                             \
    line(channel_outputs)      /* one output for every channel */                            \
    line(values_as_length)     /* embed_dim as the number of pixel values of a patch */      \
    line(length_as_values)     /* and the other way round */                                 \
    line(weights_per_patch)    /* weights of its own for every patch */                      \
    line(bias_forgotten)                                                                     \
    line(bias_assumed)         /* a bias where there is none */                              \
    line(one_bias)             /* one bias for all filters */                                \
    line(one_filter)           /* one filter in place of all */                              \
    line(one_patch)            /* one patch in place of all */                               \
    line(whole_picture)        /* the whole picture in place of one patch */                 \
    line(one_product)          /* one product for each number */                             \
    line(bias_per_weight)      /* a bias for each weight of a filter */                      \
    line(column_by_column)     /* tokens counted down the columns */                         \
    line(from_one)             /* counted from 1 */                                          \
    line(sides_swapped)        /* column before row, width before height */                  \
    line(channel_last)         /* the order (p1 p2 c) */                                     \
    line(pixel_columns)        /* a patch's pixels taken column by column */                 \
    line(patch_as_pixel)       /* counted in patches in place of pixels */                   \
    line(transpose_forgotten)                                                                \
    line(tokens_already)       /* forward would return tokens */                             \
    line(not_flattened)        /* the maps as forward returns them */                        \
    line(axes_swapped)         /* in_chans before embed_dim */                               \
    line(bytes_as_numbers)     /* one byte for each number */                                \
    line(double_precision)     /* eight bytes for each number */                             \
    line(pairs_once)           /* each token compared with one other */                      \
    line(pairs_half)           /* each pair once, and none with itself */                    \
    line(doubles_only)         /* half the side, twice the patches */                        \
    line(size_ignored)         /* as many patches, whatever their size */                    \
    line(fewer_patches)        /* half the side, half the patches */                         \
    line(grows_with_image)     /* parameters for every pixel or patch */                     \
    line(position_inside)      /* the vector knows where its patch was */                    \
    line(bias_is_zero)         /* zeros in give zeros out */                                 \
    line(weights_remain)       /* a patch of zeros leaves the weights */                     \
    line(bias_doubled)         /* the bias would double with the pixels */                   \
    line(normalised)           /* the module would take brightness out */                    \
    line(linear_differs)       /* Conv2d would compute something else */                     \
    line(neighbours_seen)      /* Conv2d would look at the patches around */                 \
    line(reshape_same)         /* the same numbers in another shape */                       \
    line(reshape_refused)      /* the shape would not fit */                                 \
    line(neighbours_share)     /* weights shared by patches that lie together */

/// The answers that are words.
#define PATCHLENS_QUIZ_WORDS(line) \
    line(equal_vectors) line(similar_vectors) line(other_vectors)           \
    line(the_bias) line(all_zeros) line(sum_of_weights)                     \
    line(twice_all) line(twice_sum) line(unchanged)                         \
    line(linear_equal) line(linear_more) line(linear_neighbours)            \
    line(scrambled) line(same_tokens) line(an_error)                        \
    line(one_for_all) line(each_its_own) line(neighbours_alike)

#define PATCHLENS_LINE(id) id,
enum class QuizKind { PATCHLENS_QUIZ_KINDS(PATCHLENS_LINE) };
enum class QuizMistake { PATCHLENS_QUIZ_MISTAKES(PATCHLENS_LINE) };
enum class QuizWord { PATCHLENS_QUIZ_WORDS(PATCHLENS_LINE) };
#undef PATCHLENS_LINE

#define PATCHLENS_LINE(id) {#id, QuizKind::id},
template <>
inline constexpr auto names_of<QuizKind> = std::to_array<Named<QuizKind>>({PATCHLENS_QUIZ_KINDS(PATCHLENS_LINE)});
#undef PATCHLENS_LINE
#define PATCHLENS_LINE(id) {#id, QuizMistake::id},
template <>
inline constexpr auto names_of<QuizMistake> = std::to_array<Named<QuizMistake>>({PATCHLENS_QUIZ_MISTAKES(PATCHLENS_LINE)});
#undef PATCHLENS_LINE
#define PATCHLENS_LINE(id) {#id, QuizWord::id},
template <>
inline constexpr auto names_of<QuizWord> = std::to_array<Named<QuizWord>>({PATCHLENS_QUIZ_WORDS(PATCHLENS_LINE)});
#undef PATCHLENS_LINE
// clang-format on

/// A number, the shape of a tensor, a patch, or words.
using QuizValue = std::variant<std::int64_t, Shape, PatchPosition, QuizWord>;

struct QuizAnswer {
    QuizValue value;
    QuizMistake mistake = QuizMistake::none;

    bool operator==(const QuizAnswer&) const = default;
};

struct QuizQuestion {
    QuizKind kind = QuizKind::patches;
    PatchEmbedConfig config;          ///< of the module that is asked about
    bool typed = false;               ///< a number is typed; else one of `answers` is chosen
    std::vector<QuizAnswer> answers;  ///< all different, one of them right
    std::size_t right = 0;            ///< which
    PatchPosition patch;              ///< that is asked about, where one is
    int channel = 0;                  ///< of the pixel value that is asked about, where one is
    PixelPosition pixel;              ///< its place in the patch, or of a pixel in the picture

    bool operator==(const QuizQuestion&) const = default;
    const QuizValue& solution() const { return answers.at(right).value; }
};

/// The most answers that are offered.
inline constexpr std::size_t most_quiz_answers = 4;

/// Random choices that are the same on every machine.
class QuizRandom {
public:
    explicit QuizRandom(std::uint32_t seed) : engine_(seed) {}
    /// 0 to count - 1.
    std::int64_t below(std::int64_t count) {
        return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(count));
    }

private:
    std::mt19937_64 engine_;
};

/// Whether it makes sense to ask `kind` of this module.
bool can_ask(QuizKind kind, const PatchEmbedConfig& config);
/// A question of that kind. It is typed where `typed` asks for it and its answer is a number, and where no
/// two misconceptions lead to wrong answers.
QuizQuestion ask(QuizKind kind, const PatchEmbedConfig& config, bool typed, QuizRandom& random);

}  // namespace patchlens::model
