// The glossary: a list of terms that typing narrows, the chosen one explained, and the way to where it is
// shown.
#pragma once

#include <string_view>
#include <vector>

#include "app/model/state/glossary.h"
#include "app/ui/context.h"
#include "app/ui/shell/shell_view.h"

namespace patchlens::ui {

/// What the box remembers while it is closed.
struct Glossary {
    model::Term term = model::Term::patch;
    model::Term listed = model::Term::patch;  ///< the list has scrolled to it
};

/// The terms in which every word of `search` occurs: first the one of this name, in either language, then
/// those whose name begins with it, then those whose name has it, then those whose explanation has it.
std::vector<model::Term> terms_with(const model::Language& language, std::string_view search);

void draw_glossary_box(Context& context, const ShellView& shell, model::Actions& actions);

}  // namespace patchlens::ui
