"""The first picture one sees: a house by a lake, with every kind of patch in it."""

import numpy as np

from cottage import cottage
from draw import (Canvas, below, box, colour, ellipse, everything, fractal_noise, gradient, mix,
                  polygon, smoothstep, stroke)
from plants import conifer, crown

SIZE = 512
WATERLINE = 418
SUN_X, SUN_Y, SUN_RADIUS = 366, 116, 42
SKY = [(0, "#2f6fce"), (130, "#5f9be2"), (250, "#a9cbe8"), (320, "#f0dcc0"), (380, "#f7cfa0")]
SUN = [(0, "#fff6c8"), (26, "#ffe486"), (42, "#ffcf5a")]


def paint_house():
    canvas = Canvas(SIZE, SIZE)
    random = np.random.default_rng(8)
    sky(canvas)
    mountains(canvas)
    hills(canvas, random)
    lawn(canvas)
    cottage(canvas)
    garden(canvas, random)
    lake(canvas)
    return canvas.finish()


def sky(canvas):
    canvas.fill(everything(), lambda x, y: gradient(y, SKY))

    def from_sun(x, y):
        return np.hypot(x - SUN_X, y - SUN_Y)

    canvas.fill(everything(), colour("#ffe2a0"), lambda x, y: 0.62 * np.exp(-from_sun(x, y) / 95))

    def billows(x, y):
        return fractal_noise(x / 120 + 3, y / 34, seed=20, octaves=5)

    def cloud(x, y):
        band = np.exp(-(((y - 205) / 62) ** 2)) + 0.75 * np.exp(-(((y - 48) / 42) ** 2))
        return 0.85 * smoothstep(0.50, 0.74, billows(x, y)) * band

    def cloud_colour(x, y):
        lit = billows(x + 8.4, y - 4.1) - billows(x, y)
        return mix(colour("#fff4dd"), colour("#b9bfe0"), 0.35 + 5 * lit)

    canvas.fill(everything(), cloud_colour, cloud)
    sun = ellipse(SUN_X, SUN_Y, SUN_RADIUS)
    canvas.fill(sun, lambda x, y: gradient(from_sun(x, y), SUN))
    canvas.fill(everything(), colour("#fff0b8"),
                lambda x, y: 0.55 * np.exp(-np.abs(from_sun(x, y) - SUN_RADIUS) / 7))

    for bird_x, bird_y, span in [(222, 118, 9), (244, 106, 7), (252, 128, 6), (203, 134, 5)]:
        wing = [(-1, -0.25), (-0.55, -0.5), (0, 0.1), (0.55, -0.5), (1, -0.25)]
        canvas.fill(stroke([(bird_x + span * u, bird_y + span * v) for u, v in wing], 1.5),
                    colour("#2c3d63"))


def mountains(canvas):
    ranges = [
        # base height, jaggedness, cell, seed, shaded, lit, haze, snow
        (338, 150, 88, 31, "#5a6496", "#b9b4d2", 0.30, 26),
        (362, 108, 66, 47, "#3f4878", "#8d86b4", 0.12, 0),
    ]
    for base, jagged, cell, seed, shaded, lit, haze, snow in ranges:

        def skyline(x):
            folds = 1 - np.abs(2 * fractal_noise(x / cell, 0.5, seed, 6) - 1)
            return base - jagged * (folds - 0.35)

        def height(x, y):
            # Folding the noise makes sharp crests; leaning it makes them run downhill.
            leaning = x + 0.35 * (y - base) * np.sin(x / 31 + seed)
            return 1 - np.abs(2 * fractal_noise(leaning / 46, y / 62, seed + 9, 5) - 1)

        def rock(x, y):
            slope = height(x - 2.2, y + 1.0) - height(x + 2.2, y - 1.0)
            light = 0.42 + 5.5 * slope
            stone = mix(colour(shaded), colour(lit), light)
            if snow:
                depth = y - skyline(x)
                limit = snow * (0.3 + 1.6 * fractal_noise(x / 9, y / 18, seed + 3))
                white = mix(colour("#a9b6de"), colour("#fffaf0"), light + 0.1)
                cover = smoothstep(limit + 2, limit - 2, depth + (y - 262) * 0.55)
                stone = mix(stone, white, cover)
            mist = haze + 0.55 * smoothstep(base - 70, base + 40, y)
            return mix(stone, colour("#cfc6d8"), mist)

        canvas.fill(below(skyline), rock)


