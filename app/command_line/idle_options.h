// Notes on standard error of options that change nothing of what a command does.
#pragma once

#include "app/command_line/options.h"

namespace patchlens::command_line {

/// One for each given option without effect beside the others; `loaded` is null where the weights stand in no
/// file.
void note_idle(const ModuleArguments& given, const model::ModuleOptions& options,
               const LoadedProjection* loaded, ModuleUse use);

/// One where values of --preset gave way to those of --weights, except those that options gave anew.
void note_replaced(const ModuleArguments& given, const PatchEmbedConfig& of_preset,
                   const PatchEmbedConfig& of_file);

}  // namespace patchlens::command_line
