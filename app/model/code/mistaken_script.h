// The lines of Python in which the mistakes are made, and a program that makes them and prints the wrong
// number, or raises what PyTorch raises.
#pragma once

#include <string>

#include "app/model/computing/results.h"
#include "app/model/state/language.h"
#include "core/mistakes.h"

namespace patchlens::model {

/// What is right and what is wrong, in one line each, as people write them.
struct MistakenLine {
    std::string right;
    std::string wrong;
};
MistakenLine mistaken_line(Mistake mistake, const Results& results);

/// The exception as Python prints it: "RuntimeError: Given groups=1, …".
std::string raised_text(const Refusal& refusal);
/// What reading maps[0, dim, row, column] raises where the maps are of `laid_out` and the selected patch lies
/// outside: "IndexError: index 19 is out of bounds for dimension 2 with size 16". Empty where it lies inside.
std::string index_error(const Results& results, Size laid_out);

/// Whether the program can print the number: the wrong reshape needs the weights of all filters, which it can
/// only draw again.
bool has_mistaken_script(const Results& results, const Mistakes& mistakes);

/// The screen's wrong number stands in its heading where `results` hold it. For Python 3 with PyTorch 1.13 or later, NumPy and Pillow, as code_script() (script.h).
std::string mistaken_script(const Results& results, const Mistakes& mistakes, const Language& language);

}  // namespace patchlens::model
