"""Draws the application's icon: a grid of patches, one of them lit, under a lens."""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "samples"))  # the painter is shared with the sample pictures

from draw import Canvas, area, colour, from_hue, gradient, mix, save_png, smoothstep, stroke

SIZE = 256
AMBER = colour("#ffb74d")
SHADOW = colour("#05070a")
WARM = [(-1, "#ffd894"), (0, "#ffb74d"), (1, "#f08c2e")]
LENS_X, LENS_Y, LENS_RADIUS = 113, 111, 67


def rounded_box(left, top, right, bottom, radius):
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2

    def inside(x, y):
        beyond_x = np.maximum(np.abs(x - middle_x) - (right - left) / 2 + radius, 0)
        beyond_y = np.maximum(np.abs(y - middle_y) - (bottom - top) / 2 + radius, 0)
        return np.hypot(beyond_x, beyond_y) < radius

    return area(inside)


def ring(centre_x, centre_y, radius, width):
    return area(lambda x, y: np.abs(np.hypot(x - centre_x, y - centre_y) - radius) < width / 2)


def paint_icon():
    canvas = Canvas(SIZE, SIZE, samples=6)
    plate = rounded_box(8, 8, 248, 248, 52)
    canvas.fill(plate, lambda x, y: gradient(y, [(8, "#2c3542"), (248, "#12161c")]))
    rim = lambda x, y: 0.9 * (1 - rounded_box(10.5, 10.5, 245.5, 245.5, 49.5).coverage(x, y))
    canvas.fill(plate, lambda x, y: gradient(y, [(8, "#5c6a7d"), (248, "#222932")]), rim)

    # Five by five patches, in the cool colours of one smooth picture; the lens is over the lit one.
    pitch, side = 39, 33
    for row in range(5):
        for column in range(5):
            left, top = 32.5 + pitch * column, 30.5 + pitch * row
            patch = rounded_box(left, top, left + side, top + side, 6)
            cool = from_hue(np.array(195 + 17 * (column + row)), 0.40 + 0.045 * (4 - row), 0.085)
            canvas.fill(patch, cool.astype(np.float32))

    within = lambda x, y: np.hypot(x - LENS_X, y - LENS_Y)
    lens = area(lambda x, y: within(x, y) < LENS_RADIUS)
    handle = [(LENS_X + 57, LENS_Y + 57), (213, 211)]
    for right, down in [(3.5, 7), (2.5, 5), (1.5, 3)]:  # the lens stands a little above the plate
        moved = [(x + right, y + down) for x, y in handle]
        canvas.fill(stroke(moved, 27), SHADOW, 0.16)
        canvas.fill(ring(LENS_X + right, LENS_Y + down, LENS_RADIUS, 14), SHADOW, 0.16)
    canvas.fill(lens, colour("#0e1217"), 0.90)

    # Seen through the lens: the same grid, twice as large.
    for row in (-1, 0, 1):
        for column in (-1, 0, 1):
            x, y = LENS_X + 66 * column, LENS_Y + 66 * row
            patch = rounded_box(x - 29, y - 29, x + 29, y + 29, 9)
            inside = lambda u, v: lens.coverage(u, v) * patch.coverage(u, v)
            if row == column == 0:
                canvas.fill(area(inside), lambda u, v: gradient((u + v - x - y) / 58, WARM))
            else:
                cool = from_hue(np.array(240 + 20 * (column + row)), 0.56 - 0.05 * row, 0.10)
                canvas.fill(area(inside), cool.astype(np.float32))
    canvas.fill(lens, AMBER, lambda x, y: 0.30 * np.exp(-((within(x, y) / 44) ** 2)))
    vignette = lambda x, y: 0.45 * smoothstep(44, LENS_RADIUS, within(x, y))
    canvas.fill(lens, colour("#000000"), vignette)

    # Handle and ring, lit from the upper left.
    metal = lambda x, y: mix(colour("#ffffff"), colour("#8d9bb0"), (x + y - 120) / 220)
    canvas.fill(stroke(handle, 26), AMBER)
    canvas.fill(stroke([(x - 2.5, y + 2.5) for x, y in handle], 15), colour("#e08a2c"), 0.55)
    canvas.fill(stroke([(x + 5, y - 5) for x, y in handle], 4), colour("#ffe2b0"), 0.85)
    canvas.fill(ring(LENS_X, LENS_Y, LENS_RADIUS, 13), metal)
    canvas.fill(ring(LENS_X, LENS_Y, LENS_RADIUS - 5.5, 2), colour("#4f5b6c"), 0.8)

    def gleam(x, y):
        angle = np.degrees(np.arctan2(LENS_Y - y, x - LENS_X))
        return 0.6 * smoothstep(36, 8, np.abs(angle - 135))

    canvas.fill(ring(LENS_X, LENS_Y, 51, 6), colour("#ffffff"), gleam)
    return canvas.finish()


if __name__ == "__main__":
    save_png(paint_icon(), HERE / "patchlens.png", transparent=True)
