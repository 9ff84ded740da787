#include "app/model/chapters/summation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace patchlens::model {

Summation::Summation(std::shared_ptr<const Explanation> explanation, int most)
    : explanation_(std::move(explanation)) {
    const std::vector<double>& terms = explanation_->terms;
    const std::int64_t length = std::max<std::int64_t>(1, (count() + most - 1) / most);
    stretches_.reserve(static_cast<std::size_t>((count() + length - 1) / length));
    double sum = 0;
    for (std::int64_t first = 0; first < count(); first += length) {
        Stretch stretch{first, std::min(first + length, count()) - 1, sum,
                        std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
        for (std::int64_t i = first; i <= stretch.last; ++i) {
            sum += terms[static_cast<std::size_t>(i)];
            if (!std::isfinite(sum)) continue;
            stretch.low = std::min(stretch.low, sum);
            stretch.high = std::max(stretch.high, sum);
        }
        lowest_ = std::min(lowest_, stretch.low);
        highest_ = std::max(highest_, stretch.high);
        stretches_.push_back(stretch);
    }
    measure();
}

double Summation::through(std::int64_t term) const {
    const std::int64_t length = stretches_.front().last + 1;
    const Stretch& stretch = stretches_[static_cast<std::size_t>(term / length)];
    double sum = stretch.before;
    for (std::int64_t i = stretch.first; i <= term; ++i)
        sum += explanation_->terms[static_cast<std::size_t>(i)];
    return sum;
}

void Summation::measure() {
    const auto larger = [](float largest, auto value) {
        const auto size = std::abs(static_cast<float>(value));
        return std::isfinite(size) ? std::max(largest, size) : largest;
    };
    for (const float weight : explanation_->weights)
        largest_weight_ = larger(largest_weight_, weight);
    for (const double term : explanation_->terms)
        largest_term_ = larger(largest_term_, term);

    const std::size_t channels = explanation_->channel_sums.size();
    const std::size_t area = explanation_->pixels.size() / channels;
    planes_.resize(channels);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const auto pixels = std::span(explanation_->pixels).subspan(channel * area, area);
        float low = std::numeric_limits<float>::infinity();
        float high = -low;
        for (const float pixel : pixels) {
            if (!std::isfinite(pixel)) continue;
            low = std::min(low, pixel);
            high = std::max(high, pixel);
        }
        if (low <= high) planes_[channel] = {low, high};
    }
}

}  // namespace patchlens::model
