#!/usr/bin/python3
"""Writes what PyTorch's Conv2d, unfold and fold say with other strides and with padding: sliding_goldens.json, .f32.

    /usr/bin/python3 tests/golden/make_sliding_goldens.py

The forms are those of make_module_goldens.py: weights and pixels are not stored, numbers are every `step`-th.
"""
import json
import math
import os
import random

import numpy as np
import torch
from torch.nn import functional

from make_module_goldens import HERE, SAMPLES, Store, pixels

# in_chans, embed_dim, kernel (h, w), stride (h, w), padding (h, w), image (h, w)
NAMED = {
    "half a patch": (3, 512, (8, 8), (4, 4), (0, 0), (64, 64)),
    "SegFormer, PVT v2, MViT v2": (3, 64, (7, 7), (4, 4), (3, 3), (56, 64)),
    "CvT": (3, 64, (7, 7), (4, 4), (2, 2), (56, 64)),
    "gaps": (3, 16, (4, 4), (7, 6), (0, 0), (40, 50)),
    "stride 1": (1, 5, (3, 3), (1, 1), (1, 1), (17, 19)),
    "patches wholly in the padding": (3, 5, (2, 2), (2, 2), (5, 4), (6, 5)),
    "a patch larger than the picture": (3, 5, (9, 12), (3, 3), (4, 5), (4, 5)),
    "gaps that begin in the padding": (4, 5, (2, 3), (5, 7), (3, 1), (23, 24)),
    "several blocks of depth": (4, 20, (24, 18), (6, 9), (11, 3), (50, 60)),
}


def step_of(size):
    """Prime to the size, so that the numbers kept fall on every token, dimension and row."""
    step = max(size // SAMPLES, 1)
    while math.gcd(step, size) != 1:
        step += 1
    return step


def settings():
    yield from NAMED.items()
    chance = random.Random(0)
    pair = lambda low, high: (chance.randint(low, high), chance.randint(low, high))
    for number in range(48):
        kernel, stride, padding = pair(1, 9), pair(1, 11), pair(0, 6) if number % 3 else (0, 0)
        image = tuple(max(k - 2 * p, 1) + chance.randint(0, 40) for k, p in zip(kernel, padding))
        yield f"random {number}", (chance.choice((1, 3, 4)), chance.randint(1, 40), kernel, stride, padding, image)


def cases(store):
    for seed, (name, (channels, dim, kernel, stride, padding, image)) in enumerate(settings()):
        bias = seed % 4 != 3
        torch.manual_seed(seed)
        conv = torch.nn.Conv2d(channels, dim, kernel, stride, padding, bias=bias)
        picture = pixels(channels, *image)
        with torch.no_grad():
            output = conv(picture).numpy()
        rows = functional.unfold(picture, kernel, 1, padding, stride)
        ones = functional.unfold(torch.ones_like(picture), kernel, 1, padding, stride)
        # Each patch adds its number to every pixel, so that what overlaps differs.
        numbered = rows + torch.arange(rows.shape[2])
        summed = functional.fold(numbered, image, kernel, 1, padding, stride)
        count = functional.fold(ones, image, kernel, 1, padding, stride)
        mean = torch.where(count > 0, summed / count.clamp(min=1), torch.zeros(1))
        covered = count[0, 0] > 0
        uncovered = [int((~covered.any(1)).sum()), int((~covered.any(0)).sum())] if covered.any() else None
        keep = lambda numbers: {"step": step_of(numbers.size), **store.add(numbers.ravel()[::step_of(numbers.size)])}
        yield {"name": name, "in_chans": channels, "embed_dim": dim, "patch_size": kernel, "stride": stride,
               "padding": padding, "image": image, "bias": bias, "seed": seed, "shape": output.shape,
               "uncovered": uncovered, "output": keep(output), "rows": keep(rows[0].T.contiguous().numpy()),
               "folded": keep(mean[0].numpy())}


def main():
    store = Store()
    golden = list(cases(store))
    with open(os.path.join(HERE, "sliding_goldens.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in golden) + "\n]\n")
    np.concatenate(store.blocks).tofile(os.path.join(HERE, "sliding_goldens.f32"))


if __name__ == "__main__":
    main()
