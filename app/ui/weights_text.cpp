#include "app/ui/weights_text.h"

#include "app/model/computing/weight_notes.h"
#include "app/ui/drawing/numbers.h"
#include "core/init.h"

namespace patchlens::ui {

std::string weights_text(const model::Language& language, const model::ModuleOptions& module,
                         const model::Adaptation& adaptation) {
    if (!module.weights.empty()) return language("weights.file", {module.weights.filename().string()});
    const std::string seed = std::to_string(module.seed);
    if (module.init == Init::torch)
        return language("weights.torch",
                        {without_plus(torch_bound(module.config.conv_shape().fan_in())), seed});
    if (is_drawn(module.init))
        return language("weights.other", {std::string(model::name_of(module.init)), seed});
    std::string text;
    for (const std::string& sentence : model::init_notes(language, module, adaptation))
        text += (text.empty() ? "" : "\n") + sentence;
    return text;
}

std::string painted_text(const model::Language& language, const model::ModuleOptions& module) {
    constexpr int most = 8;
    std::string dims;
    int count = 0;
    for (const model::PaintedFilter& filter : module.painted) {
        if (!filter.fits(module.config.conv_shape()) || ++count > most) continue;
        dims += (dims.empty() ? "" : language("list.separator")) + std::to_string(filter.dim);
    }
    if (count == 0) return {};
    if (count > most) return language("weights.painted_many", {std::to_string(count)});
    return language("weights.painted", {dims, std::to_string(count)});
}

std::string weights_text(const model::Language& language, const model::Results& results) {
    if (results.live) return language("weights.here", {results.options.weights.filename().string()});
    return weights_text(language, results.options, results.adaptation);
}

}  // namespace patchlens::ui
