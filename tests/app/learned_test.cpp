// The learned weights that the program comes with: what they show and rebuild, how they fit other sizes and
// pixels, and the switch between them and random ones.
#include <array>
#include <cmath>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/computing/results.h"
#include "app/model/computing/weight_notes.h"
#include "app/model/state/actions.h"
#include "core/analysis/filter_character.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/analysis/reconstruction.h"
#include "core/weights/kernel_resample.h"
#include "core/weights/safetensors.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using model::ModuleOptions;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ui::compat::Key;

std::filesystem::path shipped() {
    return model::learned_file(PATCHLENS_ASSETS_DIR);
}

const LoadedProjection& learned() {
    static const LoadedProjection projection = load_projection(shipped());
    return projection;
}

ModuleOptions learned_options() {
    ModuleOptions options;
    options.init = Init::trained;
    return options;
}

model::ResultsPointer results_of(const ModuleOptions& options, const char* picture = "harbour.png") {
    const auto opened =
        std::make_shared<const model::Picture>(model::Picture{sample(picture), load_image(sample(picture))});
    return model::compute(options, opened, nullptr, 1U << 30U, {}, {}, {}, {}, {}, shipped());
}

ConvParameters fitted(const ModuleOptions& options, model::Adaptation& adaptation) {
    return model::make_weights(options, {&learned(), nullptr}, adaptation);
}

TEST(LearnedFile, Holds512FiltersInFewerThan500Kilobytes) {
    EXPECT_EQ(learned().parameters.weight.shape(), (Shape{512, 3, 8, 8}));
    EXPECT_EQ(learned().parameters.bias.shape(), (Shape{512}));
    EXPECT_LT(std::filesystem::file_size(shipped()), 500'000U);
}

TEST(LearnedFile, FourFiltersInFiveAreOrientedOrColoured) {
    const auto characters = filter_characters(learned().parameters.weight);
    EXPECT_GE(share_with_character(characters), 0.8);
    const std::vector first(characters.begin(), characters.begin() + 64);
    EXPECT_GE(share_with_character(first), 0.8);
}

struct Back {
    RebuiltPicture rebuilt;
    Image original;
};

/// A picture rebuilt from `dimensions` numbers a patch.
Back back(ModuleOptions options, int dimensions, const char* picture) {
    options.config.embed_dim = dimensions;
    const model::ResultsPointer results = results_of(options, picture);
    const PseudoInverse inverse({results->module->weight(), results->module->bias()});
    const Tensor rows = inverse.patches(std::as_const(*results->tokens).matrix(results->grid.num_patches()));
    return {rebuilt_picture(rows, *results->pixels, results->grid, options.normalize), *results->image};
}

TEST(LearnedFile, RebuildsPicturesItHasNeverSeenBetterThanRandomFilters) {
    for (const char* picture : {"house.png", "harbour.png", "leaf.png"}) {
        for (const int dimensions : {16, 32, 64, 96}) {
            EXPECT_GT(back(learned_options(), dimensions, picture).rebuilt.psnr,
                      back({}, dimensions, picture).rebuilt.psnr + 10.0)
                << picture << " from " << dimensions;
        }
        // 512 numbers are more than 192: nothing is lost but rounding.
        const Back whole = back(learned_options(), 512, picture);
        EXPECT_GT(whole.rebuilt.psnr, 110.0) << picture;
        EXPECT_EQ(whole.rebuilt.image.pixels, whole.original.pixels) << picture;
    }
}

TEST(LearnedWeights, OfFewerDimensionsAreTheFirstOnesAndOfMoreContinueWithZeros) {
    model::Adaptation adaptation;
    ModuleOptions options = learned_options();
    const ConvParameters all = fitted(options, adaptation);
    EXPECT_EQ(all, learned().parameters);
    EXPECT_EQ(adaptation, model::Adaptation{});
    options.config.embed_dim = 40;
    EXPECT_EQ(fitted(options, adaptation), keep_first_dimensions(all, 40));
    EXPECT_THAT(model::init_notes(english(), options, adaptation), Contains(HasSubstr("first 40 of 512")));
    options.config.embed_dim = 700;
    const ConvParameters more = fitted(options, adaptation);
    EXPECT_EQ(keep_first_dimensions(more, 512), all);
    for (std::int64_t i = all.weight.size(); i < more.weight.size(); ++i)
        ASSERT_EQ(more.weight[i], 0.0F);
    for (int d = 512; d < 700; ++d)
        ASSERT_EQ(more.bias[d], 0.0F);
    EXPECT_THAT(model::init_notes(english(), options, adaptation),
                Contains(HasSubstr("There are 512 filters")));
}

TEST(LearnedWeights, FitOtherPatchesAndChannelsAsAModelsFileDoes) {
    model::Adaptation adaptation;
    ModuleOptions options = learned_options();
    options.config.patch_size = {16, 4};
    options.config.in_chans = 1;
    const ConvParameters made = fitted(options, adaptation);
    EXPECT_EQ(made.weight,
              resample_patch_embed(adapt_input_channels(learned().parameters.weight, 1), {16, 4}));
    EXPECT_EQ(adaptation.resampled_from, (Size{8, 8}));
    EXPECT_EQ(adaptation.channels_from, 3);
    const auto notes = model::init_notes(english(), options, adaptation);
    EXPECT_THAT(notes, Contains(HasSubstr("as FlexiViT does it")));
    EXPECT_THAT(notes, Contains(HasSubstr("as timm does it")));
    options.config = {};
    options.config.in_chans = 4;
    EXPECT_EQ(fitted(options, adaptation).weight, adapt_input_channels(learned().parameters.weight, 4));
    options.config.bias = false;
    EXPECT_TRUE(fitted(options, adaptation).bias.empty());
}

TEST(LearnedWeights, GiveTheSameVectorsWhateverThePixelsAreNormalisedAs) {
    for (const int channels : {1, 3, 4}) {
        ModuleOptions options = learned_options();
        options.config.in_chans = channels;
        const model::ResultsPointer plain = results_of(options, "leaf.png");
        float largest = 0.0F;
        for (const float number : plain->tokens->values())
            largest = std::max(largest, std::abs(number));
        for (const Normalize normalize : {Normalize::imagenet, Normalize::clip, Normalize::half}) {
            options.normalize = normalize;
            const model::ResultsPointer other = results_of(options, "leaf.png");
            EXPECT_NE(other->module->weight(), plain->module->weight());
            float apart = 0.0F;
            for (std::int64_t i = 0; i < plain->tokens->size(); ++i)
                apart = std::max(apart, std::abs((*plain->tokens)[i] - (*other->tokens)[i]));
            EXPECT_LT(apart, 1e-5F * std::max(1.0F, largest)) << channels << " channels, of " << largest;
        }
    }
}

TEST(LearnedWeights, WhereTheirFileIsMissingASentenceNamesIt) {
    const TemporaryFolder folder;
    const auto opened = std::make_shared<const model::Picture>(
        model::Picture{sample("leaf.png"), load_image(sample("leaf.png"))});
    try {
        model::compute(learned_options(), opened, nullptr, 1U << 30U, {}, {}, {}, {}, {},
                       model::learned_file(folder.path()));
        ADD_FAILURE() << "computed";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::file_unreadable);
        EXPECT_THAT(english().sentence(error), HasSubstr("learned-8.safetensors"));
    }
}

