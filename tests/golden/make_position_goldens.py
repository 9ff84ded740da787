"""Writes positions.json: what NumPy and PyTorch say about tables of positions.

Run: ATEN_CPU_CAPABILITY=default python3 tests/golden/make_position_goldens.py
(for normal_, whose bits differ on the AVX2 path; with Debian 12's PyTorch 1.13.1 and NumPy 1.24.2).
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F


def sincos(dim, at):
    """One coordinate of all patches as `dim` numbers, sines first, as MAE's formula says."""
    wave = 1.0 / 10000 ** (np.arange(dim // 2, dtype=np.float64) / (dim / 2.0))
    angles = np.outer(at.reshape(-1).astype(np.float64), wave)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


def sincos_2d(dim, rows, columns):
    row, column = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return np.concatenate([sincos(dim // 2, column), sincos(dim // 2, row)], axis=1).astype(np.float32)


def table(rows, dim):
    """Numbers any language can make again."""
    i, j = np.meshgrid(np.arange(rows), np.arange(dim), indexing="ij")
    return (((i * i * 37 + i * j * 101 + j * 53) % 1009) / 1009.0 / (1 + j)).astype(np.float32)


def stretched(numbers, sides, to, antialias):
    """As timm does: reshape, permute, interpolate, permute back."""
    dim = numbers.shape[-1]
    picture = torch.from_numpy(numbers).double().reshape(1, *sides, dim).permute(0, 3, 1, 2)
    if sides != to:
        picture = F.interpolate(picture, size=to, mode="bicubic", align_corners=False, antialias=antialias)
    return picture.permute(0, 2, 3, 1).reshape(-1, dim)


def stretches():
    cases = []
    for sides, to in [((4, 4), (6, 6)), ((4, 4), (3, 2)), ((3, 5), (5, 3)), ((1, 4), (2, 9)), ((7, 7), (7, 7)),
                      ((14, 14), (16, 16)), ((5, 4), (2, 16))]:
        for antialias in (True, False):
            numbers = table(sides[0] * sides[1], 5)
            cases.append({"from": sides, "to": to, "antialias": antialias,
                          "numbers": stretched(numbers, sides, to, antialias).flatten().tolist()})
    return cases


def mistakes():
    """Each on a table with a class row in front, for a grid of 4x4 (other sides: 2x8), stretched to 6x5."""
    whole = table(1 + 16, 3)
    one_off = stretched(whole[:16], (4, 4), (6, 5), True)
    sides = stretched(whole[1:], (2, 8), (6, 5), True)
    picture = torch.from_numpy(whole[1:]).double().reshape(1, 3, 4, 4)  # no permute
    scrambled = F.interpolate(picture, size=(6, 5), mode="bicubic", align_corners=False, antialias=True)
    return {"class_row_left": one_off.flatten().tolist(), "other_sides": sides.flatten().tolist(),
            "not_permuted": scrambled.permute(0, 2, 3, 1).flatten().tolist()}


def error_of(tokens, positions):
    try:
        torch.zeros(1, tokens, 2) + torch.zeros(1, positions, 2)
    except RuntimeError as error:
        return "RuntimeError: " + str(error)
    return ""


def drawn(rows, dim, seed):
    torch.manual_seed(seed)
    return torch.empty(rows, dim).normal_(std=0.02).flatten().tolist()


def order(count, seed):
    torch.manual_seed(seed)
    return torch.randperm(count).tolist()


def similarities(rows, columns, dim):
    """Of every position to all, as figure 7 of the ViT paper shows them."""
    units = F.normalize(torch.from_numpy(sincos_2d(dim, rows, columns)).double(), dim=1)
    return (units @ units.T).flatten().tolist()


def main():
    golden = {
        "versions": {"torch": torch.__version__, "numpy": np.__version__},
        "sincos": [{"grid": [rows, columns], "dim": dim, "numbers": sincos_2d(dim, rows, columns).flatten().tolist()}
                   for rows, columns, dim in [(2, 3, 8), (3, 1, 4), (5, 4, 12)]],
        "drawn": [{"rows": rows, "dim": dim, "seed": seed, "numbers": drawn(rows, dim, seed)}
                  for rows, dim, seed in [(3, 4, 0), (5, 7, 42)]],
        "stretches": stretches(),
        "mistakes": mistakes(),
        "errors": [[a, b, error_of(a, b)] for a, b in [(257, 197), (197, 577), (16, 16), (1025, 1), (10, 11)]],
        "orders": [[count, seed, order(count, seed)] for count, seed in [(1, 0), (2, 1), (16, 0), (60, 7)]],
        "similarity": {"grid": [3, 4], "dim": 16, "numbers": similarities(3, 4, 16)},
    }
    path = pathlib.Path(__file__).parent / "positions.json"
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
