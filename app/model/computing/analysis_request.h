// Which analyses of all the vectors a screen asks for.
#pragma once

#include <cstdint>

namespace patchlens::model {

/// How near two vectors are: by the angle between them, or by the length of their difference.
enum class Measure { cosine, euclid };

struct AnalysisRequest {
    bool norms = false;
    bool similarity = false;  ///< to the selected patch
    bool components = false;
    bool dimensions = false;
    bool path_difference = false;
    bool scales = false;
    bool neighbours = false;            ///< of the selected patch, …
    Measure measure = Measure::cosine;  ///< … by this
    int clusters = 0;                   ///< how many k-means looks for; 0: none wanted
    std::uint64_t cluster_seed = 0;
    bool second = false;  ///< the similarity to the patches of the second picture

    bool operator==(const AnalysisRequest&) const = default;
};

}  // namespace patchlens::model
