// Break it: what is predicted, what comes out on the wrong side, and where it is pointed at, all against
// core.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/code/mistaken_script.h"
#include "app/ui/chapters/breakit/parts.h"
#include "app/ui/drawing/numbers.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"
#include "tests/app/core_numbers.h"
#include "tests/app/screen.h"
#include "tests/app/setting.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using enum Mistake;
using model::Breakit;
using ::testing::HasSubstr;
using ui::compat::Key;

model::Session breaking(Mistake mistake, std::vector<Mistake> also = {}) {
    model::Session session;
    session.chapter = model::Chapter::breakit;
    session.picture = sample("house.png");
    session.choice<Breakit>() = {mistake, std::move(also)};
    session.place<Breakit>().view = Breakit::best_view(mistake);
    return session;
}

/// The same, seen without a prediction.
model::Session shown(model::Session session) {
    session.place<Breakit>().answers.assign(mistake_count, model::shown_unpredicted);
    return session;
}

/// Not square, normalised: every mistake has an effect.
model::Session eventful(Mistake mistake, std::vector<Mistake> also = {}) {
    model::Session session = shown(breaking(mistake, std::move(also)));
    session.module.config.img_size = {192, 256};
    session.module.config.embed_dim = 150;
    session.module.normalize = Normalize::imagenet;
    return session;
}

MistakenOutput core_output(const model::Session& session) {
    const Image image = fit_image(load_image(session.picture).image, session.module.preprocess());
    return forward_with(session.choice<Breakit>().made(), CoreNumbers(session).module, image,
                        session.module.normalize);
}

std::string number_text(const model::Session& session, float number) {
    return "maps[0, " + std::to_string(session.dim) + ", " + std::to_string(session.patch.row) + ", " +
           std::to_string(session.patch.column) + "] = " + ui::with_sign(number);
}

TEST(BreakIt, ShowsRightAndWrongNumbersAndShapes) {
    for (const Mistake mistake : {flat_order, reshape, overlap, padding, unnormalised, bytes, bgr, no_bias}) {
        const model::Session session = eventful(mistake);
        const Screen screen(session, {1280, 800});
        const CoreNumbers right(session);
        const MistakenOutput wrong = core_output(session);
        const std::int64_t at = std::int64_t{session.patch.row} * wrong.laid_out.width + session.patch.column;
        const float number = wrong.tokens[at * 150 + session.dim];
        EXPECT_TRUE(screen.reads(number_text(session, right.matrix()(right.token(), session.dim))));
        EXPECT_TRUE(screen.reads(number_text(session, number))) << model::name_of(mistake);
        EXPECT_TRUE(screen.reads("[1, 150, 24, 32]"));
        EXPECT_TRUE(screen.reads("[1, 150, " + std::to_string(wrong.laid_out.height) + ", " +
                                 std::to_string(wrong.laid_out.width) + "]"))
            << model::name_of(mistake);
        EXPECT_TRUE(screen.shows("breakit/symptom")) << model::name_of(mistake);
    }
}

TEST(BreakIt, SaysWhatPythonRaises) {
    model::Session session = eventful(gaps);
    const Screen outside(session, {1600, 1000});
    EXPECT_TRUE(outside.mentions("IndexError"));
    EXPECT_EQ(model::index_error(*outside.application->results(), {12, 16}),
              "IndexError: index 19 is out of bounds for dimension 2 with size 12");
    EXPECT_EQ(model::index_error(*outside.application->results(), {24, 10}),
              "IndexError: index 10 is out of bounds for dimension 3 with size 10");
    const auto refused = refusal_of({patch_weights}, {150, 3, {8, 8}}, {192, 256});
    EXPECT_EQ(
        model::raised_text(*refused),
        "RuntimeError: Error(s) in loading state_dict for Conv2d:\n\tsize mismatch for weight: copying a "
        "param with shape torch.Size([150, 3, 16, 16]) from checkpoint, the shape in current model is "
        "torch.Size([150, 3, 8, 8]).");
    EXPECT_EQ(
        model::raised_text(*refusal_of({one_channel}, {150, 3, {8, 8}}, {192, 256})),
        "RuntimeError: Given groups=1, weight of size [150, 1, 8, 8], expected input[1, 3, 192, 256] to "
        "have 1 channels, but got 3 channels instead");
    for (const Mistake mistake : {patch_weights, one_channel}) {
        const Screen screen(eventful(mistake), {1280, 800});
        EXPECT_TRUE(screen.shows("breakit/raised"));
        EXPECT_TRUE(screen.shows("breakit/symptom"));
        EXPECT_TRUE(screen.mentions("RuntimeError:"));
    }
}

