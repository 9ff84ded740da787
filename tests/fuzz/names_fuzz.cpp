// Any names and shapes of tensors in a model's file, one tensor a line ("proj.weight 8 3 2 2"): a projection
// whose parts fit together, or an Error. The first line's first letter chooses a layout. The numbers are
// zeros.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <sstream>
#include <string>

#include "core/error.h"
#include "core/weights/checkpoint.h"
#include "tests/fuzz/taken.h"

namespace {

using namespace patchlens;

/// The bytes of a tensor of float32; nothing where they are many.
std::optional<std::size_t> bytes_of(const Shape& shape) {
    constexpr std::int64_t most = 1 << 16;
    std::int64_t bytes = 4;
    for (const std::int64_t side : shape) {
        if (side < 0 || side > most) return std::nullopt;
        bytes *= side;
        if (bytes > most) return std::nullopt;
    }
    return static_cast<std::size_t>(bytes);
}

/// Names that need no escape in JSON; others are for the target of safetensors.
bool plain(const std::string& name) {
    return std::ranges::all_of(
        name, [](char letter) { return letter > ' ' && letter < 0x7f && letter != '"' && letter != '\\'; });
}

/// A safetensors file of the tensors that the lines name.
std::string file_of(std::istringstream lines) {
    std::string header;
    std::size_t end = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        Shape shape;
        for (std::int64_t side = 0; words >> side;)
            shape.push_back(side);
        const std::optional<std::size_t> bytes = bytes_of(shape);
        if (!bytes || !plain(name)) continue;
        std::string sides = to_string(shape);
        header += (header.empty() ? "\"" : ",\"") + name + R"(":{"dtype":"F32","shape":)" + sides +
                  R"(,"data_offsets":[)" + std::to_string(end) + "," + std::to_string(end + *bytes) + "]}";
        end += *bytes;
    }
    header = "{" + header + "}";
    std::string file;
    for (unsigned shift = 0; shift < 64; shift += 8)
        file += static_cast<char>(std::uint64_t{header.size()} >> shift & 0xffU);
    return file + header + std::string(end, '\0');
}

CheckpointOptions options_of(char letter) {
    CheckpointOptions options;
    if (letter == 't') options.layout = WeightLayout::torch;
    if (letter == 'm') options.layout = WeightLayout::mlx;
    if (letter == 'f') options.layout = WeightLayout::flax;
    if (letter == 'c') options.flat_order = FlatOrder::channels_first;
    if (letter == 'p') options.flat_order = FlatOrder::channels_last;
    return options;
}

void require(bool fits) {
    if (!fits) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(text_of(data, size));
    const std::string file = file_of(std::istringstream(text));
    try {
        const LoadedProjection loaded =
            load_projection(ByteSource(std::as_bytes(std::span(file)), "fuzz.safetensors"),
                            options_of(text.empty() ? ' ' : text.front()));
        const Tensor& weight = loaded.parameters.weight;
        require(weight.rank() == 4 && !weight.empty());
        const std::int64_t dims = weight.dimension(0);
        require(loaded.has_bias ? loaded.parameters.bias.shape() == Shape{dims}
                                : loaded.parameters.bias.empty());
        require(loaded.class_token.empty() || loaded.class_token.shape() == Shape{1, dims});
        const Surrounding* positions = find_role(loaded.around, SurroundingRole::positions);
        require(loaded.positions.empty() ||
                loaded.positions.shape() == Shape{positions->other_rows + positions->grid->area(), dims});
        require(loaded.stride.area() > 0 && loaded.padding.height >= 0 && loaded.padding.width >= 0);
    } catch (const Error&) {
    }
    return 0;
}
