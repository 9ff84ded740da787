// The stack machine that a pickle is a program for (pickletools.py in Python's library lists its opcodes),
// and the values it leaves. It knows only the names of pickle.h and runs nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/weights/pickle.h"

namespace patchlens::pickle {

/// A value's place among all values; lists and dictionaries are shared, as Python shares them.
using Reference = std::uint32_t;

struct Nothing {};  ///< None, True, False, bytes: what no name or shape needs
struct Mark {};
/// A name that a pickle may use, by what it stands for.
struct Global {
    enum class Kind { tensor, parameter, ordered_dict, size, storage };
    Kind kind;
    std::string_view dtype;  ///< of a storage
};
struct Sequence {
    std::vector<Reference> items;
};
struct Dictionary {
    std::vector<std::pair<Reference, Reference>> items;
};
/// A storage or a tensor, by its place among those met so far: most values are neither.
struct StorageAt {
    std::size_t place;
};
struct TensorAt {
    std::size_t place;
};
using Value =
    std::variant<Nothing, Mark, std::int64_t, std::string, Global, Sequence, Dictionary, StorageAt, TensorAt>;

/// Everything a pickle made.
struct PickledValues {
    std::vector<Value> values;
    std::vector<PickledStorage> storages;
    std::vector<PickledTensor> tensors;
    Reference root = 0;  ///< what the pickle returns

    const Value& operator[](Reference reference) const { return values[reference]; }
    const PickledTensor& tensor(TensorAt at) const { return tensors[at.place]; }
};

/// Runs a pickle to its STOP. Throws Error(pickle_damaged), Error(pickle_global_refused); see pickle.h.
PickledValues run_pickle(std::string_view pickle, const std::string& file_name);

}  // namespace patchlens::pickle
