// The vector as it was before the last change of a parameter: it stands as a ghost behind the present one.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "app/model/computing/results.h"
#include "app/model/state/session.h"

namespace patchlens::model {

class Ghost {
public:
    /// The session goes from `before` to `now`; `results` are the latest (may be null). A change of the
    /// module that keeps embed_dim leaves the vector of before, those of one `gesture` (not 0) that of its
    /// begin. Another selected patch, picture or embed_dim, ends it.
    void follow(const Session& before, const Session& now, const ResultsPointer& results,
                std::uint64_t gesture = 0);
    void appear(std::shared_ptr<const std::vector<float>> vector) { vector_ = std::move(vector); }
    void vanish() { vector_.reset(); }

    /// [embed_dim]; null where there is none.
    const std::vector<float>* vector() const { return vector_.get(); }

private:
    std::shared_ptr<const std::vector<float>> vector_;
    std::uint64_t gesture_ = 0;
};

/// The vector that `results` hold for the session's patch with its pixels as they are; null where they are of
/// another session.
std::shared_ptr<const std::vector<float>> vector_of(const ResultsPointer& results, const Session& session);

}  // namespace patchlens::model
