// What every command does first: read the picture, fit it, turn it into the tensor the module sees.
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "app/command_line/options.h"
#include "app/model/computing/module_weights.h"
#include "app/model/state/session_file.h"
#include "core/error.h"
#include "core/init.h"
#include "core/picture/picture_note.h"
#include "core/tensor.h"

namespace patchlens::command_line {

/// Prints the notes about the picture at `path` on standard error.
void print_notes(const std::filesystem::path& path, std::span<const PictureNote> notes);

/// Prints what happened to a session's files since it was saved.
void print_notes(const model::OpenedSession& opened);

/// What a command begins with: IMAGE may also be a saved session.
struct StartingFiles {
    std::filesystem::path picture;
    std::filesystem::path session;
};
StartingFiles starting_files(const std::filesystem::path& image, const std::filesystem::path& session);
/// Reads a session and notes what became of its files; pictures inside it go where pasted ones are kept.
/// Throws what model::open_session throws.
model::OpenedSession read_saved(const std::filesystem::path& file, const Environment& environment);

/// "model.safetensors" or "--init trained": where the weights come from.
std::string weights_name(const model::ModuleOptions& options);

/// What there is to say about the weights of `options`, nothing where they are drawn. `loaded` is null where
/// they stand in no file.
std::vector<std::string> weight_notes(const model::ModuleOptions& options, const LoadedProjection* loaded,
                                      const model::Adaptation& adaptation);

/// pixels [C, H, W] of the picture at `path`; prints its notes. Throws what core throws.
Tensor read_pixels(const std::filesystem::path& path, const model::ModuleOptions& options,
                   const std::stop_token& stop);

/// A callback that lets the opening of a picture continue until a stop is requested.
ProgressCallback until(std::stop_token stop);

/// The weights that `options` ask for; those of `loaded` are let go of. `pixels` [C, H, W] are needed where
/// the weights depend on the picture (--init pca); throws Error(picture_needed) where they are null then.
/// What fitting the weights took is noted on standard error.
ConvParameters make_weights(const model::ModuleOptions& options, model::LoadedPointer loaded,
                            const Tensor* pixels, const std::stop_token& stop);
/// The same, for a PatchEmbed: throws Error(out_of_memory) beforehand if its copy would not fit into memory.
ConvParameters make_packable_weights(const model::ModuleOptions& options, model::LoadedPointer loaded,
                                     const Tensor& pixels, const std::stop_token& stop);

/// Throws Error(option_missing) unless `path` was given.
void require_path(const std::filesystem::path& path, const Argument& what, const char* example);

}  // namespace patchlens::command_line
