"""A harbour at dusk. Neither side of the picture is a multiple of 8."""

import numpy as np

from draw import (Canvas, area, below, box, colour, ellipse, everything, fractal_noise,
                  gradient, mix, polygon, smoothstep, stroke)

WIDTH, HEIGHT = 500, 333
WATERLINE = 216
LAMP_X, LAMP_Y = 409, 77
DUSK = [(0, "#141b46"), (60, "#2f2f74"), (115, "#74478f"), (160, "#d0627f"), (195, "#f79a63"),
        (216, "#ffd08a")]
CLOUDS = [(90, "#5b4a8e"), (140, "#f08a8e"), (190, "#ffdc9c")]
AMBER = colour("#ffc56b")


def paint_harbour():
    canvas = Canvas(WIDTH, HEIGHT)
    random = np.random.default_rng(21)
    sky(canvas, random)
    coast(canvas)
    town(canvas, random)
    lighthouse(canvas)
    sailing_boat(canvas, 86, 224, 1.15, "#c8453b", "#f2e6cf")
    sailing_boat(canvas, 312, 219, 0.62, "#2e6f86", "#e8d9c0", furled=True)
    sailing_boat(canvas, 272, 219, 0.55, "#d9a441", "#e8d9c0", furled=True)
    water(canvas)
    # What floats nearest comes after the water, with a short dark reflection of its own.
    fishing_boat(canvas, 214, 282)
    mooring_posts(canvas)
    return canvas.finish()


def glow(canvas, centre_x, centre_y, radius, ink, strength):
    halo = lambda x, y: strength * np.exp(-np.hypot(x - centre_x, y - centre_y) / radius)
    canvas.fill(everything(), ink, halo)


def sky(canvas, random):
    canvas.fill(everything(), lambda x, y: gradient(y + 0.03 * np.abs(x - 190), DUSK))
    glow(canvas, 190, WATERLINE + 6, 70, colour("#ffe3a3"), 0.6)
    for _ in range(130):
        x, y = random.uniform(0, WIDTH), 120 * random.uniform() ** 1.4
        canvas.fill(ellipse(x, y, random.uniform(0.35, 0.95)), colour("#fff7e0"), 0.95 - y / 150)

    def cloud(x, y):
        streaks = fractal_noise(x / 90 + 7, y / 11, seed=12, octaves=5)
        return 0.8 * smoothstep(0.52, 0.72, streaks) * np.exp(-(((y - 140) / 42) ** 2))

    canvas.fill(everything(), lambda x, y: gradient(y, CLOUDS), cloud)
    # The moon's crescent: a disk without another disk.
    crescent = area(lambda x, y: (np.hypot(x - 60, y - 52) < 17) & (np.hypot(x - 67, y - 48) > 15))
    glow(canvas, 58, 54, 20, colour("#dfe3ff"), 0.35)
    canvas.fill(crescent, colour("#fff6dc"))


def coast(canvas):
    ranges = [(196, 52, 90, 3, "#6a4a86", "#c9788a"), (208, 40, 55, 8, "#3d346c", "#7d5486")]
    for base, height, cell, seed, crest, mist in ranges:

        def skyline(x):
            return base - height * (fractal_noise(x / cell, 0.3, seed, 5) - 0.35)

        def rock(x, y):
            hazy = mix(colour(crest), colour(mist), (y - base + 30) / 55)
            return mix(hazy, colour("#241f4e"), 0.5 * fractal_noise(x / 14, y / 6, seed + 5, 3))

        canvas.fill(below(skyline), rock)


def town(canvas, random):
    """Gabled houses along the quay, some with light in the windows."""
    walls = ["#4a3a63", "#6b4a63", "#3f4370", "#7d5560", "#524a78", "#5e3f5c"]
    left = 132
    for number in range(11):
        width, height = random.uniform(15, 23), random.uniform(20, 38)
        right, top, middle = left + width, WATERLINE - 4 - height, left + width / 2
        wall = colour(walls[number % len(walls)])
        plaster = lambda x, y: mix(wall, wall * 0.55, (x - left) / width)
        canvas.fill(box(left, top, right, WATERLINE - 3), plaster)
        peak = top - width * random.uniform(0.45, 0.75)
        roof = mix(colour("#35244a"), colour("#8a3b4c"), random.uniform())
        canvas.fill(polygon((left - 1.5, top), (middle, peak), (right + 1.5, top)), roof)
        canvas.fill(stroke([(left - 1, top), (middle, peak)], 1.1), colour("#f0a07c"))
        for row in np.arange(top + 4, WATERLINE - 12, 8.5):
            for column in np.arange(left + 3, right - 4, 5.6):
                lit = random.uniform() < 0.62
                lamplight = mix(colour("#ff9f45"), colour("#ffe9a6"), random.uniform())
                pane = box(column, row, column + 2.8, row + 4.4)
                canvas.fill(pane, lamplight if lit else colour("#2a2750"))
        left = right + random.choice([0, 0, 0.8])
    canvas.fill(box(118, WATERLINE - 5, 350, WATERLINE + 1), colour("#3a3352"))
    canvas.fill(box(118, WATERLINE - 5, 350, WATERLINE - 3.8), colour("#a9788a"))
    for lamp in np.arange(126, 350, 31):
        canvas.fill(stroke([(lamp, WATERLINE - 4), (lamp, WATERLINE - 18)], 0.9), colour("#1d1a36"))
        glow(canvas, lamp, WATERLINE - 19, 5, AMBER, 0.75)
        canvas.fill(ellipse(lamp, WATERLINE - 19, 1.7), colour("#fff3c4"))


