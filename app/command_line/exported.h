// What `patchlens export` writes: the numbers of one view of all the vectors, as an array, as a table, or as
// the picture that the window shows of them.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/model/computing/results.h"
#include "app/model/state/names.h"
#include "core/picture/image.h"
#include "core/tensor.h"

namespace patchlens::command_line {

/// The last two are no numbers: the story as pictures, the module as a program.
enum class Exported { tokens, map, similarity, components, norms, clusters, filters, story, program };
enum class ExportFormat { npy, csv, png, safetensors };

/// The values at the two ends of the colours; none where the colours name clusters.
struct ColourEnds {
    float low = 0;
    float high = 0;
};

struct ExportedNumbers {
    /// [N, D], [H', W'], [H', W', 3], or the weight [D, C, ph, pw]; clusters are numbered from 0, the largest
    /// first, and -1 is a vector without one.
    Tensor numbers;
    std::vector<std::string> index;    ///< the table's first columns, which say where a number belongs
    std::vector<std::string> columns;  ///< the others, which hold numbers
    Size grid;  ///< of patches, in whose order the table's rows are; unused for filters
};

/// The numbers of `results`, which hold the analysis for `what`.
ExportedNumbers exported_numbers(Exported what, const model::Results& results);
/// The picture of these numbers in the program's colours, a pixel for each number; filters stand beside one
/// another. Adds to `ends` those of each colour: one for most, three for the principal components, as many as
/// filters. Throws Error(output_picture_too_large), which calls it `name`.
Image exported_picture(Exported what, const model::Results& results, const ExportedNumbers& exported,
                       const std::string& name, std::vector<ColourEnds>& ends);

/// The same of the filters [D, C, ph, pw] alone, without a picture.
ExportedNumbers filter_numbers(const Tensor& weight);
Image filter_picture(const ExportedNumbers& filters, const std::string& name, std::vector<ColourEnds>& ends);

/// The numbers as comma-separated values with a line of names above, each the shortest text that reads back
/// as the same float32. The file appears whole or not at all. Throws Error(file_unwritable),
/// Error(cancelled).
void write_csv(const std::filesystem::path& place, const ExportedNumbers& exported,
               const std::stop_token& stop);

}  // namespace patchlens::command_line

namespace patchlens::model {

template <>
inline constexpr auto names_of<command_line::Exported> = std::to_array<Named<command_line::Exported>>({
    {"tokens", command_line::Exported::tokens},
    {"map", command_line::Exported::map},
    {"similarity", command_line::Exported::similarity},
    {"pca", command_line::Exported::components},
    {"norms", command_line::Exported::norms},
    {"clusters", command_line::Exported::clusters},
    {"filters", command_line::Exported::filters},
    {"story", command_line::Exported::story},
    {"program", command_line::Exported::program},
});
template <>
inline constexpr auto names_of<command_line::ExportFormat> =
    std::to_array<Named<command_line::ExportFormat>>({
        {"npy", command_line::ExportFormat::npy},
        {"csv", command_line::ExportFormat::csv},
        {"png", command_line::ExportFormat::png},
        {"safetensors", command_line::ExportFormat::safetensors},
    });

}  // namespace patchlens::model
