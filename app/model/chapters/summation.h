// The running sum of the products of one number of the output, for any number of products.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/explain.h"

namespace patchlens::model {

class Summation {
public:
    /// Consecutive terms, and the bounds of the running sum while they are added.
    struct Stretch {
        std::int64_t first = 0;
        std::int64_t last = 0;
        double before = 0;  ///< the running sum before the first of them
        double low = 0;     ///< the smallest running sum after any of them, …
        double high = 0;    ///< … and the largest; finite ones only
    };
    /// The range of the pixel values in one colour plane; non-finite values are ignored.
    struct Plane {
        float lowest_pixel = 0;
        float highest_pixel = 0;
    };

    /// Goes through all terms once and keeps about `most` stretches of them.
    explicit Summation(std::shared_ptr<const Explanation> explanation, int most = 2048);

    std::int64_t count() const { return static_cast<std::int64_t>(explanation_->terms.size()); }
    /// Terms 0 to `term` added up in this order, in double.
    double through(std::int64_t term) const;
    /// Each is a single term if there are few terms.
    std::span<const Stretch> stretches() const { return stretches_; }
    /// The bounds of all running sums, including zero, where the sum begins.
    double lowest() const { return lowest_; }
    double highest() const { return highest_; }

    float largest_weight() const { return largest_weight_; }
    float largest_term() const { return largest_term_; }
    const Plane& plane(int channel) const { return planes_.at(static_cast<std::size_t>(channel)); }

private:
    void measure();

    std::shared_ptr<const Explanation> explanation_;
    std::vector<Stretch> stretches_;
    std::vector<Plane> planes_;
    double lowest_ = 0;
    double highest_ = 0;
    float largest_weight_ = 0;
    float largest_term_ = 0;
};

}  // namespace patchlens::model
