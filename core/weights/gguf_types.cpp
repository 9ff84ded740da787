#include "core/weights/gguf_types.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace patchlens {
namespace {

struct GgufType {
    std::uint32_t number;
    std::string_view name;
    std::size_t bytes = 0;  ///< of one number; 0 where several share a block
};
/// Types that were given up are named too: old files have them.
constexpr std::array gguf_types{
    GgufType{0, "F32", 4},      GgufType{1, "F16", 2},      GgufType{2, "Q4_0"},
    GgufType{3, "Q4_1"},        GgufType{4, "Q4_2"},        GgufType{5, "Q4_3"},
    GgufType{6, "Q5_0"},        GgufType{7, "Q5_1"},        GgufType{8, "Q8_0"},
    GgufType{9, "Q8_1"},        GgufType{10, "Q2_K"},       GgufType{11, "Q3_K"},
    GgufType{12, "Q4_K"},       GgufType{13, "Q5_K"},       GgufType{14, "Q6_K"},
    GgufType{15, "Q8_K"},       GgufType{16, "IQ2_XXS"},    GgufType{17, "IQ2_XS"},
    GgufType{18, "IQ3_XXS"},    GgufType{19, "IQ1_S"},      GgufType{20, "IQ4_NL"},
    GgufType{21, "IQ3_S"},      GgufType{22, "IQ2_S"},      GgufType{23, "IQ4_XS"},
    GgufType{24, "I8", 1},      GgufType{25, "I16", 2},     GgufType{26, "I32", 4},
    GgufType{27, "I64", 8},     GgufType{28, "F64", 8},     GgufType{29, "IQ1_M"},
    GgufType{30, "BF16", 2},    GgufType{31, "Q4_0_4_4"},   GgufType{32, "Q4_0_4_8"},
    GgufType{33, "Q4_0_8_8"},   GgufType{34, "TQ1_0"},      GgufType{35, "TQ2_0"},
    GgufType{36, "IQ4_NL_4_4"}, GgufType{37, "IQ4_NL_4_8"}, GgufType{38, "IQ4_NL_8_8"},
    GgufType{39, "MXFP4"},      GgufType{40, "NVFP4"},      GgufType{41, "Q1_0"},
    GgufType{42, "Q2_0"},
};

const GgufType* type_of(std::uint32_t number) {
    const auto* const found = std::ranges::find(gguf_types, number, &GgufType::number);
    return found == gguf_types.end() ? nullptr : found;
}

}  // namespace

std::string gguf_type_name(std::uint32_t type) {
    const GgufType* known = type_of(type);
    return known != nullptr ? std::string(known->name) : "ggml type " + std::to_string(type);
}

std::size_t gguf_number_bytes(std::uint32_t type) {
    const GgufType* known = type_of(type);
    return known != nullptr ? known->bytes : 0;
}

}  // namespace patchlens
