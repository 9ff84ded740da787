#include "core/analysis/reconstruction_error.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/picture_difference.h"
#include "core/analysis/rebuilt_picture.h"
#include "core/error.h"
#include "core/support/thread_pool.h"
#include "core/unfold.h"
#include "tests/core/analysis_golden.h"

namespace patchlens {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::Pointwise;

ConvParameters weights(const Tensor& flat, int channels, Size patch) {
    return {Tensor({flat.dimension(0), channels, patch.height, patch.width}, flat.values()), Tensor()};
}

/// The root mean square of what patches [N, K] lack when they are rebuilt.
double measured(const PseudoInverse& inverse, const ConvParameters& parameters, const Tensor& patches,
                int kept) {
    const Matrix vectors = view(patches) * view(parameters.weight).transpose();
    const Tensor back = inverse.patches(vectors, kept);
    return std::sqrt((view(back) - view(patches)).cast<double>().squaredNorm() /
                     static_cast<double>(patches.size()));
}

TEST(ReconstructionError, AgreesWithNumPy) {
    const auto goldens = analysis_golden();
    for (const auto& golden : goldens["reconstruction_error"]) {
        const std::vector<std::vector<float>> rows = golden["weight"];
        const auto inputs = static_cast<std::int64_t>(rows[0].size());
        ConvParameters parameters{Tensor({static_cast<std::int64_t>(rows.size()), 1, 1, inputs}), Tensor()};
        std::int64_t i = 0;
        for (const auto& row : rows) {
            for (const float weight : row)
                parameters.weight[i++] = weight;
        }
        SCOPED_TRACE(to_string(parameters.weight.shape()));
        const Tensor patches = decaying(golden["patches"], inputs, 0.2F);
        const std::vector<double> by_directions = golden["by_directions"];
        const std::vector<double> by_filters = golden["by_filters"];
        EXPECT_THAT(errors_by_directions(PseudoInverse(parameters), view(patches)),
                    Pointwise(DoubleNear(1e-7), by_directions));
        EXPECT_THAT(errors_by_filters(parameters.weight, view(patches)),
                    Pointwise(DoubleNear(1e-7), by_filters));
    }
}

TEST(ReconstructionError, IsThatOfThePatchesRebuilt) {
    const ConvParameters parameters = weights(decaying(20, 12, 0.1F), 3, {2, 2});
    const PseudoInverse inverse(parameters);
    const Tensor patches = decaying(150, 12);
    const std::vector<double> errors = errors_by_directions(inverse, view(patches));
    ASSERT_EQ(errors.size(), 13U);
    for (int kept = 0; kept <= 12; ++kept) {
        EXPECT_NEAR(errors[static_cast<std::size_t>(kept)], measured(inverse, parameters, patches, kept),
                    1e-4)
            << kept;
    }
    EXPECT_EQ(errors.back(), 0.0);
}

TEST(ReconstructionError, WithTheFirstFiltersIsThatOfAModuleWithOnlyThese) {
    const Tensor all = decaying(9, 12, 0.1F);
    const Tensor patches = decaying(150, 12);
    const std::vector<double> errors = errors_by_filters(weights(all, 3, {2, 2}).weight, view(patches));
    ASSERT_EQ(errors.size(), 10U);
    for (const int count : {1, 4, 9}) {
        const Tensor first({count, 12}, all.values().first(static_cast<std::size_t>(count) * 12));
        const ConvParameters parameters = weights(first, 3, {2, 2});
        const PseudoInverse inverse(parameters);
        EXPECT_NEAR(errors[static_cast<std::size_t>(count)],
                    measured(inverse, parameters, patches, inverse.rank()), 1e-4)
            << count;
    }
}

TEST(ReconstructionError, FallsToZeroAtTheFilterThatMakesTheSpanEverythingAndStays) {
    Tensor filters = decaying(9, 4, 0.1F);
    for (std::int64_t i = 0; i < 4; ++i)
        filters[4 * 2 + i] = 2 * filters[4 * 1 + i];  // the third says what the second says
    const Tensor patches = decaying(60, 4);
    const std::vector<double> errors = errors_by_filters(weights(filters, 1, {2, 2}).weight, view(patches));
    EXPECT_EQ(errors[3], errors[2]);
    EXPECT_GT(errors[4], 0.0);
    EXPECT_THAT(std::vector<double>(errors.begin() + 5, errors.end()), Each(0.0));
}

TEST(ReconstructionError, IsTheSameBitsWhateverTheThreads) {
    const ConvParameters parameters = weights(decaying(40, 27, 0.1F), 3, {3, 3});
    const PseudoInverse inverse(parameters);
    const Tensor patches = decaying(1000, 27);
    ThreadPool pool(3);
    EXPECT_EQ(errors_by_directions(inverse, view(patches), {&pool, {}}),
              errors_by_directions(inverse, view(patches)));
    EXPECT_EQ(errors_by_filters(parameters.weight, view(patches), {&pool, {}}),
              errors_by_filters(parameters.weight, view(patches)));
}

TEST(ReconstructionError, OfZeroWeightsIsThatOfNoPicture) {
    const ConvParameters parameters{Tensor::zeros({3, 1, 2, 2}), Tensor()};
    const Tensor patches = decaying(10, 4);
    const double whole = std::sqrt(view(patches).cast<double>().squaredNorm() / 40.0);
    EXPECT_THAT(errors_by_directions(PseudoInverse(parameters), view(patches)),
                Pointwise(DoubleNear(1e-12), std::vector<double>{whole}));
    EXPECT_THAT(errors_by_filters(parameters.weight, view(patches)), Each(DoubleNear(whole, 1e-12)));
}

TEST(ReconstructionError, RefusesOtherPatchesAndStopsWhenAsked) {
    const ConvParameters parameters = weights(decaying(5, 4), 1, {2, 2});
    const Tensor patches = decaying(10, 5);
    EXPECT_THROW(errors_by_filters(parameters.weight, view(patches)), Error);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(errors_by_filters(parameters.weight, view(decaying(10, 4)), {nullptr, source.get_token()}),
                 Error);
}

TEST(PseudoInverse, RebuildsFromCoordinatesWhatItRebuildsFromVectors) {
    const ConvParameters parameters = weights(decaying(20, 12, 0.1F), 3, {2, 2});
    const PseudoInverse inverse(parameters);
    const Matrix vectors = view(decaying(300, 12)) * view(parameters.weight).transpose();
    ThreadPool pool(2);
    Coordinates coordinates(300, inverse.rank());
    inverse.coordinates_into(coordinates, 0, vectors.topRows(130), {&pool, {}});
    inverse.coordinates_into(coordinates, 130, vectors.bottomRows(170));
    for (const int kept : {0, 1, 7, 12}) {
        const Tensor expected = inverse.patches(vectors, kept);
        const Tensor found = inverse.patches_at(coordinates, kept, {&pool, {}});
        EXPECT_LT((view(found) - view(expected)).cwiseAbs().maxCoeff(), 1e-6) << kept;
    }
}

/// A picture whose patch (1, 1) of 2x3 pixels is 0.5 too bright in its first channel; one column is dropped.
struct Changed {
    Tensor pixels = decaying(3, 4 * 7).reshaped({3, 4, 7});
    Tensor rebuilt = pixels;
    PatchGrid grid{{4, 7}, {2, 3}};

