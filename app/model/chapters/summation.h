// The products of one number added up one after the other: the sum on its way, for any number of products.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/explain.h"

namespace patchlens::model {

class Summation {
public:
    /// Neighbouring terms, and between which bounds the running sum stays while they are added.
    struct Stretch {
        std::int64_t first = 0;
        std::int64_t last = 0;
        double before = 0;  ///< the running sum without any of them
        double low = 0;     ///< the smallest running sum after one of them, …
        double high = 0;    ///< … and the largest; of those that are finite
    };
    /// How large the numbers of one colour plane are; what is not finite is left out.
    struct Plane {
        float lowest_pixel = 0;
        float highest_pixel = 0;
    };

    /// Goes once through all terms; keeps about `most` stretches of them.
    explicit Summation(std::shared_ptr<const Explanation> explanation, int most = 2048);

    std::int64_t count() const { return static_cast<std::int64_t>(explanation_->terms.size()); }
    /// Terms 0 to `term` added up in this order, in double.
    double through(std::int64_t term) const;
    /// One term each where there are few of them.
    std::span<const Stretch> stretches() const { return stretches_; }
    /// The bounds of all running sums; zero, where the sum begins, is inside.
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
