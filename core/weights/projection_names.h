// The names of the patch projection in the files of the families of Vision Transformers.
//
// Names of Flax, Keras and TensorFlow ("embedding/kernel", "…/kernel:0") are recognised as PyTorch's are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patchlens {

/// The family whose naming a tensor follows.
enum class ModelFamily {
    plain,         ///< `proj.weight`, `weight`: PatchEmbed or Conv2d by itself, as PatchLens writes it; .npy
    timm,          ///< ViT, DeiT, BEiT, DINO, DINOv2, MAE, EVA, SAM, Swin of timm and of the original authors
    hugging_face,  ///< Hugging Face ViT, BEiT, DINOv2, ViT-MAE, Swin
    hugging_face_dinov3,
    hugging_face_clip,  ///< Hugging Face CLIP (no bias) and SigLIP; InternViT, BLIP
    open_clip,          ///< OpenAI CLIP and OpenCLIP (no bias)
    patch_projection,   ///< Hugging Face SAM, OpenMMLab
    pixtral,            ///< Pixtral, Mistral 3 (no bias)
    glm,                ///< GLM-4V, CogVLM
    vit_pytorch,        ///< a Linear over (p1 p2 c), in newer files between two LayerNorms
    convnext,           ///< ConvNeXt: patches of 4, a LayerNorm follows
    google,             ///< Google's ViT (`embedding/kernel`)
    llama_cpp,          ///< llama.cpp's GGUF files
    torchvision,
    mixer,    ///< MLP-Mixer
    naflex,   ///< NaFlexViT; may be a flat weight
    pyramid,  ///< PVT, SegFormer of its authors: overlapping where the kernel is larger than the stride of 4
    segformer,  ///< Hugging Face SegFormer: overlapping patches, 7x7 with stride 4 and padding 3
    cvt,      ///< Hugging Face CvT: overlapping patches, 7x7 with stride 4 and padding 2, a LayerNorm follows
    unknown,  ///< a name the caller gave and no family uses
};

/// A name that is a projection's weight in some family.
struct ProjectionName {
    std::string tensor;  ///< the whole name in the file
    std::string root;    ///< the prefix before the family's suffix: "visual.trunk.", "" at the top
    ModelFamily family = ModelFamily::unknown;
    std::size_t suffix_length = 0;
};

/// The family a name belongs to, by the longest suffix that fits; nothing for other names.
std::optional<ProjectionName> match_projection_name(std::string_view tensor);

/// All names that match, the best first: longest suffix first, then in the order given.
std::vector<ProjectionName> find_projection_names(std::span<const std::string> tensors);

/// Whether the name is one of Flax, Keras or TensorFlow, which call a weight "kernel".
bool is_kernel_name(std::string_view tensor);

/// "….weight" -> "….bias", ".../kernel:0" -> ".../bias:0"; nothing for another name.
std::optional<std::string> bias_name(std::string_view weight_name);

/// Names that a norm right after the projection would have in the same file (Swin, PVT, SegFormer, ConvNeXt,
/// …).
std::vector<std::string> norm_names(const ProjectionName& projection);

/// The name that a norm of the pixels right before the projection would have (vit-pytorch).
std::optional<std::string> norm_before_name(const ProjectionName& projection);

/// If `tensor` is named like the first convolution of a ResNet: the prefix before "conv1", under which a
/// ResNet has "bn1" or "layer1".
std::optional<std::string> stem_root(std::string_view tensor);

/// The name of the weight for time step `step` from 1 on, to be added to the first: llama.cpp splits the
/// Conv3d of video models so. Nothing in other families.
std::optional<std::string> further_step_name(const ProjectionName& projection, int step);

/// What else a model holds around its projection, in the order in which a picture passes it.
enum class SurroundingRole {
    norm_before,         ///< of a patch's pixels
    norm_after,          ///< of the vectors, right after the projection
    class_token,         ///< a learned vector put before the tokens
    distillation_token,  ///< likewise, of DeiT
    registers,           ///< likewise several, of DINOv2 and DINOv3
    positions,           ///< the learned vectors added to the tokens
    norm_of_tokens,      ///< of all tokens, before the first layer (CLIP)
};

/// What `tensor` is to the model whose projection was found, by its name.
std::optional<SurroundingRole> surrounding_role(std::string_view tensor, const ProjectionName& projection);

/// Whether `tensor` is the position embedding of the model whose projection was found under `root`.
bool is_position_embedding(std::string_view tensor, std::string_view root);

}  // namespace patchlens
