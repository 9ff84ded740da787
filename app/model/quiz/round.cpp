#include "app/model/quiz/round.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/costs.h"

namespace patchlens::model {
namespace {

/// Kinds whose answers would give each other away: one of them is asked.
constexpr std::initializer_list<std::initializer_list<QuizKind>> alike{
    {QuizKind::values, QuizKind::products, QuizKind::lossless},
    {QuizKind::token, QuizKind::patch_of_token},
    {QuizKind::output_shape, QuizKind::tokens_shape},
    {QuizKind::parameters, QuizKind::larger_image},
    {QuizKind::outputs, QuizKind::bytes},
    {QuizKind::length, QuizKind::biases},
    {QuizKind::black, QuizKind::doubled},
};

bool together(QuizKind a, QuizKind b) {
    return std::ranges::any_of(alike, [&](const auto& group) {
        return std::ranges::find(group, a) != group.end() && std::ranges::find(group, b) != group.end();
    });
}

std::vector<QuizKind> shuffled_kinds(QuizRandom& random) {
    std::vector<QuizKind> kinds;
    for (const auto& [name, kind] : names_of<QuizKind>)
        kinds.push_back(kind);
    for (std::size_t i = kinds.size(); i > 1; --i)
        std::swap(kinds[i - 1], kinds[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(i)))]);
    return kinds;
}

/// Kinds that both rounds can ask, those first that give no other away.
std::vector<QuizKind> draw_kinds(const PatchEmbedConfig& first, const PatchEmbedConfig& second,
                                 std::size_t count, QuizRandom& random) {
    std::vector<QuizKind> possible = shuffled_kinds(random);
    std::erase_if(possible, [&](QuizKind kind) { return !can_ask(kind, first) || !can_ask(kind, second); });
    std::vector<QuizKind> drawn;
    std::vector<QuizKind> spare;
    for (const QuizKind kind : possible) {
        const bool told = std::ranges::any_of(drawn, [&](QuizKind other) { return together(kind, other); });
        (told ? spare : drawn).push_back(kind);
    }
    drawn.insert(drawn.end(), spare.begin(), spare.end());
    for (std::size_t i = 0; drawn.size() < count; ++i)
        drawn.push_back(drawn[i]);
    drawn.resize(count);
    return drawn;
}

bool possible(const PatchEmbedConfig& config, const PatchEmbedConfig& instead_of) {
    try {
        validate(config);
    } catch (const Error&) {
        return false;
    }
    const auto numbers = [](const PatchEmbedConfig& of) {
        return costs(of.grid_of(of.img_size), of.conv_shape()).output_bytes;
    };
    // It may be shown, so it should not cost much more.
    constexpr std::int64_t harmless = 32'000'000;
    return numbers(config) <= std::max(numbers(instead_of), harmless);
}

}  // namespace

PatchEmbedConfig quiz_module(const PatchEmbedConfig& config, std::uint32_t seed, QuizRound round) {
    if (round == QuizRound::before) return config;
    QuizRandom random(seed + 1);
    PatchEmbedConfig other = config;
    const auto vary = [&](auto sizes, const auto& change) {
        std::erase_if(sizes, [&](int size) {
            PatchEmbedConfig tried = other;
            change(tried, size);
            return tried == other || !possible(tried, config);
        });
        if (sizes.empty()) return;
        change(other, sizes[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(sizes.size())))]);
    };
    vary(std::vector<int>{4, 6, 8, 10, 12, 14, 16, 20, 24, 32}, [&](PatchEmbedConfig& tried, int size) {
        // A patch with unequal sides keeps them so, and the stride its difference from the patch.
        const Size patch = config.patch_size;
        const int wider = patch.width > patch.height ? 2 : 1;
        const int higher = patch.height > patch.width ? 2 : 1;
        tried.patch_size = {size * higher, size * wider};
        if (config.stride)
            tried.stride = Size{std::max(1, config.stride->height + tried.patch_size.height - patch.height),
                                std::max(1, config.stride->width + tried.patch_size.width - patch.width)};
    });
    vary(std::vector<int>{32, 48, 64, 96, 128, 192, 256, 320, 384, 512, 640, 768, 1024},
         [](PatchEmbedConfig& tried, int size) { tried.embed_dim = size; });
    return other;
}

std::vector<QuizQuestion> quiz_questions(const PatchEmbedConfig& config, std::uint32_t seed, QuizRound round,
                                         std::size_t count) {
    validate(config);
    const PatchEmbedConfig second = quiz_module(config, seed, QuizRound::after);
    QuizRandom kinds_random(seed);
    const std::vector<QuizKind> kinds = draw_kinds(config, second, count, kinds_random);
    QuizRandom random(round == QuizRound::before ? seed : ~seed);
    std::vector<QuizQuestion> questions;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const bool typed = i % 3 == 1;
        questions.push_back(ask(kinds[i], round == QuizRound::before ? config : second, typed, random));
    }
    return questions;
}

}  // namespace patchlens::model