    Changed() {
        for (const int y : {2, 3}) {
            for (const int x : {3, 4, 5})
                rebuilt[y * 7 + x] += 0.5F;
        }
        rebuilt[6] = 9;  // dropped
    }
};

TEST(PictureDifference, IsMeasuredPatchByPatch) {
    const Changed changed;
    const std::vector<double> errors = rms_of_patches(changed.rebuilt, changed.pixels, changed.grid);
    ASSERT_EQ(errors.size(), 4U);
    EXPECT_EQ(errors[0], 0.0);
    EXPECT_EQ(errors[1], 0.0);
    EXPECT_EQ(errors[2], 0.0);
    EXPECT_NEAR(errors[3], std::sqrt(0.25 / 3), 1e-7);
    EXPECT_NEAR(largest_difference(changed.rebuilt, changed.pixels, changed.grid, Normalize::none), 0.5,
                1e-6);
    EXPECT_NEAR(largest_difference(changed.rebuilt, changed.pixels, changed.grid, Normalize::half), 0.25,
                1e-6);
}

TEST(PictureDifference, IsPaintedBlackWhereNothingDiffersAndFullFromOneOverTheGain) {
    const Changed changed;
    const auto paint = [&](double gain) {
        return difference_image(changed.rebuilt, changed.pixels, changed.grid, Normalize::none, gain);
    };
    EXPECT_NEAR(paint(1).at(3, 4, 0), 127.5, 1);
    EXPECT_EQ(paint(1).at(3, 4, 1), 0);
    EXPECT_EQ(paint(2).at(3, 4, 0), 255);
    EXPECT_EQ(paint(9).at(3, 4, 0), 255);
    EXPECT_EQ(paint(9).at(0, 0, 0), 0);
    EXPECT_EQ(paint(9).at(0, 6, 0), 0) << "dropped";
    EXPECT_EQ(paint(1).channels, 3);
}

TEST(PictureDifference, OfAFourthChannelBrightensAllThree) {
    const PatchGrid grid({2, 2}, {2, 2});
    const Tensor pixels = Tensor::zeros({4, 2, 2});
    Tensor rebuilt = pixels;
    rebuilt[4 * 3] = -0.4F;
    const Image image = difference_image(rebuilt, pixels, grid, Normalize::none, 1);
    EXPECT_EQ(image.channels, 3);
    for (int channel = 0; channel < 3; ++channel)
        EXPECT_EQ(image.at(0, 0, channel), 102);
    EXPECT_EQ(image.at(1, 1, 0), 0);
}

TEST(PictureDifference, RefusesPicturesOfAnotherSize) {
    const PatchGrid grid({2, 2}, {2, 2});
    EXPECT_THROW(rms_of_patches(Tensor::zeros({3, 2, 2}), Tensor::zeros({3, 2, 3}), grid), Error);
    EXPECT_THROW(rms_of_patches(Tensor::zeros({3, 2, 3}), Tensor::zeros({3, 2, 2}), grid), Error);
}

TEST(RebuiltPicture, HoldsTheRebuiltPixelsUncut) {
    const PatchGrid grid({2, 4}, {2, 2});
    const Tensor pixels = Tensor::zeros({1, 2, 4});
    const Tensor rows({2, 4}, {0, 0.5F, 1, 1.5F, -1, 0, 0, 0});
    const RebuiltPicture rebuilt = rebuilt_picture(rows, pixels, grid, Normalize::none);
    EXPECT_EQ(rebuilt.pixels, fold(rows, grid));
    EXPECT_EQ(rebuilt.pixels[2], -1.0F);
    EXPECT_EQ(rebuilt.image.at(0, 2, 0), 0);
    EXPECT_NEAR(rebuilt.rms, std::sqrt((0.25 + 1 + 2.25 + 1) / 8), 1e-7);
}

}  // namespace
}  // namespace patchlens
