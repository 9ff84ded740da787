"""Trees and bushes, built from many small dabs the way a painter would."""

import numpy as np

from draw import box, colour, ellipse, mix, polygon


def crown(canvas, centre_x, centre_y, radius_x, radius_y, random, dark, light, dab=0.22):
    """A round mass of leaves, lit from the upper right."""
    count = int(26 / dab)
    angle = random.uniform(0, 2 * np.pi, count)
    reach = np.sqrt(random.uniform(0, 1, count))
    across, up = reach * np.cos(angle), reach * np.sin(angle)
    brightness = 0.42 + 0.25 * across + 0.42 * up + random.normal(0, 0.11, count)
    dark, light = colour(dark), colour(light)
    canvas.fill(ellipse(centre_x, centre_y, radius_x * 0.9, radius_y * 0.9), dark)
    # Dark dabs first, so that the lit leaves lie on top of the shaded ones.
    for i in np.argsort(brightness):
        size = dab * min(radius_x, radius_y) * random.uniform(0.6, 1.15)
        dab_x, dab_y = centre_x + across[i] * radius_x, centre_y - up[i] * radius_y
        canvas.fill(ellipse(dab_x, dab_y, size * 1.15, size * 0.9), mix(dark, light, brightness[i]))


def conifer(canvas, centre_x, foot, height, random, dark, light):
    """A fir: tiers of drooping branches, brighter on the right."""
    dark, light = colour(dark), colour(light)
    canvas.fill(box(centre_x - 1.5, foot - 6, centre_x + 1.5, foot), colour("#3b2a22"))
    tiers = 9
    for tier in range(tiers):
        share = 1 - tier / tiers
        base = foot - 4 - height * 0.86 * (1 - share)
        half, tall = height * 0.25 * (share * 0.9 + 0.1), height * 0.24 * (0.5 + share / 2)
        teeth = 7
        edge = []
        for tooth in range(teeth):
            place = -1 + 2 * tooth / (teeth - 1)
            droop = (2.2 if tooth % 2 == 0 else -2.0) * (0.4 + share) * height / 90
            edge.append((centre_x + half * place + random.normal(0, 0.5), base + droop))

        def needles(x, y):
            return mix(dark, light, 0.275 + 0.55 * (x - centre_x) / half + 0.5 * (base - y) / tall)

        canvas.fill(polygon((centre_x, base - tall), *reversed(edge)), needles)
