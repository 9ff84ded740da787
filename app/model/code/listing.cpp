#include "app/model/code/listing.h"

#include <algorithm>
#include <cstdlib>

#include "app/model/code/notations.h"

namespace patchlens::model {
namespace {

/// The position of a statement between settings and result, by which statements of different notations are
/// matched.
int place_of(CodeLine line) {
    switch (line) {
        case CodeLine::class_definition:
        case CodeLine::docstring:
        case CodeLine::arguments:
        case CodeLine::super_init:
            return 0;
        case CodeLine::img_size:
        case CodeLine::patch_size:
        case CodeLine::num_patches:
        case CodeLine::keep_img_size:
        case CodeLine::keep_patch_size:
        case CodeLine::keep:
            return 1;
        case CodeLine::forward:
        case CodeLine::shape:
        case CodeLine::fitting:
        case CodeLine::pixels:
            return 2;
        case CodeLine::cut:
        case CodeLine::grid:
        case CodeLine::split:
        case CodeLine::rearrange:
            return 3;
        case CodeLine::reorder:
        case CodeLine::to_rows:
            return 4;
        case CodeLine::convolution:
        case CodeLine::seed:
        case CodeLine::make_module:
        case CodeLine::initialise:
        case CodeLine::load:
        case CodeLine::draw_weights:
        case CodeLine::flatten_weight:
            return 5;
        case CodeLine::project:
        case CodeLine::return_output:
        case CodeLine::call:
        case CodeLine::linear:
            return 6;
        case CodeLine::to_tokens:
        case CodeLine::to_maps:
            return 7;
        case CodeLine::value:
            return 8;
    }
    return 0;
}

}  // namespace

std::vector<std::string> CodeStep::source() const {
    if (!one_line) return text;
    std::string joined = text.front();
    for (std::size_t row = 1; row < text.size(); ++row)
        joined += " " + text[row].substr(text[row].find_first_not_of(' '));
    return {joined};
}

int CodeListing::nearest(int index) const {
    return std::clamp(index, 0, static_cast<int>(steps.size()) - 1);
}

const CodeStep& CodeListing::at(int index) const {
    return steps[static_cast<std::size_t>(nearest(index))];
}

int CodeListing::find(CodeLine line) const {
    const auto found = std::ranges::find(steps, line, &CodeStep::line);
    return found == steps.end() ? -1 : static_cast<int>(found - steps.begin());
}

CodeListing code_listing(const Results& results, Notation notation) {
    switch (notation) {
        case Notation::einops:
            return einops_listing(results);
        case Notation::numpy:
            return numpy_listing(results);
        case Notation::cpp:
            return cpp_listing(results);
        case Notation::pytorch:
            break;
    }
    return pytorch_listing(results);
}

std::vector<CodePart> parts_of(CodeLine line) {
    using enum CodePart;
    switch (line) {
        case CodeLine::class_definition:
            return {picture, patch, filter, map};
        case CodeLine::arguments:
            return {picture, patch, filter};
        case CodeLine::docstring:
        case CodeLine::super_init:
            return {};
        case CodeLine::img_size:
        case CodeLine::keep_img_size:
        case CodeLine::forward:
        case CodeLine::shape:
        case CodeLine::fitting:
        case CodeLine::pixels:
        case CodeLine::cut:
            return {picture};
        case CodeLine::patch_size:
        case CodeLine::keep_patch_size:
            return {patch};
        case CodeLine::num_patches:
        case CodeLine::keep:
        case CodeLine::grid:
        case CodeLine::split:
            return {picture, grid};
        case CodeLine::convolution:
        case CodeLine::seed:
        case CodeLine::make_module:
        case CodeLine::initialise:
        case CodeLine::load:
        case CodeLine::draw_weights:
        case CodeLine::flatten_weight:
            return {filter};
        case CodeLine::project:
            return {patch, filter, map};
        case CodeLine::return_output:
            return {map};
        case CodeLine::call:
            return {picture, grid, filter, map};
        case CodeLine::rearrange:
        case CodeLine::reorder:
            return {picture, grid, rows};
        case CodeLine::to_rows:
            return {rows};
        case CodeLine::linear:
            return {rows, filter, tokens};
        case CodeLine::to_tokens:
        case CodeLine::to_maps:
        case CodeLine::value:
            return {map, tokens};
    }
    return {};
}

int same_step(const CodeListing& from, int step, const CodeListing& to) {
    const CodeLine line = from.at(step).line;
    if (const int same = to.find(line); same >= 0) return same;
    const auto distance = [place = place_of(line)](const CodeStep& other) {
        return std::abs(place_of(other.line) - place);
    };
    return static_cast<int>(std::ranges::min_element(to.steps, {}, distance) - to.steps.begin());
}

}  // namespace patchlens::model
