#include "app/model/code/script.h"

#include <algorithm>
#include <system_error>

#include "app/model/code/code_text.h"
#include "app/model/code/notations.h"
#include "app/model/code/script_parts.h"
#include "core/support/text.h"

namespace patchlens::model {
namespace {

std::string commented(std::string_view comment, const std::string& text) {
    return std::string(comment) + " " + text + "\n";
}

/// A note if Pillow may refuse a picture that PatchLens can open; null otherwise.
const char* pillow_note(const DecodedImage& decoded) {
    const bool changed = std::ranges::any_of(
        decoded.notes, [](const PictureNote& note) { return note.code == PictureNoteCode::checksum_wrong; });
    if (changed) return "script.checksum_wrong";
    return decoded.format == ImageFormat::bmp ? "script.bmp" : nullptr;
}

}  // namespace

bool painted_by_hand(const Results& results) {
    return painted_filter(results.options.painted, results.module->shape(), results.selection.dim) != nullptr;
}

bool draws_weights(const Results& results) {
    return !from_file(results) && !painted_by_hand(results) &&
           (results.options.init == Init::torch || results.options.init == Init::xavier);
}

bool has_room(const Results& results) {
    return results.tokens != nullptr;
}

int computed_dim(const Results& results) {
    return draws_weights(results) ? results.selection.dim : 0;
}

std::string script_heading(const Results& results, const Language& language, std::string_view comment) {
    const PatchPosition patch = results.selection.patch;
    std::string text =
        commented(comment, language("script.number", {std::to_string(patch.row), std::to_string(patch.column),
                                                      std::to_string(results.explanation->token),
                                                      std::to_string(results.selection.dim)})) +
        commented(comment, language("script.shown", {python_number(results.explanation->value)}));
    const char* note = pillow_note(results.picture->decoded);
    if (comment == "#" && note != nullptr) text += commented(comment, language(note));
    return text;  // the C++ program does not use Pillow
}

std::string filter_heading(const Results& results, const Language& language, std::string_view comment) {
    const std::string dim = std::to_string(results.selection.dim);
    if (painted_by_hand(results)) return commented(comment, language("script.filter_painted", {dim}));
    if (are_drawn(results.options)) {
        return commented(comment,
                         language("script.filter_drawn", {dim, std::string(name_of(results.options.init)),
                                                          std::to_string(results.options.seed)}));
    }
    if (results.options.weights.empty())
        return commented(comment,
                         language("script.filter_made", {dim, std::string(name_of(results.options.init))}));
    std::string text = commented(
        comment, language("script.filter_file", {dim, python_literal(results.options.weights.string())}));
    if (results.loaded && !results.loaded->tensor.empty())
        text +=
            commented(comment, language("script.filter_tensor", {python_literal(results.loaded->tensor)}));
    if (results.adaptation != Adaptation{}) text += commented(comment, language("script.filter_fitted"));
    return text;
}

std::string patch_alone_comment(const Results& results, const Language& language) {
    return commented("#", language("script.patch_alone",
                                   {bytes_text(static_cast<std::uint64_t>(results.costs.output_bytes))}));
}

std::string step_text(const CodeStep& step, int indent) {
    std::string text;
    for (const std::string& line : step.source())
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

std::string code_script(const Results& results, Notation notation, const Language& language) {
    switch (notation) {
        case Notation::einops:
            return einops_script(results, language);
        case Notation::numpy:
            return numpy_script(results, language);
        case Notation::cpp:
            return cpp_script(results, language);
        case Notation::pytorch:
            break;
    }
    return pytorch_script(results, language);
}

}  // namespace patchlens::model
