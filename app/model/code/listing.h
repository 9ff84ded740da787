// The module as code in four notations, with the current settings filled in: what each statement does, on
// which lines it is, and which of the pictures beside the code it works on.
//
// `pixels(path)`, `to_2tuple` and the like are defined at the top of the complete script (script.h).
#pragma once

#include <string>
#include <vector>

#include "app/model/computing/results.h"

namespace patchlens::model {

/// What a statement does, whatever the notation.
enum class CodeLine {
    class_definition,
    docstring,
    arguments,
    super_init,
    img_size,
    patch_size,
    num_patches,
    keep_img_size,
    keep_patch_size,
    keep,  ///< num_patches
    convolution,
    forward,
    shape,
    project,
    return_output,
    seed,
    make_module,
    initialise,
    load,
    pixels,
    call,
    to_tokens,
    value,
    cut,
    rearrange,
    split,
    reorder,
    to_rows,
    draw_weights,
    flatten_weight,
    linear,
    to_maps,
    fitting,
    grid
};

/// The data a statement works on, as pictures beside the code.
enum class CodePart {
    picture,  ///< the pixels
    grid,     ///< where they are cut; drawn on the picture
    patch,    ///< the selected patch
    rows,     ///< every patch as a row of numbers
    filter,   ///< the weights of the selected dimension
    map,      ///< the output of that filter for every patch
    tokens,   ///< every patch's vector as a row
};

struct CodeStep {
    CodeLine line = CodeLine::value;
    std::vector<std::string> text;  ///< one row or several, with their indentation
    int first_row = 0;              ///< counted from 0
    int first_line = 1;             ///< the program's line in the first row, counted from 1
    bool one_line = false;          ///< the rows are one line of the program, broken only to fit

    int rows() const { return static_cast<int>(text.size()); }
    int lines() const { return one_line ? 1 : rows(); }
    /// The lines as the program has them.
    std::vector<std::string> source() const;
};

struct CodeListing {
    std::vector<CodeStep> steps;
    int rows = 0;                 ///< the total number of lines, including the empty ones between the parts
    std::vector<CodePart> parts;  ///< the pictures that belong to it, in the order of the data flow

    /// The step `index`, or the nearest one that exists.
    const CodeStep& at(int index) const;
    int nearest(int index) const;
    /// The first step that does `line`; -1 where this notation has none.
    int find(CodeLine line) const;
};

/// The maximum line length of a listing, in characters.
inline constexpr int longest_code_line = 64;

CodeListing code_listing(const Results& results, Notation notation);

/// The parts a statement works on.
std::vector<CodePart> parts_of(CodeLine line);

/// The step of `to` that does the same as step `step` of `from`, or comes closest to it.
int same_step(const CodeListing& from, int step, const CodeListing& to);

}  // namespace patchlens::model