TEST(BreakIt, HidesTheWrongSideUntilItIsPredicted) {
    Screen screen(breaking(reshape), {1280, 800});
    EXPECT_TRUE(screen.shows("breakit/veil"));
    EXPECT_TRUE(screen.shows("breakit/right"));
    EXPECT_FALSE(screen.shows("breakit/wrong"));
    screen.type("1");  // an answer, no chapter
    screen.frames(2);
    EXPECT_EQ(screen.session().chapter, model::Chapter::breakit);
    EXPECT_EQ(screen.session().place<Breakit>().answer(reshape), 0);
    EXPECT_FALSE(screen.shows("breakit/veil"));
    EXPECT_TRUE(screen.shows("breakit/wrong"));
    EXPECT_TRUE(screen.mentions("Not so"));
    screen.click("breakit/show");
    EXPECT_TRUE(screen.shows("breakit/veil"));
    screen.click("breakit/answer/3");
    EXPECT_EQ(screen.session().place<Breakit>().answer(reshape), 2);
    EXPECT_TRUE(screen.mentions("Predicted"));
    screen.type("1");  // answered: the digit means the chapter
    screen.frames(2);
    EXPECT_EQ(screen.session().chapter, model::Chapter::story);
}

TEST(BreakIt, ShowsWithoutAnAnswerBySpace) {
    Screen screen(breaking(flat_order), {1280, 800});
    screen.key(Key::space);
    screen.frames(2);
    EXPECT_EQ(screen.session().place<Breakit>().answer(flat_order), model::shown_unpredicted);
    EXPECT_TRUE(screen.shows("breakit/wrong"));
    EXPECT_FALSE(screen.mentions("Not so"));
}

TEST(BreakIt, GoesFromMistakeToMistakeInTheViewThatSuitsIt) {
    Screen screen(shown(breaking(flat_order)), {1280, 800});
    screen.key(Key::page_up);  // there is none before
    EXPECT_EQ(screen.session().choice<Breakit>().mistake, flat_order);
    screen.key(Key::page_down);
    screen.settle();
    EXPECT_EQ(screen.session().choice<Breakit>().mistake, reshape);
    EXPECT_EQ(screen.session().place<Breakit>().view, model::BreakitView::picture);
    screen.click("breakit/next");
    EXPECT_EQ(screen.session().choice<Breakit>().mistake, overlap);
    screen.click("breakit/mistake/no_bias");
    screen.settle();
    EXPECT_EQ(screen.session().choice<Breakit>().mistake, no_bias);
    EXPECT_EQ(screen.session().place<Breakit>().view, model::BreakitView::vector);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().choice<Breakit>().mistake, overlap);
}

TEST(BreakIt, MakesSeveralAtOnce) {
    Screen screen(eventful(bgr), {1280, 800});
    screen.click("breakit/also/reshape");
    screen.settle();
    EXPECT_EQ(screen.session().choice<Breakit>().made(), (Mistakes{bgr, reshape}));
    const MistakenOutput wrong = core_output(screen.session());
    const std::int64_t at = std::int64_t{19} * wrong.laid_out.width + 10;
    EXPECT_TRUE(screen.reads(number_text(screen.session(), wrong.tokens[at * 150 + 137])));
    EXPECT_TRUE(screen.mentions("Together"));
    screen.click("breakit/also/overlap");
    screen.click("breakit/also/gaps");
    EXPECT_EQ(screen.session().choice<Breakit>().made(), (Mistakes{bgr, reshape, gaps}));
    screen.key(Key::z, true);
    screen.key(Key::z, true);
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().choice<Breakit>().made(), Mistakes{bgr});
}

TEST(BreakIt, GivesEachOfSeveralItsReasonOrWhyItChangesNothing) {
    model::Session session = eventful(bgr, {no_bias, swapped_sides});
    session.module.config.img_size = {256, 256};
    const Screen screen(session, {1280, 800});
    EXPECT_TRUE(screen.reads("Why, each by itself"));
    EXPECT_TRUE(screen.mentions("Blue first (BGR). Why: a filter has its own weights for red and for blue."));
    EXPECT_TRUE(screen.mentions("Bias forgotten. Why: the bias"));
    EXPECT_TRUE(screen.mentions("Height and width swapped. Nothing changes here: the grid is 32 × 32"));
    const Screen refused(eventful(bgr, {patch_weights}), {1280, 800});
    EXPECT_TRUE(refused.mentions("Weights of another patch size. Why:"));
    EXPECT_FALSE(refused.mentions("Blue first (BGR). Why:")) << "nothing is computed with it";
    EXPECT_FALSE(Screen(eventful(bgr), {1280, 800}).mentions("each by itself"));
}

