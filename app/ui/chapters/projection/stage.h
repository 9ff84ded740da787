// What every part of the projection's scene draws with: the number taken apart, and the product looked at.
#pragma once

#include <array>
#include <optional>

#include "app/model/chapters/summation.h"
#include "app/ui/chapters/projection/terms.h"
#include "app/ui/scene.h"

namespace patchlens::ui::projection {

/// The number the scene takes apart.
struct Shown {
    model::Selection number;
    std::shared_ptr<const Explanation> explanation;
    std::shared_ptr<const model::Summation> summation;
};

/// The selected number; while the mouse is over another one of the vector or of the map, that one, so that
/// one sees its sources. Where that takes long, the selected one all the same.
Shown shown_number(const Context& context, const model::Results& results);

/// The planes a product stands between.
enum class Plane { pixels, weights, products };
inline constexpr std::array all_planes{Plane::pixels, Plane::weights, Plane::products};

struct Stage : Scene {
    Shown shown;
    model::Projection::Place look;  ///< as the user changes it in this frame
    std::optional<std::int64_t> hovered_term;
    std::optional<Plane> hovered_plane;  ///< in which plane that is

    Size patch() const { return results.grid.patch(); }
    int channels() const { return static_cast<int>(shown.explanation->channel_sums.size()); }
    std::int64_t count() const { return shown.summation->count(); }
    /// The product looked at. Results may lag behind the session by a computation.
    std::int64_t term() const { return std::min<std::int64_t>(look.term, count() - 1); }
    TermPlace term_place() const { return place_of(patch(), term()); }
    bool other_patch() const { return shown.number.patch != results.selection.patch; }
    bool other_dim() const { return shown.number.dim != results.selection.dim; }

    double value_in(Plane plane, std::int64_t term) const;
    /// The colour a number of a plane is drawn in.
    Colour colour_in(Plane plane, std::int64_t term) const;
    /// The colour of a channel's letter and sums.
    Colour ink_of(int channel) const {
        return context.palette.channel.at(channels() == 1 ? 3 : static_cast<std::size_t>(channel));
    }
    /// Looks at `term`, and stops what plays.
    void look_at(std::int64_t term);
};

/// What the mouse over a product tells: where it is, and the three numbers.
void tell_term(const Stage& stage, std::int64_t term, Plane plane);

}  // namespace patchlens::ui::projection
