"""Writes analysis.json: what NumPy and PyTorch say about small matrices, for the tests of core's analysis.

Run: python3 tests/golden/make_analysis_goldens.py
"""

import json
import pathlib

import numpy as np
import torch


def decaying(rows, columns):
    """Numbers any language can make again: integers modulo a prime, smaller from column to column."""
    i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    return (((i * i * 37 + i * j * 101 + j * 53) % 1009) / 1009.0 / (1 + j)).astype(np.float32)


def principal_components(vectors, count):
    centred = vectors.astype(np.float64) - vectors.astype(np.float64).mean(axis=0)
    _, singular, directions = np.linalg.svd(centred, full_matrices=False)
    variances = singular**2 / len(vectors)
    following = np.append(variances, 0)[1 : count + 1]
    assert np.all(variances[:count] > 1.01 * following), "too close to compare directions"
    components = directions[:count]
    signs = np.sign(components[np.arange(count), np.abs(components).argmax(axis=1)])
    components = components * signs[:, None]
    return {
        "rows": vectors.shape[0],
        "columns": vectors.shape[1],
        "count": count,
        "total_variance": variances.sum(),
        "variances": variances[:count].tolist(),
        "components": components[:, :12].tolist(),
        "scores": (centred @ components.T)[:12].tolist(),
    }


def k_means(rows, columns, k, directions=False):
    """Lloyd's algorithm from the first k rows as centres, until no label changes; of vectors made one long first."""
    vectors = decaying(rows, columns).astype(np.float64)
    if directions:
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    centres, labels, iterations = vectors[:k], None, 0
    while True:
        nearest = ((vectors[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        if labels is not None and (nearest == labels).all():
            break
        labels, iterations = nearest, iterations + 1
        centres = np.stack([vectors[labels == i].mean(axis=0) for i in range(k)])
    return {
        "rows": rows, "columns": columns, "k": k, "labels": labels.tolist(), "centres": centres.tolist(),
        "inertia": float(((vectors - centres[labels]) ** 2).sum()), "iterations": iterations,
    }


def rms(patches, weight, singular_values_kept=None):
    """Of patches less what the pseudo-inverse gives back of their embeddings."""
    wide = weight.astype(np.float64)
    if singular_values_kept is None:
        back = np.linalg.pinv(wide, rcond=1e-6) @ wide
    else:
        _, _, directions = np.linalg.svd(wide, full_matrices=False)
        kept = directions[:singular_values_kept]
        back = kept.T @ kept
    return float(np.sqrt(((patches - patches @ back.T) ** 2).mean()))


def reconstruction_error(weight):
    patches = (decaying(300, weight.shape[1]) - np.float32(0.2)).astype(np.float64)
    return {
        "weight": weight.tolist(),
        "patches": patches.shape[0],
        "by_directions": [rms(patches, weight, k) for k in range(np.linalg.matrix_rank(weight) + 1)],
        "by_filters": [rms(patches, weight[:d]) if d else float(np.sqrt((patches**2).mean()))
                       for d in range(len(weight) + 1)],
    }


def main():
    tokens = decaying(20, 7) - np.float32(0.2)
    weight = decaying(10, 6) - np.float32(0.1)
    deficient = np.concatenate([weight[:, :4], weight[:, :2] + weight[:, 2:4]], axis=1)
    shapes = [(300, 100, 3), (90, 150, 3), (400, 300, 4), (300, 400, 4), (20, 7, 7)]
    wide = tokens.astype(np.float64)
    histogram, _ = np.histogram(wide, bins=9, range=(-0.3, 0.6))
    golden = {
        "numpy": np.__version__,
        "torch": torch.__version__,
        "principal_components": [principal_components(decaying(n, d), count) for n, d, count in shapes],
        "cosine_similarity": torch.nn.functional.cosine_similarity(
            torch.from_numpy(wide), torch.from_numpy(wide[3:4])
        ).tolist(),
        "norms": np.linalg.norm(wide, axis=1).tolist(),
        "mean": wide.mean(axis=0).tolist(),
        "std": wide.std(axis=0).tolist(),
        "patch_mean": wide.mean(axis=1).tolist(),
        "patch_std": wide.std(axis=1).tolist(),
        "histogram": histogram.tolist(),
        "pseudo_inverse": [
            {
                "weight": w.tolist(),
                "rank": int(np.linalg.matrix_rank(w)),
                "singular_values": np.linalg.svd(w.astype(np.float64), compute_uv=False).tolist(),
                "pinv": np.linalg.pinv(w.astype(np.float64), rcond=1e-6).tolist(),
            }
            for w in (weight, weight.T, deficient)
        ],
        "reconstruction_error": [reconstruction_error(w) for w in (weight, weight.T, deficient)],
        "k_means": [k_means(rows, columns, k) for rows, columns, k in [(200, 7, 4), (700, 3, 9), (50, 40, 2)]],
        "k_means_of_directions": [k_means(rows, columns, k, True) for rows, columns, k in [(200, 7, 4), (60, 3, 5)]],
        "magnitude_of_share": [
            [share, [float(m) for m in np.quantile(np.abs(decaying(101, 3)), share, axis=0, method="inverted_cdf")]]
            for share in (0.0, 0.5, 0.98, 1.0)
        ],
    }
    path = pathlib.Path(__file__).with_name("analysis.json")
    path.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
