#include "app/model/files/weights_loader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
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

bool is_weights_name(const std::filesystem::path& path) {
    constexpr std::array endings{".safetensors", ".npy", ".npz",  ".pt", ".pth", ".ckpt",    ".bin",
                                 ".gguf",        ".h5",  ".onnx", ".pb", ".pkl", ".msgpack", ".keras"};
    std::string ending = path.extension().string();
    for (char& letter : ending)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

}  // namespace patchlens::model
