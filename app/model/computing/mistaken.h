// What comes out where mistakes are made, on the picture and the parameters of the results, and where that is
// seen first.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/computing/analysis_request.h"
#include "app/model/computing/output_memory.h"
#include "app/model/computing/rebuilding.h"
#include "core/mistakes.h"
#include "core/picture/pyramid.h"

namespace patchlens::model {

struct Results;

/// The first that someone could notice.
enum class Symptom {
    refused,    ///< PyTorch raises
    shape,      ///< the shape of the maps is another
    number,     ///< the number printed is another
    elsewhere,  ///< the number printed is right, that of another patch is not
    nothing,
};

struct Mistaken {
    Mistakes mistakes;
    std::optional<Refusal> refused;    ///< then nothing is computed
    bool too_large = false;            ///< the wrong output exceeds the memory budget: nothing is computed
    std::map<Mistake, NoEffect> idle;  ///< those made that by themselves change nothing, and why
    /// Why nothing changes where one is made alone.
    std::optional<NoEffect> useless() const {
        return mistakes.count() == 1 && !idle.empty() ? std::optional(idle.begin()->second) : std::nullopt;
    }

    // What is computed.
    std::shared_ptr<const MistakenOutput> output;
    Tensor map;                 ///< [rows, columns] as laid out, of the selected dimension
    std::vector<float> vector;  ///< [D] at the selected patch's place; empty where nothing is laid out there
    std::optional<float> number;  ///< at the selected patch and dimension; nothing outside the map
    /// Where the maps have one shape: the first place, row by row, where they differ.
    std::optional<PatchPosition> first;
    Symptom symptom = Symptom::nothing;

    // The pictures that right and wrong vectors make, where they are asked for.
    std::optional<NotRebuilt> not_rebuilt;
    std::shared_ptr<const PseudoInverse> inverse;
    std::shared_ptr<const Pyramid> right_picture;
    std::shared_ptr<const Pyramid> wrong_picture;

    /// How the tokens are laid out: as the picture is cut, or with rows and columns exchanged.
    PatchGrid laid_out() const;
};

/// Of `results`, in which everything but the analyses is filled in. What still holds of `previous` (may be
/// null) is reused. Throws Error(cancelled), Error(out_of_memory).
std::shared_ptr<const Mistaken> make_mistakes(const Results& results, const MistakenRequest& wanted,
                                              const Results* previous, const OutputMemory& budget,
                                              const RunOptions& run);

}  // namespace patchlens::model
