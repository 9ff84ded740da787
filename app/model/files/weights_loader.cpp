#include "app/model/files/weights_loader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>
#include <string>
#include <utility>

namespace patchlens::model {
namespace {

OpenedWeights load(WeightsPlace place, const std::stop_token& stop) {
    OpenedWeights opened{std::move(place), nullptr, std::nullopt};
    try {
        opened.loaded = load_weights(with_weights({}, opened.place), stop);
    } catch (const Error& error) {
        opened.error = error;
    } catch (const std::bad_alloc&) {
        opened.error = Error(ErrorCode::memory_exhausted);
    }
    return opened;
}

}  // namespace

WeightsPlace weights_place(const ModuleOptions& module) {
    return {module.weights, module.tensor, module.flat_order, module.weight_layout};
}

ModuleOptions with_weights(ModuleOptions module, const WeightsPlace& place) {
    module.weights = place.path;
    module.tensor = place.tensor;
    module.flat_order = place.flat_order;
    module.weight_layout = place.layout;
    return module;
}

WeightsLoader::WeightsLoader(std::function<void()> wake)
    : wake_(std::move(wake)), worker_([this](const std::stop_token& closing) { work(closing); }) {}

WeightsLoader::~WeightsLoader() {
    worker_.request_stop();
    const std::lock_guard lock(mutex_);
    wanted_.reset();
    current_.request_stop();
}

void WeightsLoader::open(WeightsPlace place) {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(place);
    opened_.reset();
    current_.request_stop();
    changed_.notify_all();
}

std::optional<OpenedWeights> WeightsLoader::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(opened_, std::nullopt);
}

bool WeightsLoader::busy() const {
    const std::lock_guard lock(mutex_);
    return wanted_ || opening_;
}

void WeightsLoader::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !wanted_ && !opening_; });
}

void WeightsLoader::work(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, closing, [this] { return wanted_.has_value(); }) &&
           !closing.stop_requested()) {
        WeightsPlace place = *std::exchange(wanted_, std::nullopt);
        opening_ = true;
        current_ = std::stop_source();
        const std::stop_token stop = current_.get_token();
        lock.unlock();
        OpenedWeights opened = load(std::move(place), stop);
        lock.lock();
        opening_ = false;
        if (!wanted_) opened_ = std::move(opened);  // else a newer wish is waiting, and this one is old
        changed_.notify_all();
        lock.unlock();
        wake_();
        lock.lock();
    }
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
