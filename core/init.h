// PyTorch's random numbers and the weights a patch projection can begin with.
//
// `torch` is bit for bit what `torch.manual_seed(seed); torch.nn.Conv2d(...)` leaves in weight and bias
// (ATen/core/MT19937RNGEngine.h, ATen/core/DistributionsHelper.h, torch/nn/init.py), for every seed.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <stop_token>

#include "core/size.h"
#include "core/tensor.h"

namespace patchlens {

/// PyTorch's CPU generator: standard MT19937, seeded with the low 32 bits of the seed as manual_seed does.
class TorchGenerator {
public:
    explicit TorchGenerator(std::uint64_t seed) : engine_(static_cast<std::uint32_t>(seed & 0xffffffffU)) {}

    std::uint32_t next() { return static_cast<std::uint32_t>(engine_()); }
    /// Tensor.uniform_(from, to): one draw a number, 24 bits, scaled with one fused multiply-add.
    void uniform(std::span<float> values, double from, double to);
    /// Tensor.normal_(mean, std): Box-Muller, in PyTorch's two ways for fewer than 16 numbers and for 16 and
    /// more. Fewer than 16 are PyTorch's bits everywhere. From 16 on they are the bits of its portable path
    /// (ATEN_CPU_CAPABILITY=default); its AVX2 path has a sine and logarithm of its own and differs by up to
    /// 2e-6 * std.
    void normal(std::span<float> values, double mean, double std);

private:
    double next_uniform_double();
    double next_normal();

    std::mt19937 engine_;
    /// Box-Muller makes two numbers at a time; as in PyTorch the second is kept for the next call.
    std::optional<double> spare_normal_;
};

/// Where the weights come from, if not from a model's file.
enum class Init {
    // Drawn at random.
    torch,         ///< Conv2d's own: weight and bias U(-1/sqrt(fan), 1/sqrt(fan)), fan = in_chans * ph * pw
    xavier,        ///< MAE: xavier_uniform_ on the [D, fan] view; the bias keeps Conv2d's own
    trunc_normal,  ///< torchvision ViT: trunc_normal_ with std sqrt(1/fan), cut at -2 and 2; zero bias
    lecun,         ///< timm "jax": lecun_normal_, cut at two sigmas; zero bias
    // Learned: from a file of weights, or from a picture.
    trained,  ///< learned from photographs' patches (core/training), shipped with the program
    pca,      ///< the principal components of the picture's own patches (weights/picture_components.h)
    // Made by hand; the formulas are in weights/hand_made_weights.h.
    dct,          ///< cosines, as JPEG uses them
    edges,        ///< edges and lines in eight directions
    identity,     ///< each dimension copies one input
    mean_colour,  ///< each dimension is the mean of one channel
};

/// Whether the weights are drawn at random, so that there is a seed.
constexpr bool is_drawn(Init init) {
    return init <= Init::lecun;
}
/// Whether the weights follow a formula.
constexpr bool is_hand_made(Init init) {
    return init >= Init::dct;
}

/// What the module learns: weight [D, C, ph, pw] and bias [D] (empty without bias).
struct ConvParameters {
    Tensor weight;
    Tensor bias;

    bool operator==(const ConvParameters&) const = default;
};

struct ConvShape {
    int embed_dim = 512;
    int in_chans = 3;
    Size patch_size{8, 8};
    bool bias = true;

    bool operator==(const ConvShape&) const = default;
    /// Inputs of one output number: in_chans * ph * pw.
    constexpr std::int64_t fan_in() const { return in_chans * patch_size.area(); }
    /// Numbers in weight and bias together.
    constexpr std::int64_t parameters() const { return embed_dim * fan_in() + (bias ? embed_dim : 0); }
};

/// Seeds the generator, builds Conv2d (drawing its own weight, then its bias), then applies `init` over it,
/// as the programs named above do. Weights made by hand are hand_made_weights, whatever the seed. `torch` and
/// `xavier` are PyTorch's bits. Truncated normals have PyTorch's distribution, not its bits, which differ
/// from version to version; the numbers follow 1.13.1 within 3e-7 of their size. Throws
/// Error(value_out_of_range) for a shape below 1, Error(choice_expected) for weights that are learned,
/// Error(out_of_memory), Error(cancelled) within milliseconds of a stop request.
ConvParameters initialise(Init init, const ConvShape& shape, std::uint64_t seed,
                          const std::stop_token& stop = {});

/// The bound of Conv2d's own uniform weights: 1/sqrt(fan), computed in PyTorch's order.
double torch_bound(std::int64_t fan_in);

}  // namespace patchlens
