#!/usr/bin/python3
"""Every chapter in both themes, both languages, several sizes and pictures, on one sheet a person can look at.

    tests/e2e/contact_sheet.py [build/default/app/patchlens] [-o build/contact_sheet.png]

One row for each chapter and picture, one column for each way to show it. Pictures come from `patchlens render`, so no
display is needed.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = [("dark", "en", "1600x1000", "1"), ("light", "zh-CN", "1600x1000", "1"), ("dark", "zh-CN", "1280x800", "1"),
           ("light", "en", "1280x800", "1"), ("dark", "en", "3840x2160", "2")]
SETTINGS = [("house", []), ("harbour", ["--img-size", "250x300", "--patch-size", "16x32"]),
            ("leaf", ["--patch-size", "32", "--in-chans", "4", "--embed-dim", "96"])]
TILE = (960, 600)


def chapters(program):
    """The chapters this program has: those whose names its English texts hold."""
    texts = json.loads((ROOT / "assets/lang/en.json").read_text(encoding="utf-8"))
    return [key.removeprefix("chapter.") for key in texts if key.startswith("chapter.") and key.count(".") == 1]


def render(program, folder, chapter, picture, options, column):
    theme, language, size, scale = column
    path = Path(folder) / "screen.png"
    subprocess.run([program, "render", ROOT / f"assets/samples/{picture}.png", "--chapter", chapter, "--size", size, "--scale",
                    scale, "--theme", theme, "--lang", language, *options, "-o", path], check=True)
    return Image.open(path).convert("RGB").resize(TILE, Image.LANCZOS)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default=ROOT / "build/default/app/patchlens")
    parser.add_argument("-o", "--output", default=ROOT / "build/contact_sheet.png")
    arguments = parser.parse_args()
    rows = [(chapter, picture, options) for chapter in chapters(arguments.program) for picture, options in SETTINGS]
    label = 24
    sheet = Image.new("RGB", (TILE[0] * len(COLUMNS), (TILE[1] + label) * len(rows)), (127, 127, 127))
    draw = ImageDraw.Draw(sheet)
    with tempfile.TemporaryDirectory(prefix="patchlens-sheet-") as folder:
        for y, (chapter, picture, options) in enumerate(rows):
            for x, column in enumerate(COLUMNS):
                place = (x * TILE[0], y * (TILE[1] + label))
                draw.text((place[0] + 6, place[1] + 6), " ".join([chapter, picture, *options, *column]), fill=(0, 0, 0))
                sheet.paste(render(arguments.program, folder, chapter, picture, options, column),
                            (place[0], place[1] + label))
    sheet.save(arguments.output)
    print(arguments.output)


if __name__ == "__main__":
    main()
