// What torch.save writes since PyTorch 1.6: a ZIP archive of a pickle that says which tensors there are
// (*/data.pkl), and of one file of numbers for each storage (*/data/N). Nothing in it is run (pickle.h).
#pragma once

#include <stop_token>
#include <vector>

#include "core/support/byte_source.h"
#include "core/weights/pickle.h"
#include "core/weights/tensor_file.h"
#include "core/weights/zip_archive.h"

namespace patchlens {

/// Whether an archive is one: it has a data.pkl.
bool is_torch_archive(const ZipArchive& archive);

class TorchFile final : public TensorFile {
public:
    /// Reads the pickle; the tensors' dtypes are named as safetensors names them. Throws
    /// Error(pickle_damaged), Error(pickle_global_refused), Error(big_endian_refused), what ZipArchive
    /// throws, Error(out_of_memory), Error(cancelled).
    explicit TorchFile(ByteSource source, const std::stop_token& stop = {});

private:
    /// Strides and offsets are respected. Throws also Error(tensor_data_missing) where a storage is not there
    /// or too short.
    Tensor read_at(std::size_t index, const std::stop_token& stop) const override;

    ByteSource source_;
    ZipArchive archive_;
    std::string folder_;  ///< the archive's own, "archive/" or "model/"
    std::vector<PickledTensor> places_;
};

}  // namespace patchlens
