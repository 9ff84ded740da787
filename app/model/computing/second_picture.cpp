#include "app/model/computing/second_picture.h"

#include <cmath>
#include <span>
#include <utility>

#include "app/model/computing/results.h"
#include "core/analysis/similarity.h"
#include "core/output_blocks.h"

namespace patchlens::model {
namespace {

/// Fills in pyramid and pixels.
void fit_second(SecondPicture& second, const Results& results, const Results* previous,
                const RunOptions& run) {
    const PreprocessConfig preprocess = results.options.preprocess();
    const SecondPicture* before = previous == nullptr ? nullptr : previous->second.get();
    if (before != nullptr && before->picture == second.picture && before->pixels &&
        previous->options.preprocess() == preprocess) {
        second.pyramid = before->pyramid;
        second.pixels = before->pixels;
        return;
    }
    second.pyramid = std::make_shared<const Pyramid>(
        pyramid(fit_image(second.picture->decoded.image, preprocess, run.stop)));
    second.pixels = std::make_shared<const Tensor>(
        to_tensor(second.pyramid->front(), results.options.normalize, run.stop));
}

void compare_patches(SecondPicture& second, const Results& results, const RunOptions& run) {
    const std::int64_t dims = results.options.config.embed_dim;
    for_each_output_block(
        *results.module, *second.pixels, Layout::nlc,
        [&](std::span<const float> numbers) {
            const ConstMatrixView tokens(numbers.data(), static_cast<std::int64_t>(numbers.size()) / dims,
                                         dims);
            const std::vector<float> part = cosine_similarity(tokens, *results.vector);
            second.similarity.insert(second.similarity.end(), part.begin(), part.end());
        },
        run);
    for (std::size_t i = 0; i < second.similarity.size(); ++i) {
        const float similarity = second.similarity[i];
        const bool higher =
            !second.nearest || similarity > second.similarity[static_cast<std::size_t>(*second.nearest)];
        if (!std::isnan(similarity) && higher) second.nearest = static_cast<std::int64_t>(i);
    }
}

}  // namespace

SecondPicturePointer second_picture(const Results& results, PicturePointer picture, const Results* previous,
                                    const RunOptions& run) {
    const SecondPicture* before = previous == nullptr ? nullptr : previous->second.get();
    if (before != nullptr && before->picture == picture && previous->module == results.module &&
        previous->vector == results.vector && previous->options.preprocess() == results.options.preprocess())
        return previous->second;
    auto second = std::make_shared<SecondPicture>();
    second->picture = std::move(picture);
    second->similar_to = results.selection.patch;
    try {
        fit_second(*second, results, previous, run);
        second->grid = results.module->grid(*second->pixels);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::patch_larger_than_image &&
            error.code() != ErrorCode::patch_larger_than_padded)
            throw;
        second->refused = error;
        return second;
    }
    compare_patches(*second, results, run);
    return second;
}

}  // namespace patchlens::model
