// The words by which choices are written on the command line, in saved sessions and in the probe file.
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

enum class Chapter { explore, words, patches, projection, maps, code };
enum class Theme { dark, light };
/// What lies over the picture: nothing, the map of the selected dimension, the length of every patch's
/// vector, its likeness to the selected patch's, or the first three principal components as colours.
enum class Overlay { none, dimension, norm, similarity, components };
/// How the numbers of a vector stand beside each other.
enum class VectorView { order, sorted, histogram };
enum class LanguageId { en, zh_cn };
/// What is done with the rows and columns that fill no patch: left out, as the module does; an error, as timm
/// does; or filled up with zeros, as timm does where asked.
enum class Remainder { drop, refuse, pad };
/// One number as planes of products, as one long row, or as one cell of a matrix product.
enum class ProjectionView { planes, flat, matrix };
/// Pictures of all the vectors.
enum class MapsView { filters, maps, tokens, similarity, components, norms, shapes };
enum class MapsOrder { number, variance };
/// Ways to write the same computation.
enum class Notation { pytorch, einops, numpy, cpp };

template <typename Choice>
using Named = std::pair<std::string_view, Choice>;

/// Every value of a choice with its name, in the order a user is shown them. Specialised for each choice
/// below.
template <typename Choice>
inline constexpr std::span<const Named<Choice>> names_of{};

namespace detail {
inline constexpr std::array fits{Named<Fit>{"crop", Fit::crop}, Named<Fit>{"squash", Fit::squash},
                                 Named<Fit>{"pad", Fit::pad}, Named<Fit>{"none", Fit::none}};
inline constexpr std::array filters{Named<Filter>{"bilinear", Filter::bilinear},
                                    Named<Filter>{"bicubic", Filter::bicubic}};
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
inline constexpr std::array chapters{
    Named<Chapter>{"explore", Chapter::explore}, Named<Chapter>{"words", Chapter::words},
    Named<Chapter>{"patches", Chapter::patches}, Named<Chapter>{"projection", Chapter::projection},
    Named<Chapter>{"maps", Chapter::maps},       Named<Chapter>{"code", Chapter::code}};
inline constexpr std::array themes{Named<Theme>{"dark", Theme::dark}, Named<Theme>{"light", Theme::light}};
inline constexpr std::array overlays{
    Named<Overlay>{"none", Overlay::none}, Named<Overlay>{"dimension", Overlay::dimension},
    Named<Overlay>{"norm", Overlay::norm}, Named<Overlay>{"similarity", Overlay::similarity},
    Named<Overlay>{"pca", Overlay::components}};
inline constexpr std::array vector_views{Named<VectorView>{"order", VectorView::order},
                                         Named<VectorView>{"sorted", VectorView::sorted},
                                         Named<VectorView>{"histogram", VectorView::histogram}};
inline constexpr std::array remainders{Named<Remainder>{"drop", Remainder::drop},
                                       Named<Remainder>{"refuse", Remainder::refuse},
                                       Named<Remainder>{"pad", Remainder::pad}};
inline constexpr std::array projection_views{Named<ProjectionView>{"planes", ProjectionView::planes},
                                             Named<ProjectionView>{"flat", ProjectionView::flat},
                                             Named<ProjectionView>{"matrix", ProjectionView::matrix}};
inline constexpr std::array maps_views{
    Named<MapsView>{"filters", MapsView::filters}, Named<MapsView>{"maps", MapsView::maps},
    Named<MapsView>{"tokens", MapsView::tokens},   Named<MapsView>{"similarity", MapsView::similarity},
    Named<MapsView>{"pca", MapsView::components},  Named<MapsView>{"norms", MapsView::norms},
    Named<MapsView>{"shapes", MapsView::shapes}};
inline constexpr std::array maps_orders{Named<MapsOrder>{"number", MapsOrder::number},
                                        Named<MapsOrder>{"variance", MapsOrder::variance}};
inline constexpr std::array notations{
    Named<Notation>{"pytorch", Notation::pytorch}, Named<Notation>{"einops", Notation::einops},
    Named<Notation>{"numpy", Notation::numpy}, Named<Notation>{"cpp", Notation::cpp}};
inline constexpr std::array languages{Named<LanguageId>{"en", LanguageId::en},
                                      Named<LanguageId>{"zh-CN", LanguageId::zh_cn}};
}  // namespace detail

template <>
inline constexpr std::span<const Named<Fit>> names_of<Fit>{detail::fits};
template <>
inline constexpr std::span<const Named<Filter>> names_of<Filter>{detail::filters};
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
inline constexpr std::span<const Named<Chapter>> names_of<Chapter>{detail::chapters};
template <>
inline constexpr std::span<const Named<Theme>> names_of<Theme>{detail::themes};
template <>
inline constexpr std::span<const Named<Overlay>> names_of<Overlay>{detail::overlays};
template <>
inline constexpr std::span<const Named<VectorView>> names_of<VectorView>{detail::vector_views};
template <>
inline constexpr std::span<const Named<Remainder>> names_of<Remainder>{detail::remainders};
template <>
inline constexpr std::span<const Named<ProjectionView>> names_of<ProjectionView>{detail::projection_views};
template <>
inline constexpr std::span<const Named<MapsView>> names_of<MapsView>{detail::maps_views};
template <>
inline constexpr std::span<const Named<MapsOrder>> names_of<MapsOrder>{detail::maps_orders};
template <>
inline constexpr std::span<const Named<Notation>> names_of<Notation>{detail::notations};
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
