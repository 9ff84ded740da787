"""A few letters of our own, made of lines and arcs.

Each letter stands on y = 0; capitals are 6 units tall, small letters 4.
"""

import numpy as np

from draw import stroke


def arc(centre_x, centre_y, radius_x, radius_y, start, end):
    """Points from angle start to end, in degrees, anticlockwise from the right."""
    angles = np.radians(np.linspace(start, end, 25))
    return [(centre_x + radius_x * np.cos(a), centre_y + radius_y * np.sin(a)) for a in angles]


# letter: (width, strokes), with y upwards
LETTERS = {
    " ": (2.0, []),
    "P": (3.4, [[(0, 0), (0, 6), *arc(1.8, 4.4, 1.6, 1.6, 90, -90), (0, 2.8)]]),
    "L": (3.0, [[(0, 6), (0, 0), (3.0, 0)]]),
    "A": (4.4, [[(0, 0), (2.2, 6), (4.4, 0)], [(0.8, 2.1), (3.6, 2.1)]]),
    "B": (3.6, [[(0, 0), (0, 6), *arc(1.8, 4.6, 1.4, 1.4, 90, -90), (0, 3.2)],
                [(1.8, 3.2), *arc(2.0, 1.6, 1.6, 1.6, 90, -90), (0, 0)]]),
    "C": (4.2, [arc(2.6, 3, 2.6, 3, 50, 310)]),
    "1": (1.6, [[(0, 4.7), (1.6, 6), (1.6, 0)]]),
    "2": (3.4, [[*arc(1.7, 4.3, 1.7, 1.7, 165, -30), (0, 0), (3.5, 0)]]),
    "3": (3.4, [arc(1.6, 4.5, 1.5, 1.5, 150, -90), arc(1.6, 1.5, 1.75, 1.5, 90, -150)]),
    "a": (3.4, [arc(1.7, 2, 1.7, 2, 0, 360), [(3.4, 4), (3.4, 0)]]),
    "c": (3.2, [arc(1.9, 2, 1.9, 2, 50, 310)]),
    "e": (3.6, [[(0.05, 2.1), (3.5, 2.1), *arc(1.8, 2, 1.75, 2, 5, 315)]]),
    "h": (3.2, [[(0, 6), (0, 0)], [*arc(1.6, 2.4, 1.6, 1.6, 180, 0), (3.2, 0)]]),
    "n": (3.2, [[(0, 4), (0, 0)], [*arc(1.6, 2.4, 1.6, 1.6, 180, 0), (3.2, 0)]]),
    "s": (2.8, [[*arc(1.4, 3.0, 1.3, 1.0, 35, 255), *arc(1.4, 1.0, 1.4, 1.0, 75, -150)]]),
    "t": (2.2, [[(0.9, 5.6), *arc(1.9, 1.0, 1.0, 1.0, 180, 285)], [(0, 4), (2.2, 4)]]),
}
GAP = 1.6


def text_width(text, height):
    units = sum(LETTERS[letter][0] for letter in text) + GAP * (len(text) - 1)
    return units * height / 6


def write(canvas, text, left, baseline, height, paint, weight=0.15, opacity=1.0):
    """Write the text with capitals of the given height and strokes of weight times that."""
    unit = height / 6
    for letter in text:
        width, strokes = LETTERS[letter]
        for points in strokes:
            placed = [(left + x * unit, baseline - y * unit) for x, y in points]
            canvas.fill(stroke(placed, weight * height), paint, opacity)
        left += (width + GAP) * unit
