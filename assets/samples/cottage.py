"""The cottage of the landing picture: walls, roof, windows and door."""

import numpy as np

from draw import (area, box, colour, ellipse, fractal_noise, gradient, mix, polygon, smoothstep,
                  stroke, value_noise)


def cottage(canvas):
    left, right, eaves, foot, ridge = 84, 204, 304, 414, 218
    middle = (left + right) / 2

    # Walls: planks, each a little different, with a shadow under its lower edge.
    def planks(x, y):
        plank = np.floor((y - eaves) / 9)
        within = (y - eaves) / 9 - plank
        grain = fractal_noise(x / 26, y / 1.6, 82, 3)
        tone = 0.25 * value_noise(plank * 7.3, 0, 81) + 0.35 * grain
        shade = 0.22 * (right - x) / (right - left)
        wood = mix(colour("#f6e7c6"), colour("#cdb389"), tone + shade)
        return mix(wood, colour("#9b835f"), 0.75 * smoothstep(0.80, 0.92, within))

    canvas.fill(box(left, eaves - 8, right, foot), planks)
    canvas.fill(box(left, eaves - 8, right, foot), colour("#3c2a3c"),
                lambda x, y: 0.55 * smoothstep(eaves + 20, eaves - 4, y))
    for edge in (left, right - 6):
        canvas.fill(box(edge, eaves - 8, edge + 6, foot), colour("#fbf3e0"))
        canvas.fill(box(edge + 5, eaves - 8, edge + 6, foot), colour("#b29b74"))

    def stones(x, y):
        down = (y - foot) / 6
        row = np.floor(down)
        across = (x + 7 * (row % 2)) / 14
        tone = value_noise(np.floor(across) * 3.7, row * 5.1, 83)
        face = mix(colour("#77747c"), colour("#b9b2ab"), tone)
        from_side = 14 * np.abs(across - np.round(across))
        from_top = 6 * np.abs(down - np.round(down))
        return mix(face, colour("#4b474f"), smoothstep(1.1, 0.5, np.minimum(from_side, from_top)))

    canvas.fill(box(left - 3, foot - 12, right + 3, foot + 1), stones)

    # Chimney, behind the roof.
    canvas.fill(box(168, 226, 186, 280), bricks("#8e4a3c", "#c67a5c", "#d9c3a8", 9, 5))
    canvas.fill(box(165, 222, 189, 228), colour("#6b4038"))
    canvas.fill(box(165, 222, 189, 224), colour("#a56a58"))
    puffs = [(179, 212, 6, 0.5), (184, 201, 8, 0.4), (192, 188, 10, 0.3), (203, 174, 12, 0.2)]
    for smoke_x, smoke_y, radius, strength in puffs:
        from_puff = lambda x, y: np.hypot(x - smoke_x, y - smoke_y) / radius
        haze = lambda x, y: strength * np.exp(-1.4 * from_puff(x, y) ** 2)
        canvas.fill(area(haze), colour("#ffffff"))

    # Roof: rows of bricks, the left slope in the shade.
    slope = polygon((middle, ridge), (right + 22, eaves), (left - 22, eaves))
    canvas.fill(slope, bricks("#98261f", "#dd5a3c", "#5c1518", 15, 8))
    shadow = lambda x, y: 0.34 * smoothstep(middle + 26, middle - 70, x)
    sunlight = lambda x, y: 0.20 * smoothstep(middle, right + 10, x)
    canvas.fill(slope, colour("#3a0f2a"), shadow)
    canvas.fill(slope, colour("#ffd08a"), sunlight)
    for end in (left - 23, right + 23):
        canvas.fill(stroke([(middle, ridge - 1), (end, eaves)], 5), colour("#6d1a1a"))
        canvas.fill(stroke([(middle, ridge - 2), (end, eaves - 1)], 2), colour("#e0765a"))
    canvas.fill(box(left - 25, eaves - 2, right + 25, eaves + 4), colour("#f7ecd4"))
    canvas.fill(box(left - 25, eaves + 2, right + 25, eaves + 4), colour("#a98e6c"))

    # A round window under the ridge.
    canvas.fill(ellipse(middle, 271, 13), colour("#fbf3e0"))
    canvas.fill(ellipse(middle, 271, 10), glass(271, 20))
    canvas.fill(box(middle - 1, 261, middle + 1, 281), colour("#fbf3e0"))
    canvas.fill(box(middle - 10, 270, middle + 10, 272), colour("#fbf3e0"))

    for window_x in (98, 162):
        window(canvas, window_x, 317, 28, 27)
    door(canvas, middle, foot)


