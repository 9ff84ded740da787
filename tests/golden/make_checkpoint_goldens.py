#!/usr/bin/python3
"""Makes the small model files that tests/core/checkpoint_golden_test.cpp opens.

    /usr/bin/python3 tests/golden/make_checkpoint_goldens.py

Each file holds a projection the way one framework or model family stores it. What it must become, the weight of
PyTorch's Conv2d, is made here by NumPy and PyTorch and stands in checkpoint_goldens.json as the bits of float32; where
a module does more than a Conv2d, the two are held against each other here. Headers of .npy files that numpy no longer
writes are put together by hand, and numpy.load is the judge of what they mean.
"""

import json
import struct
import warnings
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional

FOLDER = Path(__file__).resolve().parent
FILES = FOLDER / "checkpoints"
D, C, P = 8, 3, 4
generator = torch.Generator().manual_seed(12)


def random(*shape):
    return torch.randn(shape, generator=generator, dtype=torch.float32)


def bits(array):
    return np.ascontiguousarray(array, dtype="<f4").reshape(-1).view("<u4").tolist()


def write_safetensors(name, tensors, metadata=None):
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for key, tensor in tensors.items():
        content = np.ascontiguousarray(tensor.numpy(), dtype="<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (FILES / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def expect(weight, bias=None, **further):
    return {"shape": list(weight.shape), "weight": bits(weight.numpy()), "bias": bits(bias.numpy()) if bias is not None else [],
            **further}


def layouts(expected):
    weight, bias = random(D, C, P, P), random(D)
    mlx = weight.permute(0, 2, 3, 1)
    flax = weight.permute(2, 3, 1, 0)
    write_safetensors("mlx_swin", {"patch_embed.proj.weight": mlx, "patch_embed.proj.bias": bias,
                                   "patch_embed.norm.weight": random(D)}, {"format": "mlx"})
    expected["mlx_swin.safetensors"] = expect(weight, bias, layout="mlx", norm_follows=True)

    wide = random(D, C, 6, 6)
    write_safetensors("mlx_clip", {"vision_model.embeddings.patch_embedding.weight": wide.permute(0, 2, 3, 1)})
    expected["mlx_clip.safetensors"] = expect(wide, layout="mlx")

    # [8, 4, 4, 3] could be PyTorch's; another convolution of the file is square only in MLX's order.
    write_safetensors("mlx_neighbour", {"image_encoder.patch_embed.proj.weight": mlx,
                                        "image_encoder.neck.0.weight": random(6, 1, 1, 8)})
    expected["mlx_neighbour.safetensors"] = expect(weight, layout="mlx")

    write_safetensors("flax", {"embedding/kernel": flax, "embedding/bias": bias,
                               "Transformer/posembed_input/pos_embedding": random(1, 10, D)})
    expected["flax.safetensors"] = expect(weight, bias, layout="flax", img_size=3 * P)
    write_safetensors("keras", {"vit/embeddings/patch_embeddings/projection/kernel:0": flax,
                                "vit/embeddings/patch_embeddings/projection/bias:0": bias,
                                "vit/embeddings/position_embeddings:0": random(1, 5, D)}, {"format": "tf"})
    expected["keras.safetensors"] = expect(weight, bias, layout="flax", img_size=2 * P)
    np.save(FILES / "flax_kernel.npy", np.ascontiguousarray(flax.numpy()))
    expected["flax_kernel.npy"] = expect(weight, layout="flax")


def videos(expected):
    for steps in (1, 2):
        video, bias = random(D, C, steps, P, P), random(D)
        still = video.sum(2)
        picture = random(1, C, 2 * P, 2 * P)
        repeated = picture.unsqueeze(2).repeat(1, 1, steps, 1, 1)
        difference = functional.conv3d(repeated, video, bias, stride=(steps, P, P))[:, :, 0] - \
            functional.conv2d(picture, still, bias, stride=P)
        assert difference.abs().max() < 1e-5
        write_safetensors(f"conv3d_{steps}", {"visual.patch_embed.proj.weight": video, "visual.patch_embed.proj.bias": bias,
                                              "visual.pos_embed.weight": random(9, D)})
        expected[f"conv3d_{steps}.safetensors"] = expect(still, bias, time_steps=steps, img_size=3 * P)
        write_safetensors(f"conv3d_mlx_{steps}", {"visual.patch_embed.proj.weight": video.permute(0, 2, 3, 4, 1)},
                          {"format": "mlx"})
        expected[f"conv3d_mlx_{steps}.safetensors"] = expect(still, layout="mlx", time_steps=steps)


def linears(expected):
    linear, bias = random(D, P * P * C), random(D)
    weight = linear.reshape(D, P, P, C).permute(0, 3, 1, 2)
    picture = random(1, C, 2 * P, 2 * P)
    rows = picture.reshape(C, 2, P, 2, P).permute(1, 3, 2, 4, 0).reshape(4, P * P * C)  # (h w) (p1 p2 c)
    convolved = functional.conv2d(picture, weight, bias, stride=P).flatten(2).transpose(1, 2)[0]
    assert (functional.linear(rows, linear, bias) - convolved).abs().max() < 1e-5
    positions = {"pos_embedding": random(1, 10, D)}
    norms = {"to_patch_embedding.1.weight": random(P * P * C), "to_patch_embedding.1.bias": random(P * P * C),
             "to_patch_embedding.3.weight": random(D), "to_patch_embedding.3.bias": random(D)}
    write_safetensors("vit_pytorch", {**norms, "to_patch_embedding.2.weight": linear, "to_patch_embedding.2.bias": bias,
                                      **positions})
    expected["vit_pytorch.safetensors"] = expect(weight, bias, norm_before=True, norm_follows=True, img_size=3 * P)
    write_safetensors("vit_pytorch_old", {"net.to_patch_embedding.1.weight": linear, "net.to_patch_embedding.1.bias": bias})
    expected["vit_pytorch_old.safetensors"] = expect(weight, bias)


def names(expected):
    weight, bias = random(D, C, P, P), random(D)

    def write(name, prefix, further, has_bias=True, **what):
        tensors = {prefix + "weight": weight, **further}
        if has_bias:
            tensors[prefix + "bias"] = bias
        write_safetensors(name, tensors)
        expected[name + ".safetensors"] = expect(weight, bias if has_bias else None, **what)

    write("sam", "vision_encoder.patch_embed.projection.", {"vision_encoder.pos_embed": random(1, 3, 3, D)}, img_size=3 * P)
    write("openmmlab", "backbone.patch_embed.projection.", {"backbone.pos_embed": random(1, 10, D)}, img_size=3 * P)
    write("pixtral", "vision_tower.patch_conv.", {"language_model.embed.weight": random(3, 4)}, has_bias=False)
    write("glm", "transformer.vision.patch_embedding.proj.",
          {"transformer.vision.patch_embedding.position_embedding.weight": random(10, D)}, img_size=3 * P)
    write("internvit", "vision_model.embeddings.patch_embedding.",
          {"vision_model.embeddings.position_embedding": random(1, 17, D)}, img_size=4 * P)
    write("registers", "patch_embed.proj.", {"pos_embed": random(1, 4 * 4 + 5, D)}, img_size=4 * P)
    write("convnext", "convnext.embeddings.patch_embeddings.", {"convnext.embeddings.layernorm.weight": random(D)},
          norm_follows=True)
    write("convnext_timm", "stem.0.", {"stem.1.weight": random(D), "stem.1.bias": random(D)}, norm_follows=True)


def npy_headers(expected):
    """Headers that numpy.load reads and numpy.save does not write."""
    values = np.arange(2 * 3 * 2 * 2, dtype="<f4").reshape(2, 3, 2, 2)
    headers = {
        "python2_long": "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L, 2L, 2L), }",
        "python2_unicode": "{u'descr': u'<f4', u'fortran_order': False, u'shape': (2, 3, 2, 2)}",
        "unpadded": "{'shape':(2,3,2,2),'descr':'<f4','fortran_order':False}",
        "native": "{'descr': '=f4', 'fortran_order': False, 'shape': ( 2 , 3 , 2 , 2 , ) , }   \n",
        "word": "{\"descr\": \"float32\", \"fortran_order\": False,\n \"shape\": (2, 3, 2, 2)}\n",
    }
    for name, header in headers.items():
        content = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("latin1") + values.tobytes()
        (FILES / f"{name}.npy").write_bytes(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            judged = np.load(FILES / f"{name}.npy")
        assert np.array_equal(judged, values), name
        expected[f"{name}.npy"] = expect(torch.from_numpy(judged))


def main():
    FILES.mkdir(exist_ok=True)
    expected = {}
    for part in (layouts, videos, linears, names, npy_headers):
        part(expected)
    goldens = {"versions": {"numpy": np.__version__, "torch": torch.__version__}, "files": expected}
    (FOLDER / "checkpoint_goldens.json").write_text(json.dumps(goldens, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
