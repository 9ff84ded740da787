// Where model files keep their patch projection: the names that the families of Vision Transformers give it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// Whose naming a tensor follows.
enum class ModelFamily {
    plain,         ///< `proj.weight`, `weight`: PatchEmbed or Conv2d by itself, as PatchLens writes it; .npy
    timm,          ///< ViT, DeiT, BEiT, DINO, DINOv2, MAE, EVA, SAM, Swin of timm and of the original authors
    hugging_face,  ///< Hugging Face ViT, BEiT, DINOv2, ViT-MAE, Swin
    hugging_face_dinov3,
    hugging_face_clip,  ///< Hugging Face CLIP (no bias) and SigLIP
    open_clip,          ///< OpenAI CLIP and OpenCLIP (no bias)
    torchvision,
    mixer,      ///< MLP-Mixer
    naflex,     ///< NaFlexViT; may be a flat weight
    pyramid,    ///< PVT, SegFormer of its authors: overlapping where the kernel is larger than the step of 4
    segformer,  ///< Hugging Face SegFormer: overlapping patches, 7x7 every 4 pixels
    unknown,    ///< a name the caller gave and no family uses
};

/// A name that is a projection's weight in some family.
struct ProjectionName {
    std::string tensor;  ///< the whole name in the file
    std::string root;    ///< what stands before the family's suffix: "visual.trunk.", "" at the top
    ModelFamily family = ModelFamily::unknown;
    std::size_t suffix_length = 0;
};

/// The family a name belongs to, by the longest suffix that fits; nothing for other names.
std::optional<ProjectionName> match_projection_name(std::string_view tensor);

/// All names that match, the best first: longest suffix first, then in the order given.
std::vector<ProjectionName> find_projection_names(std::span<const std::string> tensors);

/// "….weight" -> "….bias"; nothing for a name that does not end in "weight".
std::optional<std::string> bias_name(std::string_view weight_name);

/// Names that the norm right behind the projection would have in the same file (Swin, PVT, SegFormer).
std::vector<std::string> norm_names(const ProjectionName& projection);

/// Whether `tensor` is the position embedding of the model whose projection was found under `root`.
bool is_position_embedding(std::string_view tensor, std::string_view root);

}  // namespace patchlens
