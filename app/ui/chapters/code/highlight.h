// Syntax highlighting: which characters of a line are a keyword, a number, a string or a comment.
#pragma once

#include <string_view>
#include <vector>

#include "app/model/chapters/code.h"
#include "app/ui/drawing/colour.h"

namespace patchlens::ui {

enum class CodeKind { plain, keyword, number, string, comment };

struct CodeSpan {
    CodeKind kind = CodeKind::plain;
    std::string_view text;

    bool operator==(const CodeSpan&) const = default;
};

/// The whole `line` in pieces of one kind. Python, or C++ for Notation::cpp.
std::vector<CodeSpan> highlighted(std::string_view line, model::Notation notation);

/// The colour of a kind, with a contrast of at least 4.5:1 on the scene and on the current line.
Colour colour_of(CodeKind kind, model::Theme theme);

}  // namespace patchlens::ui
