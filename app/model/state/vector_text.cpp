#include "app/model/state/vector_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace patchlens::model {
namespace {

/// As "%.9g" in the C locale.
std::string number_text(float value) {
    std::array<char, 32> buffer{};
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 9);
    return {buffer.data(), result.ptr};
}

std::string numpy_number(float value) {
    if (std::isnan(value)) return "np.nan";
    if (std::isinf(value)) return value > 0 ? "np.inf" : "-np.inf";
    return number_text(value);
}

std::string numpy_text(std::span<const float> vector) {
    std::string text = "np.array([";
    for (std::size_t i = 0; i < vector.size(); ++i)
        text += (i > 0 ? ", " : "") + numpy_number(vector[i]);
    return text + "], dtype=np.float32)";
}

std::string csv_text(std::span<const float> vector) {
    std::string text = "dim,value\n";
    for (std::size_t i = 0; i < vector.size(); ++i)
        text += std::to_string(i) + "," + number_text(vector[i]) + "\n";
    return text;
}

std::string plain_text(std::span<const float> vector) {
    std::string text;
    for (const float value : vector)
        text += (text.empty() ? "" : " ") + number_text(value);
    return text;
}

}  // namespace

std::string vector_text(std::span<const float> vector, VectorFormat format) {
    switch (format) {
        case VectorFormat::numpy:
            return numpy_text(vector);
        case VectorFormat::csv:
            return csv_text(vector);
        case VectorFormat::text:
            break;
    }
    return plain_text(vector);
}

}  // namespace patchlens::model
