// The losses of a training run, thinned out as they grow more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace patchlens::model {

class LossCurve {
public:
    static constexpr std::size_t most_points = 1024;

    LossCurve() = default;
    /// One that goes on from the points of an earlier run.
    LossCurve(std::vector<double> points, std::int64_t steps_a_point)
        : points_(std::move(points)), steps_a_point_(steps_a_point) {}

    void add(double loss) {
        sum_ += loss;
        if (++count_ < steps_a_point_) return;
        points_.push_back(sum_ / static_cast<double>(count_));
        sum_ = 0;
        count_ = 0;
        if (points_.size() < most_points) return;
        for (std::size_t i = 0; i < most_points / 2; ++i)
            points_[i] = (points_[2 * i] + points_[2 * i + 1]) / 2;
        points_.resize(most_points / 2);
        steps_a_point_ *= 2;
    }

    /// Each the mean of `steps_a_point` losses, from the first step on.
    const std::vector<double>& points() const { return points_; }
    std::int64_t steps_a_point() const { return steps_a_point_; }

private:
    std::vector<double> points_;
    std::int64_t steps_a_point_ = 1;
    std::int64_t count_ = 0;  ///< of the losses since the last point, …
    double sum_ = 0;          ///< … and their sum
};

}  // namespace patchlens::model
