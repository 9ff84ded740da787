// A program as a notebook: sentences in the reader's language, and its parts as cells to run one by one.
// Source: nbformat 4.4, the notebook format of Jupyter.
#pragma once

#include <string>

#include "app/model/state/language.h"

namespace patchlens::model {

/// The notebook of a Python program as code_script() and mistaken_script() write it: the comments it begins
/// with become text, and so does what each function, the module and the run are for. The code cells one after
/// the other are the program, without those comments.
std::string notebook(const std::string& script, const Language& language);

}  // namespace patchlens::model