def hills(canvas, random):
    def far(x):
        return 352 + 16 * np.sin(x / 70 + 1.2) + 7 * np.sin(x / 27)

    def meadow(x, y):
        stripes = fractal_noise(x / 40, y / 7, 61, 4)
        return mix(colour("#4f8f46"), colour("#b7cf6a"), 0.15 + 0.85 * stripes - (y - 350) / 160)

    canvas.fill(below(far), meadow)
    # Woods grow from the crest down, each row in front of the one before it and deeper in colour.
    for row in range(6):
        share = row / 5
        dark = ["#3d7050", "#2f6643", "#285c38", "#215430", "#1c4a2b", "#184127"][row]
        light = ["#9cc078", "#93bd66", "#8abb58", "#83b94e", "#7cb446", "#74ab3f"][row]
        for x in np.arange(-10, SIZE + 20, 15 + 5 * share):
            x = x + random.uniform(-6, 6)
            # A clearing is left for the house, a dip for the view of the mountains.
            rise = 34 * np.exp(-(((x - 448) / 50) ** 2)) + 20 * np.exp(-(((x - 30) / 60) ** 2))
            y = far(x) + 8 + 50 * share - rise * (1 - 0.6 * share) + random.uniform(-4, 4)
            if row < 5 and random.uniform() < 0.16:
                conifer(canvas, x, y + 14, random.uniform(38, 54), random, "#173b33", "#5d9460")
            else:
                radius = random.uniform(11, 17)
                crown(canvas, x, y, radius * 1.12, radius, random, dark, light)


def lawn(canvas):
    def grass(x, y):
        blades = fractal_noise(x / 3.2, y / 9, 71, 3)
        return mix(colour("#2f6b2c"), colour("#a4cf55"), 0.1 + 0.9 * blades)

    def edge(x):
        return 398 + 5 * np.sin(x / 60) + 2.5 * fractal_noise(x / 3, 0, 72, 2)

    canvas.fill(below(edge), grass)


def garden(canvas, random):
    for x, y, radius in [(62, 396, 17), (42, 402, 15), (222, 398, 15), (76, 408, 9), (212, 409, 9)]:
        crown(canvas, x, y, radius * 1.1, radius, random, "#1b4f2c", "#8fcb4d")
    for x, foot, height in [(268, 408, 86), (290, 412, 64), (18, 412, 104)]:
        conifer(canvas, x, foot, height, random, "#123a34", "#5fa066")
    # One big tree to the right, balancing the house.
    right_edge = [(436, 340), (436, 370), (443, 414)]
    canvas.fill(polygon((424, 414), (429, 370), (424, 340), *right_edge), colour("#4c3527"))
    canvas.fill(polygon((434, 414), (433, 372), (431, 340), *right_edge), colour("#80583a"))
    masses = [(408, 346, 24), (454, 346, 24), (430, 334, 30),
              (414, 318, 21), (447, 318, 22), (431, 304, 20)]
    for x, y, radius in masses:
        crown(canvas, x, y, radius * 1.1, radius, random, "#1d5a2a", "#b4d84f", dab=0.16)
    for x in np.arange(-4, SIZE + 8, 5.5):
        x = x + random.uniform(-2, 2)
        if not 122 < x < 166:
            radius = random.uniform(4, 7)
            y = 414 + random.uniform(-2, 2)
            crown(canvas, x, y, radius * 1.3, radius, random, "#1c4d2a", "#8cc64c", dab=0.3)
    petals = ["#ff7d8a", "#ffd166", "#ffffff", "#e7a0ff"]
    for _ in range(70):
        x, y = random.uniform(0, SIZE), random.uniform(407, 416)
        if not 116 < x < 172:
            canvas.fill(ellipse(x, y, 1.5), colour(petals[random.integers(4)]))


def lake(canvas):
    def outward(y):
        return np.log1p((y - WATERLINE).clip(0) / 14)

    def waves(x, y):
        # Near waves look wider and taller than far ones.
        nearness = 1 + (y - WATERLINE) / 45
        across = (x - SIZE / 2) / (26 * nearness) + 40
        return fractal_noise(across, 9.5 * outward(y) + 0.12 * np.sin(x / 37), 101, 4)

    def ripples(x, y):
        nearness = 1 + (y - WATERLINE) / 60
        return fractal_noise((x - SIZE / 2) / (17 * nearness) + 80, 19 * outward(y), 111, 3)

    shift_x = lambda x, y: 14 * (waves(x, y) - 0.5)
    shift_y = lambda x, y: (6 + 0.35 * (y - WATERLINE)) * (waves(x, y) - 0.5)
    mirrored = canvas.reflection(WATERLINE, shift_x, shift_y)

    def water(x, y):
        depth = (y - WATERLINE) / (SIZE - WATERLINE)
        crests = waves(x, y)
        body = mix(colour("#12406f"), colour("#4f9ccf"), 2.2 * (crests - 0.28))
        lake_colour = mix(mirrored(x, y), body, 0.40 + 0.42 * depth)
        lake_colour = mix(lake_colour, colour("#cfe9fa"), 0.55 * smoothstep(0.66, 0.74, crests))
        # Near the column of the sun most ripples catch its light, further off only the highest.
        from_path = np.abs(x - SUN_X) / (15 + 50 * depth)
        lifted = 0.6 * ripples(x, y) + 0.4 * crests - 0.43 - 0.13 * from_path**1.5
        lake_colour = mix(lake_colour, colour("#f7b95c"), 0.85 * smoothstep(0.0, 0.04, lifted))
        return mix(lake_colour, colour("#fff0b4"), 0.9 * smoothstep(0.06, 0.12, lifted))

    canvas.fill(box(0, WATERLINE, SIZE, SIZE), water)
    canvas.fill(box(0, WATERLINE, SIZE, WATERLINE + 3), colour("#0f2f3c"), 0.45)
