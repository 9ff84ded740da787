#!/usr/bin/python3
"""Writes what PyTorch computes, or raises, where mistakes are made: mistake_goldens.json.

    /usr/bin/python3 tests/golden/make_mistake_goldens.py

Each mistake is the line of Python that makes it, not a formula; weights and pixels are not stored.
"""
import json
import os

import numpy as np
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
SCALING = {"none": ((0.0,) * 4, (1.0,) * 4),
           "imagenet": ((0.485, 0.456, 0.406, 0.0), (0.229, 0.224, 0.225, 1.0)),
           "half": ((0.5,) * 4, (0.5,) * 4)}

# in_chans, embed_dim, patch (h, w), image (h, w), normalize, mistakes
CASES = [
    (3, 16, (8, 8), (40, 56), "none", []),
    (3, 16, (8, 8), (40, 56), "imagenet", []),
    (3, 16, (8, 8), (40, 56), "none", ["flat_order"]),
    (4, 7, (3, 5), (20, 31), "half", ["flat_order"]),
    (3, 16, (8, 8), (40, 56), "none", ["reshape"]),
    (1, 37, (4, 4), (16, 16), "none", ["reshape"]),
    (3, 16, (8, 8), (40, 56), "none", ["overlap"]),
    (3, 5, (3, 1), (20, 31), "none", ["overlap"]),
    (3, 16, (8, 8), (40, 56), "none", ["gaps"]),
    (3, 16, (8, 8), (40, 56), "none", ["padding"]),
    (3, 5, (5, 1), (20, 31), "imagenet", ["padding"]),
    (3, 16, (8, 8), (40, 56), "imagenet", ["unnormalised"]),
    (3, 16, (8, 8), (40, 56), "none", ["bytes"]),
    (4, 16, (8, 8), (40, 56), "imagenet", ["bytes"]),
    (3, 16, (8, 8), (40, 56), "imagenet", ["bgr"]),
    (4, 16, (8, 8), (40, 56), "none", ["bgr"]),
    (3, 16, (8, 8), (40, 56), "none", ["swapped_sides"]),
    (3, 16, (8, 8), (40, 56), "none", ["no_bias"]),
    (3, 16, (8, 8), (40, 56), "none", ["patch_weights"]),
    (3, 16, (8, 8), (40, 56), "none", ["one_channel"]),
    (3, 16, (8, 8), (40, 56), "none", ["patch_weights", "one_channel"]),
    (3, 16, (8, 8), (40, 56), "imagenet", ["bgr", "bytes", "unnormalised"]),
    (3, 16, (8, 8), (40, 56), "imagenet", ["bgr", "bytes", "flat_order", "no_bias"]),
    (3, 16, (8, 8), (40, 56), "imagenet", ["reshape", "overlap", "padding", "swapped_sides"]),
    (3, 16, (8, 8), (40, 56), "none", ["gaps", "padding", "swapped_sides", "flat_order"]),
]


def levels(channels, height, width):
    """[H, W, C] bytes: the upper eight bits of a linear congruential generator."""
    state, numbers = 1, np.empty(height * width * channels, dtype=np.uint8)
    for i in range(len(numbers)):
        state = (1664525 * state + 1013904223) % 2**32
        numbers[i] = state >> 24
    return numbers.reshape(height, width, channels)


def tokens_of(channels, dim, patch, image, normalize, mistakes):
    picture = levels(channels, *image)
    if "bgr" in mistakes:
        picture = picture[..., [2, 1, 0, 3][:channels]]
    x = picture.astype(np.float32)
    if "bytes" not in mistakes:
        x = x / np.float32(255)
    x = x.transpose(2, 0, 1)
    if "unnormalised" not in mistakes:
        mean, std = (np.array(v[:channels], dtype=np.float32).reshape(-1, 1, 1) for v in SCALING[normalize])
        x = (x - mean) / std
    x = torch.from_numpy(np.ascontiguousarray(x))[None]

    torch.manual_seed(0)
    right = nn.Conv2d(channels, dim, kernel_size=patch, stride=patch)
    half = tuple(max(side // 2, 1) for side in patch)
    stride = half if "overlap" in mistakes else tuple(2 * side for side in patch) if "gaps" in mistakes else patch
    proj = nn.Conv2d(1 if "one_channel" in mistakes else channels, dim, kernel_size=patch, stride=stride,
                     padding=half if "padding" in mistakes else 0, bias="no_bias" not in mistakes)
    if "patch_weights" in mistakes:
        proj.load_state_dict(nn.Conv2d(channels, dim, tuple(2 * side for side in patch)).state_dict())
    if "one_channel" not in mistakes:
        proj.load_state_dict(right.state_dict(), strict=False)
    if "flat_order" in mistakes:
        rows = nn.functional.unfold(x, patch, padding=proj.padding, stride=stride).transpose(1, 2)
        rows = rows.unflatten(2, (channels, -1)).transpose(2, 3).flatten(2)  # (c p1 p2) -> (p1 p2 c)
        tokens = nn.functional.linear(rows, right.weight.flatten(1), proj.bias)
        rows, columns = ((side + 2 * p - k) // s + 1
                         for side, p, k, s in zip(image, proj.padding, patch, proj.stride))
        y = tokens.transpose(1, 2).unflatten(2, (rows, columns))
    else:
        y = proj(x)
    if "reshape" in mistakes:
        tokens = y.reshape(1, -1, dim)
    else:
        tokens = y.flatten(2).transpose(1, 2)
    rows, columns = y.shape[2:]
    if "swapped_sides" in mistakes:
        columns, rows = y.shape[2:]
    return tokens, tokens.transpose(1, 2).reshape(1, dim, rows, columns)


def case(channels, dim, patch, image, normalize, mistakes):
    golden = {"in_chans": channels, "embed_dim": dim, "patch_size": patch, "image": image, "normalize": normalize,
              "mistakes": mistakes}
    try:
        with torch.no_grad():
            tokens, maps = tokens_of(channels, dim, patch, image, normalize, mistakes)
    except RuntimeError as error:
        return golden | {"raises": str(error)}
    return golden | {"tokens": list(tokens.shape), "laid_out": list(maps.shape[2:]),
                     "every_third": [float("%.9g" % number) for number in tokens.flatten().numpy()[::3]]}


def main():
    golden = {"torch": torch.__version__, "numpy": np.__version__, "cases": [case(*each) for each in CASES]}
    with open(os.path.join(HERE, "mistake_goldens.json"), "w", encoding="utf-8") as file:
        file.write('{"torch": %s, "numpy": %s, "cases": [\n' % (json.dumps(golden["torch"]), json.dumps(golden["numpy"])))
        file.write(",\n".join(json.dumps(each) for each in golden["cases"]) + "\n]}\n")


if __name__ == "__main__":
    main()