def lighthouse(canvas):
    beams = [((LAMP_X, LAMP_Y), (-20, 22), (-20, 86)), ((LAMP_X, LAMP_Y), (520, 50), (520, 84))]
    for beam in beams:
        fade = lambda x, y: 0.50 * np.exp(-np.abs(x - LAMP_X) / 150)
        canvas.fill(polygon(*beam), colour("#fff0bf"), fade)

    def cliff(x):
        steps = 15 * fractal_noise(x / 19, 0, 33, 4)
        return WATERLINE + 14 - 50 * smoothstep(336, 392, x) - steps * smoothstep(330, 372, x)

    def height(x, y):
        return fractal_noise((x + 0.5 * y) / 11, y / 19, 35, 4)

    def rock(x, y):
        light = height(x, y) - height(x + 3.5, y + 1)
        stone = mix(colour("#2a2347"), colour("#b06a72"), 0.32 + 2.6 * light)
        turf = smoothstep(7, 3, y - cliff(x) - 5 * fractal_noise(x / 4, 0, 36, 2))
        return mix(stone, mix(colour("#2b4a46"), colour("#6f8a58"), 0.3 + 2 * light), turf * 0.9)

    canvas.fill(below(cliff), rock)

    foot = 180

    def tower(x, y):
        share = (foot - y) / (foot - LAMP_Y)
        half = 15 - 6 * share
        across = (x - LAMP_X) / half
        stripe = (np.floor(share * 6 + 0.08 * across**2) % 2)[..., None]
        paint = np.where(stripe < 1, colour("#f7ead6"), colour("#cf3f3a"))
        # Round, lit by the sunset on the left.
        return mix(paint, colour("#2a1d4a"), 0.12 + 0.62 * smoothstep(-0.5, 1.1, across))

    outline = [(LAMP_X - 15, foot), (LAMP_X - 9, 88), (LAMP_X + 9, 88), (LAMP_X + 15, foot)]
    canvas.fill(polygon(*outline), tower)
    for row in (112, 146):
        canvas.fill(ellipse(LAMP_X - 1, row, 2.4, 3.6), colour("#2a1d4a"))
        canvas.fill(ellipse(LAMP_X - 1, row + 0.4, 1.5, 2.6), AMBER)
    canvas.fill(box(LAMP_X - 13, 85, LAMP_X + 13, 88.5), colour("#2b2340"))
    for rail in np.arange(-12, 13, 3.4):
        canvas.fill(stroke([(LAMP_X + rail, 86), (LAMP_X + rail, 80)], 0.7), colour("#2b2340"))
    canvas.fill(stroke([(LAMP_X - 13, 80), (LAMP_X + 13, 80)], 0.9), colour("#2b2340"))
    canvas.fill(box(LAMP_X - 7, 68, LAMP_X + 7, 85), colour("#ffe9a8"))
    for bar in (-7, -2.4, 2.4, 7):
        canvas.fill(stroke([(LAMP_X + bar, 68), (LAMP_X + bar, 85)], 0.9), colour("#2b2340"))
    canvas.fill(ellipse(LAMP_X, 68, 9, 8), colour("#a8322f"))
    canvas.fill(box(LAMP_X - 10, 67.5, LAMP_X + 10, 70), colour("#2b2340"))
    canvas.fill(stroke([(LAMP_X, 61), (LAMP_X, 54)], 1.2), colour("#2b2340"))
    glow(canvas, LAMP_X, LAMP_Y, 15, colour("#fff3c0"), 0.85)
    # The keeper's cottage.
    plaster = lambda x, y: mix(colour("#e7cdb9"), colour("#6b4f74"), (x - 430) / 40)
    canvas.fill(box(430, 164, 462, 184), plaster)
    canvas.fill(polygon((426, 165), (433, 151), (459, 151), (466, 165)), colour("#7c2f3a"))
    canvas.fill(box(452, 145, 457, 154), colour("#5a3040"))
    for pane in (435, 451):
        canvas.fill(box(pane, 170, pane + 5, 177), colour("#ffcf72"))
    canvas.fill(box(443, 170, 448, 184), colour("#4a2a3a"))


