// Weights made by hand, to see what a projection does when its filters are known.
//
// x, y count pixels from the patch's top left corner; filter d has weight W[d, c, y, x].
//
// * identity: dimension d copies input d: W as [D, C*ph*pw] is 1 on the diagonal. C*ph*pw filters.
// * mean_colour: dimension d is the mean of channel d over the patch: W[d, d, y, x] = 1 / (ph * pw).
//   C filters.
// * edges: oriented edge and line detectors, as Gabor functions on the luma 0.299 R + 0.587 G + 0.114 B (one
//   channel: as it is; alpha: 0). With u, v the offsets from the patch's centre, s = max(ph, pw),
//   a = pi * o / 8 for orientation o and f = 1, 2, 4, … waves a patch (while 4 f <= max(s, 4)):
//     g = exp(-8 (u^2 + v^2) / s^2) * wave(2 pi f (u cos a + v sin a) / s),   wave = sin: edge, cos: line.
//   Its mean over the patch is subtracted, so flat areas give 0, and it is scaled to norm 1 before the luma
//   weights. Order: d = (16 * log2 f) + 8 * (0 for sin, 1 for cos) + o; o = 0 responds to change along x.
//   Where a patch is too small for a filter to vary (all filters of a 1x1 patch), it is zero. 16 filters for
//   each f.
// * dct: the two-dimensional DCT-II, orthonormal, as JPEG uses it:
//     b_k(i; n) = sqrt((k ? 2 : 1) / n) * cos(pi (2 i + 1) k / (2 n)),   g = b_v(y; ph) * b_u(x; pw).
//   Three colours are mixed by b_k(c; 3): grey, then red-blue, then green against both; one channel and alpha
//   stay as they are. Order: frequencies (v, u) in JPEG's zigzag from the mean upwards, all channels of one
//   frequency before the next: d = C * zigzag(v, u) + channel. C*ph*pw filters, and then W is orthogonal.
#pragma once

#include <cstdint>

#include "core/init.h"

namespace patchlens {

/// How many filters the formula makes; those beyond embed_dim are left out, dimensions beyond them are zero. Of a
/// 1x1 patch there are no edges.
std::int64_t hand_made_filters(Init init, const ConvShape& shape);

/// weight [D, C, ph, pw]; bias [D], zeros (empty without bias). `init` is one that is_hand_made.
/// Throws Error(value_out_of_range) for a shape below 1, Error(out_of_memory).
ConvParameters hand_made_weights(Init init, const ConvShape& shape);

}  // namespace patchlens