def bricks(dark, light, mortar, width, height):
    """Courses of bricks, every other one moved by half a brick."""

    def paint(x, y):
        row = np.floor(y / height)
        across = x / width + 0.5 * (row % 2) + 0.11 * value_noise(row * 3.1, 0, 91)
        brick = np.floor(across)
        within_x, within_y = (across - brick) * width, y - row * height
        grain = fractal_noise(x / 3, y / 3, 93, 2)
        tone = 0.75 * value_noise(brick * 5.3, row * 7.7, 92) + 0.25 * grain
        face = mix(colour(dark), colour(light), tone + 0.25 * (1 - within_y / height))
        joint = np.minimum(np.minimum(within_x, width - within_x), height - within_y)
        return mix(face, colour(mortar), smoothstep(1.3, 0.5, joint))

    return paint


def glass(top, height):
    """A pane: the sky above, a dark room below, and a slanting gleam."""

    def paint(x, y):
        shades = [(-0.5, "#7fb2dc"), (0.4, "#2f4f80"), (1, "#23365e")]
        pane = gradient((y - top) / height, shades)
        gleam = smoothstep(3.5, 2.5, np.abs((x + 0.7 * y) % 34 - 12))
        return mix(pane, colour("#d8ecff"), 0.55 * gleam)

    return paint


def window(canvas, left, top, width, height):
    right, bottom, middle = left + width, top + height, left + width / 2
    for shutter in (left - 12, right + 3):
        canvas.fill(box(shutter, top - 3, shutter + 9, bottom + 3), colour("#2f6f73"))
        for slat in np.arange(top, bottom - 1, 4):
            canvas.fill(box(shutter + 1.5, slat, shutter + 7.5, slat + 1.6), colour("#64a9a4"))
    canvas.fill(box(left - 3, top - 3, right + 3, bottom + 3), colour("#fbf3e0"))
    canvas.fill(box(left, top, right, bottom), glass(top, height))
    for side in (-1, 1):  # curtains, drawn to both sides
        edge = middle + side * width / 2
        inner_top, inner_bottom = (edge - side * 11, top), (edge - side * 4, top + 13)
        curtain = polygon((edge, top), inner_top, inner_bottom, (edge, top + 17))
        canvas.fill(curtain, colour("#f3d9a0"), 0.9)
    canvas.fill(box(middle - 1, top, middle + 1, bottom), colour("#fbf3e0"))
    canvas.fill(box(left, top + height * 0.45, right, top + height * 0.45 + 2), colour("#fbf3e0"))
    canvas.fill(box(left - 5, bottom + 3, right + 5, bottom + 10), colour("#7c4a2e"))
    blossoms = ["#ff6f7d", "#ffd166", "#ff9bb0", "#ffffff", "#ff6f7d", "#ffb347", "#ff9bb0"]
    for i, blossom in enumerate(blossoms):
        flower_x = left - 2 + i * (width + 4) / (len(blossoms) - 1)
        canvas.fill(ellipse(flower_x, bottom + 3, 3.2, 2.6), colour("#3f8a3c"))
        canvas.fill(ellipse(flower_x, bottom + 1.2 - (i % 2) * 1.6, 2.1), colour(blossom))


def door(canvas, middle, foot):
    left, right, top = middle - 13, middle + 13, foot - 43
    canvas.fill(ellipse(middle, top, 16), colour("#fbf3e0"))
    canvas.fill(box(left - 3, top, right + 3, foot), colour("#fbf3e0"))

    def boards(x, y):
        grain = fractal_noise(x / 1.8, y / 30, 84, 3)
        wood = mix(colour("#6e2a1c"), colour("#a9512f"), grain)
        return mix(wood, colour("#3d150f"), smoothstep(0.9, 0.4, np.abs((x - left) % 6.5 - 0.4)))

    canvas.fill(ellipse(middle, top, 13), boards)
    canvas.fill(box(left, top, right, foot), boards)
    canvas.fill(ellipse(middle, top + 1, 8), colour("#ffd98a"))
    for spoke in (-5.5, 0, 5.5):
        canvas.fill(stroke([(middle, top + 9), (middle + spoke, top - 7)], 1.2), colour("#6e2a1c"))
    canvas.fill(ellipse(right - 5, foot - 21, 1.8), colour("#ffd166"))
    canvas.fill(box(left - 7, foot - 3, right + 7, foot + 3), colour("#b9b2ab"))
    canvas.fill(box(left - 7, foot - 3, right + 7, foot - 1.5), colour("#e4ddd2"))
