// Paints all feature maps, all filters or a part of the token matrix into one picture, quickly.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "app/ui/drawing/theme.h"
#include "app/ui/plots/atlas.h"
#include "core/picture/image.h"
#include "core/tensor.h"

namespace patchlens::ui {

/// The diverging colours as a lookup table: within one step of 255 of palette.diverging.
class SignedColours {
public:
    explicit SignedColours(const Diverging& colours);

    /// What a value is multiplied by before the lookup, so that ±`largest` have the full colours.
    static float factor(float largest) { return largest > 0 ? reach / largest : 0.0F; }
    /// The colour of `value` times its factor, as four bytes R, G, B, 255.
    const std::array<std::uint8_t, 4>& at(float scaled) const {
        if (!(scaled == scaled)) return not_a_number_;
        const float inside = scaled < -reach ? -reach : scaled > reach ? reach : scaled;
        return table_[static_cast<std::size_t>(static_cast<int>(inside + reach + 0.5F))];
    }

private:
    static constexpr float reach = 512;
    std::array<std::array<std::uint8_t, 4>, 1025> table_;
    std::array<std::uint8_t, 4> not_a_number_;
};

/// The maps of tokens [N, D], one per dimension: tile d has full colour at ±largest[d]. RGBA.
Image paint_maps(ConstMatrixView tokens, Size grid, const AtlasPlan& plan, std::span<const float> largest,
                 const Diverging& colours);

/// The planes of weight [D, C, ph, pw], tile d*C + c, in signed colours; largest [D]. RGBA.
Image paint_filter_planes(const Tensor& weight, const AtlasPlan& plan, std::span<const float> largest,
                          const Diverging& colours);

/// Filters [D, 3, ph, pw] as colour pictures, tile d: of each channel -largest[d] is dark, 0 in the middle,
/// +largest[d] bright. RGBA.
Image paint_filters_rgb(const Tensor& weight, const AtlasPlan& plan, std::span<const float> largest);

/// Every step-th row and column of a matrix, from `first` on, as one texel each: RGBA of `size` texels.
Image paint_matrix(ConstMatrixView matrix, PixelPosition first, Size step, Size size, float largest,
                   const Diverging& colours);

}  // namespace patchlens::ui
