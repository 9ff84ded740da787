// The numbers a screen should show, computed from its session with core alone.
#pragma once

#include "app/model/state/session.h"
#include "core/patch_embed.h"

namespace patchlens {

struct CoreNumbers {
    explicit CoreNumbers(const model::Session& session);

    ConstMatrixView matrix() const { return tokens.matrix(grid.num_patches()); }
    std::int64_t token() const { return grid.token(patch); }

    Tensor pixels;
    PatchEmbed module;
    PatchGrid grid;
    Tensor tokens;
    PatchPosition patch;
};

}  // namespace patchlens