TEST(BreakIt, SaysThatTheWrongNumbersGoBeyondTheColours) {
    model::Session session = shown(breaking(bytes));
    session.place<Breakit>().view = model::BreakitView::map;
    const Screen screen(session, {1280, 800});
    const model::Results& results = *screen.application->results();
    const auto largest = [](const Tensor& map) {
        float most = 0;
        for (const float number : map.values())
            most = std::max(most, std::abs(number));
        return ui::without_plus(most, 4);
    };
    EXPECT_TRUE(screen.mentions("The wrong numbers reach ±" + largest(results.analyses.mistaken->map)));
    EXPECT_TRUE(screen.mentions("The colours end at ±" + largest(*results.map)));
    EXPECT_TRUE(screen.reads("≥ +" + largest(*results.map)));
    EXPECT_TRUE(screen.reads("≤ −" + largest(*results.map)));
    const Screen within(eventful(swapped_sides), {1280, 800});  // the same numbers in other places
    EXPECT_FALSE(within.mentions("The colours end at"));
    EXPECT_FALSE(within.mentions("≥ +"));
}

TEST(BreakIt, SaysWhyAMistakeHasNoEffect) {
    model::Session grey = breaking(bgr);
    grey.module.config.in_chans = 1;
    model::Session without = breaking(no_bias);
    without.module.config.bias = false;
    const std::pair<model::Session, const char*> all[] = {
        {breaking(swapped_sides), "as many rows as columns"},
        {breaking(unnormalised), "nothing to skip"},
        {grey, "only one channel"},
        {without, "no bias"},
    };
    for (const auto& [session, reason] : all) {
        const Screen screen(session, {1280, 800});
        EXPECT_TRUE(screen.mentions(reason)) << reason;
        EXPECT_FALSE(screen.shows("breakit/veil")) << reason;  // there is nothing to predict
        EXPECT_FALSE(screen.shows("breakit/symptom")) << reason;
    }
}

TEST(BreakIt, ChangesTheSettingsSoThatAMistakeMatters) {
    Screen screen(breaking(swapped_sides), {1280, 800});
    screen.click("breakit/make_it_show");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.img_size, (Size{192, 256}));
    EXPECT_TRUE(screen.shows("breakit/veil"));  // now it is asked
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().module.config.img_size, (Size{256, 256}));
    screen.click("breakit/mistake/unnormalised");
    screen.settle();
    screen.click("breakit/make_it_show");
    screen.settle();
    EXPECT_EQ(screen.session().module.normalize, Normalize::imagenet);
    EXPECT_TRUE(screen.shows("breakit/veil"));
}

TEST(BreakIt, PointsAtTheFirstSymptom) {
    const auto symptom = [](Mistake mistake) {
        const Screen screen(eventful(mistake), {1280, 800});
        return screen.application->results()->analyses.mistaken->symptom;
    };
    EXPECT_EQ(symptom(flat_order), model::Symptom::number);
    EXPECT_EQ(symptom(swapped_sides), model::Symptom::shape);
    EXPECT_EQ(symptom(padding), model::Symptom::shape);
    EXPECT_EQ(symptom(one_channel), model::Symptom::refused);
    // The first patch of [1, D, N] reshaped to [1, N, D] begins with its own number 0.
    model::Session corner = eventful(reshape);
    corner.patch = {0, 0};
    corner.dim = 0;
    const Screen screen(corner, {1280, 800});
    const model::Mistaken& mistaken = *screen.application->results()->analyses.mistaken;
    EXPECT_EQ(mistaken.symptom, model::Symptom::elsewhere);
    EXPECT_EQ(mistaken.first, (PatchPosition{0, 1}));
}

TEST(BreakIt, TheRebuiltPictureOfBlueFirstHasRedAndBlueExchanged) {
    model::Session session = shown(breaking(bgr));
    const Screen screen(session, {1280, 800});
    const model::Results& results = *screen.application->results();
    const Image& right = results.analyses.mistaken->right_picture->front();
    const Image& wrong = results.analyses.mistaken->wrong_picture->front();
    ASSERT_EQ(right.size, results.image->size);
    int differing = 0;
    for (int y = 0; y < right.size.height; y += 7) {
        for (int x = 0; x < right.size.width; x += 5) {
            EXPECT_NEAR(wrong.at(y, x, 0), results.image->at(y, x, 2), 1);
            EXPECT_NEAR(wrong.at(y, x, 2), results.image->at(y, x, 0), 1);
            EXPECT_NEAR(right.at(y, x, 0), results.image->at(y, x, 0), 1);
            differing += right.at(y, x, 0) != right.at(y, x, 2);
        }
    }
    EXPECT_GT(differing, 500);
}

