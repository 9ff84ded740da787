// The projection against its definition, on every instruction set this machine has.
#include "core/projection.h"

#include <atomic>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/support/thread_pool.h"
#include "core/unfold.h"

namespace patchlens {
namespace {

using ::testing::HasSubstr;

struct Problem {
    Tensor pixels;  // [C, H, W]
    Tensor weight;  // [D, C, ph, pw]
    Tensor bias;    // [D] or empty
};

Tensor random_tensor(Shape shape, std::mt19937& random) {
    std::uniform_real_distribution<float> distribution(-1.0F, 1.0F);
    Tensor tensor(std::move(shape));
    for (float& value : tensor.values())
        value = distribution(random);
    return tensor;
}

Problem random_problem(std::mt19937& random, Size image, int channels, Size patch, int embed_dim,
                       bool bias = true) {
    return {random_tensor({channels, image.height, image.width}, random),
            random_tensor({embed_dim, channels, patch.height, patch.width}, random),
            bias ? random_tensor({embed_dim}, random) : Tensor()};
}

std::string describe(const Problem& problem) {
    return "pixels " + to_string(problem.pixels.shape()) + ", weight " + to_string(problem.weight.shape()) +
           (problem.bias.empty() ? ", no bias" : "");
}

RowRange all_rows(const Projection& projection, const Tensor& pixels) {
    return {0, projection.grid(pixels).grid().height};
}

Tensor run(const Projection& projection, const Tensor& pixels, OutputOrder order,
           const RunOptions& options = {}) {
    const std::int64_t tokens = projection.grid(pixels).num_patches();
    Tensor output(order == OutputOrder::token_major ? Shape{tokens, projection.embed_dim()}
                                                    : Shape{projection.embed_dim(), tokens});
    projection.run(pixels, all_rows(projection, pixels), order, output.values(), options);
    return output;
}

/// [N, D], in whichever order it was computed.
Matrix tokens(const Projection& projection, const Tensor& pixels, OutputOrder order,
              const RunOptions& options = {}) {
    const Tensor output = run(projection, pixels, order, options);
    const ConstMatrixView view = output.matrix(output.dimension(0));
    return order == OutputOrder::token_major ? Matrix(view) : Matrix(view.transpose());
}

/// The definition, in double: seven loops, with the batch of one. `magnitude`, the sum of absolute values, is
/// the scale of each number's rounding errors.
void define(const Problem& problem, Eigen::MatrixXd& value, Eigen::MatrixXd& magnitude) {
    const Shape& x = problem.pixels.shape();
    const Shape& w = problem.weight.shape();
    const std::int64_t rows = x[1] / w[2];
    const std::int64_t columns = x[2] / w[3];
    value.resize(rows * columns, w[0]);
    magnitude.resize(rows * columns, w[0]);
    for (std::int64_t row = 0; row < rows; ++row) {
        for (std::int64_t column = 0; column < columns; ++column) {
            for (std::int64_t d = 0; d < w[0]; ++d) {
                double sum = problem.bias.empty() ? 0.0 : double{problem.bias[d]};
                double size = std::abs(sum);
                for (std::int64_t c = 0; c < w[1]; ++c) {
                    for (std::int64_t i = 0; i < w[2]; ++i) {
                        for (std::int64_t j = 0; j < w[3]; ++j) {
                            const double term =
                                double{
                                    problem.pixels[(c * x[1] + row * w[2] + i) * x[2] + column * w[3] + j]} *
                                double{problem.weight[((d * w[1] + c) * w[2] + i) * w[3] + j]};
                            sum += term;
                            size += std::abs(term);
                        }
                    }
                }
                value(row * columns + column, d) = sum;
                magnitude(row * columns + column, d) = size;
            }
        }
    }
}

/// The largest difference of two matrices [N, D] for numbers of that magnitude.
double largest_difference(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b,
                          const Eigen::MatrixXd& magnitude) {
    return ((a - b).array().abs() / magnitude.array().max(1e-30)).maxCoeff();
}

/// Compares both output orders with the definition and with unfold and Eigen's product.
void expect_definition(const Problem& problem, SimdTarget target) {
    SCOPED_TRACE(describe(problem) + ", " + std::string(target.name()));
    Eigen::MatrixXd value;
    Eigen::MatrixXd magnitude;
    define(problem, value, magnitude);
    const Projection projection(problem.weight, problem.bias, {}, target);
    const Size patch = projection.patch_size();
    Matrix product =
        unfold(problem.pixels, patch).matrix(value.rows()) * problem.weight.matrix(value.cols()).transpose();
    if (!problem.bias.empty()) product.rowwise() += problem.bias.matrix(1).row(0);
    for (const OutputOrder order : {OutputOrder::token_major, OutputOrder::channel_major}) {
        const Matrix output = tokens(projection, problem.pixels, order);
        EXPECT_LT(largest_difference(output.cast<double>(), value, magnitude), 1e-5);
        EXPECT_LT(largest_difference(output.cast<double>(), product.cast<double>(), magnitude), 1e-5);
    }
}

class ProjectionOn : public ::testing::TestWithParam<SimdTarget> {};

TEST_P(ProjectionOn, EqualsItsDefinitionForRandomShapes) {
    std::mt19937 random(1);
    const auto between = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
    for (int i = 0; i < 60; ++i) {
        const Size patch{between(1, 9), between(1, 9)};
        const Size image{patch.height * between(1, 5) + between(0, patch.height - 1),
                         patch.width * between(1, 6) + between(0, patch.width - 1)};
        expect_definition(
            random_problem(random, image, between(1, 4), patch, between(1, 70), between(0, 3) > 0),
            GetParam());
    }
}

TEST_P(ProjectionOn, EqualsItsDefinitionForEveryNumberOfDimensions) {
    std::mt19937 random(2);
    for (int embed_dim = 1; embed_dim <= 70; ++embed_dim) {
        expect_definition(random_problem(random, {6, 10}, 2, {2, 2}, embed_dim), GetParam());
    }
}

TEST_P(ProjectionOn, EqualsItsDefinitionForEveryNumberOfPatches) {
    std::mt19937 random(3);
    for (int patches = 1; patches <= 40; ++patches) {
        expect_definition(random_problem(random, {4, patches * 3}, 1, {3, 3}, 19), GetParam());
    }
}

TEST_P(ProjectionOn, EqualsItsDefinitionForEveryPatchSize) {
    std::mt19937 random(4);
    for (int height = 1; height <= 9; ++height) {
        for (int width = 1; width <= 9; ++width) {
            expect_definition(random_problem(random, {21, 22}, 3, {height, width}, 5), GetParam());
        }
    }
}

TEST_P(ProjectionOn, EqualsItsDefinitionForDepthsThatAreCut) {
    std::mt19937 random(5);
    expect_definition(random_problem(random, {40, 60}, 3, {20, 15}, 33), GetParam());
    expect_definition(random_problem(random, {33, 66}, 4, {32, 32}, 20, false), GetParam());
    for (int last = 1; last < 16; ++last) {  // columns of the last panel, of patches and of dimensions
        expect_definition(random_problem(random, {20, 15 * (16 + last)}, 3, {20, 15}, 32 - last), GetParam());
    }
}

TEST_P(ProjectionOn, GivesTheSameBitsInBothOrdersOnAnyNumberOfThreads) {
    std::mt19937 random(6);
    // Large enough to be shared among threads: by patches, by dimensions (few patches), with a depth of
    // several blocks, and with one so small that the output uses non-temporal stores.
    for (const Problem& problem :
         {random_problem(random, {130, 171}, 3, {4, 4}, 85),
          random_problem(random, {37, 51}, 3, {16, 16}, 301), random_problem(random, {99, 97}, 4, {9, 8}, 64),
          random_problem(random, {260, 256}, 1, {1, 1}, 48)}) {
        SCOPED_TRACE(describe(problem));
        const Projection projection(problem.weight, problem.bias, {}, GetParam());
        const Matrix alone = tokens(projection, problem.pixels, OutputOrder::token_major);
        EXPECT_EQ(tokens(projection, problem.pixels, OutputOrder::channel_major), alone);
        for (int threads = 1; threads <= 8; ++threads) {
            SCOPED_TRACE(threads);
            ThreadPool pool(threads);
            EXPECT_EQ(tokens(projection, problem.pixels, OutputOrder::token_major, {&pool}), alone);
            EXPECT_EQ(tokens(projection, problem.pixels, OutputOrder::channel_major, {&pool}), alone);
        }
    }
}

TEST_P(ProjectionOn, GivesTheSameBitsForSomeRowsOnePatchAndOneDimension) {
    std::mt19937 random(7);
    const Problem problem = random_problem(random, {47, 58}, 3, {5, 7}, 37);
    const Projection projection(problem.weight, problem.bias, {}, GetParam());
    const PatchGrid grid = projection.grid(problem.pixels);
    const Matrix whole = tokens(projection, problem.pixels, OutputOrder::token_major);
    const int columns = grid.grid().width;

    for (int begin = 0; begin <= grid.grid().height; ++begin) {
        for (int end = begin; end <= grid.grid().height; ++end) {
            const std::int64_t count = std::int64_t{end - begin} * columns;
            Tensor token_major({count, 37});
            projection.run(problem.pixels, {begin, end}, OutputOrder::token_major, token_major.values());
            Tensor channel_major({37, count});
            projection.run(problem.pixels, {begin, end}, OutputOrder::channel_major, channel_major.values());
            if (count == 0) continue;
            EXPECT_EQ(token_major.matrix(count), whole.middleRows(begin * columns, count));
            EXPECT_EQ(channel_major.matrix(37).transpose(), whole.middleRows(begin * columns, count));
        }
    }
    for (std::int64_t token = 0; token < grid.num_patches(); ++token) {
        std::vector<float> vector(37);
        projection.run_patch(problem.pixels, grid.position(token), vector);
        EXPECT_EQ(ConstVectorView(vector.data(), 37), whole.row(token).transpose());
    }
    for (int dimension = 0; dimension < 37; ++dimension) {
        std::vector<float> map(static_cast<std::size_t>(grid.num_patches()));
        projection.run_dimension(problem.pixels, dimension, map);
        EXPECT_EQ(ConstVectorView(map.data(), grid.num_patches()), whole.col(dimension));
    }
}

TEST_P(ProjectionOn, ALargeOutputOfShortPatchesHasTheBitsOfItsRows) {
    // More than 2 Mi numbers of depth 3: the whole output uses non-temporal stores, single rows do not.
    std::mt19937 random(8);
    const Problem problem = random_problem(random, {192, 256}, 3, {1, 1}, 48);
    const Projection projection(problem.weight, problem.bias, {}, GetParam());
    const Tensor token_major = run(projection, problem.pixels, OutputOrder::token_major);
    const Tensor channel_major = run(projection, problem.pixels, OutputOrder::channel_major);
    EXPECT_EQ(Matrix(channel_major.matrix(48).transpose()), token_major.matrix(192 * 256));
    for (const int row : {0, 77, 191}) {
        Tensor tokens_of_row({256, 48});
        projection.run(problem.pixels, {row, row + 1}, OutputOrder::token_major, tokens_of_row.values());
        EXPECT_EQ(tokens_of_row.matrix(256), token_major.matrix(192 * 256).middleRows(row * 256, 256));
    }
}

TEST_P(ProjectionOn, ANanPixelStaysInItsPatch) {
    std::mt19937 random(9);
    Problem problem = random_problem(random, {20, 44}, 3, {4, 4}, 21);
    const std::int64_t poisoned = 2 * 11 + 10;  // row 2, the last column
    problem.pixels[1 * 20 * 44 + (2 * 4 + 3) * 44 + 10 * 4 + 1] = std::numeric_limits<float>::quiet_NaN();
    const Projection projection(problem.weight, problem.bias, {}, GetParam());
    for (const OutputOrder order : {OutputOrder::token_major, OutputOrder::channel_major}) {
        const Matrix output = tokens(projection, problem.pixels, order);
        for (std::int64_t token = 0; token < output.rows(); ++token) {
            EXPECT_EQ(output.row(token).array().isNaN().count(), token == poisoned ? 21 : 0) << token;
        }
    }
}

TEST_P(ProjectionOn, PixelsOfTheDroppedRemainderAreNotRead) {
    std::mt19937 random(10);
    Problem problem = random_problem(random, {11, 14}, 2, {4, 4}, 9);
    const Projection projection(problem.weight, problem.bias, {}, GetParam());
    const Matrix before = tokens(projection, problem.pixels, OutputOrder::token_major);
    for (int channel = 0; channel < 2; ++channel) {
        for (int y = 0; y < 11; ++y) {
            for (int x = 0; x < 14; ++x) {
                if (y < 8 && x < 12) continue;
                problem.pixels[(channel * 11 + y) * 14 + x] = std::numeric_limits<float>::quiet_NaN();
            }
        }
    }
    EXPECT_EQ(tokens(projection, problem.pixels, OutputOrder::token_major), before);
}

TEST_P(ProjectionOn, WritesNothingBesideItsOutput) {
    std::mt19937 random(11);
    for (int last = 1; last < 16; ++last) {
        const std::int64_t patches = 16 + last;
        const std::int64_t embed_dim = 32 - last;
        const Problem problem = random_problem(random, {3, 3 * static_cast<int>(patches)}, 1, {3, 3},
                                               static_cast<int>(embed_dim));
        const Projection projection(problem.weight, problem.bias, {}, GetParam());
        for (const OutputOrder order : {OutputOrder::token_major, OutputOrder::channel_major}) {
            const auto size = static_cast<std::size_t>(patches * embed_dim);
            std::vector<float> memory(size + 64, -7.0F);
            projection.run(problem.pixels, {0, 1}, order, std::span(memory).subspan(32, size));
            for (std::size_t i = 0; i < 32; ++i) {
                EXPECT_EQ(memory[i], -7.0F) << describe(problem);
                EXPECT_EQ(memory[32 + size + i], -7.0F) << describe(problem);
            }
        }
    }
}

TEST_P(ProjectionOn, WithoutBiasStartsAtZero) {
    std::mt19937 random(12);
    const Problem problem = random_problem(random, {16, 16}, 3, {4, 4}, 17, false);
    const Projection with_zeros(problem.weight, Tensor::zeros({17}), {}, GetParam());
    const Projection without(problem.weight, Tensor(), {}, GetParam());
    EXPECT_EQ(run(without, problem.pixels, OutputOrder::token_major),
              run(with_zeros, problem.pixels, OutputOrder::token_major));
}

INSTANTIATE_TEST_SUITE_P(EveryTarget, ProjectionOn, ::testing::ValuesIn(supported_simd_targets()),
                         [](const auto& target) { return std::string(target.param.name()); });

template <typename Call>
std::string text_of(ErrorCode code, Call call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

class ProjectionErrors : public ::testing::Test {
protected:
    std::mt19937 random{13};
    Problem problem = random_problem(random, {16, 24}, 3, {8, 8}, 10);
    Projection projection{problem.weight, problem.bias};
    std::vector<float> output = std::vector<float>(60);
};

TEST_F(ProjectionErrors, AStopRequestedBeforeComputesNothing) {
    std::stop_source source;
    source.request_stop();
    std::ranges::fill(output, 3.0F);
    text_of(ErrorCode::cancelled, [&] {
        projection.run(problem.pixels, {0, 2}, OutputOrder::token_major, output,
                       {.stop = source.get_token()});
    });
    EXPECT_EQ(output, std::vector<float>(60, 3.0F));
}

TEST_F(ProjectionErrors, AStopRequestedOnTheWayEndsTheRun) {
    const Problem large = random_problem(random, {512, 512}, 3, {8, 8}, 512);
    const Projection slow(large.weight, large.bias);
    Tensor result({64 * 64, 512});
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        std::stop_source source;
        std::atomic<bool> started = false;
        std::thread stopper([&] {
            started.wait(false);
            source.request_stop();
        });
        // Whatever the speed of the machine, one of the runs is in progress or still to come when the request
        // arrives.
        text_of(ErrorCode::cancelled, [&] {
            while (true) {
                started = true;
                started.notify_one();
                slow.run(large.pixels, {0, 64}, OutputOrder::channel_major, result.values(),
                         {&pool, source.get_token()});
            }
        });
        stopper.join();
    }
}

TEST_F(ProjectionErrors, NameWhatDoesNotFit) {
    const auto run_rows = [&](RowRange rows) {
        return [this, rows] { projection.run(problem.pixels, rows, OutputOrder::token_major, output); };
    };
    EXPECT_THAT(text_of(ErrorCode::value_out_of_range, run_rows({0, 3})),
                HasSubstr("patch_rows, 0, 2, [0, 3]"));
    text_of(ErrorCode::value_out_of_range, run_rows({-1, 2}));
    text_of(ErrorCode::value_out_of_range, run_rows({2, 1}));
    EXPECT_THAT(text_of(ErrorCode::shape_mismatch, run_rows({0, 1})), HasSubstr("output, [60], [3, 10]"));

    text_of(ErrorCode::shape_mismatch, [&] { projection.grid(Tensor({16, 24})); });
    text_of(ErrorCode::channels_differ, [&] { projection.grid(Tensor({1, 16, 24})); });
    text_of(ErrorCode::patch_larger_than_image, [&] { projection.grid(Tensor({3, 7, 24})); });
    text_of(ErrorCode::patch_outside_grid, [&] { projection.run_patch(problem.pixels, {2, 0}, output); });
    text_of(ErrorCode::dimension_outside_vector,
            [&] { projection.run_dimension(problem.pixels, 10, output); });
    text_of(ErrorCode::dimension_outside_vector,
            [&] { projection.run_dimension(problem.pixels, -1, output); });
    text_of(ErrorCode::shape_mismatch, [&] { Projection(Tensor({10, 192}), problem.bias); });
    text_of(ErrorCode::shape_mismatch, [&] { Projection(problem.weight, Tensor({9})); });
}

}  // namespace
}  // namespace patchlens
