// Everything computed from a session and a picture: immutable, shared by pointer, each part reused while its
// inputs stay the same.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/computing/analyses.h"
#include "app/model/computing/comparison.h"
#include "app/model/computing/module_weights.h"
#include "app/model/computing/output_memory.h"
#include "app/model/computing/pixel_range.h"
#include "app/model/computing/second_picture.h"
#include "app/model/state/session.h"
#include "core/costs.h"
#include "core/explain.h"
#include "core/patch_embed.h"
#include "core/picture/image.h"
#include "core/picture/pyramid.h"

namespace patchlens::model {

class Summation;

/// An opened picture and its path.
struct Picture {
    std::filesystem::path path;
    DecodedImage decoded;
};
using PicturePointer = std::shared_ptr<const Picture>;

/// The selected patch and dimension, and the patch compared with it; outside the grid or the vector, the
/// nearest.
struct Selection {
    PatchPosition patch;
    int dim = 0;
    std::optional<PatchPosition> pinned = std::nullopt;
    int times = 1;  ///< what the selected patch's pixels are multiplied by

    bool operator==(const Selection&) const = default;
};

/// A picture fitted to img_size.
struct FittedPicture {
    std::shared_ptr<const Image> image;      ///< 8-bit, in_chans channels: what is shown
    std::shared_ptr<const Pyramid> pyramid;  ///< of image, which is its first level
    std::shared_ptr<const Tensor> pixels;    ///< [C, H, W]: what the module sees, …
    std::vector<PixelRange>
        pixel_ranges;  ///< … and their range in each channel, of the whole picture as it is
};

/// FittedPicture: with the selected patch's pixels multiplied by `selection.times`.
struct Results : FittedPicture {
    ModuleOptions options;                     ///< what all of this was computed from, …
    PicturePointer picture;                    ///< … and from which picture
    FittedPicture unchanged;                   ///< the picture with every pixel as it is
    LoadedPointer live;                        ///< the weights being trained, where they are shown
    LoadedPointer loaded;                      ///< the same, or the file of weights, where they stand in one
    Adaptation adaptation;                     ///< what fitting the weights to the sizes took
    std::shared_ptr<const PatchEmbed> module;  ///< the weights
    std::shared_ptr<const Tensor> tokens;  ///< [1, N, D]: every patch's vector; null above the memory budget
    PatchGrid grid{{1, 1}, {1, 1}};        ///< of the pixels, not of img_size
    Costs costs;
    double seconds = 0;  ///< how long forward took

    Selection selection;                               ///< inside the grid and the vector
    std::shared_ptr<const std::vector<float>> vector;  ///< [D] of the selected patch
    /// The same with the pixels as they are; null where they are.
    std::shared_ptr<const std::vector<float>> unchanged_vector;
    std::shared_ptr<const std::vector<int>> order;  ///< [D], its dimensions from the largest value down
    std::shared_ptr<const Comparison> comparison;   ///< with the pinned patch; null without one
    /// Of the selected patch's number in the selected dimension.
    std::shared_ptr<const Explanation> explanation;
    std::shared_ptr<const Summation> summation;  ///< its terms added up
    std::shared_ptr<const Tensor> map;           ///< [H', W'] of the selected dimension
    Analyses analyses;                           ///< the parts that were asked for
    SecondPicturePointer second;                 ///< null without one, or where it was not asked for

    /// The vector of one patch, from `tokens` or computed on demand, with the same numbers.
    std::vector<float> vector_of(PatchPosition patch, const RunOptions& run = {}) const;
    /// The map of one dimension [H', W'], from `tokens` or computed on demand, with the same numbers.
    Tensor map_of(int dim, const RunOptions& run = {}) const;
};
using ResultsPointer = std::shared_ptr<const Results>;

/// Computes the results of `options` on `picture`, the details of `selection`, the analyses `wanted` and, if
/// those ask for it, what of the picture `second` (may be null) resembles the selected patch, reusing every
/// part of `previous` (may be null) that is still valid. The whole output is kept if `output_memory` allows
/// it. `learned` is the file of learned weights that the program comes with. Throws what core throws;
/// Error(cancelled) once a stop is requested of `run`.
ResultsPointer compute(const ModuleOptions& options, const PicturePointer& picture,
                       const ResultsPointer& previous, const OutputMemory& output_memory,
                       const RunOptions& run = {}, Selection selection = {},
                       const AnalysisRequest& wanted = {}, const PicturePointer& second = {},
                       const LoadedPointer& live = {}, const std::filesystem::path& learned = {});

}  // namespace patchlens::model
