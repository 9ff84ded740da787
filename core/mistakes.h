// What goes wrong around the projection in practice, each as a change of what is right: of the pixels, of the
// weight, of how the kernel slides, or of how the output is read. Several can be made at once. Those that
// PyTorch refuses have no numbers; Refusal says which shapes do not fit.
//
// They are the ones that people ask about in public, and the wrong turns of einops' "(p1 p2 c)", OpenCV's
// BGR, Pillow's (width, height) and of pixels that nobody scaled.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>

#include "core/patch_embed.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"

namespace patchlens {

enum class Mistake {
    flat_order,     ///< the weight meets patches flattened (p1 p2 c), but was made for (c p1 p2)
    reshape,        ///< [1, D, H', W'] is reshaped to [1, N, D] instead of transposed
    overlap,        ///< the stride is half the kernel
    gaps,           ///< the stride is twice the kernel
    padding,        ///< half a patch of zeros is added on each side
    unnormalised,   ///< the mean is not subtracted and nothing is divided by std
    bytes,          ///< pixels are 0..255 where 0..1 is expected
    bgr,            ///< blue comes first, as OpenCV reads pictures
    patch_weights,  ///< the weights were made for patches twice as large
    swapped_sides,  ///< the tokens are laid out on a grid with rows and columns exchanged
    no_bias,        ///< the bias is forgotten
    one_channel,    ///< a filter has ph*pw weights, as if pixels had no colours
};
inline constexpr int mistake_count = 12;

/// A set of mistakes.
class Mistakes {
public:
    constexpr Mistakes() = default;
    constexpr Mistakes(std::initializer_list<Mistake> made) {
        for (const Mistake mistake : made)
            *this = with(mistake);
    }

    constexpr bool has(Mistake mistake) const { return (bits_ & bit(mistake)) != 0; }
    constexpr bool none() const { return bits_ == 0; }
    constexpr int count() const { return std::popcount(bits_); }
    /// One stride excludes the other.
    constexpr Mistakes with(Mistake mistake) const {
        Mistakes more = *this;
        if (mistake == Mistake::overlap) more = more.without(Mistake::gaps);
        if (mistake == Mistake::gaps) more = more.without(Mistake::overlap);
        more.bits_ |= bit(mistake);
        return more;
    }
    constexpr Mistakes without(Mistake mistake) const {
        Mistakes fewer = *this;
        fewer.bits_ &= ~bit(mistake);
        return fewer;
    }

    constexpr bool operator==(const Mistakes&) const = default;

private:
    static constexpr std::uint32_t bit(Mistake mistake) { return 1U << static_cast<unsigned>(mistake); }
    std::uint32_t bits_ = 0;
};

/// Pixels [C, H, W] of an 8-bit image with the mistakes bgr, bytes and unnormalised; without them what
/// to_tensor() gives. Throws what to_tensor() throws.
Tensor pixels_with(const Mistakes& mistakes, const Image& image, Normalize normalize,
                   const std::stop_token& stop = {});

/// Weight and bias with the mistakes flat_order and no_bias. Throws Error(out_of_memory).
ConvParameters parameters_with(const Mistakes& mistakes, const ConvParameters& parameters);

/// weight [D, C, ph, pw] as it acts on patches flattened (p1 p2 c): its numbers in their order, but number i
/// of a filter meets pixel y = i / (pw*C), x = i / C % pw, channel i % C. Written for (c p1 p2) again.
Tensor weight_on_pixels_last(const Tensor& weight);

/// How the kernel slides with the mistakes overlap, gaps and padding, where it slides as `grid` without.
Sliding sliding_with(const Mistakes& mistakes, const PatchGrid& grid);

/// Which number of the right tokens [N, D] stands at (token, dim) of forward's output [1, D, N] reshaped to
/// [1, N, D]: the order in memory stays, so N * dim' + token' = D * token + dim.
struct TokenNumber {
    std::int64_t token = 0;
    std::int64_t dim = 0;

    bool operator==(const TokenNumber&) const = default;
};
TokenNumber source_of_reshaped(std::int64_t token, std::int64_t dim, std::int64_t tokens, std::int64_t dims);

/// The right tokens [1, N, D] (or [N, D]) as the wrong reshape has them, of the same shape. Throws
/// Error(shape_mismatch) for another rank, Error(out_of_memory).
Tensor reshaped_tokens(const Tensor& tokens);

/// What PyTorch refuses.
struct Refusal {
    Mistake mistake;  ///< patch_weights: by load_state_dict; one_channel: by the convolution
    Shape weight;     ///< of the weights to be loaded; of the convolution
    Shape expected;   ///< of the module's own weight; of its input [1, C, H, W]

    bool operator==(const Refusal&) const = default;
};
/// Of a module of `shape` on a picture of `image`; nothing where all shapes fit. One channel is no mistake
/// for grey pictures.
std::optional<Refusal> refusal_of(const Mistakes& mistakes, const ConvShape& shape, Size image);

/// Why a mistake changes no number.
enum class NoEffect {
    one_channel,     ///< there are no channels to exchange or to forget
    one_pixel,       ///< a patch of one pixel has one order and no half
    one_patch,       ///< of one patch: no stride is ever taken, and either order is the same
    one_dimension,   ///< vectors of one number: either order is the same
    same_stride,     ///< the stride is that already
    not_normalised,  ///< no mean is subtracted in the first place
    grey,            ///< red and blue are equal everywhere
    square_grid,     ///< there are as many rows as columns
    no_bias,         ///< there is no bias, or it is zero
};
/// Of `mistake` alone, where forward is right for `image` (8 bits, as the module sees it).
std::optional<NoEffect> no_effect_of(Mistake mistake, const PatchEmbed& module, const Image& image,
                                     const PatchGrid& grid, Normalize normalize);

/// What comes out where mistakes are made.
struct MistakenOutput {
    PatchGrid grid;  ///< how the picture is cut
    Size laid_out;   ///< rows and columns the tokens are laid out in: grid.grid(), or exchanged
    Tensor tokens;   ///< [1, N, D]
};
/// The module's forward on `image` with `mistakes`, which nothing refuses. Throws Error(value_out_of_range)
/// for a set with a refusal, what PatchEmbed and forward throw.
MistakenOutput forward_with(const Mistakes& mistakes, const PatchEmbed& module, const Image& image,
                            Normalize normalize, const RunOptions& run = {});

}  // namespace patchlens
