// Any bytes as a language file: texts whose gaps can be filled with any number of arguments, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/state/language.h"
#include "tests/fuzz/taken.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace patchlens;
    using model::Language;
    try {
        const Language fallback(R"({"only.here": "{0} {0?patch|patches}"})", "fallback");
        const Language language(text_of(data, size), "fuzz.json", &fallback);
        if (std::string_view(language("not there")) != "not there" || language("only.here")[0] == '\0')
            std::abort();
        std::vector<std::string> arguments;
        for (const char* next : {"1", "{0}", "-3"}) {
            for (const auto& [key, text] : language.texts())
                language(key.c_str(), arguments);
            arguments.emplace_back(next);
        }
        language.shown(Error(ErrorCode::value_out_of_range, {Word::weights, "1", "-2", "{3}"}));
        language.word(Word::gguf_name_repeated, arguments);
    } catch (const Error&) {
    }
    return 0;
}
