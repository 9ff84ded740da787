#include "app/model/files/weights_loader.h"

#include <utility>
#include <variant>

namespace patchlens::model {
WeightsLoader::WeightsLoader(std::function<void()> wake)
    : files_([](const WeightsPlace& place,
                const auto& running) { return load_weights(with_weights({}, place), running.stop()); },
             std::move(wake)) {}

void WeightsLoader::open(WeightsPlace place) {
    place_ = place;
    files_.ask(std::move(place));
}

std::optional<OpenedWeights> WeightsLoader::take() {
    const auto outcome = files_.take();
    if (!outcome) return std::nullopt;
    OpenedWeights opened{place_, nullptr, std::nullopt};
    if (const auto* error = std::get_if<Error>(&*outcome)) {
        opened.error = *error;
    } else {
        opened.loaded = std::get<LoadedPointer>(*outcome);
    }
    return opened;
}

}  // namespace patchlens::model
