// The names of choices on the command line, in saved sessions and in the probe file.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/model/state/language_id.h"
#include "core/error.h"
#include "core/init.h"
#include "core/patch_embed.h"
#include "core/picture/preprocess.h"
#include "core/training/training_options.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"

namespace patchlens::model {

enum class Theme { dark, light };
template <typename Choice>
using Named = std::pair<std::string_view, Choice>;

/// Every value of a choice with its name, in the order shown to the user. Specialised below, and where a
/// chapter declares a choice of its own.
template <typename Choice>
inline constexpr std::span<const Named<Choice>> names_of{};

template <>
inline constexpr auto names_of<Fit> = std::to_array<Named<Fit>>({
    {"crop", Fit::crop},
    {"squash", Fit::squash},
    {"pad", Fit::pad},
    {"none", Fit::none},
});
template <>
inline constexpr auto names_of<ResizeFilter> = std::to_array<Named<ResizeFilter>>({
    {"bilinear", ResizeFilter::bilinear},
    {"bicubic", ResizeFilter::bicubic},
});
template <>
inline constexpr auto names_of<Normalize> = std::to_array<Named<Normalize>>({
    {"none", Normalize::none},
    {"imagenet", Normalize::imagenet},
    {"clip", Normalize::clip},
    {"half", Normalize::half},
});
template <>
inline constexpr auto names_of<Init> = std::to_array<Named<Init>>({
    {"torch", Init::torch},
    {"xavier", Init::xavier},
    {"trunc-normal", Init::trunc_normal},
    {"lecun", Init::lecun},
    {"trained", Init::trained},
    {"pca", Init::pca},
    {"dct", Init::dct},
    {"edges", Init::edges},
    {"identity", Init::identity},
    {"mean-colour", Init::mean_colour},
});
template <>
inline constexpr auto names_of<TrainingMethod> = std::to_array<Named<TrainingMethod>>({
    {"sparse", TrainingMethod::sparse},
    {"autoencoder", TrainingMethod::autoencoder},
});
template <>
inline constexpr auto names_of<Layout> = std::to_array<Named<Layout>>({
    {"nchw", Layout::nchw},
    {"nlc", Layout::nlc},
    {"nhwc", Layout::nhwc},
});
template <>
inline constexpr auto names_of<FlatOrder> = std::to_array<Named<FlatOrder>>({
    {"channels-first", FlatOrder::channels_first},
    {"channels-last", FlatOrder::channels_last},
});
template <>
inline constexpr auto names_of<WeightLayout> = std::to_array<Named<WeightLayout>>({
    {"torch", WeightLayout::torch},
    {"mlx", WeightLayout::mlx},
    {"flax", WeightLayout::flax},
});
template <>
inline constexpr auto names_of<Theme> = std::to_array<Named<Theme>>({
    {"dark", Theme::dark},
    {"light", Theme::light},
});

template <typename Choice>
constexpr std::string_view name_of(Choice choice) {
    for (const auto& [name, value] : names_of<Choice>) {
        if (value == choice) return name;
    }
    return {};
}

/// "crop, squash, pad, none"
template <typename Choice>
std::string all_names() {
    std::string text;
    const auto names = names_of<Choice>;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += ", ";
        text += names[i].first;
    }
    return text;
}

/// The choice called `name`. Throws Error(choice_expected), naming `what` ("--fit") and every accepted name.
template <typename Choice>
Choice choice_of(std::string_view name, std::string_view what) {
    for (const auto& [known, value] : names_of<Choice>) {
        if (known == name) return value;
    }
    throw Error(ErrorCode::choice_expected, {std::string(what), all_names<Choice>(), std::string(name)});
}

}  // namespace patchlens::model
