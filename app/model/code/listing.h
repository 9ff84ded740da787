// The module as code in four notations, with the current settings written into it: what each statement is,
// where it stands, and which of the pictures beside it it touches.
//
// `pixels(path)`, `to_2tuple` and the like are what the complete script (script.h) defines before it.
#pragma once

#include <string>
#include <vector>

#include "app/model/computing/results.h"

namespace patchlens::model {

/// What a statement does, whatever the notation.
enum class CodeLine {
    class_definition,
    arguments,
    super_init,
    img_size,
    patch_size,
    num_patches,
    keep,
    convolution,
    forward,
    shape,
    project,
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

/// The things a statement works on, in pictures.
enum class CodePart {
    picture,  ///< the pixels
    grid,     ///< where they are cut; drawn on the picture
    patch,    ///< the selected patch
    rows,     ///< every patch as a row of numbers
    filter,   ///< the weights of the selected dimension
    map,      ///< what that filter makes of every patch
    tokens,   ///< every patch's vector as a row
};

struct CodeStep {
    CodeLine line = CodeLine::value;
    std::vector<std::string> text;  ///< one line or several, with their indentation
    int first_row = 0;              ///< where the first of them stands, counted from 0

    int rows() const { return static_cast<int>(text.size()); }
};

struct CodeListing {
    std::vector<CodeStep> steps;
    int rows = 0;                 ///< lines in all, empty ones between the parts among them
    std::vector<CodePart> parts;  ///< the pictures that belong to it, in the order the numbers take

    /// The step `index`, or the nearest there is.
    const CodeStep& at(int index) const;
    int nearest(int index) const;
    /// The first step that does `line`; -1 where this notation has none.
    int find(CodeLine line) const;
};

/// The longest line a listing has, in characters.
inline constexpr int longest_code_line = 64;

CodeListing code_listing(const Results& results, Notation notation);

/// The parts a statement touches.
std::vector<CodePart> parts_of(CodeLine line);

/// Where `to` does what step `step` of `from` does, or what comes nearest to it.
int same_step(const CodeListing& from, int step, const CodeListing& to);

}  // namespace patchlens::model
