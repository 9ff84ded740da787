// Training in the background: the same numbers as core, when it pauses and ends, what it saves, and how the
// session refers to it.
#include "app/model/computing/training.h"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "app/model/state/workspace.h"
#include "core/training/mean_filters.h"
#include "core/training/projection_trainer.h"
#include "core/training/random_patches.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens::model {
namespace {

using std::chrono::milliseconds;

constexpr ConvShape shape{12, 3, {4, 4}, true};

/// Waits at most half a minute.
bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 6000; ++i) {
        if (holds()) return true;
        std::this_thread::sleep_for(milliseconds(5));
    }
    return holds();
}

std::shared_ptr<const Tensor> some_pixels() {
    auto pixels = std::make_shared<Tensor>(Shape{3, 24, 24});
    TorchGenerator(5).uniform(pixels->values(), 0, 1);
    return pixels;
}

TrainingPlan plan_for(TrainingMethod method) {
    TrainingPlan plan;
    plan.shape = shape;
    plan.options.method = method;
    plan.options.batch = 32;
    plan.options.seed = 3;
    plan.pixels = {some_pixels()};
    return plan;
}

std::int64_t steps_of(const Training& training) {
    const TrainingPointer run = training.progress();
    return run ? run->steps : -1;
}

/// One step, until it is published.
void take_step(Training& training) {
    const std::int64_t before = steps_of(training);
    training.step();
    ASSERT_TRUE(eventually([&] { return steps_of(training) == before + 1; }));
}

/// The same run without the background: sparse filters learn without the means, which have filters before
/// them.
struct Alone {
    explicit Alone(const TrainingPlan& wanted)
        : plan(wanted),
          patches(random_patches(std::span(wanted.pixels[0].get(), 1), shape.patch_size,
                                 patches_to_learn_from(shape), wanted.options.seed)),
          sparse(wanted.options.method == TrainingMethod::sparse),
          lesson(sparse ? without_means(rows(patches), shape) : patches),
          trainer(rows(lesson), {sparse ? 9 : 12, 3, {4, 4}, true}, wanted.options) {}

    static ConstMatrixView rows(const Tensor& tensor) { return tensor.matrix(tensor.dimension(0)); }
    ConvParameters parameters() const {
        return sparse ? with_mean_filters(trainer.parameters(), rows(patches), shape) : trainer.parameters();
    }

    TrainingPlan plan;
    Tensor patches;
    bool sparse;
    Tensor lesson;
    ProjectionTrainer trainer;
};

TEST(Training, TakesTheStepsThatCoreTakes) {
    for (const TrainingMethod method : {TrainingMethod::sparse, TrainingMethod::autoencoder}) {
        const TrainingPlan plan = plan_for(method);
        Alone alone(plan);
        Training training(2, [] {});
        training.begin(plan, "trained.safetensors", false);
        ASSERT_TRUE(eventually([&] { return steps_of(training) == 0; }));
        EXPECT_EQ(training.progress()->weights->parameters, alone.parameters());
        for (int step = 1; step <= 3; ++step) {
            take_step(training);
            EXPECT_EQ(training.progress()->loss, alone.trainer.step());
            EXPECT_EQ(training.progress()->weights->parameters, alone.parameters()) << step;
        }
    }
}

TEST(Training, FollowsTheLearningRateWhileItRuns) {
    const TrainingPlan plan = plan_for(TrainingMethod::sparse);
    Alone alone(plan);
    Training training(1, [] {});
    training.begin(plan, "trained.safetensors", false);
    ASSERT_TRUE(eventually([&] { return steps_of(training) == 0; }));
    training.tune(0.05, 0.5);
    alone.trainer.set_learning_rate(0.05);
    alone.trainer.set_sparseness(0.5);
    take_step(training);
    alone.trainer.step();
    EXPECT_EQ(training.progress()->weights->parameters, alone.parameters());
}

TEST(Training, PausesAndGoesOn) {
    Training training(1, [] {});
    EXPECT_FALSE(training.active());
    training.begin(plan_for(TrainingMethod::sparse), "trained.safetensors", true);
    EXPECT_TRUE(training.active());
    ASSERT_TRUE(eventually([&] { return steps_of(training) > 5; }));
    EXPECT_TRUE(training.running());
    training.run(false);
    EXPECT_FALSE(training.running());
    std::this_thread::sleep_for(milliseconds(300));
    const TrainingPointer paused = training.progress();
    std::this_thread::sleep_for(milliseconds(300));
    EXPECT_EQ(training.progress(), paused) << "a paused run publishes nothing";
    training.run(true);
    EXPECT_TRUE(eventually([&] { return steps_of(training) > paused->steps; }));
}

