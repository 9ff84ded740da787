"""Smooth changes of hue, lightness and saturation, with letters on top of them."""

import numpy as np

from draw import Canvas, box, colour, from_hue, mix, smoothstep
from letters import text_width, write

WIDTH, HEIGHT = 384, 256
HUE_END, GREY_END = 112, 160  # both on the borders of 16-pixel patches
NAME_HEIGHT = 36  # so that the name survives a square crop of the middle


def paint_gradients():
    canvas = Canvas(WIDTH, HEIGHT)

    def hues(x, y):
        lightness = 0.93 - 0.55 * y / HUE_END
        # Very light and very dark colours have little chroma left before a screen runs out.
        chroma = 0.155 * (1 - ((lightness - 0.64) / 0.42) ** 2)
        return from_hue(360 * x / WIDTH + 15, lightness, chroma)

    def greys(x, y):
        return mix(colour("#08090c"), colour("#fbfaf7"), x / WIDTH)

    def saturations(x, y):
        down = (y - GREY_END) / (HEIGHT - GREY_END)
        lightness = 0.62 + 0.16 * np.sin(2 * np.pi * (x / WIDTH + 0.1))
        return from_hue(250 + 165 * x / WIDTH, lightness, chroma=0.17 * (1 - down))

    canvas.fill(box(0, 0, WIDTH, HUE_END), hues)
    canvas.fill(box(0, HUE_END, WIDTH, GREY_END), greys)
    canvas.fill(box(0, GREY_END, WIDTH, HEIGHT), saturations)

    def centred(text, baseline, height, paint, weight=0.15):
        write(canvas, text, (WIDTH - text_width(text, height)) / 2, baseline, height, paint, weight)

    shade = colour("#1a1433")
    for spread in (4, 3, 2):  # a soft shadow, so that the name stands off the colours
        left = (WIDTH - text_width("PatchLens", NAME_HEIGHT)) / 2
        right, down = left + spread / 3, 73 + spread
        write(canvas, "PatchLens", right, down, NAME_HEIGHT, shade, weight=0.16, opacity=0.16)
    centred("PatchLens", 73, NAME_HEIGHT, colour("#ffffff"), 0.16)

    # Always light on dark and dark on light, changing over in the middle of the picture.
    light, dark = colour("#ffd27a"), colour("#1c2f6b")
    contrast = lambda x, y: mix(light, dark, smoothstep(196, 204, x))
    centred("ABC 123", 147, 23, contrast, 0.17)

    centred("PatchLens ABC 123", 190, 15, colour("#ffffff"))
    centred("PatchLens ABC 123", 211, 10, colour("#ffffff"))
    centred("PatchLens ABC 123", 227, 7.5, colour("#ffffff"))
    centred("ABC 123 PatchLens ABC 123", 240, 5.5, colour("#14161c"), 0.17)
    return canvas.finish()
