// The glossary: every word of the field that PatchLens uses, where it is shown, and which words go with it.
// The texts are in the language files: glossary.ID.name, glossary.ID.other (the name in the other language)
// and glossary.ID.text, whose first sentence also serves as a tooltip and whose last line may be a formula.
#pragma once

#include <array>
#include <string_view>

#include "app/model/state/spot.h"

namespace patchlens::model {

// clang-format off
/// Calls line(id, spot, three related terms) for each term, in the order of the story.
#define PATCHLENS_TERMS(line) \
    line(word_index,         Chapter::words,         vocabulary, one_hot, token_order) \
    line(vocabulary,         Chapter::words,         word_index, word_table, token) \
    line(word_table,         Chapter::words,         embedding, one_hot, vocabulary) \
    line(one_hot,            Chapter::words,         word_table, word_index, matrix_product) \
    line(vector,             VectorView::order,      dimension, embedding, norm) \
    line(dimension,          Overlay::dimension,     embed_dim, feature_map, kernel) \
    line(embedding,          Chapter::words,         word_table, patch_embedding, vector) \
    line(pixel,              ProjectionView::planes, channel, normalization, img_size) \
    line(channel,            ProjectionView::planes, pixel, tensor, kernel) \
    line(img_size,           Chapter::explore,       patch_size, resizing, num_patches) \
    line(resizing,           Chapter::explore,       cropping, interpolation, img_size) \
    line(cropping,           Chapter::explore,       resizing, img_size, remainder) \
    line(interpolation,      Chapter::explore,       resizing, pixel, img_size) \
    line(mean,               MapsView::norms,        standard_deviation, normalization, variance) \
    line(standard_deviation, MapsView::norms,        mean, variance, normalization) \
    line(normalization,      Chapter::explore,       mean, standard_deviation, layer_norm) \
    line(patch,              Chapter::patches,       patch_size, token, grid) \
    line(patch_size,         Chapter::patches,       kernel, stride, num_patches) \
    line(grid,               Chapter::patches,       patch, num_patches, token_order) \
    line(num_patches,        Chapter::patches,       patch_size, sequence, attention_pairs) \
    line(stride,             Chapter::patches,       kernel, padding, patch_size) \
    line(padding,            Chapter::patches,       remainder, stride, img_size) \
    line(remainder,          Chapter::patches,       padding, stride, cropping) \
    line(token,              MapsView::tokens,       patch, sequence, transformer) \
    line(token_order,        Chapter::patches,       grid, sequence, flatten) \
    line(sequence,           MapsView::tokens,       token, transformer, num_patches) \
    line(receptive_field,    Chapter::patches,       kernel, stride, patch) \
    line(patch_embedding,    ProjectionView::matrix, projection, convolution, token) \
    line(projection,         ProjectionView::matrix, linear_layer, weight, patch_embedding) \
    line(flatten,            ProjectionView::flat,   tensor_shape, transpose, vector) \
    line(kernel,             MapsView::filters,      convolution, weight, feature_map) \
    line(weight,             ProjectionView::planes, bias, kernel, parameters) \
    line(bias,               ProjectionView::planes, weight, affine, parameters) \
    line(product,            ProjectionView::planes, dot_product, weight, sum) \
    line(sum,                ProjectionView::planes, product, bias, dot_product) \
    line(dot_product,        ProjectionView::flat,   product, cosine_similarity, matrix_product) \
    line(matrix_product,     ProjectionView::matrix, dot_product, linear_layer, one_hot) \
    line(linear_layer,       ProjectionView::matrix, convolution, affine, matrix_product) \
    line(affine,             ProjectionView::planes, bias, linear_layer, activation) \
    line(convolution,        ProjectionView::planes, kernel, stride, linear_layer) \
    line(activation,         Chapter::code,          affine, layer_norm, linear_layer) \
    line(layer_norm,         Chapter::code,          normalization, mean, transformer) \
    line(embed_dim,          VectorView::order,      kernel, vector, dimension) \
    line(feature_map,        MapsView::maps,         kernel, dimension, grid) \
    line(histogram,          VectorView::histogram,  mean, standard_deviation, vector) \
    line(norm,               MapsView::norms,        vector, distance, cosine_similarity) \
    line(distance,           Chapter::explore,       norm, cosine_similarity, vector) \
    line(cosine_similarity,  MapsView::similarity,   dot_product, norm, distance) \
    line(nearest_neighbour,  MapsView::neighbours,   distance, cosine_similarity, cluster) \
    line(cluster,            MapsView::clusters,     k_means, nearest_neighbour, vector) \
    line(k_means,            MapsView::clusters,     cluster, distance, mean) \
    line(variance,           MapsView::maps,         standard_deviation, pca, explained_variance) \
    line(pca,                MapsView::components,   principal_component, explained_variance, variance) \
    line(principal_component, MapsView::components,  pca, variance, projection) \
    line(explained_variance, MapsView::components,   pca, principal_component, variance) \
    line(reconstruction,     MapsView::rebuilt,      pseudo_inverse, projection, root_mean_square) \
    line(pseudo_inverse,     MapsView::rebuilt,      reconstruction, singular_value, matrix_rank) \
    line(singular_value,     MapsView::rebuilt,      matrix_rank, pseudo_inverse, principal_component) \
    line(matrix_rank,        MapsView::rebuilt,      singular_value, pseudo_inverse, embed_dim) \
    line(root_mean_square,   MapsView::rebuilt,      psnr, reconstruction, distance) \
    line(psnr,               MapsView::rebuilt,      root_mean_square, reconstruction, pixel) \
    line(initialization,     MapsView::filters,      kaiming_uniform, seed, training) \
    line(kaiming_uniform,    MapsView::filters,      initialization, xavier_uniform, fan_in) \
    line(xavier_uniform,     MapsView::filters,      initialization, kaiming_uniform, fan_in) \
    line(truncated_normal,   MapsView::filters,      initialization, standard_deviation, lecun_normal) \
    line(lecun_normal,       MapsView::filters,      initialization, truncated_normal, fan_in) \
    line(fan_in,             ProjectionView::flat,   weight, initialization, patch_size) \
    line(seed,               MapsView::filters,      initialization, weight, training) \
    line(random_weights,     MapsView::filters,      learned_weights, initialization, seed) \
    line(training,           MapsView::filters,      weight, initialization, parameters) \
    line(learned_weights,    MapsView::filters,      random_weights, training, weight) \
    line(parameters,         Chapter::code,          weight, bias, multiply_adds) \
    line(multiply_adds,      ProjectionView::planes, product, parameters, attention_pairs) \
    line(nn_module,          Chapter::code,          parameters, convolution, tensor) \
    line(tensor,             MapsView::shapes,       tensor_shape, float32, batch) \
    line(tensor_shape,       MapsView::shapes,       tensor, batch, nchw) \
    line(batch,              MapsView::shapes,       tensor_shape, nchw, nlc) \
    line(nchw,               MapsView::shapes,       nlc, batch, channel) \
    line(nlc,                MapsView::shapes,       nchw, sequence, transpose) \
    line(transpose,          MapsView::shapes,       flatten, nlc, tensor_shape) \
    line(float32,            Chapter::code,          tensor, safetensors, parameters) \
    line(safetensors,        Chapter::explore,       weight, tensor, training) \
    line(transformer,        MapsView::tokens,       attention, token, position_embedding) \
    line(attention,          MapsView::tokens,       attention_pairs, transformer, token) \
    line(attention_pairs,    Chapter::explore,       attention, num_patches, multiply_adds) \
    line(class_token,        Chapter::after,         token, sequence, transformer) \
    line(position_embedding, Chapter::after,         token_order, transformer, embedding)

#define PATCHLENS_LINE(id, ...) id,
enum class Term { PATCHLENS_TERMS(PATCHLENS_LINE) };
#undef PATCHLENS_LINE
// clang-format on

struct TermEntry {
    Term term;
    std::string_view id;  ///< in the language files' keys
    Spot spot;            ///< where it is seen
    std::array<Term, 3> related;
};

namespace detail {
constexpr auto term_entries() {
    using enum Term;
#define PATCHLENS_LINE(id, spot, ...) TermEntry{id, #id, spot, {__VA_ARGS__}},
    return std::array{PATCHLENS_TERMS(PATCHLENS_LINE)};
#undef PATCHLENS_LINE
}
}  // namespace detail

/// Every term, in the order of the story.
inline constexpr std::array terms = detail::term_entries();

constexpr const TermEntry& entry_of(Term term) {
    return terms.at(static_cast<std::size_t>(term));
}

}  // namespace patchlens::model
