// Prints what the Copy button of the code's chapter copies: write_script SESSION.json NOTATION LANGUAGE.json
// [BUDGET] BUDGET: how many bytes of output are kept; more than that, and only the selection is computed.
// Where NOTATION is "breakit", what that chapter copies for the mistakes of the session.
#include <cstdio>
#include <exception>
#include <limits>
#include <memory>
#include <string>

#include "app/model/code/mistaken_script.h"
#include "app/model/code/script.h"
#include "app/model/state/session_file.h"

int main(int argument_count, char** arguments) {
    using namespace patchlens;
    if (argument_count < 4) return 2;
    try {
        const model::Session session = model::open_session(arguments[1]).session;
        const bool mistaken = std::string(arguments[2]) == "breakit";
        const Mistakes mistakes = session.choice<model::Breakit>().made();
        model::AnalysisRequest wanted;
        if (mistaken) wanted.mistaken = model::MistakenRequest{mistakes};
        const std::uint64_t budget =
            argument_count > 4 ? std::stoull(arguments[4]) : std::numeric_limits<std::uint64_t>::max();
        const auto picture =
            std::make_shared<const model::Picture>(session.picture, load_image(session.picture));
        const model::ResultsPointer results = model::compute(
            session.module, picture, nullptr, budget, {}, {session.patch, session.dim}, wanted, {}, {},
            model::learned_file(std::filesystem::path(arguments[3]).parent_path().parent_path()));
        const model::Language language = model::Language::load(arguments[3]);
        const std::string script =
            mistaken ? model::mistaken_script(*results, mistakes, language)
                     : model::code_script(
                           *results, model::choice_of<model::Notation>(arguments[2], "NOTATION"), language);
        std::fwrite(script.data(), 1, script.size(), stdout);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "write_script: %s\n", error.what());
        return 1;
    }
}
