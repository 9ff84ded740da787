// Where a command's output goes, checked before anything is read or computed for it.
#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string_view>

namespace patchlens::command_line {

/// What a command writes.
struct OutputFormat {
    std::string_view endings;  ///< of the file name, ".npy" or ".safetensors|.npy"; empty for any
    bool stream = false;       ///< whether "-" may stand for standard output
};

/// The place to write to for `asked`, the value of -o. Throws Error(ending_expected) for a name with another
/// ending (devices, pipes and descriptors need none), Error(stream_refused) for "-" if the format cannot be
/// streamed, Error(terminal_refused) for a terminal, and Error(output_is_input) if the output is one of
/// `inputs`, compared by file and not by name, or one of the program's own files in `assets`.
std::filesystem::path output_place(const std::filesystem::path& asked, const OutputFormat& format,
                                   std::span<const std::filesystem::path> inputs,
                                   const std::filesystem::path& assets);

/// Throws Error(file_unwritable) where no file can be written at `place`: for long work before it. A device
/// or a pipe is not touched.
void require_writable(const std::filesystem::path& place, const std::stop_token& stop);

/// Whether a file's name ends in `ending`, in upper or lower case.
bool has_ending(const std::filesystem::path& path, std::string_view ending);

}  // namespace patchlens::command_line
