// patchlens export --what program: the program that the chapters Code and Break it copy.
#include <array>
#include <limits>
#include <memory>
#include <span>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/input.h"
#include "app/command_line/output.h"
#include "app/model/chapters/breakit.h"
#include "app/model/code/mistaken_script.h"
#include "app/model/code/notebook.h"
#include "app/model/code/script.h"
#include "app/model/computing/computation.h"
#include "core/support/atomic_file.h"
#include "core/support/thread_pool.h"

namespace patchlens::command_line {
namespace {

constexpr const char* program_example =
    "patchlens export photo.jpg --what program --patch 19,10 -o one.ipynb";

/// English where nothing else is asked for.
model::Language said_in(const std::optional<std::string>& name, const Environment& environment) {
    const auto offered = model::offered_languages(environment.languages.own);
    const model::LoadedLanguage loaded = model::load_language(
        environment.languages, model::language_called(name.value_or("en"), "--lang", offered));
    if (loaded.report.problem) throw Error(*loaded.report.problem);
    return loaded.texts;
}

Mistakes mistakes_of(std::string_view names) {
    Mistakes all;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(','), names.size());
        all = all.with(model::choice_of<Mistake>(std::string(names.substr(0, end)), "--mistakes"));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return all;
}

model::Notation python_of(const std::optional<std::string>& name) {
    if (!name) return model::Notation::pytorch;
    const auto notation = model::choice_of<model::Notation>(*name, "--notation");
    if (notation == model::Notation::cpp)
        throw Error(ErrorCode::choice_expected, {"--notation", "pytorch, einops, numpy", *name});
    return notation;
}

}  // namespace

void ExportCommand::export_program(const Environment& environment, const model::Selection& selection) const {
    require_path(image, Word::picture, program_example);
    const model::Notation written = python_of(notation);
    if (mistakes && notation && written != model::Notation::pytorch)
        throw Error(ErrorCode::option_refused, {"--notation " + *notation, "--mistakes"});
    const Mistakes made = mistakes_of(mistakes.value_or(""));
    const model::Language said = said_in(language, environment);
    const std::array inputs{image, module.weights_file()};
    const std::filesystem::path place =
        output_place(output, {".py|.ipynb", false}, inputs, environment.assets);
    auto [options, loaded] = module.resolve({}, environment, ModuleUse::vectors);

    const std::stop_token& stop = environment.stop;
    const auto picture = std::make_shared<const model::Picture>(image, load_image(image, {}, until(stop)));
    ThreadPool pool(module.thread_count());
    model::AnalysisRequest wanted;
    if (mistakes) wanted.mistaken = model::MistakenRequest{made};
    const model::OutputMemory memory(model::ComputeLimits{}.output_bytes);
    const model::ResultsPointer results =
        model::compute(options, picture, nullptr, memory, {&pool, stop}, selection, wanted, nullptr, {},
                       model::learned_file(environment.assets));
    static_cast<void>(results->grid.token(selection.patch));
    results->module->require_dimension(selection.dim);
    if (mistakes && !model::has_mistaken_script(*results, made))
        throw Error(ErrorCode::option_refused, {"--mistakes " + *mistakes, weights_name(options)});
    const std::string script =
        mistakes ? model::mistaken_script(*results, made, said) : model::code_script(*results, written, said);
    const std::string file = has_ending(place, ".ipynb") ? model::notebook(script, said) : script;
    write_file(place, std::as_bytes(std::span(file)), stop);
}

}  // namespace patchlens::command_line
