#!/usr/bin/python3
"""Makes the weight files that tests/core/{npy,safetensors,kernel_resample}_test.cpp read.

    /usr/bin/python3 tests/golden/make_file_goldens.py

.npy files come from numpy itself. The safetensors file is put together here from torch's bytes, by the format's own
description. Expected values stand in file_goldens.json: float32 numbers as their 32 bits, so that NaN and infinities
are exact.
"""

import json
import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as functional

FOLDER = Path(__file__).resolve().parent
FILES = FOLDER / "files"


def bits(array):
    return np.ascontiguousarray(array, dtype="<f4").reshape(-1).view("<u4").tolist()


def npy_files():
    values = np.array([[0.0, -0.0, 1.5, -2.25], [65504.0, 6.1e-5, 6e-8, 1e-3], [np.inf, -np.inf, np.nan, 3.0]])
    counts = np.arange(24).reshape(2, 3, 4)
    arrays = {
        "f4": values.astype("<f4"),
        "f2": values.astype("<f2"),
        "f8": np.array([[0.1, 1e300, -1e300], [1e-320, 16777217.0, np.nan]], dtype="<f8"),
        "f4_big_endian": values.astype(">f4"),
        "u1": np.arange(250, 256, dtype="|u1"),
        "i4": np.array([-2147483648, 16777217, 7], dtype="<i4"),
        "i8": np.array([[-9007199254740993, 5]], dtype="<i8"),
        "fortran": np.asfortranarray(counts.astype("<f4")),
        "fortran_f2": np.asfortranarray(counts.astype("<f2")),
        "scalar": np.float32(2.5).reshape(()),
        "no_numbers": np.zeros((0, 3), dtype="<f4"),
    }
    expected = {}
    for name, array in arrays.items():
        np.save(FILES / f"{name}.npy", array)
        expected[name] = {"shape": list(array.shape), "bits": bits(array.astype("<f4"))}
    for major in (2, 3):
        name = f"version{major}"
        with open(FILES / f"{name}.npy", "wb") as file:
            np.lib.format.write_array(file, counts.astype("<f4"), version=(major, 0))
        expected[name] = {"shape": list(counts.shape), "bits": bits(counts)}
    np.save(FILES / "objects.npy", np.array([{}, None], dtype=object), allow_pickle=True)
    np.save(FILES / "records.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
    np.save(FILES / "complex.npy", np.zeros(2, dtype="<c8"))
    return expected


def safetensors_file():
    special = torch.tensor([0.0, -0.0, 1.0, -1.5, 6e-8, 6.1e-5, 65504.0, float("inf"), float("-inf"), float("nan")])
    tensors = {
        # One byte first, so that everything behind it is unaligned.
        "one_byte": ("BOOL", torch.tensor([True])),
        "full": ("F32", special.reshape(2, 5)),
        "half": ("F16", special.half()),
        "brain": ("BF16", torch.cat([special, torch.tensor([1e-40, 3e38, 3.14159])]).bfloat16()),
        "double": ("F64", torch.tensor([0.1, 1e300, -1e300, 1e-320], dtype=torch.float64)),
        "integer": ("I32", torch.tensor([[1, 2]], dtype=torch.int32)),
        "scalar": ("F32", torch.tensor(2.5)),
        "no_numbers": ("F32", torch.zeros(0, 3)),
    }
    header, data, expected = {"__metadata__": {"format": "pt"}}, b"", {}
    for name, (dtype, tensor) in tensors.items():
        flat = tensor.reshape(-1)
        stored = flat.view(torch.int16) if dtype == "BF16" else flat
        content = stored.numpy().tobytes()
        header[name] = {"dtype": dtype, "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(content)]}
        data += content
        expected[name] = {"shape": list(tensor.shape), "dtype": dtype, "bits": bits(flat.float().numpy())}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (FILES / "numbers.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    return expected


def interpolation(old, new):
    """The matrix [new, old] of torch's own bicubic antialiased interpolation, one column for each unit vector."""
    columns = [functional.interpolate(row.reshape(1, 1, 1, old), (1, new), mode="bicubic", antialias=True)
               for row in torch.eye(old, dtype=torch.float64)]
    return torch.stack([column.reshape(new) for column in columns], dim=1)


def interpolation_2d(old, new):
    """The matrix [new area, old area] of interpolating whole patches, without taking it apart by axes."""
    units = torch.eye(old[0] * old[1], dtype=torch.float64).reshape(-1, 1, *old)
    resized = functional.interpolate(units, new, mode="bicubic", antialias=True)
    return resized.reshape(old[0] * old[1], -1).T


def resampled_weights():
    generator = torch.Generator().manual_seed(5)
    cases = []
    for old, new in [((4, 4), (2, 2)), ((4, 4), (8, 8)), ((8, 8), (7, 5)), ((5, 3), (6, 9)), ((16, 16), (14, 14)),
                     ((6, 2), (3, 7)), ((3, 3), (1, 1)), ((1, 1), (4, 4))]:
        weight = torch.randn((2, 1, *old), generator=generator, dtype=torch.float32)
        inverse = torch.from_numpy(np.linalg.pinv(interpolation_2d(old, new).numpy()))
        expected = weight.double().reshape(2, -1) @ inverse
        cases.append({"old": old, "new": new, "weight": bits(weight.numpy()), "expected": expected.reshape(-1).tolist()})
    return cases


def adapted_weights():
    """timm's adapt_input_conv, by its description: sum for one channel; otherwise repeat, cut, scale by 3/in_chans."""
    weight = torch.randn((2, 3, 2, 2), generator=torch.Generator().manual_seed(6))
    expected = {"1": weight.sum(dim=1, keepdim=True)}
    for channels in (2, 4, 7):
        expected[str(channels)] = weight.repeat(1, 3, 1, 1)[:, :channels] * (3 / channels)
    return {"weight": bits(weight.numpy()), "expected": {key: bits(value.numpy()) for key, value in expected.items()}}


def main():
    FILES.mkdir(exist_ok=True)
    goldens = {
        "versions": {"numpy": np.__version__, "torch": torch.__version__},
        "npy": npy_files(),
        "safetensors": safetensors_file(),
        "interpolation": [{"from": old, "to": new, "matrix": interpolation(old, new).reshape(-1).tolist()}
                          for old, new in [(4, 2), (4, 8), (16, 14), (7, 7), (3, 1), (1, 5), (5, 13)]],
        "resampled": resampled_weights(),
        "adapted": adapted_weights(),
    }
    (FOLDER / "file_goldens.json").write_text(json.dumps(goldens, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
