#include "core/weights/gguf_file.h"

#include <optional>
#include <utility>

#include "core/error.h"
#include "core/support/number_format.h"
#include "core/support/utf8.h"
#include "core/weights/gguf_header.h"

namespace patchlens {

GgufFile::GgufFile(ByteSource source, const std::stop_token& stop)
    : TensorFile(source.name()), source_(std::move(source)) {
    GgufHeader header = read_gguf_header(source_, stop);
    std::vector<StoredTensor> tensors;
    for (GgufEntry& entry : header.entries) {
        begins_.push_back(header.data_begin + entry.offset);
        tensors.push_back(std::move(entry.tensor));
    }
    set_tensors(std::move(tensors));
    set_metadata(std::move(header.metadata));
    if (repeated_name() != nullptr) throw Error(ErrorCode::gguf_damaged, {name(), Word::gguf_name_repeated});
}

Tensor GgufFile::read_at(std::size_t index, const std::stop_token& stop) const {
    const StoredTensor& tensor = tensors()[index];
    const std::optional<NumberFormat> format = float_format(tensor.dtype);
    if (!format) {
        // Whole numbers, I8 to I64, are not quantised.
        const bool whole = tensor.dtype.starts_with('I') && !tensor.dtype.starts_with("IQ");
        throw Error(whole ? ErrorCode::weight_type_refused : ErrorCode::gguf_quantised,
                    {name(), quotable(tensor.name), tensor.dtype});
    }
    Tensor numbers(tensor.shape, Word::weights);
    read_numbers(*format, source_, begins_[index], numbers.values(), stop);
    return numbers;
}

}  // namespace patchlens