TEST(BreakIt, AsksForTheNumberOfTokensThatComesOut) {
    Screen screen(breaking(overlap), {1280, 800});
    EXPECT_TRUE(screen.mentions("1,024"));
    EXPECT_TRUE(screen.mentions("3,969"));  // 63 · 63
    EXPECT_TRUE(screen.mentions("4,096"));  // four times as many, which it is not
    screen.type("2");
    screen.frames(2);
    EXPECT_TRUE(screen.mentions("Predicted: 3,969"));
}

TEST(BreakIt, TheProgramHasTheWrongLine) {
    const Screen screen(shown(breaking(reshape)), {1280, 800});
    const model::Results& results = *screen.application->results();
    EXPECT_EQ(model::mistaken_line(reshape, results).wrong, "tokens = y.reshape(1, 1024, 512)");
    EXPECT_EQ(model::mistaken_line(no_bias, results).wrong,
              "proj = nn.Conv2d(3, 512, kernel_size=8, stride=8, bias=False)");
    const std::string script = model::mistaken_script(results, {reshape}, english());
    EXPECT_THAT(script, HasSubstr("tokens = y.reshape(1, -1, 512)\n"));
    EXPECT_THAT(script, HasSubstr("print(\"%.9g\" % maps[0, 137, 19, 10])"));
    EXPECT_TRUE(model::has_mistaken_script(results, {reshape}));
}

TEST(BreakIt, ComputesNothingThatTheMemoryBudgetForbids) {
    model::ComputeLimits limits;
    limits.output_bytes = 3 << 20;  // the right output takes 2 MiB, the wrong one of 63 · 63 tokens 7.75
    const Screen screen(shown(breaking(overlap)), {1280, 800}, 1, limits);
    EXPECT_TRUE(screen.application->results()->analyses.mistaken->too_large);
    EXPECT_TRUE(screen.shows("breakit/absent"));
    EXPECT_TRUE(screen.shows("breakit/right"));
    limits.output_bytes = 1 << 20;
    const Screen smaller(shown(breaking(bgr)), {1280, 800}, 1, limits);
    EXPECT_FALSE(smaller.shows("breakit/copy"));
}

TEST(BreakIt, SavesWhatIsMadeAndWhatWasPredicted) {
    model::Session session = breaking(gaps, {bgr, no_bias});
    session.place<Breakit>().answer(gaps) = 2;
    const model::Session read = model::session_from_json(model::to_json(session));
    EXPECT_EQ(read.choice<Breakit>(), session.choice<Breakit>());
    EXPECT_EQ(read.place<Breakit>(), session.place<Breakit>());
    Breakit::Choice choice{gaps, {no_bias, bgr, no_bias}};
    Breakit::Place place;
    place.answers = {7, -5};
    Breakit::clamp(choice, place, {});
    EXPECT_EQ(choice.also, (std::vector{bgr, no_bias}));
    EXPECT_EQ(place.answers.size(), std::size_t{mistake_count});
    EXPECT_EQ(place.answers[0], model::shown_unpredicted);
    EXPECT_EQ(place.answers[1], model::not_predicted);
}

TEST(BreakIt, APresentationLeavesTheReasonToThePanel) {
    Screen screen(eventful(no_bias), {1600, 1000});
    EXPECT_TRUE(screen.mentions("Why:"));
    screen.key(Key::f5);
    screen.settle();
    EXPECT_FALSE(screen.mentions("Why:"));
    EXPECT_TRUE(screen.mentions("To see first"));
    screen.type("d");
    screen.settle();
    EXPECT_TRUE(screen.mentions("Why:"));
}

TEST(BreakIt, EveryTextFits) {
    std::vector<Setting> all;
    const auto add = [&](std::string name, model::Session session, auto change) {
        change(session);
        all.push_back({std::move(name), std::move(session), {}});
    };
    add("asked", breaking(one_channel), [](model::Session&) {});
    add("refused", eventful(patch_weights), [](model::Session&) {});
    add("Chinese", eventful(reshape),
        [](model::Session& session) { session.language = model::LanguageId::zh_cn; });
    add("one patch, one dimension", shown(breaking(padding)), [](model::Session& session) {
        session.module.config = {{256, 256}, {256, 256}, 3, 1, false};
    });
    add("patch 1, long vector, together", eventful(bgr, {bytes, no_bias}), [](model::Session& session) {
        session.module.config = {{24, 40}, {1, 1}, 4, 4096, true};
    });
    for (const Setting& setting : all)
        expect_tidy(Screen(setting.session, {1280, 800}), {1280, 800}, 1, setting.name);
    expect_tidy(Screen(all.front().session, {900, 600}), {900, 600}, 1, "small");
    expect_tidy(Screen(all[1].session, {3840, 2160}, 2), {3840, 2160}, 2, "large");
}

}  // namespace
}  // namespace patchlens
