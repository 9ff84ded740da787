#include "core/support/simd.h"

#include <cstdlib>
#include <string>

#include "core/support/simd_config.h"
// Highway's headers follow the configuration.
#include <hwy/highway.h>

#include "core/error.h"

namespace patchlens {

std::string_view SimdTarget::name() const {
    return hwy::TargetName(bit_);
}

std::vector<SimdTarget> supported_simd_targets() {
    // The baseline of this architecture is always there, whatever targets the library was built for.
    const std::int64_t supported = (hwy::SupportedTargets() | HWY_STATIC_TARGET) & HWY_TARGETS;
    std::vector<SimdTarget> targets;
    for (std::int64_t rest = supported; rest != 0; rest &= rest - 1) {  // a lower bit is a better target
        targets.push_back(SimdTarget(rest & -rest));
    }
    return targets;
}

SimdTarget simd_target(std::string_view name, std::string_view what) {
    std::string names;
    for (const SimdTarget target : supported_simd_targets()) {
        if (target.name() == name) return target;
        names += (names.empty() ? "" : ", ") + std::string(target.name());
    }
    throw Error(ErrorCode::choice_expected, {std::string(what), names, std::string(name)});
}

SimdTarget default_simd_target() {
    const char* name = std::getenv("PATCHLENS_SIMD");
    if (name == nullptr || *name == '\0') return supported_simd_targets().front();
    return simd_target(name, "PATCHLENS_SIMD");
}

}  // namespace patchlens
