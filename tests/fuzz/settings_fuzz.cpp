// Any bytes as a settings file: settings that can be saved and read as the same, or a key that is damaged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/model/files/json_fields.h"
#include "app/model/state/session.h"
#include "app/model/state/settings.h"
#include "tests/fuzz/taken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens::model;
    try {
        const Settings settings = settings_from_json(patchlens::text_of(data, size));
        if (!(settings_from_json(to_json(settings)) == settings)) std::abort();
        if (!(merged(settings, settings, settings) == settings)) std::abort();
        Session session;
        apply_settings(settings, LanguageId::en, session);
    } catch (const DamagedKey&) {
    }
    return 0;
}
