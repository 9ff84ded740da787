#include "core/weights/torch_file.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "core/error.h"
#include "core/support/memory.h"
#include "core/support/number_format.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

constexpr std::string_view pickle_name = "data.pkl";
/// A state dictionary takes about 200 bytes a tensor; values of a pickle take up to 50 times its bytes.
constexpr std::uint64_t longest_pickle = 32U << 20U;
constexpr std::uint64_t memory_of_pickle = 50;

/// The entry "data.pkl" or "<folder>/data.pkl" whose folder is not deeper than another's.
std::optional<std::size_t> find_pickle(const ZipArchive& archive) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < archive.entries().size(); ++i) {
        const std::string& name = archive.entries()[i].name;
        const bool fits = name == pickle_name || name.ends_with("/" + std::string(pickle_name));
        if (fits && (!found || name.size() < archive.entries()[*found].name.size())) found = i;
    }
    return found;
}

/// One past the last number of its storage that a tensor views, or nothing where that exceeds 64 bits.
std::optional<std::uint64_t> end_in_storage(const PickledTensor& tensor) {
    std::uint64_t last = static_cast<std::uint64_t>(tensor.offset);
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        if (tensor.shape[axis] == 0) return last;
        std::uint64_t step = 0;
        if (__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[axis] - 1),
                                   static_cast<std::uint64_t>(tensor.strides[axis]), &step) ||
            __builtin_add_overflow(last, step, &last)) {
            return std::nullopt;
        }
    }
    return last + 1;
}

bool contiguous(const PickledTensor& tensor) {
    std::int64_t expected = 1;
    for (std::size_t axis = tensor.shape.size(); axis > 0; --axis) {
        const std::int64_t length = tensor.shape[axis - 1];
        if (length != 1 && tensor.strides[axis - 1] != expected) return false;
        expected *= length;
    }
    return true;
}

/// The numbers of the view in C order, from those of its storage from its offset on.
void gather(const PickledTensor& tensor, std::span<const float> storage, Tensor& numbers) {
    Shape place(tensor.shape.size(), 0);
    std::int64_t from = 0;
    for (float& number : numbers.values()) {
        number = storage[static_cast<std::size_t>(from)];
        for (std::size_t axis = place.size(); axis > 0; --axis) {
            std::int64_t& index = place[axis - 1];
            from += tensor.strides[axis - 1];
            if (++index < tensor.shape[axis - 1]) break;
            from -= index * tensor.strides[axis - 1];
            index = 0;
        }
    }
}

}  // namespace

bool is_torch_archive(const ZipArchive& archive) {
    return find_pickle(archive).has_value();
}

TorchFile::TorchFile(ByteSource source, const std::stop_token& stop)
    : TensorFile(source.name()), source_(std::move(source)), archive_(source_) {
    const std::optional<std::size_t> pickle = find_pickle(archive_);
    if (!pickle) throw Error(ErrorCode::pickle_damaged, {name()});
    const std::string& pickle_path = archive_.entries()[*pickle].name;
    folder_ = pickle_path.substr(0, pickle_path.size() - pickle_name.size());
    if (const auto order = archive_.find(folder_ + "byteorder")) {
        constexpr std::uint64_t longest_order = 16;
        if (archive_.read_all(*order, longest_order, stop) == "big")
            throw Error(ErrorCode::big_endian_refused, {name()});
    }
    const std::string program = archive_.read_all(*pickle, longest_pickle, stop);
    require_memory(program.size() * memory_of_pickle, Word::weights_file);
    std::vector<StoredTensor> tensors;
    for (NamedPickledTensor& entry : read_pickled_tensors(program, name())) {
        tensors.push_back({std::move(entry.name), entry.tensor.storage.dtype, entry.tensor.shape});
        places_.push_back(std::move(entry.tensor));
    }
    set_tensors(std::move(tensors));
}

Tensor TorchFile::read_at(std::size_t index, const std::stop_token& stop) const {
    const StoredTensor& stored = tensors()[index];
    const PickledTensor& tensor = places_[index];
    const std::optional<NumberFormat> format = float_format(stored.dtype);
    if (!format) {
        throw Error(ErrorCode::weight_type_refused, {name(), quotable(stored.name), quotable(stored.dtype)});
    }
    const std::uint64_t size = number_size(*format);
    const std::optional<std::size_t> entry = archive_.find(folder_ + "data/" + tensor.storage.key);
    const std::optional<std::uint64_t> end = end_in_storage(tensor);
    if (!entry || !end || *end > archive_.entries()[*entry].size / size) {
        throw Error(ErrorCode::tensor_data_missing, {name(), quotable(stored.name)});
    }
    Tensor numbers(tensor.shape, Word::weights);
    if (numbers.empty()) return numbers;
    const auto offset = static_cast<std::uint64_t>(tensor.offset);
    const auto count = static_cast<std::size_t>(*end - offset);
    require_memory(count * size, Word::weights);
    std::vector<std::byte> bytes(count * size);
    archive_.read(*entry, offset * size, bytes, stop);
    if (contiguous(tensor)) {
        read_numbers(*format, bytes, numbers.values());
        return numbers;
    }
    Tensor storage({static_cast<std::int64_t>(count)}, Word::weights);
    read_numbers(*format, bytes, storage.values());
    gather(tensor, storage.values(), numbers);
    return numbers;
}

}  // namespace patchlens
