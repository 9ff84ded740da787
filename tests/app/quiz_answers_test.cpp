// Every answer of the quiz is what core computes, whatever the settings; none of these truths is worked out
// by the formula that made the question.
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "app/model/quiz/round.h"
#include "core/analysis/reconstruction.h"
#include "core/costs.h"
#include "core/explain.h"
#include "core/unfold.h"

namespace patchlens::model {
namespace {

/// A module of these arguments at work on a picture of them.
struct AtWork {
    explicit AtWork(const PatchEmbedConfig& arguments)
        : config(arguments),
          grid(config.grid_of(config.img_size)),
          parameters(initialise(Init::torch, config.conv_shape(), 3)),
          module(parameters, config.sliding()),
          pixels(picture([](int channel, int y, int x) {
              return 0.01F * static_cast<float>((channel * 31 + y * 7 + x * 13) % 97) + 0.003F;
          })),
          maps(module.forward(pixels)),
          tokens(module.forward(pixels, Layout::nlc)),
          rows(unfold(pixels, config.patch_size, config.sliding())) {}

    template <typename Paint>
    Tensor picture(const Paint& paint) const {
        Tensor painted = Tensor::zeros({config.in_chans, config.img_size.height, config.img_size.width});
        std::int64_t index = 0;
        for (int channel = 0; channel < config.in_chans; ++channel)
            for (int y = 0; y < config.img_size.height; ++y)
                for (int x = 0; x < config.img_size.width; ++x)
                    painted[index++] = paint(channel, y, x);
        return painted;
    }
    std::vector<float> row(const Tensor& painted, PatchPosition patch) const {
        return unfold_patch(painted, config.patch_size, config.sliding(), patch);
    }
    std::int64_t patches() const { return rows.dimension(0); }

