// What every part of the projection's scene draws with: the output value taken apart, and the current
// product.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "app/model/chapters/summation.h"
#include "app/ui/chapters/projection/terms.h"
#include "app/ui/scene.h"
#include "app/ui/widgets/widgets.h"

namespace patchlens::ui::projection {

/// The output value that the scene takes apart.
struct Shown {
    model::Selection number;
    std::shared_ptr<const Explanation> explanation;
    std::shared_ptr<const model::Summation> summation;
};

/// The selected output value; while the mouse is over another one in the vector or the map, that one, to show
/// its sources, unless computing it takes too long.
Shown shown_number(const Context& context, const model::Results& results);

/// The planes: the products and the two factors they come from.
enum class Plane { pixels, weights, products };
inline constexpr std::array all_planes{Plane::pixels, Plane::weights, Plane::products};

struct Stage : Scene {
    Shown shown;
    model::Projection::Place look;  ///< includes the user's changes in this frame
    std::optional<std::int64_t> hovered_term;
    std::optional<Plane> hovered_plane;  ///< the plane the mouse is over

    Size patch() const { return results.grid.patch(); }
    int channels() const { return static_cast<int>(shown.explanation->channel_sums.size()); }
    std::int64_t count() const { return shown.summation->count(); }
    /// The current product. Results may lag behind the session by a computation.
    std::int64_t term() const { return std::min<std::int64_t>(look.term, count() - 1); }
    TermPlace term_place() const { return place_of(patch(), term()); }
    bool other_patch() const { return shown.number.patch != results.selection.patch; }
    bool other_dim() const { return shown.number.dim != results.selection.dim; }

    double value_in(Plane plane, std::int64_t term) const;
    /// The colour of a number in a plane.
    Colour colour_in(Plane plane, std::int64_t term) const;
    /// The colour of a channel's letter and sums.
    Colour ink_of(int channel) const {
        return context.palette.channel.at(channels() == 1 ? 3 : static_cast<std::size_t>(channel));
    }
    /// Makes `term` the current product, and stops playing.
    void look_at(std::int64_t term);
};

/// The tooltip of a product: where it is, the three numbers, and what uses the one under the mouse.
void tell_term(const Stage& stage, std::int64_t term, Plane plane);

/// The menu of a cell of a plane: its number, and what `more` adds.
void offer_term_menu(const Stage& stage, const char* name, const Press& press, Plane plane,
                     const std::function<void(MenuLines&)>& more = {});

}  // namespace patchlens::ui::projection
