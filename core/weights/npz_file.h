// NumPy's .npz: a ZIP archive of one .npy file for each array, stored or deflated (numpy.savez,
// numpy.savez_compressed). Google's ViT checkpoints are such files.
#pragma once

#include <stop_token>
#include <vector>

#include "core/support/byte_source.h"
#include "core/weights/tensor_file.h"
#include "core/weights/zip_archive.h"

namespace patchlens {

/// Whether an archive is one: it has an entry that ends in .npy.
bool is_npz_archive(const ZipArchive& archive);

class NpzFile final : public TensorFile {
public:
    /// Reads the header of every array; the names are those of numpy.load, without ".npy". Arrays of other
    /// things than the numbers read_npy() knows are passed over. Throws what ZipArchive throws,
    /// Error(cancelled).
    explicit NpzFile(ByteSource source, const std::stop_token& stop = {});

private:
    /// Throws what read_npy() throws.
    Tensor read_at(std::size_t index, const std::stop_token& stop) const override;

    ByteSource source_;
    ZipArchive archive_;
    std::vector<std::size_t> entries_;  ///< of each tensor
};

}  // namespace patchlens
