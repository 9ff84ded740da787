#!/usr/bin/python3
"""Writes small GGUF files from the format's specification (ggml, docs/gguf.md): gguf/*.gguf.

    /usr/bin/python3 tests/golden/make_gguf_goldens.py

What a reader must get out of them, as the bits of float32, is computed by NumPy and stands in gguf.json. The names are
those that llama.cpp's convert_hf_to_gguf.py gives the vision part of a model. NumPy 1.24.2 made the numbers.
"""

import json
import struct
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parent
FILES = FOLDER / "gguf"
D, C, P = 8, 3, 4
random = np.random.default_rng(21)

KINDS = {"u8": (0, "<B"), "i8": (1, "<b"), "u16": (2, "<H"), "i16": (3, "<h"), "u32": (4, "<I"), "i32": (5, "<i"),
         "f32": (6, "<f"), "bool": (7, "<?"), "text": (8, None), "array": (9, None), "u64": (10, "<Q"), "i64": (11, "<q"),
         "f64": (12, "<d")}
F32, F16, Q8_0, F64, BF16 = 0, 1, 8, 28, 30


def text(characters):
    return struct.pack("<Q", len(characters.encode())) + characters.encode()


def value(kind, content):
    if kind == "text":
        return text(content)
    if kind == "array":
        item, items = content
        return struct.pack("<IQ", KINDS[item][0], len(items)) + b"".join(value(item, each) for each in items)
    return struct.pack(KINDS[kind][1], content)


def padded(content, alignment):
    return content + b"\0" * (-len(content) % alignment)


def bfloat16(array):
    """The upper halves, rounded to the nearest even."""
    bits = array.astype("<f4").view("<u4")
    return ((bits + 0x7fff + ((bits >> 16) & 1)) >> 16).astype("<u2")


def stored(array, kind):
    """The bytes of an array, and the float32 numbers they stand for."""
    if kind == F32:
        return array.astype("<f4").tobytes(), array.astype("<f4")
    if kind == F16:
        return array.astype("<f2").tobytes(), array.astype("<f2").astype("<f4")
    if kind == F64:
        return array.astype("<f8").tobytes(), array.astype("<f8").astype("<f4")
    halves = bfloat16(array)
    return halves.tobytes(), (halves.astype("<u4") << 16).view("<f4")


def write(name, tensors, metadata, version=3, alignment=None):
    """tensors: {name: (array, kind)}, or (shape, bytes, kind) for a quantised one. Returns {name: float32 numbers}."""
    metadata = dict(metadata)
    if alignment:
        metadata["general.alignment"] = ("u32", alignment)
    alignment = alignment or 32
    infos, data, read = b"", b"", {}
    for key, (what, *rest) in tensors.items():
        kind = rest[-1]
        if len(rest) == 2:
            shape, content = what, rest[0]
        else:
            shape = what.shape
            content, read[key] = stored(what, kind)
        infos += text(key) + struct.pack("<I", len(shape)) + struct.pack(f"<{len(shape)}Q", *reversed(shape))
        infos += struct.pack("<IQ", kind, len(data))
        data += padded(content, alignment)
    pairs = b"".join(text(key) + struct.pack("<I", KINDS[kind][0]) + value(kind, content)
                     for key, (kind, content) in metadata.items())
    header = b"GGUF" + struct.pack("<IQQ", version, len(tensors), len(metadata)) + pairs + infos
    FILES.mkdir(exist_ok=True)
    (FILES / f"{name}.gguf").write_bytes(padded(header, alignment) + data)
    return read


def normal(*shape):
    return random.standard_normal(shape).astype("<f4")


def bits(array):
    return np.ascontiguousarray(array, dtype="<f4").reshape(-1).view("<u4").tolist()


def clip(mean, std, image=12):
    return {"general.architecture": ("text", "clip"), "clip.has_vision_encoder": ("bool", True),
            "clip.vision.image_size": ("u32", image), "clip.vision.patch_size": ("u32", P),
            "clip.vision.image_mean": ("array", ("f32", mean)), "clip.vision.image_std": ("array", ("f32", std))}


# Every kind of value, and arrays of texts and of arrays, as a language model's file has them.
EVERYTHING = {"a.u8": ("u8", 255), "a.i8": ("i8", -128), "a.u16": ("u16", 65535), "a.i16": ("i16", -32768),
              "a.u32": ("u32", 2**32 - 1), "a.i32": ("i32", -2**31), "a.f32": ("f32", 0.1), "a.bool": ("bool", False),
              "a.text": ("text", "naïve 图像"), "a.u64": ("u64", 2**64 - 1), "a.i64": ("i64", -2**63), "a.f64": ("f64", 0.1),
              "tokenizer.ggml.tokens": ("array", ("text", ["<s>", "", "</s>"])),
              "a.numbers": ("array", ("u16", list(range(100)))), "a.empty": ("array", ("text", [])),
              "a.nested": ("array", ("array", [("u8", [1, 2]), ("text", ["x"]), ("array", [("f64", [])])]))}


def main():
    expected = {}
    weight, bias = normal(D, C, P, P), normal(D)
    around = {"v.class_embd": (normal(D), F32), "v.position_embd.weight": (normal(10, D), F16),
              "v.pre_ln.weight": (normal(D), F32), "v.blk.0.attn_q.weight": (normal(D, D), F16),
              "v.blk.0.ln1.weight": (normal(D), F32)}
    openai = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
    half = ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])

    def expect(name, read, weights, bias=None, img_size=12, time_steps=1):
        total = sum(read[key].astype("<f4") for key in weights[1:]) + read[weights[0]] if len(weights) > 1 else read[weights[0]]
        expected[f"{name}.gguf"] = {"shape": list(total.shape), "weight": bits(total),
                                    "bias": bits(read[bias]) if bias else [], "img_size": img_size, "steps": time_steps}

    read = write("clip", {**around, "v.patch_embd.weight": (weight, F32)}, {**clip(*openai), **EVERYTHING})
    expect("clip", read, ["v.patch_embd.weight"])
    # Written in version 2, with another alignment; the positions' grid wins over what image_size says.
    read = write("siglip", {"v.patch_embd.weight": (weight, F16), "v.patch_embd.bias": (bias, F32),
                            "v.position_embd.weight": (normal(16, D), F16)},
                 {**EVERYTHING, **clip(*half, image=99)}, version=2, alignment=64)
    expect("siglip", read, ["v.patch_embd.weight"], "v.patch_embd.bias", img_size=16)
    read = write("bfloat16", {"v.patch_embd.bias": (bias, F64), "v.patch_embd.weight": (weight, BF16)}, clip(*half))
    expect("bfloat16", read, ["v.patch_embd.weight"], "v.patch_embd.bias")
    read = write("qwen", {"v.patch_embd.weight": (weight, F16), "v.patch_embd.weight.1": (normal(D, C, P, P), F16)},
                 clip([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]))
    expect("qwen", read, ["v.patch_embd.weight", "v.patch_embd.weight.1"], time_steps=2)
    block = struct.pack("<e", 0.5) + bytes(range(32))  # of Q8_0: a scale and 32 whole numbers
    write("quantised", {"v.patch_embd.weight": ((D, C, P, P * 2), block * (D * C * P * P * 2 // 32), Q8_0),
                        "v.patch_embd.bias": (bias, F32)}, clip(*half))
    (FOLDER / "gguf.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
