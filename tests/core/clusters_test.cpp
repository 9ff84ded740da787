#include "core/analysis/clusters.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/analysis/similarity.h"
#include "tests/core/analysis_golden.h"
#include "tests/core/expect_error.h"

namespace patchlens {
namespace {

using testing::Each;
using testing::ElementsAre;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

TEST(KMeans, FromGivenCentresAgreesWithNumPy) {
    const auto goldens = analysis_golden();
    ASSERT_EQ(goldens["k_means"].size(), 3U);
    for (const auto& golden : goldens["k_means"]) {
        const Tensor vectors = decaying(golden["rows"], golden["columns"]);
        const int k = golden["k"];
        const Clusters clusters = k_means_from(view(vectors), view(vectors).topRows(k));
        EXPECT_EQ(clusters.labels, golden["labels"].get<std::vector<int>>());
        EXPECT_NEAR(clusters.inertia, golden["inertia"], 1e-5 * golden["inertia"].get<double>());
        EXPECT_EQ(clusters.iterations, golden["iterations"]);
        EXPECT_TRUE(clusters.settled);
        const std::vector<std::vector<float>> centres = golden["centres"];
        for (int c = 0; c < k; ++c) {
            for (Eigen::Index d = 0; d < clusters.centres.cols(); ++d) {
                const float expected = centres[static_cast<std::size_t>(c)][static_cast<std::size_t>(d)];
                EXPECT_NEAR(clusters.centres(c, d), expected, 1e-6F);
            }
        }
    }
}

TEST(KMeans, OfDirectionsAgreesWithNumPy) {
    const auto goldens = analysis_golden();
    ASSERT_EQ(goldens["k_means_of_directions"].size(), 2U);
    for (const auto& golden : goldens["k_means_of_directions"]) {
        const Tensor vectors = decaying(golden["rows"], golden["columns"]);
        const Matrix directions = unit_rows(view(vectors));
        const ConstMatrixView rows(directions.data(), directions.rows(), directions.cols());
        const int k = golden["k"];
        const Clusters clusters = k_means_from(rows, directions.topRows(k));
        EXPECT_EQ(clusters.labels, golden["labels"].get<std::vector<int>>());
        EXPECT_NEAR(clusters.inertia, golden["inertia"], 1e-5 * golden["inertia"].get<double>());
        EXPECT_EQ(clusters.iterations, golden["iterations"]);
    }
}

/// Groups of 30, 20 and 10 vectors around (0, 0), (10, 0) and (0, 10).
Tensor three_groups() {
    Tensor vectors({60, 2});
    for (std::int64_t i = 0; i < 60; ++i) {
        vectors[i * 2] = (i >= 30 && i < 50 ? 10.0F : 0.0F) + 0.01F * static_cast<float>(i % 7);
        vectors[i * 2 + 1] = (i >= 50 ? 10.0F : 0.0F) + 0.01F * static_cast<float>(i % 5);
    }
    return vectors;
}

TEST(KMeans, FindsTheGroupsFromAnySeedLargestFirst) {
    const Tensor vectors = three_groups();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Clusters clusters = k_means(view(vectors), 3, seed);
        EXPECT_THAT(clusters.sizes, ElementsAre(30, 20, 10));
        EXPECT_THAT(std::vector(clusters.labels.begin(), clusters.labels.begin() + 30), Each(0));
        EXPECT_THAT(std::vector(clusters.labels.begin() + 30, clusters.labels.begin() + 50), Each(1));
        EXPECT_THAT(std::vector(clusters.labels.begin() + 50, clusters.labels.end()), Each(2));
    }
}

TEST(KMeans, TheSameSeedGivesTheSameClusters) {
    const Tensor vectors = decaying(300, 12);
    const Clusters clusters = k_means(view(vectors), 7, 5);
    EXPECT_EQ(k_means(view(vectors), 7, 5).labels, clusters.labels);
    EXPECT_EQ(std::accumulate(clusters.sizes.begin(), clusters.sizes.end(), std::int64_t{0}), 300);
    EXPECT_TRUE(std::ranges::is_sorted(clusters.sizes, std::ranges::greater()));
}

TEST(KMeans, OneClusterIsTheMean) {
    const Tensor vectors = decaying(40, 5);
    const Clusters clusters = k_means(view(vectors), 1, 0);
    EXPECT_THAT(clusters.labels, Each(0));
    const Eigen::RowVectorXf mean = view(vectors).cast<double>().colwise().mean().cast<float>();
    EXPECT_LT((clusters.centres.row(0) - mean).cwiseAbs().maxCoeff(), 1e-6F);
}

TEST(KMeans, ThereAreNoMoreClustersThanDifferentVectors) {
    const Tensor vectors({5, 1}, {2, 2, 7, 2, 7});
    const Clusters clusters = k_means(view(vectors), 4, 1);
    EXPECT_THAT(clusters.sizes, ElementsAre(3, 2));
    EXPECT_THAT(clusters.labels, ElementsAre(0, 0, 1, 0, 1));
    EXPECT_EQ(clusters.inertia, 0.0);
}

TEST(KMeans, AVectorThatIsNoNumberBelongsToNoCluster) {
    const Tensor vectors({4, 2}, {0, 0, nan, 1, 5, 5, 5, std::numeric_limits<float>::infinity()});
    const Clusters clusters = k_means(view(vectors), 2, 0);
    EXPECT_EQ(clusters.labels[1], -1);
    EXPECT_EQ(clusters.labels[3], -1);
    EXPECT_THAT(clusters.sizes, ElementsAre(1, 1));
    EXPECT_TRUE(clusters.centres.allFinite());
    const Tensor none({2, 1}, {nan, nan});
    EXPECT_THAT(k_means(view(none), 3, 0).labels, Each(-1));
}

TEST(KMeans, RefusesWhatItCannotDo) {
    const Tensor vectors = decaying(9, 3);
    expect_error(ErrorCode::value_out_of_range, "k", [&] { k_means(view(vectors), 0, 0); });
    expect_error(ErrorCode::value_out_of_range, "k", [&] { k_means(view(vectors), 257, 0); });
    expect_error(ErrorCode::shape_mismatch, "centres", [&] { k_means_from(view(vectors), Matrix(2, 4)); });
    std::stop_source stop;
    stop.request_stop();
    expect_error(ErrorCode::cancelled, "", [&] { k_means(view(vectors), 2, 0, stop.get_token()); });
}

}  // namespace
}  // namespace patchlens
