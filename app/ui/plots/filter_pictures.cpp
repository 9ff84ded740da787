#include "app/ui/plots/filter_pictures.h"

#include <algorithm>
#include <array>

#include "app/ui/drawing/numbers.h"
#include "app/ui/plots/atlas_paint.h"
#include "app/ui/plots/cell_numbers.h"

namespace patchlens::ui {

FilterPictures::FilterPictures(Context& context, const Tensor& weight, std::span<const float> largest,
                               bool coloured)
    : context_(context),
      weight_(weight),
      largest_(largest),
      coloured_(coloured),
      channels_(static_cast<int>(weight.dimension(1))),
      patch_{static_cast<int>(weight.dimension(2)), static_cast<int>(weight.dimension(3))},
      plan_(plan_atlas(static_cast<int>(weight.dimension(0)) * planes(), patch_)) {}

Image FilterPictures::paint() const {
    return coloured_ ? paint_filters_rgb(weight_, plan_, largest_)
                     : paint_filter_planes(weight_, plan_, largest_, context_.palette.diverging);
}

const Texture& FilterPictures::texture(const std::string& name, const Source& source) const {
    return context_.pictures.of(name, source, [this] { return paint(); });
}

Range FilterPictures::range(int filter) const {
    const ConstMatrixView filters = weight_.matrix(weight_.dimension(0));
    return range_of({filters.row(filter).data(), static_cast<std::size_t>(filters.cols())});
}

void FilterPictures::print(const Rect& picture, int filter, int plane) const {
    const float largest = largest_[static_cast<std::size_t>(filter)];
    const float* weights = weight_.data() + std::int64_t{filter} * channels_ * patch_.area();
    if (coloured_) return print_coloured(picture, weights, largest);
    const auto form = form_for(context_, cell_of(picture, patch_, 0, 0).size(), largest, true);
    if (!form || form->power != 0) return;
    const auto value = [&](int y, int x) {
        return weights[plane * patch_.area() + std::int64_t{y} * patch_.width + x];
    };
    print_numbers(context_, picture, patch_, *form, value,
                  [&](int y, int x) { return context_.palette.diverging(value(y, x), largest); });
}

void FilterPictures::print_coloured(const Rect& picture, const float* weights, float largest) const {
    const ImVec2 cell = cell_of(picture, patch_, 0, 0).size();
    const auto form = form_for(context_, {cell.x, cell.y / 3}, largest, true);
    if (!form || form->power != 0) return;
    const auto shade = [&](float weight) {
        const float at = largest > 0 ? weight / largest * 127.5F + 127.5F : 127.5F;
        return static_cast<std::uint8_t>(std::clamp(at, 0.0F, 255.0F));
    };
    for (int y = 0; y < patch_.height; ++y) {
        for (int x = 0; x < patch_.width; ++x) {
            const float* first = weights + std::int64_t{y} * patch_.width + x;
            const std::array numbers{first[0], first[patch_.area()], first[2 * patch_.area()]};
            const Colour ground{shade(numbers[0]), shade(numbers[1]), shade(numbers[2])};
            const Rect whole = cell_of(picture, patch_, y, x);
            for (std::size_t channel = 0; channel < numbers.size(); ++channel) {
                const float top = whole.min.y + whole.height() * static_cast<float>(channel) / 3;
                print_number(context_, rect_at({whole.min.x, top}, whole.width(), whole.height() / 3),
                             numbers.at(channel), *form, ground);
            }
        }
    }
}

Image FilterPictures::picture(int filter, int plane) const {
    const Image atlas = paint();
    const Rectangle texels = plan_.texels(filter * planes() + plane);
    Image part{{texels.height, texels.width}, atlas.channels, {}};
    part.pixels.reserve(static_cast<std::size_t>(part.size.area() * part.channels));
    for (int y = 0; y < texels.height; ++y) {
        for (int x = 0; x < texels.width; ++x) {
            for (int channel = 0; channel < atlas.channels; ++channel)
                part.pixels.push_back(atlas.at(texels.top + y, texels.left + x, channel));
        }
    }
    return part;
}

float FilterPictures::weight_at(int filter, int channel, PixelPosition pixel) const {
    const std::int64_t plane = std::int64_t{filter} * channels_ + channel;
    return weight_[(plane * patch_.height + pixel.y) * patch_.width + pixel.x];
}

std::string FilterPictures::weights_at(int filter, int plane, PixelPosition pixel) const {
    std::string weights;
    for (int channel = 0; channel < channels_; ++channel) {
        if (!coloured_ && channel != plane) continue;
        weights += std::string(weights.empty() ? "" : "  ") + channel_letter(channel, channels_) + " " +
                   with_sign(weight_at(filter, channel, pixel));
    }
    return weights;
}

}  // namespace patchlens::ui
