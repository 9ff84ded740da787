// All the vectors: which picture of them is shown, and in which order.
#pragma once

#include "app/model/names.h"

namespace patchlens::model {

struct MapsChoice {
    MapsView view = MapsView::maps;
    MapsOrder order = MapsOrder::number;

    bool operator==(const MapsChoice&) const = default;
    /// Visits every field with its key in a saved session.
    static void each(auto& choice, auto&& visit) {
        visit("view", choice.view);
        visit("order", choice.order);
    }
};

}  // namespace patchlens::model