TEST(LearnedSwitch, GoesToLearnedWeightsAndBackToTheRandomOnesThatWereThere) {
    Screen screen;
    screen.click("params/init");
    screen.click("params/init/xavier");
    screen.enter("params/seed/entry", "5");
    screen.settle();
    EXPECT_EQ(screen.state().at("learned"), false);
    const Tensor random = screen.application->results()->module->weight();
    ASSERT_TRUE(screen.shows("params/learned/learned"));
    screen.click("params/learned/learned");
    screen.settle();
    EXPECT_EQ(screen.session().module.init, Init::trained);
    EXPECT_EQ(screen.state().at("learned"), true);
    EXPECT_EQ(screen.application->results()->module->weight(), learned().parameters.weight);
    EXPECT_FALSE(screen.shows("params/seed")) << "nothing is drawn";
    EXPECT_THAT(screen.messages(), IsEmpty());
    screen.click("params/learned/random");
    screen.settle();
    EXPECT_EQ(screen.session().module.init, Init::xavier);
    EXPECT_EQ(screen.session().module.seed, 5U);
    EXPECT_EQ(screen.application->results()->module->weight(), random);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.init, Init::trained);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.init, Init::xavier);
}

TEST(LearnedSwitch, HasAKeyInEveryChapter) {
    Screen screen;
    for (const auto& [name, chapter] : model::names_of<model::Chapter>) {
        SCOPED_TRACE(name);
        screen.click("rail/" + std::string(name));
        screen.type("w");
        screen.frames(2);
        EXPECT_EQ(screen.session().module.init, Init::trained);
        screen.type("W");
        screen.frames(2);
        EXPECT_EQ(screen.session().module.init, Init::torch);
    }
}

TEST(LearnedSwitch, LeavesAFileOfWeightsAndASessionRemembersWhatWasRandom) {
    model::Session session;
    session.module.init = Init::lecun;
    session = model::apply(session, model::ShowLearned{true}, {512, 512});
    EXPECT_EQ(session.random_init, Init::lecun);
    session.module.weights = "model.safetensors";
    session = model::apply(session, model::ShowLearned{true}, {512, 512});
    EXPECT_TRUE(session.module.weights.empty());
    const model::Session again = model::session_from_json(model::to_json(session), "s");
    EXPECT_EQ(model::apply(again, model::ShowLearned{false}, {512, 512}).module.init, Init::lecun);
}

}  // namespace
}  // namespace patchlens
