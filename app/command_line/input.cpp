#include "app/command_line/input.h"

#include <array>
#include <string>
#include <utility>

#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/model/computing/weight_notes.h"
#include "app/model/files/folder.h"
#include "app/model/state/names.h"
#include "app/platform/paths.h"
#include "core/memory_needs.h"
#include "core/picture/image.h"
#include "core/picture/preprocess.h"
#include "core/support/utf8.h"

namespace patchlens::command_line {

void print_notes(const std::filesystem::path& path, std::span<const PictureNote> notes) {
    const model::Language language = english();
    for (const PictureNote& note : notes)
        print_note(path.string() + ": " + language.sentence(note));
}

std::string weights_name(const model::ModuleOptions& options) {
    if (!options.weights.empty()) return options.weights.string();
    return "--init " + std::string(model::name_of(options.init));
}

std::vector<std::string> weight_notes(const model::ModuleOptions& options, const LoadedProjection* loaded,
                                      const model::Adaptation& adaptation) {
    const model::Language language = english();
    if (!options.weights.empty() && loaded != nullptr) {
        std::vector<std::string> notes = model::weight_notes(language, *loaded, adaptation, options.config);
        for (const Surrounding& found : loaded->around)
            notes.push_back(language("command.around", {quotable(found.tensor), to_string(found.shape)}));
        if (!loaded->others.empty())
            notes.push_back(language("command.other_tensor", {quotable(loaded->others.front())}));
        return notes;
    }
    return model::init_notes(language, options, adaptation);
}

void print_notes(const model::OpenedSession& opened) {
    const model::Session& session = opened.session;
    const model::Language language = english();
    const auto note = [&](const char* key, const std::filesystem::path& file) {
        print_note(language(key, {file.string()}));
    };
    if (opened.picture_moved) note("message.picture_found", session.picture);
    if (opened.picture_changed) note("message.picture_changed", session.picture);
    if (opened.weights_moved) note("message.weights_found", session.module.weights);
}

StartingFiles starting_files(const std::filesystem::path& image, const std::filesystem::path& session) {
    const bool saved = session.empty() && model::is_kind(image, model::FileKind::session);
    return saved ? StartingFiles{{}, image} : StartingFiles{image, session};
}

model::OpenedSession read_saved(const std::filesystem::path& file, const Environment& environment) {
    const std::array folders{environment.assets / "samples"};
    const std::filesystem::path data = platform::data_folder();
    model::OpenedSession opened =
        model::open_session(file, folders, environment.stop, data.empty() ? data : data / "pasted");
    print_notes(opened);
    return opened;
}

ProgressCallback until(std::stop_token stop) {
    return [stop = std::move(stop)](const OpeningProgress&) { return !stop.stop_requested(); };
}

Tensor read_pixels(const std::filesystem::path& path, const model::ModuleOptions& options,
                   const std::stop_token& stop) {
    const DecodedImage decoded = load_image(path, {}, until(stop));
    print_notes(path, decoded.notes);
    return to_tensor(fit_image(decoded.image, options.preprocess(), stop), options.normalize, stop);
}

ConvParameters make_packable_weights(const model::ModuleOptions& options, model::LoadedPointer loaded,
                                     const Tensor& pixels, const std::stop_token& stop) {
    const Size size{static_cast<int>(pixels.dimension(1)), static_cast<int>(pixels.dimension(2))};
    MemoryNeeds needs = memory_needs(options.config.grid_of(size), options.config.conv_shape());
    needs.pixels = 0;  // they are there
    needs.tokens = 0;  // written a block at a time
    require_memory(needs);
    return make_weights(options, std::move(loaded), &pixels, stop);
}

ConvParameters make_weights(const model::ModuleOptions& options, model::LoadedPointer loaded,
                            const Tensor* pixels, const std::stop_token& stop) {
    model::Adaptation adaptation;
    ConvParameters parameters = model::make_weights(options, {loaded.get(), pixels}, adaptation, stop);
    for (const std::string& note : weight_notes(options, loaded.get(), adaptation))
        print_note(weights_name(options) + ": " + note);
    return parameters;
}

void require_path(const std::filesystem::path& path, const Argument& what, const char* example) {
    if (path.empty()) throw Error(ErrorCode::option_missing, {what, example});
}

}  // namespace patchlens::command_line