def sailing_boat(canvas, x, y, size, hull, sail, furled=False):
    def at(*points):
        return [(x + across * size, y - up * size) for across, up in points]

    spar, rope = colour("#33223a"), colour("#4a3550")
    canvas.fill(stroke(at((4, 8), (4, 104)), 2.2 * size + 0.3), spar)
    if furled:
        canvas.fill(stroke(at((4, 20), (-36, 22)), 4.5 * size), colour(sail))
        canvas.fill(stroke(at((4, 18), (-38, 20)), 1.3), spar)
    else:

        def cloth(u, v):
            turned = smoothstep(x - 44 * size, x + 40 * size, u + 0.25 * (v - y))
            seam = (v - y) / size % 13 < 0.9
            return mix(colour(sail), colour("#d9788a"), 0.75 * turned + 0.30 * seam)

        luff = [(1.5, 100), (-9, 78), (-21, 54), (-33, 33), (-40, 18), (-20, 15.5), (1.5, 16)]
        canvas.fill(polygon(*at(*luff)), cloth)
        jib = [(7, 94), (17, 68), (30, 38), (43, 15), (24, 17), (9, 21)]
        canvas.fill(polygon(*at(*jib)), lambda u, v: cloth(u, v) * 0.93)
        canvas.fill(stroke(at((4, 14.5), (-42, 16)), 1.8), spar)
        canvas.fill(polygon(*at((4, 104), (4, 111), (-9, 107.5))), colour("#ffb74d"))
    for end in [(50, 11), (-42, 10)]:
        canvas.fill(stroke(at((4, 103), end), 0.55), rope, 0.85)
    body = at((-44, 11), (-20, 8.5), (20, 8.5), (54, 13), (44, 2), (34, -6), (-34, -6), (-41, 2))
    depth = lambda u, v: (v - y + 9 * size) / (15 * size)
    side = lambda u, v: mix(colour(hull), colour("#2a1436"), 0.75 * depth(u, v))
    canvas.fill(polygon(*body), side)
    deck = at((-44, 10.5), (-20, 8), (20, 8), (54, 12.5))
    canvas.fill(stroke(deck, 1.9 * size), colour("#f8e3c0"))
    canvas.fill(polygon(*at((-20, 8), (-17, 17), (8, 17), (13, 8))), colour("#ead3b4"))
    for hole in (-11, -3, 5):
        canvas.fill(ellipse(x + hole * size, y - 12.5 * size, 2.1 * size), AMBER)


def water(canvas):
    def waves(x, y):
        # Near waves look wider and taller than far ones.
        outward = (y - WATERLINE).clip(0)
        return fractal_noise(x / (17 + outward * 0.47) + 30, 11 * np.log1p(outward / 9), 51, 4)

    shift_x = lambda x, y: 11 * (waves(x, y) - 0.5)
    shift_y = lambda x, y: (3 + 0.45 * (y - WATERLINE)) * (waves(x, y) - 0.5)
    mirrored = canvas.reflection(WATERLINE + 5, shift_x, shift_y)

    def sea(x, y):
        depth = (y - WATERLINE) / (HEIGHT - WATERLINE)
        crests = waves(x, y)
        deep = mix(colour("#16173f"), colour("#6d5a9c"), 2.0 * (crests - 0.25))
        surface = mix(mirrored(x, y), deep, 0.22 + 0.45 * depth)
        # Warm light of the sunset lies on the crests, in a lane below the brightest sky.
        lane = np.exp(-(((x - 190) / (45 + 70 * depth)) ** 2))
        warm = smoothstep(0.52, 0.60, crests + 0.08 * lane) * (0.18 + 0.6 * lane)
        return mix(surface, colour("#ffbe85"), warm)

    # The boats and the rocks dip a little below the line where the far shore ends.
    shore = lambda x: WATERLINE + 2 + 6 * smoothstep(345, 372, x) + 7 * smoothstep(150, 130, x)
    canvas.fill(below(shore), sea)


