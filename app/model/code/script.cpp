#include "app/model/code/script.h"

#include <algorithm>
#include <system_error>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"
#include "core/support/text.h"

namespace patchlens::model {
namespace {

/// `text` as comment lines, split at its line breaks.
std::string commented(std::string_view comment, std::string_view text) {
    std::string lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines += std::string(comment) + " " + std::string(text.substr(0, end)) + "\n";
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

/// A note if Pillow may refuse a picture that PatchLens can open.
std::string pillow_note(const DecodedImage& decoded) {
    const bool changed = std::ranges::any_of(
        decoded.notes, [](const PictureNote& note) { return note.code == PictureNoteCode::checksum_wrong; });
    if (changed) {
        return "A checksum of the picture's file is wrong, for which Pillow refuses many a file; save the\n"
               "picture again to run this.\n";
    }
    if (decoded.format == ImageFormat::bmp) {
        return "Pillow before 10.4 refuses BMPs with a header of 52 or 56 bytes; save such a picture as PNG "
               "to\n"
               "run this.\n";
    }
    return {};
}

}  // namespace

bool draws_weights(const Results& results) {
    return !from_file(results) &&
           (results.options.init == Init::torch || results.options.init == Init::xavier);
}

bool has_room(const Results& results) {
    return results.tokens != nullptr;
}

int computed_dim(const Results& results) {
    return draws_weights(results) ? results.selection.dim : 0;
}

std::string script_heading(const Results& results, std::string_view comment) {
    const PatchPosition patch = results.selection.patch;
    std::string text = "One number of PatchEmbed: patch (" + std::to_string(patch.row) + ", " +
                       std::to_string(patch.column) + "), token " +
                       std::to_string(results.explanation->token) + ", dimension " +
                       std::to_string(results.selection.dim) + ".\n" + "PatchLens shows " +
                       python_number(results.explanation->value) + "\n";
    if (comment == "#") text += pillow_note(results.picture->decoded);  // the C++ program does not use Pillow
    return commented(comment, text);
}

std::string filter_heading(const Results& results, std::string_view comment) {
    std::string text =
        "Filter " + std::to_string(results.selection.dim) + " as numbers, which is enough for this one ";
    text += "number: the weights ";
    if (from_file(results)) {
        text += "come from\n" + python_literal(results.options.weights.string());
        if (results.loaded && !results.loaded->tensor.empty())
            text += ", tensor " + python_literal(results.loaded->tensor);
        if (results.adaptation != Adaptation{}) text += ", fitted to these settings";
        text += ".\n";
    } else {
        text += "are drawn by\n\"" + std::string(name_of(results.options.init)) + "\" with seed " +
                std::to_string(results.options.seed) +
                ", whose bits differ from one version of PyTorch to the next.\n";
    }
    return commented(comment, text);
}

std::string step_text(const CodeStep& step, int indent) {
    std::string text;
    for (const std::string& line : step.text)
        text += std::string(static_cast<std::size_t>(indent), ' ') + line + "\n";
    return text;
}

std::string steps_text(const CodeListing& listing, int first, int last) {
    std::string text;
    for (int i = first; i <= last; ++i) {
        const CodeStep& step = listing.at(i);
        if (i > first && step.first_row > listing.at(i - 1).first_row + listing.at(i - 1).rows())
            text += "\n";
        text += step_text(step);
    }
    return text;
}

std::string code_script(const Results& results, Notation notation) {
    switch (notation) {
        case Notation::einops:
            return einops_script(results);
        case Notation::numpy:
            return numpy_script(results);
        case Notation::cpp:
            return cpp_script(results);
        case Notation::pytorch:
            break;
    }
    return pytorch_script(results);
}

}  // namespace patchlens::model
