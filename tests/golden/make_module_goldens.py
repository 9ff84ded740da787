#!/usr/bin/python3
"""Writes what PyTorch says about initialisation and the patch projection: module_goldens.json, module_goldens.f32.

    /usr/bin/python3 tests/golden/make_module_goldens.py

The .f32 file holds little-endian float32 numbers one after the other; the JSON says where each case's numbers begin
("offset", in numbers, and "count"). Weights are not stored: they are torch.manual_seed(seed); torch.nn.Conv2d(...).
Pixels are not stored either, they come from a formula exact in float32 (see `pixels`).
Outputs of more than WHOLE numbers are stored as every `step`-th number, with mean and mean square over all of them.
"""
import json
import os
import subprocess
import sys

import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
WHOLE = 2048
SAMPLES = 512

# in_chans, embed_dim, patch (h, w), image (h, w), bias, weight seed
OUTPUTS = {
    "the default module": (3, 512, (8, 8), (256, 256), True, 0),
    "without bias": (3, 512, (8, 8), (64, 64), False, 1),
    "a remainder in both directions": (3, 16, (8, 8), (20, 17), True, 2),
    "a remainder of rows only": (3, 5, (8, 8), (250, 248), True, 3),
    "taller than wide": (3, 5, (4, 4), (40, 12), True, 4),
    "wider than tall": (3, 5, (4, 4), (12, 40), True, 5),
    "one number": (1, 1, (1, 1), (1, 1), True, 6),
    "one pixel a patch": (3, 16, (1, 1), (9, 7), True, 7),
    "two pixels a patch, grey": (1, 4, (2, 2), (8, 6), True, 0),
    "two pixels a patch, no bias": (4, 5, (2, 2), (10, 10), False, 8),
    "three pixels a patch": (3, 5, (3, 3), (31, 32), True, 9),
    "five pixels a patch, grey": (1, 16, (5, 5), (26, 34), True, 10),
    "seven pixels a patch, four channels": (4, 5, (7, 7), (30, 50), True, 11),
    "a patch lying down": (3, 16, (2, 9), (21, 40), True, 12),
    "a patch standing up": (1, 5, (13, 3), (40, 20), False, 13),
    "one line a patch": (3, 5, (1, 32), (4, 100), True, 14),
    "the patch of DINOv2": (3, 16, (14, 14), (70, 59), True, 15),
    "the patch of ViT-B/16": (3, 512, (16, 16), (64, 48), True, 16),
    "the patch of ViT-B/32": (3, 16, (32, 32), (96, 100), True, 17),
    "the largest sums": (4, 5, (32, 32), (64, 64), True, 18),
    "a patch as large as the image": (3, 5, (24, 16), (24, 16), True, 19),
    "a seed beyond 32 bits": (3, 5, (8, 8), (16, 16), True, 2**32 + 5),
}

# sizes of consecutive normal_ calls on one generator, mean, std, seed
NORMALS = {
    "one": ([1], 0.0, 1.0, 0),
    "fifteen": ([15], 0.0, 1.0, 1),
    "the spare number waits for the next call": ([3, 4, 1, 2], 0.5, 2.0, 2),
    "sixteen": ([16], 0.0, 1.0, 0),
    "seventeen redraws the last sixteen": ([17], 0.0, 1.0, 3),
    "thirty-one": ([31], -1.0, 0.25, 4),
    "thirty-two": ([32], 0.0, 1.0, 42),
    "a spare number survives a large call": ([1, 20, 1], 0.0, 1.0, 5),
    "a thousand": ([1000], 0.0, 0.02, 6),
    "five thousand": ([5000], 0.0, 1.0, 7),
}


class Store:
    def __init__(self):
        self.blocks, self.size = [], 0

    def add(self, numbers):
        numbers = np.ascontiguousarray(numbers, dtype="<f4").ravel()
        where = {"offset": self.size, "count": int(numbers.size)}
        self.blocks.append(numbers)
        self.size += numbers.size
        return where


def pixels(channels, height, width):
    """s[0] = 1, s[n+1] = (1664525 s[n] + 1013904223) mod 2^32; pixel n = (s[n+1] >> 8) / 2^24, in C order."""
    state, values = 1, np.empty(channels * height * width, dtype=np.float32)
    for n in range(values.size):
        state = (1664525 * state + 1013904223) % 2**32
        values[n] = (state >> 8) / 2.0**24
    return torch.from_numpy(values.reshape(1, channels, height, width))


