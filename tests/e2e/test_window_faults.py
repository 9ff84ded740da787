"""What goes wrong around the window: the display ends, the machine lacks fonts or OpenGL, two windows share settings, names
and pictures of all kinds."""

import json
import os
import shutil
import unittest

import numpy
from PIL import Image

from patchlens_program import SAMPLES, ProgramTest
from xvfb_window import Screen, Window, WindowTest, wait_until

HOUSE = SAMPLES / "house.png"


class LostDisplay(ProgramTest):
    def test_keeps_settings_and_work_and_is_a_sentence(self):
        screen = Screen()
        self.addCleanup(screen.close)
        window = Window(screen, self.folder, HOUSE)
        self.addCleanup(window.close)
        window.key("bracketright")
        size = window.wait_for(lambda s: s["patch_size"] != [8, 8], "another patch size")["patch_size"]
        window.key("l")
        language = window.wait_for(lambda s: s["language"] != "en", "another language")["language"]
        screen.server.kill()
        self.assertEqual(window.process.wait(timeout=60), 1)
        window.errors.seek(0)
        lines = window.errors.read().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith("patchlens: error: the screen's server has ended"), lines[0])
        self.assertEqual(window.settings["language"], language)
        kept = window.settings_file.parent.parent / "state" / "patchlens" / "session.json"
        self.assertEqual(json.loads(kept.read_text(encoding="utf-8"))["choices"]["patch_size"], size)


class Machines(WindowTest):
    def test_an_older_opengl_is_a_sentence(self):
        for version in ("2.1", "3.2"):
            environment = self.screen.environment(MESA_GL_VERSION_OVERRIDE=version, HOME=str(self.folder))
            self.fail_with(1, ["OpenGL 3.3", "install its graphics driver or Mesa"], "--new", env=environment)

    def test_without_any_font_the_picture_and_the_numbers_are_there(self):
        fonts = self.folder / "fonts.conf"
        fonts.write_text(f'<fontconfig><cachedir>{self.folder}</cachedir></fontconfig>', encoding="utf-8")
        output = self.folder / "screen.png"
        self.succeed("render", HOUSE, "--chapter", "explore", "--size", "1280x800", "-o", output,
                     env=os.environ | {"FONTCONFIG_FILE": str(fonts)})
        pixels = numpy.asarray(Image.open(output).convert("RGB"))
        self.assertEqual(pixels.shape, (800, 1280, 3))
        self.assertGreater(len(numpy.unique(pixels.reshape(-1, 3), axis=0)), 1000)


class Settings(WindowTest):
    def test_of_two_windows_are_those_of_both(self):
        first = self.open(HOUSE)
        beside = self.folder / "beside"  # what the tests read of each is its own; the home is one
        beside.mkdir()
        (beside / "home").symlink_to(self.folder / "home")
        second = Window(self.screen, beside, HOUSE)
        self.addCleanup(second.close)
        first.focus()
        first.key("l")
        wait_until(lambda: first.settings.get("language") == "zh-CN", "the language")
        second.focus()
        second.key("t")
        wait_until(lambda: second.settings.get("theme") == "light", "the theme")
        self.assertEqual(first.close(), 0)
        self.assertEqual(second.close(), 0)
        self.assertEqual((second.settings["language"], second.settings["theme"]), ("zh-CN", "light"))


class Pictures(WindowTest):
    def test_with_names_of_every_kind_are_there_the_next_time(self):
        for name in ("\u56fe \u7247".encode(), b"bad\xff\nname"):
            with self.subTest(name=name):
                path = os.fsdecode(os.fsencode(str(self.folder)) + b"/" + name + b".png")
                shutil.copy(HOUSE, path)
                self.assertEqual(self.open(path, "--patch-size", 32).close(), 0)
                window = self.open()
                self.assertEqual(window.state["patch_size"], [32, 32])
                self.assertEqual(window.state["messages"], [])
                self.assertEqual(window.close(), 0)

    def test_of_one_pixel_and_of_the_longest_line(self):
        for size in ((1, 1), (16384, 1)):
            path = self.folder / "picture.png"
            Image.new("RGB", size, (10, 200, 30)).save(path)
            window = self.open(path, "--new")
            self.assertEqual((window.state["num_patches"], window.state["messages"]), (1024, []))
            self.assertEqual(window.close(), 0)


if __name__ == "__main__":
    unittest.main()
