#include "core/weights/open_tensor_file.h"

#include <utility>

#include "core/error.h"
#include "core/weights/gguf_file.h"
#include "core/weights/npz_file.h"
#include "core/weights/safetensors.h"
#include "core/weights/torch_file.h"
#include "core/weights/weight_format.h"

namespace patchlens {

std::unique_ptr<TensorFile> open_tensor_file(ByteSource source, const std::stop_token& stop) {
    switch (weight_format(source)) {
        case WeightFormat::npz:
            return std::make_unique<NpzFile>(std::move(source), stop);
        case WeightFormat::torch:
            return std::make_unique<TorchFile>(std::move(source), stop);
        case WeightFormat::gguf:
            return std::make_unique<GgufFile>(std::move(source), stop);
        case WeightFormat::safetensors:
            return std::make_unique<SafetensorsFile>(std::move(source), stop);
        case WeightFormat::npy:
        case WeightFormat::shard_index:
            break;
    }
    throw Error(ErrorCode::weights_format_refused, {source.name()});
}

}  // namespace patchlens
