#include "app/command_line/input.h"

#include <string>
#include <utility>

#include "app/command_line/console.h"
#include "app/model/module_weights.h"
#include "core/image.h"
#include "core/memory.h"
#include "core/preprocess.h"
#include "core/utf8.h"

namespace patchlens::command_line {

void print_notes(const std::filesystem::path& path, std::span<const PictureNote> notes) {
    for (const PictureNote& note : notes)
        print_note(path.string() + ": " + note.english());
}

void print_notes(const model::OpenedSession& opened) {
    const model::Session& session = opened.session;
    const auto note = [](const std::filesystem::path& path, const char* text) {
        print_note(path.string() + ' ' + text);
    };
    if (opened.picture_moved) note(session.picture, "is the session's picture, found beside the session");
    if (opened.picture_changed) note(session.picture, "has changed since the session was saved");
    if (opened.weights_moved) note(session.module.weights, "is taken for the session's weights, by its name");
}

TellProgress until(std::stop_token stop) {
    return [stop = std::move(stop)](const OpeningProgress&) { return !stop.stop_requested(); };
}

Tensor read_pixels(const std::filesystem::path& path, const model::ModuleOptions& options,
                   const std::stop_token& stop) {
    const DecodedImage decoded = load_image(path, {}, until(stop));
    print_notes(path, decoded.notes);
    return to_tensor(fit_image(decoded.image, options.preprocess(), stop), options.normalize, stop);
}

ConvParameters make_packable_weights(const model::ModuleOptions& options, const std::stop_token& stop) {
    require_memory(weights_bytes(options.config.conv_shape()), Word::weights);
    return make_weights(options, stop);
}

ConvParameters make_weights(const model::ModuleOptions& options, const std::stop_token& stop) {
    const ConvShape shape = options.config.conv_shape();
    if (options.weights.empty()) return initialise(options.init, shape, options.seed, stop);
    const model::LoadedPointer loaded = model::load_weights(options, stop);
    model::Adaptation adaptation;
    ConvParameters parameters = model::fit_weights(*loaded, shape, adaptation, stop);

    const auto note = [&](const std::string& text) { print_note(options.weights.string() + ": " + text); };
    if (!loaded->tensor.empty()) note("the projection is " + quotable(loaded->tensor));
    if (!loaded->others.empty()) note("--tensor could also name " + quotable(loaded->others.front()));
    if (loaded->norm_follows) note("that model normalises the vectors right after the projection");
    if (loaded->overlapping()) {
        note("that model's patches overlap: kernel " + to_string(loaded->patch_size()) + ", stride " +
             to_string(loaded->stride) + "; here they do not");
    }
    if (adaptation.resampled_from) {
        note("the kernel was resampled from " + to_string(*adaptation.resampled_from) + " to " +
             to_string(options.config.patch_size) + " (FlexiViT)");
    }
    if (adaptation.channels_from) {
        note("the input channels were adapted from " + std::to_string(*adaptation.channels_from) + " to " +
             std::to_string(options.config.in_chans));
    }
    if (adaptation.dimensions_of) {
        note("the first " + std::to_string(options.config.embed_dim) + " of " +
             std::to_string(*adaptation.dimensions_of) + " dimensions are kept");
    }
    return parameters;
}

void require_path(const std::filesystem::path& path, const Argument& what, const char* example) {
    if (path.empty()) throw Error(ErrorCode::option_missing, {what, example});
}

}  // namespace patchlens::command_line
