// The parts that the programs of script.h are assembled from.
#pragma once

#include <string>
#include <string_view>

#include "app/model/code/listing.h"
#include "app/model/state/language.h"
#include "core/mistakes.h"

namespace patchlens::model {

/// Whether the selected filter was painted by hand; the program then contains it as numbers.
bool painted_by_hand(const Results& results);
/// Whether the program draws all weights from the seed; otherwise it contains one filter as numbers.
bool draws_weights(const Results& results);
/// Whether the whole output fits the memory budget.
bool has_room(const Results& results);
/// The index of the selected dimension in the program's output: 0 if it contains only that filter.
int computed_dim(const Results& results);

/// Which number it is, its value on the screen, and known problems; each line prefixed with `comment`.
std::string script_heading(const Results& results, const Language& language, std::string_view comment);

/// Where the weights that the program contains as numbers come from; lines prefixed with `comment`.
std::string filter_heading(const Results& results, const Language& language, std::string_view comment);

/// A line that says why only the selected patch is computed.
std::string patch_alone_comment(const Results& results, const Language& language);

/// `def pixels(path)`: a float32 array [C, H, W] of NumPy, or with `torch` a tensor [1, C, H, W].
/// With the mistakes bytes, bgr and unnormalised the pixels are wrong ones.
std::string pixels_function(const Results& results, const Language& language, bool torch,
                            const Mistakes& mistakes = {});

/// What programs with PyTorch import.
inline constexpr const char* torch_imports =
    "import numpy\n"
    "import torch\n"
    "from PIL import Image\n"
    "from torch import nn\n\n";
/// `path = "…"`, and for large pictures the statement that lifts the size limit of Pillow.
std::string path_statement(const Results& results);
/// Prints the number with enough digits to read back as the same float.
std::string print_statement(const std::string& value);
/// Statements that give the module `proj` of one filter the selected filter and its bias.
std::string carried_filter(const Results& results, const Language& language, const std::string& proj);

/// The lines of a step, each indented by `indent` spaces.
std::string step_text(const CodeStep& step, int indent = 0);
/// The lines of the steps from `first` to `last`, with an empty line where the listing has one.
std::string steps_text(const CodeListing& listing, int first, int last);

std::string pytorch_script(const Results& results, const Language& language);
std::string einops_script(const Results& results, const Language& language);
std::string numpy_script(const Results& results, const Language& language);
std::string cpp_script(const Results& results, const Language& language);

}  // namespace patchlens::model
