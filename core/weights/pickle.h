// Python's pickles as torch.save writes them, read without running anything.
//
// A pickle is a program for a stack machine (pickletools.py in Python's library lists its opcodes). This
// interpreter builds numbers, texts, lists, tuples and dictionaries, and knows of every Python name only that
// PyTorch's own state dictionaries hold: rebuilding a tensor or parameter, storages, OrderedDict and
// torch.Size. Whatever else a pickle names is not imported and not run; it is an error that says the name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.h"

namespace patchlens {

/// Numbers of one type in a file of their own, of which tensors are views.
struct PickledStorage {
    std::string dtype;  ///< "F32", "F16", …
    std::string key;    ///< its file is data/<key>
};

/// A view of a storage.
struct PickledTensor {
    PickledStorage storage;
    std::int64_t offset = 0;  ///< of its first number in the storage
    Shape shape;
    Shape strides;  ///< in numbers; none negative
};

/// A tensor and the names of the dictionaries it lies in: "model.patch_embed.proj.weight".
struct NamedPickledTensor {
    std::string name;
    PickledTensor tensor;
};

/// The tensors of the dictionaries and lists that the pickle holds, in its order; keys that are no texts and
/// what is no tensor are passed over. A tensor by itself is called "weight". Throws Error(pickle_damaged),
/// also for opcodes that torch.save does not write, and Error(pickle_global_refused) with the name
/// ("argparse.Namespace") of what would have to be run. `file_name` is what errors call the file.
std::vector<NamedPickledTensor> read_pickled_tensors(std::string_view bytes, const std::string& file_name);

}  // namespace patchlens
