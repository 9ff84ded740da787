#include "app/model/computing/source_previews.h"

#include <utility>
#include <variant>

#include "app/model/state/names.h"

namespace patchlens::model {
namespace {

Tensor first_filters(ModuleOptions module, Init init, const WeightSources& sources,
                     const std::stop_token& stop) {
    module.init = init;
    Adaptation adaptation;
    try {
        return make_weights(module, sources, adaptation, stop).weight;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        return {};
    }
}

}  // namespace

SourcePreviews::SourcePreviews(std::filesystem::path learned, const std::function<void()>& wake)
    : learned_(std::move(learned)),
      maker_([this](const Request& request, const auto& running) { return make(request, running.stop()); },
             wake) {}

void SourcePreviews::request(const ModuleOptions& module, const std::shared_ptr<const Tensor>& pixels) {
    Request wanted{{}, pixels};
    wanted.module.config.patch_size = module.config.patch_size;
    wanted.module.config.in_chans = module.config.in_chans;
    wanted.module.config.embed_dim = previewed_filters;
    wanted.module.config.img_size = module.config.patch_size;
    wanted.module.seed = module.seed;
    wanted.module.normalize = module.normalize;
    if (asked_ == wanted) return;
    asked_ = wanted;
    maker_.ask(std::move(wanted));
}

void SourcePreviews::update() {
    auto made = maker_.take();
    if (!made) return;
    if (auto* previews = std::get_if<Previews>(&*made))
        latest_ = std::make_shared<const Previews>(std::move(*previews));
}

Previews SourcePreviews::make(const Request& request, const std::stop_token& stop) const {
    Previews previews;
    const bool small = request.module.config.conv_shape().fan_in() <= largest_preview;
    for (const auto& [name, init] : names_of<Init>) {
        LoadedPointer learned;
        if (small && init == Init::trained && !learned_.empty()) {
            auto loaded =
                outcome_of([&] { return load_weights(with_weights(request.module, {learned_}), stop); });
            if (auto* found = std::get_if<LoadedPointer>(&loaded)) learned = *found;
        }
        const bool possible = small && (init != Init::trained || learned);
        previews.push_back(
            possible ? first_filters(request.module, init, {learned.get(), request.pixels.get()}, stop)
                     : Tensor());
    }
    return previews;
}

}  // namespace patchlens::model
