// Which analyses of all the vectors a screen asks for.
#pragma once

namespace patchlens::model {

struct AnalysisRequest {
    bool norms = false;
    bool similarity = false;  ///< to the selected patch
    bool components = false;
    bool dimensions = false;
    bool path_difference = false;
    bool scales = false;

    bool operator==(const AnalysisRequest&) const = default;
};

}  // namespace patchlens::model
