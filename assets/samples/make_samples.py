"""Draws the sample pictures beside this file. Everything is computed; nothing is loaded."""

from pathlib import Path

from draw import save_png
from gradients import paint_gradients
from harbour import paint_harbour
from house import paint_house
from leaf import paint_leaf
from tiles import paint_tiles

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    save_png(paint_house(), HERE / "house.png")
    save_png(paint_tiles(), HERE / "tiles.png")
    save_png(paint_gradients(), HERE / "gradients.png")
    save_png(paint_harbour(), HERE / "harbour.png")
    save_png(paint_leaf(), HERE / "leaf.png", transparent=True)
