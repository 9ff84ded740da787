#!/usr/bin/python3
"""The story from its beginning to its end as a strip of pictures that a person can look at.

    tests/e2e/story_strip.py [build/default/app/patchlens] [-o build/story.png] [--frames 40] [-- render's options]

as with `-- --lang zh-CN --size 900x600 --patch-size 64`. Pictures come from `patchlens render`, so no display is needed.
Its questions are answered, so that nothing waits; --open leaves them open.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
BEATS = 13
COLUMNS = 5
TILE = (640, 400)


def session_at(time, answered):
    """A session whose story is at `time`: 2.5 is the middle of the third beat."""
    beat = max(0, math.ceil(time) - 1)
    answers = dict.fromkeys(("patches", "length", "sharing", "position"), "right" if answered else "none")
    story = {"beat": beat, "fraction": time - beat, "answered": answers}
    return json.dumps({"format": "patchlens-session", "version": 1, "places": {"story": story}})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", type=Path, default=ROOT / "build/default/app/patchlens")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "build/story.png")
    parser.add_argument("--frames", type=int, default=40)
    parser.add_argument("--from", dest="first", type=float, default=0.5, help="the time of the first picture")
    parser.add_argument("--to", type=float, default=BEATS, help="the time of the last one")
    parser.add_argument("--open", action="store_true", help="no question is answered")
    words = sys.argv[1:]
    split = words.index("--") if "--" in words else len(words)
    arguments, options = parser.parse_args(words[:split]), words[split + 1:]
    if "--size" not in options:
        options = ["--size", "1280x800", *options]
    rows = math.ceil(arguments.frames / COLUMNS)
    sheet = Image.new("RGB", (TILE[0] * COLUMNS, TILE[1] * rows))
    with tempfile.TemporaryDirectory() as folder:
        session, picture = Path(folder) / "story.json", Path(folder) / "frame.png"
        for frame in range(arguments.frames):
            part = frame / max(1, arguments.frames - 1)
            time = arguments.first + (arguments.to - arguments.first) * part
            session.write_text(session_at(time, not arguments.open), encoding="utf-8")
            subprocess.run([arguments.program, "render", "--session", session, "--chapter", "story", *options, "-o",
                            picture], check=True)
            with Image.open(picture) as shown:
                tile = shown.convert("RGB")
                tile.thumbnail(TILE)
                sheet.paste(tile, (TILE[0] * (frame % COLUMNS), TILE[1] * (frame // COLUMNS)))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(arguments.output)
    print(f"{arguments.frames} pictures in {arguments.output}")


if __name__ == "__main__":
    main()
