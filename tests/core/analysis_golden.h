// The numbers of tests/golden/analysis.json (make_analysis_goldens.py) and the inputs they were computed
// from.
#pragma once

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/tensor.h"

namespace patchlens {

inline nlohmann::json analysis_golden() {
    std::ifstream file(PATCHLENS_GOLDEN_DIR "/analysis.json");
    return nlohmann::json::parse(file);
}

/// `decaying` of make_analysis_goldens.py, minus `less`: [rows, columns].
inline Tensor decaying(std::int64_t rows, std::int64_t columns, float less = 0.0F) {
    Tensor tensor({rows, columns});
    for (std::int64_t i = 0; i < rows; ++i) {
        for (std::int64_t j = 0; j < columns; ++j) {
            const auto number = static_cast<double>((i * i * 37 + i * j * 101 + j * 53) % 1009);
            tensor[i * columns + j] = static_cast<float>(number / 1009.0 / static_cast<double>(1 + j)) - less;
        }
    }
    return tensor;
}

/// A tensor [rows, columns] as the matrix the analysis takes.
inline ConstMatrixView view(const Tensor& tensor) {
    return tensor.matrix(tensor.dimension(0));
}

}  // namespace patchlens
