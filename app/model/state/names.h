// The names of choices on the command line, in saved sessions and in the probe file.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "core/init.h"
#include "core/patch_embed.h"
#include "core/picture/preprocess.h"
#include "core/weights/flat_weight.h"
#include "core/weights/kernel_layout.h"

namespace patchlens::model {

enum class Theme { dark, light };
enum class LanguageId { en, zh_cn };
template <typename Choice>
using Named = std::pair<std::string_view, Choice>;

/// Every value of a choice with its name, in the order shown to the user. Specialised below, and where a
/// chapter declares a choice of its own.
template <typename Choice>
inline constexpr std::span<const Named<Choice>> names_of{};

namespace detail {
inline constexpr std::array fits{Named<Fit>{"crop", Fit::crop}, Named<Fit>{"squash", Fit::squash},
                                 Named<Fit>{"pad", Fit::pad}, Named<Fit>{"none", Fit::none}};
inline constexpr std::array resize_filters{Named<ResizeFilter>{"bilinear", ResizeFilter::bilinear},
                                           Named<ResizeFilter>{"bicubic", ResizeFilter::bicubic}};
inline constexpr std::array normalizations{
    Named<Normalize>{"none", Normalize::none}, Named<Normalize>{"imagenet", Normalize::imagenet},
    Named<Normalize>{"clip", Normalize::clip}, Named<Normalize>{"half", Normalize::half}};
inline constexpr std::array inits{Named<Init>{"torch", Init::torch}, Named<Init>{"xavier", Init::xavier},
                                  Named<Init>{"trunc-normal", Init::trunc_normal},
                                  Named<Init>{"lecun", Init::lecun}};
inline constexpr std::array layouts{Named<Layout>{"nchw", Layout::nchw}, Named<Layout>{"nlc", Layout::nlc},
                                    Named<Layout>{"nhwc", Layout::nhwc}};
inline constexpr std::array flat_orders{Named<FlatOrder>{"channels-first", FlatOrder::channels_first},
                                        Named<FlatOrder>{"channels-last", FlatOrder::channels_last}};
inline constexpr std::array weight_layouts{Named<WeightLayout>{"torch", WeightLayout::torch},
                                           Named<WeightLayout>{"mlx", WeightLayout::mlx},
                                           Named<WeightLayout>{"flax", WeightLayout::flax}};
inline constexpr std::array themes{Named<Theme>{"dark", Theme::dark}, Named<Theme>{"light", Theme::light}};
inline constexpr std::array languages{Named<LanguageId>{"en", LanguageId::en},
                                      Named<LanguageId>{"zh-CN", LanguageId::zh_cn}};
}  // namespace detail

template <>
inline constexpr std::span<const Named<Fit>> names_of<Fit>{detail::fits};
template <>
inline constexpr std::span<const Named<ResizeFilter>> names_of<ResizeFilter>{detail::resize_filters};
template <>
inline constexpr std::span<const Named<Normalize>> names_of<Normalize>{detail::normalizations};
template <>
inline constexpr std::span<const Named<Init>> names_of<Init>{detail::inits};
template <>
inline constexpr std::span<const Named<Layout>> names_of<Layout>{detail::layouts};
template <>
inline constexpr std::span<const Named<FlatOrder>> names_of<FlatOrder>{detail::flat_orders};
template <>
inline constexpr std::span<const Named<WeightLayout>> names_of<WeightLayout>{detail::weight_layouts};
template <>
inline constexpr std::span<const Named<Theme>> names_of<Theme>{detail::themes};
template <>
inline constexpr std::span<const Named<LanguageId>> names_of<LanguageId>{detail::languages};

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
