// Any bytes as presets.json: presets that can each be found by name and whose grid can be asked for, or an
// Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/model/state/presets.h"
#include "core/error.h"
#include "core/patch_grid.h"
#include "tests/fuzz/taken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    try {
        const auto presets = model::parse_presets(text_of(data, size));
        for (const model::Preset& preset : presets) {
            if (model::find_preset(presets, preset.name).name.size() != preset.name.size()) std::abort();
            try {
                const PatchGrid grid = preset.config.grid_of(preset.config.img_size);
                if (grid.num_patches() < 1) std::abort();
            } catch (const Error&) {
            }
        }
    } catch (const Error&) {
    }
    return 0;
}