TEST(Training, EndsSoonAndKeepsWhatItHasLearned) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "trained" / "mine.safetensors";
    auto training = std::make_unique<Training>(1, [] {});
    training->begin(plan_for(TrainingMethod::sparse), file, true);
    ASSERT_TRUE(eventually([&] { return steps_of(*training) > 2; }));
    const ConvParameters first = training->progress()->weights->parameters;
    const auto begin = std::chrono::steady_clock::now();
    training.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2000));
    const LoadedProjection read = load_projection(file);
    EXPECT_EQ(read.parameters.weight.shape(), first.weight.shape());
    EXPECT_TRUE(read.has_bias);
}

TEST(Training, SavesTheNumbersOnTheScreen) {
    const TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "mine.safetensors";
    Training training(1, [] {});
    training.begin(plan_for(TrainingMethod::autoencoder), file, false);
    ASSERT_TRUE(eventually([&] { return steps_of(training) == 0; }));
    take_step(training);
    training.save();
    EXPECT_EQ(load_projection(file).parameters, training.progress()->weights->parameters);
}

TEST(Training, SaysWhyItCannotBegin) {
    TrainingPlan plan = plan_for(TrainingMethod::sparse);
    plan.shape.patch_size = {64, 64};
    Training training(1, [] {});
    training.begin(plan, "trained.safetensors", true);
    std::optional<Error> error;
    ASSERT_TRUE(eventually([&] { return (error = training.take_error()).has_value(); }));
    EXPECT_EQ(error->code(), ErrorCode::patch_larger_than_image);
    EXPECT_FALSE(training.active());
}

TEST(LossCurve, IsThinnedOutAndKeepsItsMeans) {
    LossCurve curve;
    for (int i = 0; i < 100'000; ++i)
        curve.add(i);
    EXPECT_LE(curve.points().size(), LossCurve::most_points);
    EXPECT_GT(curve.points().size(), LossCurve::most_points / 4);
    const auto width = static_cast<double>(curve.steps_a_point());
    for (std::size_t i = 0; i < curve.points().size(); ++i)
        EXPECT_DOUBLE_EQ(curve.points()[i], static_cast<double>(i) * width + (width - 1) / 2);
}

// The session

Session small_session() {
    Session session;
    session.picture = sample("leaf.png");
    session.module.config = {{64, 64}, {8, 8}, 3, 8, true};
    return session;
}

/// Updates as frames do until something holds.
bool reaches(Workspace& workspace, const std::function<bool()>& holds) {
    return eventually([&] {
        workspace.update();
        return holds();
    });
}

TEST(TrainedHere, IsWhatTheSessionShowsUntilItIsTakenBack) {
    const TemporaryFolder folder;
    Workspace workspace(
        small_session(), {}, [] {}, {}, folder.path());
    workspace.settle();
    const ModuleOptions random = workspace.session().module;
    workspace.apply(Train::restart, 0);
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.shows_training(); }));
    EXPECT_EQ(workspace.session().module.weights.parent_path(), folder.path());
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.results()->live != nullptr; }));
    EXPECT_EQ(workspace.results()->module->weight(),
              workspace.training().progress()->weights->parameters.weight);

    workspace.apply(Train::step, 0);
    ASSERT_TRUE(reaches(workspace, [&] {
        return workspace.results()->live == workspace.training().progress()->weights &&
               workspace.training().progress()->steps == 1;
    }));
    EXPECT_EQ(workspace.results()->module->weight(),
              workspace.training().progress()->weights->parameters.weight);

    workspace.undo();
    workspace.settle();
    EXPECT_EQ(workspace.session().module, random);
    EXPECT_EQ(workspace.results()->live, nullptr);
    workspace.redo();
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.results()->live != nullptr; }));
    EXPECT_EQ(workspace.training().progress()->steps, 1);
}

TEST(TrainedHere, IsFoundAgainAfterAnotherRunHasBegun) {
    const TemporaryFolder folder;
    Workspace workspace(
        small_session(), {}, [] {}, {}, folder.path());
    workspace.settle();
    workspace.apply(Train::step, 0);
    ASSERT_TRUE(reaches(workspace, [&] {
        return workspace.shows_training() && workspace.training().progress()->steps == 1;
    }));
    const TrainingPointer first = workspace.training().progress();
    workspace.apply(Train::restart, 0);
    ASSERT_TRUE(reaches(workspace, [&] {
        return workspace.shows_training() && workspace.session().module.weights != first->file;
    }));
    workspace.undo();
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.session().module.weights == first->file; }));
    workspace.settle();
    EXPECT_TRUE(workspace.take_errors().empty());
    EXPECT_EQ(workspace.results()->module->weight(), first->weights->parameters.weight);
}