def fishing_boat(canvas, x, y):
    def at(*points):
        return [(x + across, y - up) for across, up in points]

    def ripple(u, v):
        return 0.62 * smoothstep(y + 38, y + 8, v) * (0.5 + fractal_noise(u / 20, v / 2.2, 77, 3))

    mirrored = at((-58, -9), (56, -9), (44, -24), (20, -40), (-40, -40), (-52, -24))
    canvas.fill(polygon(*mirrored), colour("#0f1233"), ripple)
    spar = colour("#2a1c33")
    canvas.fill(stroke(at((14, 12), (14, 88)), 2.6), spar)
    canvas.fill(stroke(at((14, 30), (-38, 66)), 1.8), spar)
    masthead, boom_end = (14, 87), (-38, 66)
    ropes = [(masthead, (58, 20)), (masthead, (-54, 16)),
             ((14, 80), boom_end), (boom_end, (-46, 14))]
    for start, end in ropes:
        canvas.fill(stroke(at(start, end), 0.7), colour("#4a3550"))
    cabin = lambda u, v: mix(colour("#f6e6cc"), colour("#9a7386"), (u - x + 30) / 44)
    canvas.fill(polygon(*at((-30, 12), (-28, 40), (4, 40), (8, 12))), cabin)
    canvas.fill(polygon(*at((-33, 39), (-31, 44), (7, 44), (9, 39))), colour("#c8453b"))
    lamplight = lambda u, v: gradient(v, [(y - 34, "#fff0b8"), (y - 26, "#ffab4a")])
    for pane in (x - 24, x - 13, x - 2):
        canvas.fill(box(pane - 4, y - 35, pane + 4, y - 25), colour("#3a2440"))
        canvas.fill(box(pane - 3, y - 34, pane + 3, y - 26), lamplight)
    deck = [(-56, 16), (-30, 12), (10, 12), (38, 17), (66, 27)]
    hull = at(*deck, (58, 8), (46, -10), (-48, -10), (-55, 2))

    def side(u, v):
        plank = ((v - y + 0.0025 * (u - x) ** 2) % 5) < 0.9
        paint = mix(colour("#2f8a94"), colour("#123254"), (v - y + 18) / 30)
        paint = mix(paint, colour("#0c2038"), 0.45 * plank)
        return mix(paint, colour("#8f2f3a"), smoothstep(4.4, 5.0, v - y))

    canvas.fill(polygon(*hull), side)
    canvas.fill(stroke(at(*deck), 2.8), colour("#f8e3c0"))
    for buoy in (-40, -22, 22, 38):
        centre = (x + buoy, y - 4 - max(0, buoy) * 0.06)
        canvas.fill(ellipse(*centre, 4.3), colour("#f4efe6"))
        canvas.fill(ellipse(*centre, 2.9), colour("#d9483b"))
        canvas.fill(ellipse(*centre, 1.3), colour("#16284a"))
    glow(canvas, x + 14, y - 89, 6, AMBER, 0.9)
    canvas.fill(ellipse(x + 14, y - 89, 2), colour("#fff3c4"))

    def foam(u, v):
        bubbles = smoothstep(0.5, 0.62, fractal_noise(u / 8, v / 1.6, 78, 3))
        return 0.75 * bubbles * smoothstep(5, 0, np.abs(v - y - 10))

    canvas.fill(ellipse(x, y + 10, 62, 5), colour("#ffe0c4"), foam)


def mooring_posts(canvas):
    for x, top, foot, half in [(452, 262, 333, 8), (480, 272, 333, 8.5), (424, 270, 322, 6.5)]:

        def wood(u, v):
            turned = mix(colour("#a8685e"), colour("#23193a"), (u - x + half) / (2 * half))
            return mix(turned, colour("#160f28"), 0.6 * fractal_noise(u / 1.5, v / 16, 88, 3))

        canvas.fill(box(x - half, top, x + half, foot), wood)
        canvas.fill(ellipse(x, foot, half * 1.7, 2.2), colour("#0d1030"), 0.6)
        canvas.fill(ellipse(x, top, half, half * 0.42), colour("#e2a184"))
        canvas.fill(ellipse(x, top, half * 0.7, half * 0.27), colour("#b97668"))
    for turn in range(3):
        y = 281 + 3 * turn
        canvas.fill(stroke([(443, y), (452, y + 2), (461, y)], 2.2), colour("#e8cf9f"))
    # The rope hangs from the bow of the fishing boat to the middle post.
    share = np.linspace(0, 1, 24)
    slack = zip(279 + 165 * share, 257 + 26 * share + 12 * np.sin(np.pi * share))
    canvas.fill(stroke(list(slack), 1.3), colour("#e8cf9f"))
