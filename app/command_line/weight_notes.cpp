#include "app/command_line/weight_notes.h"

#include "core/support/utf8.h"

namespace patchlens::command_line {
namespace {

std::string axes_of(WeightLayout layout) {
    switch (layout) {
        case WeightLayout::mlx:
            return "MLX's order, [embed_dim, height, width, in_chans]";
        case WeightLayout::flax:
            return "Flax's order, [height, width, in_chans, embed_dim]";
        case WeightLayout::torch:
            break;
    }
    return "PyTorch's order, [embed_dim, in_chans, height, width]";
}

}  // namespace

std::vector<std::string> weight_notes(const LoadedProjection& loaded, const PatchEmbedConfig& config) {
    std::vector<std::string> notes;
    const auto note = [&](const std::string& text) { notes.push_back(text); };
    if (!loaded.tensor.empty()) {
        note("the projection is " + quotable(loaded.tensor) + " " + to_string(loaded.stored_shape));
    }
    if (!loaded.others.empty()) note("--tensor could also name " + quotable(loaded.others.front()));
    if (loaded.layout_told) {
        note("the axes of " + to_string(loaded.stored_shape) + " were read in " + axes_of(loaded.layout));
    }
    if (loaded.time_steps > 0) {
        note("a video projection: its " + std::to_string(loaded.time_steps) +
             (loaded.time_steps == 1 ? " time step was" : " time steps were") +
             " summed, which is the projection of a still picture");
    }
    if (loaded.flat_order) {
        const bool last = *loaded.flat_order == FlatOrder::channels_last;
        note(std::string("the weight is flat; its columns were read ") +
             (last ? "channels-last (row, column, channel)" : "channels-first (channel, row, column)"));
    }
    if (loaded.norm_before) {
        note("that model normalises the pixels of a patch right before the projection; here they are not");
    }
    if (loaded.norm_follows) note("that model normalises the vectors right after the projection");
    if (loaded.overlapping()) {
        note("that model's patches overlap: kernel " + to_string(loaded.patch_size()) + ", stride " +
             to_string(loaded.stride) + "; here they do not");
    }
    if (!loaded.has_bias && config.bias) note("the file has no bias; it is zero");
    const model::Adaptation adaptation = model::adaptation_to(loaded, config.conv_shape());
    if (adaptation.resampled_from) {
        note("the kernel was resampled from " + to_string(*adaptation.resampled_from) + " to " +
             to_string(config.patch_size) + " (FlexiViT)");
    }
    if (adaptation.channels_from) {
        note("the input channels were adapted from " + std::to_string(*adaptation.channels_from) + " to " +
             std::to_string(config.in_chans));
    }
    if (adaptation.dimensions_of) {
        note("the first " + std::to_string(config.embed_dim) + " of " +
             std::to_string(*adaptation.dimensions_of) + " dimensions are kept");
    }
    return notes;
}

}  // namespace patchlens::command_line