TEST(TrainedHere, OfASavedSessionStaysAsItWasSaved) {
    const TemporaryFolder folder;
    Workspace workspace(
        small_session(), {}, [] {}, {}, folder.path());
    workspace.settle();
    workspace.apply(Train::step, 0);
    ASSERT_TRUE(reaches(workspace, [&] {
        return workspace.shows_training() && workspace.training().progress()->steps == 1;
    }));
    workspace.save_training();
    const std::string saved = to_json(workspace.session());
    const TrainingPointer then = workspace.training().progress();
    workspace.session_saved();
    workspace.apply(Train::step, 0);
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.training().progress()->steps == 2; }));
    EXPECT_TRUE(workspace.shows_training());
    EXPECT_NE(workspace.session().module.weights, then->file) << "what follows goes into another file";

    const Session restored = session_from_json(saved);
    EXPECT_EQ(restored.module.weights, then->file);
    EXPECT_EQ(load_projection(restored.module.weights).parameters, then->weights->parameters);
    Workspace later(restored, {}, [] {});
    later.settle();
    EXPECT_EQ(later.results()->module->weight(), then->weights->parameters.weight);
}

TEST(TrainedHere, FitsToOtherSizesAsAFileWould) {
    const TemporaryFolder folder;
    Workspace workspace(
        small_session(), {}, [] {}, {}, folder.path());
    workspace.settle();
    workspace.apply(Train::restart, 0);
    ASSERT_TRUE(reaches(workspace, [&] { return workspace.shows_training(); }));
    workspace.apply(SetPatchSize{Side::height, 4}, 0);
    workspace.settle();
    EXPECT_EQ(workspace.results()->adaptation.resampled_from, (Size{8, 8}));
    EXPECT_EQ(workspace.training().progress()->plan.shape.patch_size, (Size{8, 8}));
    workspace.apply(Train::restart, 0);
    ASSERT_TRUE(reaches(workspace, [&] {
        return workspace.training().progress()->plan.shape.patch_size == (Size{4, 4});
    }));
}

/// Patches of 16 numbers are cut and whitened at once.
Session smallest_session() {
    Session session = small_session();
    session.module.config = {{64, 64}, {4, 4}, 1, 8, true};
    return session;
}

TEST(TrainedHere, IsOfferedAtTheNextStartAndGoesOn) {
    const TemporaryFolder folder;
    TrainingPointer first;
    Session session = smallest_session();
    session.choice<Weights>().seed = 4;
    {
        Workspace workspace(
            session, {}, [] {}, {}, folder.path());
        workspace.settle();
        workspace.apply(Train::step, 0);
        ASSERT_TRUE(reaches(workspace, [&] {
            return workspace.shows_training() && workspace.training().progress()->steps == 1;
        }));
        first = workspace.training().progress();
        session = workspace.session();
    }
    Workspace later(
        session, {}, [] {}, {}, folder.path());
    later.settle();
    ASSERT_TRUE(later.shows_training());
    const TrainingPointer offered = later.training().progress();
    EXPECT_EQ(offered->file, first->file);
    EXPECT_EQ(offered->steps, 1);
    EXPECT_EQ(offered->plan.picture, "leaf.png");
    EXPECT_EQ(offered->plan.options.seed, 4U);
    EXPECT_EQ(offered->losses.points().size(), 1U);
    EXPECT_EQ(offered->weights->parameters, first->weights->parameters);
    EXPECT_FALSE(later.training().active()) << "nothing goes on by itself";
    EXPECT_TRUE(reaches(later, [&] { return later.results()->live == offered->weights; }))
        << "so that it is called trained here, not a model's file";

    later.apply(Train::step, 0);
    ASSERT_TRUE(reaches(later, [&] { return later.training().progress()->steps == 2; }));
    ASSERT_TRUE(reaches(later, [&] { return later.shows_training(); }));
    EXPECT_NE(later.session().module.weights, first->file) << "the earlier run stays as it is";
    EXPECT_EQ(load_projection(first->file).parameters, first->weights->parameters);
    // One step of Adam moves a number of a filter of length 1 by about the learning rate.
    const auto before = first->weights->parameters.weight.matrix(8);
    const Matrix after = later.training().progress()->weights->parameters.weight.matrix(8);
    EXPECT_LT((after - before).norm(), 0.2F * before.norm());
    EXPECT_GT((after - before).norm(), 0.0F);
}

