"""A leaf on nothing: its fourth channel says how much of each pixel is there."""

import numpy as np

from draw import Canvas, area, colour, ellipse, fractal_noise, gradient, mix, smoothstep, stroke

SIZE = 320
AUTUMN = [(0.0, "#2c7a3a"), (0.35, "#5fae3c"), (0.62, "#c8c63e"), (0.85, "#f0952f"),
          (1.1, "#d8432c")]
STEM, TIP = np.array([92, 262]), np.array([258, 44])


def paint_leaf():
    canvas = Canvas(SIZE, SIZE)
    length = np.hypot(*(TIP - STEM))
    forward = (TIP - STEM) / length
    sideways = np.array([-forward[1], forward[0]])

    def place(x, y):
        """Along the leaf, 0 at the stem and 1 at the tip, and across it, in the same unit."""
        along = ((x - STEM[0]) * forward[0] + (y - STEM[1]) * forward[1]) / length
        across = ((x - STEM[0]) * sideways[0] + (y - STEM[1]) * sideways[1]) / length
        return along, across - bend(along)

    def bend(along):
        return 0.10 * np.sin(np.pi * np.clip(along, -0.4, 1)) - 0.03

    def vein_place(along, across):
        """Grows by one from each side vein to the next; side veins sweep towards the tip."""
        return 9.5 * (along - 0.75 * np.abs(across) - 0.5 * across**2) + 0.25 * (across > 0)

    def inset(x, y, toothed=True):
        """How deep inside the leaf a point lies, in pixels; negative outside."""
        along, across = place(x, y)
        inner = np.clip(along, 0, 1)
        half_width = 0.345 * np.sin(np.pi * inner**0.80) ** 0.85 * (1 - 0.35 * inner)
        teeth = np.abs(np.sin(2 * np.pi * vein_place(along, across))) if toothed else 0.5
        half_width = half_width + 0.014 * teeth * np.sin(np.pi * inner)
        ends = np.minimum(along, 1 - along)
        return length * np.minimum(half_width - np.abs(across), ends - 0.008)

    def blade(x, y):
        along, across = place(x, y)
        ripeness = along + 0.22 * fractal_noise(x / 40, y / 40, 5) - 0.11 + 0.5 * np.abs(across)
        base = gradient(ripeness, AUTUMN)
        # The right half turns to the light; between the side veins the blade bulges.
        bulge = np.sin(np.pi * (vein_place(along, across) % 1))
        light = 0.16 * np.sign(across) * smoothstep(0, 0.02, np.abs(across)) + 0.34 * (bulge - 0.62)
        light = light + 0.5 * (fractal_noise(x / 5, y / 5, 6, 3) - 0.5)
        shaded = mix(base, colour("#12351f"), 0.55 * (0.12 - light))
        return mix(shaded, colour("#fff6b0"), 0.55 * light)

    def veins(x, y):
        along, across = place(x, y)
        inner = np.clip(along, 0, 1)
        thickness = 0.0105 - 0.007 * inner
        middle_vein = smoothstep(thickness + 0.003, thickness, np.abs(across))
        distance = np.abs((vein_place(along, across) + 0.5) % 1 - 0.5) / 9.5
        reach = np.clip(1 - np.abs(across) / 0.27, 0, 1)
        side_veins = smoothstep(0.0065, 0.003, distance / (0.35 + 0.65 * reach)) * reach**0.4
        return 0.85 * np.maximum(middle_vein, 0.75 * side_veins)

    shadow = lambda x, y: 0.38 * smoothstep(-13, 12, inset(x - 9, y - 13, toothed=False))
    canvas.fill(area(shadow), colour("#0d1a2a"))

    stem = [
        STEM + length * (forward * along + sideways * bend(along))
        for along in np.linspace(-0.26, 0.06, 14)
    ]
    canvas.fill(stroke([tuple(point + (6, 9)) for point in stem], 7), colour("#0d1a2a"), 0.16)
    canvas.fill(stroke([tuple(point) for point in stem], 6.5), colour("#6f7f2e"))
    canvas.fill(stroke([tuple(point + (0.8, -0.8)) for point in stem], 3), colour("#c3cf6a"))

    # The rim fades over a few pixels instead of ending at once.
    rim = area(lambda x, y: smoothstep(-1.5, 3.5, inset(x, y)))
    canvas.fill(rim, blade)
    canvas.fill(rim, colour("#f3f0a8"), veins)

    for drop_x, drop_y, radius in [(196, 170, 13), (150, 176, 8), (222, 108, 6)]:
        dew(canvas, drop_x, drop_y, radius)
    return canvas.finish()


def dew(canvas, x, y, radius):
    canvas.fill(ellipse(x + radius * 0.2, y + radius * 0.3, radius * 1.05), colour("#12351f"), 0.40)
    # Light enters at the upper left and gathers at the lower right.
    towards_light = lambda u, v: ((u - x) + (v - y)) / (2.4 * radius) + 0.5
    inside = lambda u, v: mix(colour("#3f7a3a"), colour("#f4ffd0"), towards_light(u, v))
    canvas.fill(ellipse(x, y, radius), inside, 0.62)
    gleam = ellipse(x - radius * 0.38, y - radius * 0.42, radius * 0.26, radius * 0.2)
    canvas.fill(gleam, colour("#ffffff"))