def output_cases(store):
    for name, (channels, dim, patch, image, bias, seed) in OUTPUTS.items():
        torch.manual_seed(seed)
        conv = torch.nn.Conv2d(channels, dim, kernel_size=patch, stride=patch, bias=bias)
        with torch.no_grad():
            output = conv(pixels(channels, *image)).numpy()
        step = 1 if output.size <= WHOLE else output.size // SAMPLES | 1
        exact = output.astype(np.float64)
        yield {"name": name, "in_chans": channels, "embed_dim": dim, "patch_size": patch, "image": image,
               "bias": bias, "seed": seed, "shape": output.shape, "step": step, "mean": exact.mean(),
               "mean_square": (exact * exact).mean(), **store.add(output.ravel()[::step])}


def normal_numbers(sizes, mean, std, seed):
    torch.manual_seed(seed)
    return np.concatenate([torch.empty(size).normal_(mean, std).numpy() for size in sizes])


def normal_cases(store):
    """Of PyTorch's portable path and, where this machine has it, of its AVX2 path."""
    for name, (sizes, mean, std, seed) in NORMALS.items():
        case = {"name": name, "sizes": sizes, "mean": mean, "std": std, "seed": seed}
        for capability in ("default", "avx2"):
            answer = subprocess.run([sys.executable, __file__, "--normal", name], check=True, capture_output=True,
                                    env={**os.environ, "ATEN_CPU_CAPABILITY": capability}).stdout
            case[capability] = store.add(np.frombuffer(answer, dtype="<f4"))
        yield case


def trunc_normal_cases(store):
    """torchvision's and timm's ways, the latter written out as in timm/layers/weight_init.py."""
    for name, seed, dim, channels, patch in (("trunc_normal", 0, 512, 3, 8), ("trunc_normal", 1, 16, 1, 1),
                                             ("lecun", 0, 512, 3, 8), ("lecun", 1, 16, 1, 1)):
        torch.manual_seed(seed)
        weight = torch.nn.Conv2d(channels, dim, patch, patch).weight.detach()
        fan = channels * patch * patch
        if name == "trunc_normal":
            torch.nn.init.trunc_normal_(weight, std=(1 / fan) ** 0.5)
        else:
            torch.nn.init.trunc_normal_(weight, std=1.0, a=-2.0, b=2.0)
            weight.mul_((1 / fan) ** 0.5 / 0.87962566103423978)
        numbers = weight.numpy().ravel()
        step = 1 if numbers.size <= WHOLE else numbers.size // SAMPLES | 1
        yield {"init": name, "seed": seed, "embed_dim": dim, "in_chans": channels, "patch_size": patch, "step": step,
               **store.add(numbers[::step])}


def xavier_cases(store):
    """As MAE initialises: Conv2d, then xavier_uniform_ on the [embed_dim, fan] view of its weight."""
    for seed, dim, channels, patch in ((0, 512, 3, 8), (7, 768, 3, 16), (1, 3, 1, 2)):
        torch.manual_seed(seed)
        weight = torch.nn.Conv2d(channels, dim, patch, patch).weight.detach()
        torch.nn.init.xavier_uniform_(weight.view(dim, -1))
        numbers = weight.numpy().ravel()
        step = 1 if numbers.size <= WHOLE else numbers.size // SAMPLES | 1
        yield {"seed": seed, "embed_dim": dim, "in_chans": channels, "patch_size": patch, "step": step,
               **store.add(numbers[::step])}


def main():
    store = Store()
    golden = {"torch": torch.__version__, "numpy": np.__version__, "outputs": list(output_cases(store)),
              "normals": list(normal_cases(store)), "truncated_normals": list(trunc_normal_cases(store)),
              "xavier": list(xavier_cases(store))}
    with open(os.path.join(HERE, "module_goldens.json"), "w", encoding="utf-8") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")
    np.concatenate(store.blocks).tofile(os.path.join(HERE, "module_goldens.f32"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--normal"]:
        sys.stdout.buffer.write(normal_numbers(*NORMALS[sys.argv[2]]).tobytes())
    else:
        main()
