// Which analyses of all the vectors a screen asks for.
#pragma once

#include <cstdint>
#include <optional>

#include "core/analysis/positions.h"
#include "core/mistakes.h"

namespace patchlens::model {

/// How near two vectors are: by the angle between them, or by the length of their difference.
enum class Measure { cosine, euclid };

/// Which directions are kept first: those along which the picture's patches are longest, or those that the
/// weights amplify most.
enum class KeptFirst { picture, weights };

/// How the picture is rebuilt from its vectors.
struct RebuildingRequest {
    int kept = 0;           ///< directions; 0: all there are
    int gain = 0;           ///< of the picture of the difference; 0: as much as it needs
    bool reshaped = false;  ///< from what a plain reshape of the maps makes of the vectors
    KeptFirst first = KeptFirst::picture;

    bool operator==(const RebuildingRequest&) const = default;
};

/// What comes out with mistakes.
struct MistakenRequest {
    Mistakes mistakes;
    bool picture = false;  ///< the pictures rebuilt from right and wrong vectors too

    bool operator==(const MistakenRequest&) const = default;
};

/// Where the positions come from that are added to the tokens.
enum class PositionKind {
    sincos,  ///< fixed sines and cosines
    drawn,   ///< a learned table before it has learned anything
    file,    ///< of the model whose weights are loaded
};

/// How the table is stretched to another picture size.
struct StretchRequest {
    int img_size = 0;  ///< the other picture's height; 0: one that fits the lesson
    Interpolation interpolation = Interpolation::antialiased;
    std::optional<TableMistake> mistake = std::nullopt;

    bool operator==(const StretchRequest&) const = default;
};

struct PositionsRequest {
    PositionKind kind = PositionKind::sincos;
    bool figure = false;                                  ///< the similarities of all to all
    std::optional<std::uint64_t> shuffle = std::nullopt;  ///< patches shuffled with that seed
    std::optional<StretchRequest> stretch = std::nullopt;

    bool operator==(const PositionsRequest&) const = default;
};

struct AnalysisRequest {
    bool norms = false;
    bool similarity = false;  ///< to the selected patch
    bool components = false;
    bool dimensions = false;
    bool path_difference = false;
    bool scales = false;
    bool filters = false;               ///< principal components of the filters
    bool neighbours = false;            ///< of the selected patch, …
    Measure measure = Measure::cosine;  ///< … by this
    int clusters = 0;                   ///< how many k-means looks for; 0: none wanted
    Measure clusters_by = Measure::cosine;
    std::uint64_t cluster_seed = 0;
    bool twins = false;   ///< two patches with the same pixels
    bool second = false;  ///< the similarity to the patches of the second picture
    std::optional<RebuildingRequest> rebuilt = std::nullopt;
    std::optional<PositionsRequest> positions = std::nullopt;
    std::optional<MistakenRequest> mistaken = std::nullopt;

    bool operator==(const AnalysisRequest&) const = default;
};

}  // namespace patchlens::model
