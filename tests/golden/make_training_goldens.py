#!/usr/bin/python3
"""Writes what PyTorch's autograd and Adam say about the first steps of learning a projection: training.json.

    /usr/bin/python3 tests/golden/make_training_goldens.py

The patches come from a formula (see `patches`). The first filters and the batches are drawn as ProjectionTrainer draws
them: MT19937, Tensor.normal_ in float32, then (next() * count) >> 32 for each patch of a batch.
"""
import json
import os

import numpy as np
import torch

from make_module_goldens import pixels

HERE = os.path.dirname(os.path.abspath(__file__))
COUNT, LENGTH, FILTERS, BATCH, STEPS, SEED = 64, 12, 24, 20, 3, 7
RATE, SPARSENESS = 0.01, 0.12


def patches():
    """[64, 12]: numbers of the pixel formula, column j times (j + 1) / 4, plus the row's first."""
    numbers = np.asarray(pixels(1, COUNT, LENGTH), dtype=np.float64).reshape(COUNT, LENGTH)
    return numbers * (np.arange(LENGTH) + 1) / 4 + numbers[:, :1]


def whitened(x):
    mean = x.mean(0)
    variances, vectors = np.linalg.eigh((x - mean).T @ (x - mean) / len(x))
    variances, vectors = variances[::-1], vectors[:, ::-1]
    vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(0), np.arange(LENGTH)])
    return mean, (vectors / np.sqrt(variances + 1e-5 * variances[0])).T


def scaled(x):
    mean = x.mean(0)
    return mean, np.eye(LENGTH) / np.sqrt(((x - mean) ** 2).mean())


def train(method):
    mean, transform = whitened(patches()) if method == "sparse" else scaled(patches())
    z = torch.tensor((patches() - mean) @ transform.T)
    torch.manual_seed(SEED)
    first = torch.empty(FILTERS * LENGTH).normal_(0.0, 0.1 / LENGTH**0.5).reshape(FILTERS, LENGTH).double()
    generator = np.random.Generator(np.random.MT19937())
    generator.bit_generator.state = np.random.RandomState(SEED).get_state(legacy=False)
    generator.bit_generator.random_raw(FILTERS * LENGTH)
    w = torch.nn.Parameter(first / first.norm(dim=1, keepdim=True) if method == "sparse" else first)
    scale = LENGTH / FILTERS if method == "sparse" else 1.0
    optimiser = torch.optim.Adam([w], lr=RATE)
    losses = []
    for _ in range(STEPS):
        draws = generator.bit_generator.random_raw(BATCH)
        x = z[torch.tensor([int(draw) * COUNT >> 32 for draw in draws])]
        h = x @ w.T
        loss = 0.5 * ((scale * h @ w - x) ** 2).sum(1).mean()
        if method == "sparse":
            loss = loss + SPARSENESS * (h**2 + 1e-4).sqrt().sum(1).mean()
        optimiser.zero_grad()
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            if method == "sparse":
                w.grad -= (w.grad * w).sum(1, keepdim=True) * w
            optimiser.step()
            if method == "sparse":
                w /= w.norm(dim=1, keepdim=True)
    weight = w.detach().numpy() @ transform
    return {"losses": losses, "weight": weight.ravel().tolist(), "bias": (-weight @ mean).tolist()}


def main():
    goldens = {"numpy": np.__version__, "torch": torch.__version__, "sparse": train("sparse"),
               "autoencoder": train("autoencoder")}
    with open(os.path.join(HERE, "training.json"), "w") as file:
        json.dump(goldens, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
