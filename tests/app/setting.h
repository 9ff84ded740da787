// A session with a name, for tests that run with many settings.
#pragma once

#include <ostream>
#include <string>

#include "app/model/computing/computation.h"
#include "app/model/state/session.h"

namespace patchlens {

struct Setting {
    std::string name;
    model::Session session = {};
    model::ComputeLimits limits = {};

    friend std::ostream& operator<<(std::ostream& out, const Setting& setting) { return out << setting.name; }
};

}  // namespace patchlens
