"""A wall of tiles, each 32 pixels wide, so that patches repeat to the last bit."""

import numpy as np

from draw import Canvas, area, box, colour, ellipse, mix

TILE = 32
ACROSS = 8
ODD_ROW, ODD_COLUMN = 2, 5

BLUE = dict(ground="#f4ead2", deep="#14406f", middle="#2f86b8", light="#8fd0d8", spark="#f2a93b")
RED = dict(ground="#fbe3c0", deep="#6d1633", middle="#d2453c", light="#f59a5a", spark="#2a9d8f")

RINGS = [(11, "deep"), (9.2, "light"), (7.4, "deep"), (6, "spark"), (3, "deep"), (1.4, "ground")]


def paint_tiles():
    wall = np.tile(tile(BLUE, petals=8), (ACROSS, ACROSS, 1))
    top, left = ODD_ROW * TILE, ODD_COLUMN * TILE
    wall[top : top + TILE, left : left + TILE] = tile(RED, petals=5)
    return wall


def tile(palette, petals):
    canvas = Canvas(TILE, TILE, samples=8)
    ink = {name: colour(code) for name, code in palette.items()}
    middle = TILE / 2

    def flower(radius, depth):
        """A round shape whose edge swings in and out once for each petal."""

        def inside(x, y):
            angle = np.arctan2(middle - y, x - middle)
            return np.hypot(x - middle, y - middle) < radius * (1 + depth * np.cos(petals * angle))

        return area(inside)

    canvas.fill(box(0, 0, TILE, TILE), ink["ground"])
    # Quarter rings in the corners meet those of the neighbours and become whole rings.
    for corner_x in (0, TILE):
        for corner_y in (0, TILE):
            for radius, name in RINGS:
                canvas.fill(ellipse(corner_x, corner_y, radius), ink[name])
    # Lozenges on the edges, halved by the joint.
    for edge_x, edge_y in [(middle, 0), (middle, TILE), (0, middle), (TILE, middle)]:
        for size, name in [(4.6, "deep"), (3.2, "middle"), (1.6, "ground")]:
            lozenge = area(lambda x, y: np.abs(x - edge_x) + np.abs(y - edge_y) < size)
            canvas.fill(lozenge, ink[name])
    shade = lambda x, y: mix(ink["middle"], ink["light"], np.hypot(x - middle, y - middle) / 14)
    canvas.fill(flower(10.6, 0.20), ink["deep"])
    canvas.fill(flower(9.2, 0.22), shade)
    canvas.fill(flower(6.2, 0.25), ink["ground"])
    canvas.fill(flower(4.9, 0.25), ink["deep"])
    canvas.fill(ellipse(middle, middle, 2.9), ink["spark"])
    canvas.fill(ellipse(middle, middle, 1.1), ink["ground"])
    # The joint: half a pixel of shadow on each side of the border between two tiles.
    joint = area(lambda x, y: np.minimum(np.minimum(x, TILE - x), np.minimum(y, TILE - y)) < 0.5)
    canvas.fill(joint, colour("#5d6470"), 0.55)
    return canvas.finish()
