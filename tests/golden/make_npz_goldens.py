#!/usr/bin/python3
"""Writes .npz archives as NumPy makes them: npz/*.npz.

    /usr/bin/python3 tests/golden/make_npz_goldens.py

The weight is [4, 3, 2, 2]; number i of it is i / 8. The bias is -1, -2 … NumPy 1.24.2 wrote the files.
"""
import os

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "npz")
WEIGHT = np.arange(48, dtype=np.float32).reshape(4, 3, 2, 2) / 8
BIAS = -np.arange(1, 5, dtype=np.float32)


def main():
    os.makedirs(FOLDER, exist_ok=True)
    state = {"patch_embed.proj.weight": WEIGHT, "patch_embed.proj.bias": BIAS}
    np.savez(os.path.join(FOLDER, "stored.npz"), **state)
    np.savez_compressed(os.path.join(FOLDER, "deflated.npz"), **state)
    np.savez(os.path.join(FOLDER, "half.npz"), **{name: array.astype(np.float16) for name, array in state.items()})
    # Names and axes as in Google's ViT checkpoints, an array of objects among them.
    np.savez_compressed(os.path.join(FOLDER, "google.npz"), **{
        "Transformer/posembed_input/pos_embedding": np.zeros((1, 10, 4), np.float32),
        "embedding/kernel": np.asfortranarray(WEIGHT.transpose(2, 3, 1, 0)),
        "embedding/bias": BIAS,
        "opt/names": np.array(["a", None], dtype=object),
    })
    np.savez(os.path.join(FOLDER, "arr_0.npz"), WEIGHT)


if __name__ == "__main__":
    main()