    PatchEmbedConfig config;
    PatchGrid grid;
    ConvParameters parameters;
    PatchEmbed module;
    Tensor pixels;
    Tensor maps;
    Tensor tokens;
    Tensor rows;
};

/// Columns at the right that folding patches of ones never reaches.
std::int64_t unreached_columns(const AtWork& at) {
    Tensor ones(Shape{at.patches(), at.rows.dimension(1)});
    std::ranges::fill(ones.values(), 1.0F);
    const Tensor folded = fold(ones, at.grid);
    const std::int64_t width = at.config.img_size.width;
    std::int64_t unreached = 0;
    const auto empty = [&](std::int64_t column) {
        for (std::int64_t i = column; i < folded.size(); i += width)
            if (folded[i] != 0) return false;
        return true;
    };
    while (unreached < width && empty(width - 1 - unreached))
        ++unreached;
    return unreached;
}

/// Patches that hold a pixel that alone is not zero.
std::int64_t patches_with(const AtWork& at, PixelPosition pixel) {
    const Tensor dot = at.picture([&](int channel, int y, int x) {
        return channel == 0 && y == pixel.y && x == pixel.x ? 1.0F : 0.0F;
    });
    const Tensor unfolded = unfold(dot, at.config.patch_size, at.config.sliding());
    const auto values = unfolded.values();
    return std::ranges::count(values, 1.0F);
}

/// The pixel row in which a patch begins, read from a picture whose pixels say their row.
std::int64_t first_row(const AtWork& at, PatchPosition patch) {
    const Tensor rows = at.picture([](int, int y, int) { return static_cast<float>(y + 1); });
    const std::vector<float> row = at.row(rows, patch);
    const auto width = static_cast<std::ptrdiff_t>(at.config.patch_size.width);
    return static_cast<std::int64_t>(*std::max_element(row.begin(), row.begin() + width)) - 1;
}

/// Where one pixel value of a patch stands in its row, found in the row of a patch that holds nothing else.
std::int64_t place_in_row(const PatchEmbedConfig& config, int channel, PixelPosition pixel) {
    const Size patch = config.patch_size;
    Tensor dot = Tensor::zeros({config.in_chans, patch.height, patch.width});
    for (int y = 0, index = 0; y < patch.height * config.in_chans; ++y)
        for (int x = 0; x < patch.width; ++x, ++index)
            if (y == channel * patch.height + pixel.y && x == pixel.x) dot[index] = 1;
    const std::vector<float> row = unfold_patch(dot, patch, {}, {0, 0});
    return std::ranges::find(row, 1.0F) - row.begin();
}

QuizWord vectors_of_twins(const AtWork& at) {
    // A picture of one colour, large enough for two patches apart from each other.
    const Size patch = at.config.patch_size;
    const Size stride = at.grid.stride();
    Tensor plain =
        Tensor::zeros({at.config.in_chans, patch.height + stride.height, patch.width + stride.width});
    std::ranges::fill(plain.values(), 0.5F);
    const PatchEmbed module(at.parameters, {stride, {0, 0}});
    const auto first = module.embed_patch(plain, {0, 0});
    return first == module.embed_patch(plain, {1, 1}) ? QuizWord::equal_vectors : QuizWord::other_vectors;
}

QuizWord vector_of_zeros(const AtWork& at) {
    const auto vector = at.module.embed_patch(at.picture([](int, int, int) { return 0.0F; }), {0, 0});
    const auto bias = at.parameters.bias.values();
    if (!bias.empty() && std::ranges::equal(vector, bias)) return QuizWord::the_bias;
    const bool zeros = std::ranges::all_of(vector, [](float number) { return number == 0; });
    return zeros ? QuizWord::all_zeros : QuizWord::sum_of_weights;
}

QuizWord number_of_doubled_pixels(const AtWork& at) {
    Tensor twice = at.pixels;
    for (float& pixel : twice.values())
        pixel *= 2;
    const PatchPosition last = at.grid.position(at.patches() - 1);
    const Explanation once = explain(at.module, at.pixels, last, 0);
    const Explanation now = explain(at.module, twice, last, 0);
    const double sum = double{once.value} - double{once.bias};
    if (std::abs(now.value - (2 * sum + once.bias)) < 1e-5) return QuizWord::twice_sum;
    return now.value == once.value ? QuizWord::unchanged : QuizWord::twice_all;
}

/// The same weights as a matrix that every patch's row is multiplied by.
QuizWord numbers_of_linear(const AtWork& at) {
    const auto weight = at.parameters.weight.matrix(at.config.embed_dim);
    Matrix product = at.rows.matrix(at.patches()) * weight.transpose();
    if (at.config.bias)
        product.rowwise() += ConstVectorView(at.parameters.bias.data(), at.config.embed_dim).transpose();
    const float apart = (product - at.tokens.matrix(at.patches())).cwiseAbs().maxCoeff();
    return apart < 1e-5F ? QuizWord::linear_equal : QuizWord::linear_neighbours;
}

QuizWord reshaped_maps(const AtWork& at) {
    if (at.maps.size() != at.tokens.size()) return QuizWord::an_error;
    const bool same = std::ranges::equal(at.maps.values(), at.tokens.values());
    return same ? QuizWord::same_tokens : QuizWord::scrambled;
}

QuizWord weights_of_patches(const AtWork& at) {
    const PatchPosition last = at.grid.position(at.patches() - 1);
    const bool same =
        explain(at.module, at.pixels, {0, 0}, 0).weights == explain(at.module, at.pixels, last, 0).weights;
    return same ? QuizWord::one_for_all : QuizWord::each_its_own;
}

/// Patches of the picture with half the patch_size.
std::int64_t halved(const AtWork& at) {
    const Size patch = at.config.patch_size;
    return unfold(at.pixels, {patch.height / 2, patch.width / 2}).dimension(0);
}

/// The parameters of a module that takes the picture with twice the sides.
std::int64_t parameters_for_larger(const AtWork& at) {
    PatchEmbedConfig larger = at.config;
    larger.img_size = {at.config.img_size.height * 2, at.config.img_size.width * 2};
    validate(larger);
    const ConvParameters parameters = initialise(Init::torch, larger.conv_shape(), 3);
    return parameters.weight.size() + parameters.bias.size();
}

QuizValue truth(const AtWork& at, const QuizQuestion& question) {
    const auto count = [](auto size) { return QuizValue(static_cast<std::int64_t>(size)); };
    const auto terms = [&] { return explain(at.module, at.pixels, {0, 0}, 0).terms.size(); };
    switch (question.kind) {
        case QuizKind::patches:
            return count(at.patches());
        case QuizKind::values:
        case QuizKind::lossless:  // its own test says why
            return count(at.row(at.pixels, {0, 0}).size());
        case QuizKind::products:
            return count(terms());
        case QuizKind::length:
            return count(at.module.embed_patch(at.pixels, {0, 0}).size());
        case QuizKind::parameters:
            return count(at.parameters.weight.size() + at.parameters.bias.size());
        case QuizKind::biases:
            return count(at.parameters.bias.size());
        case QuizKind::macs:
            return count(at.maps.size() * static_cast<std::int64_t>(terms()));
        case QuizKind::outputs:
            return count(at.maps.size());
        case QuizKind::bytes:
            return count(at.maps.values().size_bytes());
        case QuizKind::token:
            return count(explain(at.module, at.pixels, question.patch, 0).token);
        case QuizKind::patch_of_token: {
            const std::int64_t token = explain(at.module, at.pixels, question.patch, 0).token;
            for (std::int64_t row = 0, t = 0; row < at.grid.grid().height; ++row)
                for (int column = 0; column < at.grid.grid().width; ++column, ++t)
                    if (t == token) return PatchPosition{static_cast<int>(row), column};
            return PatchPosition{-1, -1};
        }
        case QuizKind::row_index:
            return count(place_in_row(at.config, question.channel, question.pixel));
        case QuizKind::begins:
            return count(first_row(at, {question.patch.row, at.grid.grid().width / 2}));
        case QuizKind::dropped:
            return count(unreached_columns(at));
        case QuizKind::patches_at:
            return count(patches_with(at, question.pixel));
        case QuizKind::output_shape:
            return at.maps.shape();
        case QuizKind::tokens_shape:
            return at.tokens.shape();
        case QuizKind::weight_shape:
            return at.parameters.weight.shape();
        case QuizKind::attention:
            return count(at.patches() * at.patches());
        case QuizKind::halved:
            return count(halved(at));
        case QuizKind::larger_image:
            return count(parameters_for_larger(at));
        case QuizKind::twins:
            return vectors_of_twins(at);
        case QuizKind::black:
            return vector_of_zeros(at);
        case QuizKind::doubled:
            return number_of_doubled_pixels(at);
        case QuizKind::linear:
            return numbers_of_linear(at);
        case QuizKind::reshape:
            return reshaped_maps(at);
        case QuizKind::shared:
            break;
    }
    return weights_of_patches(at);
}

class Draw {
public:
    explicit Draw(std::uint32_t seed) : engine_(seed) {}
    int from(int least, int most) {
        return least + static_cast<int>(engine_() % static_cast<unsigned>(most - least + 1));
    }
    bool once_in(int times) { return from(1, times) == 1; }
    Size size(int least, int most) {
        const int side = from(least, most);
        return once_in(2) ? to_pair(side) : Size{side, from(least, most)};
    }

private:
    std::mt19937 engine_;
};

PatchEmbedConfig any_config(Draw& draw) {
    PatchEmbedConfig config;
    config.img_size = draw.size(1, 26);
    config.patch_size = draw.size(1, 9);
    config.patch_size.height = std::min(config.patch_size.height, config.img_size.height);
    config.patch_size.width = std::min(config.patch_size.width, config.img_size.width);
    config.in_chans = std::array{1, 3, 3, 4}.at(static_cast<std::size_t>(draw.from(0, 3)));
    config.embed_dim = draw.once_in(8) ? 1 : draw.from(2, 12);
    config.bias = !draw.once_in(4);
    if (draw.once_in(4)) config.stride = draw.size(1, 10);
    if (draw.once_in(5)) {
        const int most = std::min(config.patch_size.height, config.patch_size.width) / 2;
        config.padding = to_pair(draw.from(0, most));
    }
    return config;
}

std::string told(const QuizQuestion& question) {
    const PatchEmbedConfig& config = question.config;
    return std::string(name_of(question.kind)) + " of " + to_string(config.img_size) + " " +
           to_string(config.patch_size) + " stride " + to_string(config.stride.value_or(config.patch_size)) +
           " padding " + to_string(config.padding) + " " + std::to_string(config.in_chans) + " " +
           std::to_string(config.embed_dim);
}

/// One answer is right and says so, no two are equal, and there is something to choose.
void expect_well_formed(const QuizQuestion& question) {
    const auto& answers = question.answers;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_EQ(answers[i].mistake == QuizMistake::none, i == question.right) << told(question);
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_NE(answers[i].value, answers[j].value) << told(question);
    }
    if (question.typed) {
        EXPECT_TRUE(std::holds_alternative<std::int64_t>(question.solution())) << told(question);
        return;
    }
    EXPECT_GE(answers.size(), question.kind == QuizKind::patch_of_token ? 2U : 3U) << told(question);
    EXPECT_LE(answers.size(), most_quiz_answers) << told(question);
}

TEST(QuizAnswers, AreWhatCoreComputesInAThousandSettings) {
    Draw draw(16);
    std::set<QuizKind> asked;
    for (int setting = 0; setting < 1000; ++setting) {
        const PatchEmbedConfig config = any_config(draw);
        const AtWork at(config);
        QuizRandom random(static_cast<std::uint32_t>(setting));
        for (const auto& [name, kind] : names_of<QuizKind>) {
            if (!can_ask(kind, config)) continue;
            asked.insert(kind);
            const QuizQuestion question = ask(kind, config, setting % 2 == 0, random);
            expect_well_formed(question);
            ASSERT_EQ(question.solution(), truth(at, question)) << told(question);
        }
    }
    EXPECT_EQ(asked.size(), names_of<QuizKind>.size()) << "every kind was asked";
}

TEST(QuizAnswers, AreWhatCoreComputesInTheSecondRoundToo) {
    Draw draw(5);
    for (std::uint32_t seed = 0; seed < 12; ++seed) {
        const PatchEmbedConfig config = any_config(draw);
        const auto questions = quiz_questions(config, seed, QuizRound::after);
        const AtWork at(questions.front().config);
        for (const QuizQuestion& question : questions) {
            expect_well_formed(question);
            EXPECT_EQ(question.solution(), truth(at, question)) << told(question);
        }
    }
}

TEST(QuizAnswers, CallLosslessWhatHasTheRankOfAPatch) {
    for (const PatchEmbedConfig& config :
         {PatchEmbedConfig{{8, 8}, {4, 4}, 3, 5}, PatchEmbedConfig{{9, 6}, {3, 2}, 1, 40}}) {
        QuizRandom random(1);
        const QuizQuestion question = ask(QuizKind::lossless, config, false, random);
        const auto enough = static_cast<int>(std::get<std::int64_t>(question.solution()));
        ConvShape shape = config.conv_shape();
        shape.embed_dim = enough;
        EXPECT_EQ(PseudoInverse(initialise(Init::torch, shape, 0)).rank(), enough)
            << "all of a patch is there";
        shape.embed_dim = enough - 1;
        EXPECT_LT(PseudoInverse(initialise(Init::torch, shape, 0)).rank(), enough)
            << "one less loses something";
    }
}

/// Whether a wrong answer is there with the misconception that leads to it.
bool offers(const QuizQuestion& question, const QuizValue& value, QuizMistake mistake) {
    return std::ranges::find(question.answers, QuizAnswer{value, mistake}) != question.answers.end();
}

TEST(QuizAnswers, HaveTheMistakesThatPeopleMakeAtTheArticlesSizes) {
    QuizRandom random(1);
    const auto typed = [&](QuizKind kind) { return ask(kind, {}, true, random); };
    const QuizQuestion patches = typed(QuizKind::patches);
    EXPECT_EQ(patches.solution(), QuizValue(std::int64_t{1024}));
    EXPECT_TRUE(offers(patches, std::int64_t{8}, QuizMistake::size_as_count));
    EXPECT_TRUE(offers(patches, std::int64_t{64}, QuizMistake::pixels_as_patches));
    EXPECT_TRUE(offers(patches, std::int64_t{32}, QuizMistake::one_side));
    EXPECT_TRUE(offers(typed(QuizKind::values), std::int64_t{64}, QuizMistake::colour_forgotten));
    EXPECT_TRUE(offers(typed(QuizKind::length), std::int64_t{192}, QuizMistake::values_as_length));
    EXPECT_TRUE(offers(typed(QuizKind::length), std::int64_t{3}, QuizMistake::channel_outputs));
    const QuizQuestion parameters = typed(QuizKind::parameters);
    EXPECT_EQ(parameters.solution(), QuizValue(std::int64_t{98816}));
    EXPECT_TRUE(offers(parameters, std::int64_t{98304}, QuizMistake::bias_forgotten));
    EXPECT_TRUE(offers(parameters, std::int64_t{33280}, QuizMistake::colour_forgotten));
    EXPECT_TRUE(offers(parameters, std::int64_t{98816} * 1024, QuizMistake::weights_per_patch));
    EXPECT_TRUE(offers(typed(QuizKind::halved), std::int64_t{2048}, QuizMistake::doubles_only));
    PatchEmbedConfig uneven;
    uneven.img_size = to_pair(250);
    QuizQuestion dropped = ask(QuizKind::dropped, uneven, true, random);
    EXPECT_EQ(dropped.solution(), QuizValue(std::int64_t{2}));
    EXPECT_TRUE(offers(dropped, std::int64_t{0}, QuizMistake::remainder_padded));
    EXPECT_TRUE(offers(dropped, std::int64_t{6}, QuizMistake::remainder_missing));
    EXPECT_TRUE(offers(ask(QuizKind::patches, uneven, true, random), std::int64_t{32 * 32},
                       QuizMistake::remainder_padded));
    uneven.stride = to_pair(4);
    EXPECT_TRUE(offers(ask(QuizKind::patches, uneven, true, random), std::int64_t{31 * 31},
                       QuizMistake::stride_forgotten));
}

}  // namespace
}  // namespace patchlens::model
