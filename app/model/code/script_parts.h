// The pieces the programs of script.h are put together from.
#pragma once

#include <string>
#include <string_view>

#include "app/model/code/listing.h"

namespace patchlens::model {

/// Whether the program draws all weights from the seed; otherwise it carries one filter as numbers.
bool draws_weights(const Results& results);
/// Whether there is room for the whole output.
bool has_room(const Results& results);
/// The dimension's place in what the program computes: 0 where it carries that filter alone.
int computed_dim(const Results& results);

/// What the number is of, what the screen shows, and what may differ; each line behind `comment`.
std::string script_heading(const Results& results, std::string_view comment);

/// Where the weights come from that stand in the program as numbers; lines behind `comment`.
std::string filter_heading(const Results& results, std::string_view comment);

/// `def pixels(path)`: a float32 array [C, H, W] of NumPy, or with `torch` a tensor [1, C, H, W].
std::string pixels_function(const Results& results, bool torch);

/// The lines of a step, each indented by `indent` spaces.
std::string step_text(const CodeStep& step, int indent = 0);
/// The lines of the steps from `first` to `last`, with an empty line where the listing has one.
std::string steps_text(const CodeListing& listing, int first, int last);

std::string pytorch_script(const Results& results);
std::string einops_script(const Results& results);
std::string numpy_script(const Results& results);
std::string cpp_script(const Results& results);

}  // namespace patchlens::model
