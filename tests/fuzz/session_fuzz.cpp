// Any bytes as a saved session: one that can be saved again and read as the same, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/model/state/session.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens::model;
    try {
        const Session session = session_from_json(std::string(data, data + size));
        if (!(session_from_json(to_json(session)) == session)) std::abort();
    } catch (const patchlens::Error&) {
    }
    return 0;
}
