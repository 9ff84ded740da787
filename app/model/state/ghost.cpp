#include "app/model/state/ghost.h"

#include <utility>

namespace patchlens::model {

std::shared_ptr<const std::vector<float>> vector_of(const ResultsPointer& results, const Session& session) {
    const bool these = results && results->options == session.module &&
                       results->picture->path == session.picture && results->selection.patch == session.patch;
    if (!these) return nullptr;
    return results->unchanged_vector ? results->unchanged_vector : results->vector;
}

void Ghost::follow(const Session& before, const Session& now, const ResultsPointer& results,
                   std::uint64_t gesture) {
    const bool same_module = before.module == now.module;
    const bool same_length = before.module.config.embed_dim == now.module.config.embed_dim;
    const bool selected = same_module && before.patch != now.patch;
    if (selected || !same_length || before.picture != now.picture) return vanish();
    if (same_module) return;
    const bool goes_on = gesture != 0 && gesture == std::exchange(gesture_, gesture);
    if (!goes_on) vector_ = vector_of(results, before);
}

}  // namespace patchlens::model