TEST(TrainedHere, OffersTheRunSavedLastInTheLab) {
    const TemporaryFolder folder;
    {
        Workspace workspace(
            smallest_session(), {}, [] {}, {}, folder.path());
        workspace.settle();
        workspace.apply(Train::step, 0);
        ASSERT_TRUE(reaches(workspace, [&] {
            return workspace.shows_training() && workspace.training().progress()->steps == 1;
        }));
    }
    Session session = smallest_session();
    Workspace later(
        session, {}, [] {}, {}, folder.path());
    later.settle();
    EXPECT_EQ(later.training().progress(), nullptr) << "not looked for where it is not shown";
    later.apply(ShowChapter{Chapter::weights}, 0);
    later.update();
    later.settle();
    ASSERT_TRUE(later.training().progress());
    EXPECT_FALSE(later.shows_training());
    later.apply(SetModule{with_weights(later.session().module, {later.training().progress()->file})}, 0);
    later.settle();
    EXPECT_TRUE(later.shows_training());

    later.apply(SetModule{session.module}, 0);
    later.apply(Train::step, 0);
    ASSERT_TRUE(reaches(later, [&] {
        return later.shows_training() && later.training().progress()->steps == 1;
    })) << "where it is not shown, a new run begins";
}

// Painted by hand

TEST(Painted, FiltersStayWhileTheOthersAreTrained) {
    const TemporaryFolder folder;
    Session session = smallest_session();
    session.module.painted = {{1, 1, {4, 4}, std::vector<float>(16, 0.1F)}};
    Workspace workspace(
        session, {}, [] {}, {}, folder.path());
    workspace.settle();
    for (const Train what : {Train::step, Train::restart, Train::step}) {
        const TrainingPointer before = workspace.training().progress();
        workspace.apply(what, 0);
        ASSERT_TRUE(reaches(workspace, [&] {
            return workspace.shows_training() && workspace.training().progress() != before &&
                   workspace.results()->live == workspace.training().progress()->weights;
        }));
        EXPECT_EQ(workspace.session().module.painted, session.module.painted);
        const Tensor& weight = workspace.results()->module->weight();
        const Tensor& learned = workspace.training().progress()->weights->parameters.weight;
        EXPECT_TRUE(weight.matrix(8).row(1).isConstant(0.1F));
        EXPECT_EQ(weight.matrix(8).row(0), learned.matrix(8).row(0));
    }
}

PaintedFilter painted_zero(int dim) {
    return {dim, 3, {8, 8}, std::vector<float>(192, 0.0F)};
}

TEST(Painted, FiltersStandInPlaceOfThoseDrawn) {
    Session session = small_session();
    session.module.painted = {painted_zero(2)};
    Workspace workspace(session, {}, [] {});
    workspace.settle();
    const Tensor drawn = initialise(Init::torch, session.module.config.conv_shape(), 0).weight;
    for (int dim = 0; dim < 8; ++dim) {
        const auto row = workspace.results()->module->weight().matrix(8).row(dim);
        if (dim == 2) {
            EXPECT_TRUE(row.isZero(0.0F));
        } else {
            EXPECT_EQ(row, std::as_const(drawn).matrix(8).row(dim)) << dim;
        }
    }
}

TEST(Painted, FiltersAreSavedAndComeBackByUndo) {
    Session session = small_session();
    session.module.painted = {{1, 3, {8, 8}, std::vector<float>(192, 0.1F)}};
    EXPECT_EQ(session_from_json(to_json(session)).module.painted, session.module.painted);
    Workspace workspace(session, {}, [] {});
    workspace.settle();
    workspace.apply(SetSeed{7}, 0);
    EXPECT_TRUE(workspace.session().module.painted.empty()) << "they were painted over other weights";
    workspace.undo();
    EXPECT_EQ(workspace.session().module.painted, session.module.painted);
}

TEST(Painted, FiltersWaitForTheirSizes) {
    Session session = small_session();
    session.module.painted = {painted_zero(0)};
    session.module.config.patch_size = {16, 16};
    Workspace workspace(session, {}, [] {});
    workspace.settle();
    EXPECT_FALSE(workspace.results()->module->weight().matrix(8).row(0).isZero(0.0F));
    workspace.apply(SetPatchSize{Side::height, 8}, 0);
    workspace.settle();
    EXPECT_TRUE(workspace.results()->module->weight().matrix(8).row(0).isZero(0.0F));
}

TEST(Painted, FiltersThatCannotBeAreRefused) {
    Session session = small_session();
    session.module.painted = {{0, 3, {8, 8}, {1.0F}}};
    EXPECT_THROW(static_cast<void>(session_from_json(to_json(session))), Error);
}

}  // namespace
}  // namespace patchlens::model
