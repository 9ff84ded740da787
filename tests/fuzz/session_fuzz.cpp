// Any bytes as a saved session, perhaps with a lesson and with files inside: one that can be saved again and
// read as the same, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "app/model/state/session_text.h"
#include "core/error.h"
#include "tests/fuzz/taken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens::model;
    try {
        const SessionText read = read_session_text(patchlens::text_of(data, size));
        if (!(session_from_json(to_json(read.session)) == read.session)) std::abort();
        const SessionText again = read_session_text(to_json(read.session, read.inside));
        if (!(again.session == read.session)) std::abort();
    } catch (const patchlens::Error&) {
    }
    return 0;
}
