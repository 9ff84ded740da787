#!/usr/bin/python3
"""The projection against PyTorch's Conv2d, in turn, on the same sizes and threads.

    tests/bench/peers.py [build/default/tests/bench/bench_core] [--rounds 5] [--seconds 1.0] [--filter REGEX]

Each round times bench_core, then PyTorch, so that both meet the same machine; the best of all rounds counts, because
other programs can only make a run slower. PyTorch is measured as it comes and, where torch has it, as oneDNN with
prepacked weights, which leaves its output in a blocked layout of its own instead of [D, H', W']. ONNX Runtime is
measured too: Python's where it is installed, or that of Node.js with --onnxruntime-node FOLDER, the folder where
`npm install onnxruntime-node` was called.
"""

import argparse
import functools
import io
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

import torch

SIZES = [(256, 8, 512), (224, 16, 768), (256, 4, 512), (256, 2, 512), (256, 32, 512), (1024, 8, 512),
         (1024, 16, 1024), (256, 8, 64), (518, 14, 1024)]


def best_seconds(call, seconds):
    """The fastest of the calls that fit into `seconds`, at least three."""
    best = float("inf")
    end = time.perf_counter() + seconds
    calls = 0
    while calls < 3 or time.perf_counter() < end:
        begin = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begin)
        calls += 1
    return best


def ours(program, image, patch, dim, threads, seconds):
    """Seconds of one forward, and the shares of the machine's peaks, from bench_core."""
    name = f"forward/{image}/{patch}/{dim}/threads:{threads}"
    run = subprocess.run([program, f"--benchmark_filter=^{name}/", f"--benchmark_min_time={seconds}",
                          "--benchmark_format=json"], capture_output=True, text=True, check=True)
    result = json.loads(run.stdout)["benchmarks"][0]
    return {"seconds": result["best_ms"] / 1e3, "fma": result["fma"], "write": result["write"]}


def export(convolution, pixels, file):
    torch.onnx.export(convolution, pixels, file, input_names=["x"], output_names=["y"])


def onnx_call(convolution, pixels, threads):
    """A call of Python's ONNX Runtime on the same convolution; None where it is not installed."""
    try:
        import onnxruntime
    except ImportError:
        return None
    file = io.BytesIO()
    export(convolution, pixels, file)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])
    inputs = {"x": pixels.numpy()}
    return lambda: session.run(None, inputs)


def onnx_in_node(convolution, pixels, threads, folder, seconds):
    """The fastest run of ONNX Runtime for Node.js on the same convolution."""
    script = pathlib.Path(__file__).with_name("onnx_peer.mjs")
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        export(convolution, pixels, file.name)
        shape = ",".join(map(str, pixels.shape))
        run = subprocess.run(["node", script, folder, file.name, shape, str(threads), str(seconds)],
                             capture_output=True, text=True, check=True)
    return float(run.stdout)


def peers(image, patch, dim, threads, node_folder):
    """Name of each way to compute the same numbers, and a function that gives its best time within some seconds."""
    torch.manual_seed(0)
    convolution = torch.nn.Conv2d(3, dim, patch, patch).eval()
    pixels = torch.rand(1, 3, image, image)
    calls = {"Conv2d": lambda: convolution(pixels)}
    if torch.backends.mkldnn.is_available():
        from torch.utils import mkldnn
        prepacked = mkldnn.to_mkldnn(convolution)
        packed_pixels = pixels.to_mkldnn()
        calls["oneDNN prepacked"] = lambda: prepacked(packed_pixels)
    onnx = onnx_call(convolution, pixels, threads)
    if onnx is not None:
        calls["ONNX Runtime"] = onnx
    measures = {name: functools.partial(best_seconds, call) for name, call in calls.items()}
    if node_folder is not None:
        measures["ONNX Runtime (Node.js)"] = functools.partial(onnx_in_node, convolution, pixels, threads, node_folder)
    return measures


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "build/default/tests/bench/bench_core"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default=str(default), help="bench_core")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0, help="for each side in each round")
    parser.add_argument("--filter", default="", help="only sizes IMG/PATCH/DIM that match")
    parser.add_argument("--onnxruntime-node", metavar="FOLDER", help="measure ONNX Runtime for Node.js, installed there")
    arguments = parser.parse_args()

    print(f"PyTorch {torch.__version__}, oneDNN {'yes' if torch.backends.mkldnn.is_available() else 'no'}, "
          f"{os.cpu_count()} processors; milliseconds, the best of {arguments.rounds} rounds")
    with torch.inference_mode():
        for image, patch, dim in SIZES:
            if not re.search(arguments.filter, f"{image}/{patch}/{dim}"):
                continue
            for threads in (1, 2):
                torch.set_num_threads(threads)
                measures = peers(image, patch, dim, threads, arguments.onnxruntime_node)
                mine = {"seconds": float("inf"), "fma": 0.0, "write": 0.0}
                theirs = dict.fromkeys(measures, float("inf"))
                for _ in range(arguments.rounds):
                    measured = ours(arguments.program, image, patch, dim, threads, arguments.seconds)
                    mine = min(mine, measured, key=lambda result: result["seconds"])
                    for name, measure in measures.items():
                        theirs[name] = min(theirs[name], measure(arguments.seconds / len(measures)))
                operations = 2 * (image // patch) ** 2 * dim * 3 * patch ** 2
                print(f"{f'{image}/{patch}/{dim}':>12} threads:{threads}  PatchLens {mine['seconds'] * 1e3:8.3f} "
                      f"({operations / mine['seconds'] / 1e9:5.1f} GFLOP/s, {mine['fma']:4.0%} of multiply-adds, "
                      f"{mine['write']:4.0%} of writing)  " +
                      "  ".join(f"{name} {seconds * 1e3:8.3f} ({seconds / mine['seconds']:4.2f}x)"
                                for name, seconds in theirs.items()), flush=True)


if __name__ == "__main__":
    main()
