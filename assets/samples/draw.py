"""A tiny painter: shapes given by maths, colours, noise, and a canvas that smooths edges.

Every length is in pixels of the finished picture, x to the right and y down.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
from PIL import Image

EVERYWHERE = (-np.inf, -np.inf, np.inf, np.inf)


# --- colours -----------------------------------------------------------------


def colour(code):
    """'#rrggbb' as three numbers 0..1."""
    return np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)], dtype=np.float32)


def mix(first, second, share):
    """From first (share 0) to second (share 1); share may be an array of any shape."""
    share = np.clip(np.asarray(share, dtype=np.float32), 0, 1)[..., None]
    return first + (second - first) * share


def gradient(position, stops):
    """The colour at each position, for stops given as [(position, '#rrggbb'), ...]."""
    places = [place for place, _ in stops]
    colours = np.array([colour(code) for _, code in stops])
    return np.stack([np.interp(position, places, colours[:, i]) for i in range(3)], axis=-1)


def from_hue(hue, lightness, chroma):
    """A colour by hue (degrees), lightness 0..1 and chroma, in the even-looking Oklab space."""
    a, b = chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    linear = np.clip(np.stack([red, green, blue], axis=-1), 0, 1)
    return np.where(linear < 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def smoothstep(start, end, value):
    share = np.clip((value - start) / (end - start), 0, 1)
    return share * share * (3 - 2 * share)


# --- noise -------------------------------------------------------------------


def value_noise(x, y, seed):
    """Random numbers 0..1 at whole x and y, with smooth hills between them."""
    lattice = np.random.default_rng(seed).random((256, 256), dtype=np.float32)
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    across, down = smoothstep(0, 1, x - column), smoothstep(0, 1, y - row)
    left, right, top, bottom = column % 256, (column + 1) % 256, row % 256, (row + 1) % 256
    above = lattice[top, left] * (1 - across) + lattice[top, right] * across
    below = lattice[bottom, left] * (1 - across) + lattice[bottom, right] * across
    return above * (1 - down) + below * down


def fractal_noise(x, y, seed, octaves=4):
    """Value noise on finer and finer scales, each half as strong; still 0..1."""
    total, weight = 0, 0
    for octave in range(octaves):
        strength = 0.5**octave
        total = total + strength * value_noise(x * 2**octave, y * 2**octave, seed + octave)
        weight += strength
    return total / weight


# --- shapes ------------------------------------------------------------------


@dataclass
class Shape:
    """Where to paint: coverage(x, y) is 0..1, and nothing lies outside the bounds."""

    bounds: tuple  # left, top, right, bottom
    coverage: Callable


def area(coverage):
    return Shape(EVERYWHERE, coverage)


def everything():
    return area(lambda x, y: np.ones(np.broadcast(x, y).shape, dtype=bool))


def below(skyline):
    """All that lies under the curve y = skyline(x)."""
    return area(lambda x, y: y > skyline(x))


def box(left, top, right, bottom):
    inside = lambda x, y: (x >= left) & (x < right) & (y >= top) & (y < bottom)
    return Shape((left, top, right, bottom), inside)


def ellipse(centre_x, centre_y, radius_x, radius_y=None):
    radius_y = radius_x if radius_y is None else radius_y
    inside = lambda x, y: ((x - centre_x) / radius_x) ** 2 + ((y - centre_y) / radius_y) ** 2 < 1
    bounds = (centre_x - radius_x, centre_y - radius_y, centre_x + radius_x, centre_y + radius_y)
    return Shape(bounds, inside)


def polygon(*points):
    def inside(x, y):
        # A point is inside when a ray to its left crosses the outline an odd number of times.
        odd = np.zeros(np.broadcast(x, y).shape, dtype=bool)
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
            if y1 != y2:
                crosses = (y1 > y) != (y2 > y)
                odd ^= crosses & (x > x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        return odd

    xs, ys = zip(*points)
    return Shape((min(xs), min(ys), max(xs), max(ys)), inside)


def stroke(points, width):
    """A line of the given width through the points, with round ends."""

    def inside(x, y):
        nearest = np.full(np.broadcast(x, y).shape, np.inf)
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            length = max((x2 - x1) ** 2 + (y2 - y1) ** 2, 1e-9)
            along = np.clip(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0, 1)
            distance = np.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))
            nearest = np.minimum(nearest, distance)
        return nearest < width / 2

    xs, ys = zip(*points)
    half = width / 2
    return Shape((min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half), inside)


# --- canvas ------------------------------------------------------------------


class Canvas:
    """Paints at several samples per pixel; averaging them makes the edges smooth."""

    def __init__(self, width, height, samples=3):
        self.width, self.height, self.samples = width, height, samples
        # Red, green, blue, each already multiplied by the fourth number, the opacity.
        self.layers = np.zeros((height * samples, width * samples, 4), dtype=np.float32)

    def window(self, bounds):
        """The rows and columns of samples within the bounds, and their x and y."""
        left, top, right, bottom = bounds
        limits = [(top, bottom, self.height), (left, right, self.width)]
        rows, columns = (
            np.arange(
                int(np.floor(np.clip(low, 0, size) * self.samples)),
                int(np.ceil(np.clip(high, 0, size) * self.samples)),
            )
            for low, high, size in limits
        )
        x = (columns[None, :] + 0.5) / self.samples
        y = (rows[:, None] + 0.5) / self.samples
        return rows, columns, x, y

    def fill(self, shape, paint, opacity=1.0):
        """Paint is a colour or a function of x and y; so is opacity a number or a function."""
        rows, columns, x, y = self.window(shape.bounds)
        if rows.size == 0 or columns.size == 0:
            return
        part = self.layers[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        ink = paint(x, y) if callable(paint) else paint
        cover = shape.coverage(x, y) * (opacity(x, y) if callable(opacity) else opacity)
        cover = np.broadcast_to(cover, part.shape[:2])[..., None].astype(np.float32)
        part *= 1 - cover
        part[..., :3] += ink * cover
        part[..., 3:] += cover

    def reflection(self, waterline, shift_x, shift_y):
        """A paint: what stands above the waterline, seen upside down in moving water."""
        above = self.layers[..., :3].copy()

        def paint(x, y):
            source_x = np.clip(x + shift_x(x, y), 0, self.width - 1)
            source_y = np.clip(2 * waterline - y + shift_y(x, y), 0, waterline - 1)
            rows = np.floor(source_y * self.samples).astype(int)
            columns = np.floor(source_x * self.samples).astype(int)
            return above[rows, columns]

        return paint

    def finish(self):
        """Average the samples of each pixel: an array of height x width x 4, 0..1."""
        shape = (self.height, self.samples, self.width, self.samples, 4)
        averaged = self.layers.reshape(shape).mean(axis=(1, 3))
        averaged[..., :3] /= np.maximum(averaged[..., 3:], 1e-6)
        averaged[averaged[..., 3] < 0.5 / 255] = 0  # no colour where nothing can be seen
        return np.clip(averaged, 0, 1)


def save_png(picture, path: Path, transparent=False):
    channels = picture if transparent else picture[..., :3]
    Image.fromarray(np.round(channels * 255).astype(np.uint8)).save(path, optimize=True)
    print(f"{path.name}: {picture.shape[1]} x {picture.shape[0]}, {path.stat().st_size} bytes")
