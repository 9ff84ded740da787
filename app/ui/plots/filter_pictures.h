// Filters as small pictures for a wall of tiles: their atlas, its texture, and the weights printed in it.
#pragma once

#include <span>
#include <string>

#include "app/ui/context.h"
#include "app/ui/drawing/raster.h"
#include "app/ui/plots/atlas.h"

namespace patchlens::ui {

class FilterPictures {
public:
    /// Of weight [D, C, ph, pw], filter d in full colour at ±largest[d]: with `coloured` (C = 3) as one
    /// colour picture each, else one signed picture a channel. Both must outlive this object.
    FilterPictures(Context& context, const Tensor& weight, std::span<const float> largest, bool coloured);

    /// The atlas as a texture called `name`, painted again only when `source` changes.
    const Texture& texture(const std::string& name, const Source& source) const;
    const AtlasPlan& plan() const { return plan_; }
    /// Pictures a filter.
    int planes() const { return coloured_ ? 1 : channels_; }
    /// Of one picture, width / height.
    double aspect() const { return static_cast<double>(patch_.width) / patch_.height; }
    /// The smallest and the largest weight of a filter.
    Range range(int filter) const;
    /// Prints the weights of one picture where they fit: of a coloured one R, G and B under one another.
    void print(const Rect& picture, int filter, int plane) const;
    /// One picture by itself.
    Image picture(int filter, int plane) const;
    /// The weights of a pixel, each after its channel's letter: "R +0.0123  G −0.0400". A signed picture has
    /// one.
    std::string weights_at(int filter, int plane, PixelPosition pixel) const;
    /// One weight.
    float weight_at(int filter, int channel, PixelPosition pixel) const;

private:
    Image paint() const;
    void print_coloured(const Rect& picture, const float* weights, float largest) const;

    Context& context_;
    const Tensor& weight_;
    std::span<const float> largest_;
    bool coloured_;
    int channels_;
    Size patch_;
    AtlasPlan plan_;
};

}  // namespace patchlens::ui
