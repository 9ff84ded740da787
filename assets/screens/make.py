#!/usr/bin/python3
"""Makes the pictures of README.md with the program itself, from a sample: `assets/screens/make.py [PATCHLENS]`.

Every picture is one of `patchlens render`, stored as WebP, without loss where that is smaller.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "samples" / "house.png"
CHOICES = {"patch": [19, 10], "dim": 137}
PICTURES = {  # the places of a session: what one looks at
    "explore": {"chapter": "explore", "language": "en"},
    "story": {"chapter": "story", "language": "en", "theme": "light", "story": {"beat": 5, "fraction": 0.6}},
    "projection-zh": {"chapter": "projection", "language": "zh-CN", "theme": "light"},
    "breakit-zh": {"chapter": "breakit", "language": "zh-CN", "breakit": {"view": "picture", "answers": [1] * 12}},
}


def smaller(picture):
    """The picture as WebP, without loss or nearly so."""
    with tempfile.TemporaryDirectory() as folder:
        whole, near = Path(folder) / "whole.webp", Path(folder) / "near.webp"
        picture.save(whole, lossless=True, method=6)
        picture.save(near, quality=82, method=6)
        return min(whole.read_bytes(), near.read_bytes(), key=len)


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "build/default/app/patchlens"
    with tempfile.TemporaryDirectory() as folder:
        for name, places in PICTURES.items():
            session, screen = Path(folder) / "session.json", Path(folder) / "screen.png"
            lesson = {"format": "patchlens-session", "version": 1, "choices": CHOICES, "places": places}
            if name.startswith("breakit"):
                lesson["choices"] = {**CHOICES, "breakit": {"mistake": "bgr"}}
            session.write_text(json.dumps(lesson), encoding="utf-8")
            subprocess.run([program, "render", SAMPLE, "--session", session, "--size", "1280x800", "--init", "trained", "-o", screen],
                           check=True)
            (HERE / f"{name}.webp").write_bytes(smaller(Image.open(screen).convert("RGB")))


if __name__ == "__main__":
    main()
