// What a file of tensors must do whatever its bytes are: every tensor is read or refused, and so is the
// projection.
#pragma once

#include "core/error.h"
#include "core/support/byte_source.h"
#include "core/weights/checkpoint.h"
#include "core/weights/tensor_file.h"

namespace patchlens {

/// Opens source() as a File, reads each of its tensors, and loads a projection; catches every Error.
template <typename File, typename Source>
void read_tensors(const Source& source, const CheckpointOptions& options = {}) {
    try {
        const File file(source());
        for (const StoredTensor& tensor : file.tensors()) {
            try {
                file.read(tensor);
            } catch (const Error&) {
            }
        }
    } catch (const Error&) {
    }
    try {
        load_projection(source(), options);
    } catch (const Error&) {
    }
}

}  // namespace patchlens
