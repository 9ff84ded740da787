"""The window as a user meets it, under Xvfb: what the screen shows is read from the probe file and from photographs."""

import json
import os
import subprocess
import time
import unittest

import numpy
from PIL import Image

from patchlens_program import PROGRAM, SAMPLES, ProgramTest, run
from xvfb_window import WindowTest, wait_until


class FirstLook(WindowTest):
    def test_the_window_opens_on_a_sample_with_the_default_module(self):
        window = self.open()
        state = window.state
        self.assertTrue(state["image"].endswith("house.png"))
        info = json.loads(run("info", "--json").stdout)
        self.assertEqual({key: state[key] for key in info}, info)
        self.assertEqual((state["chapter"], state["busy"]), ("explore", False))

    def test_the_screen_is_not_blank(self):
        window = self.open()

        def check(pixels):
            x, y, width, height = (round(v) for v in window.probe()["items"]["explore/picture"])
            picture = pixels[y:y + height, x:x + width]
            self.assertGreater(len(numpy.unique(picture.reshape(-1, 3), axis=0)), 1000, "the picture is not there")
            self.assertGreater(len(numpy.unique(pixels.reshape(-1, 3), axis=0)), 2000)

        self.eventually(check)

    def test_the_photograph_shows_the_picture_itself(self):
        window = self.open("--patch-size", "128")
        original = numpy.asarray(Image.open(SAMPLES / "house.png").convert("RGB").resize((256, 256), Image.BILINEAR))

        def check(pixels):
            x, y, width, height = window.probe()["items"]["explore/picture"]
            # Points in the middle of flat regions: sky, sun, roof and water.
            for row, column in ((20, 40), (57, 183), (140, 72), (245, 30)):
                shown = pixels[round(y + (row + 0.5) * height / 256), round(x + (column + 0.5) * width / 256)]
                self.assertLess(int(numpy.abs(shown.astype(int) - original[row, column]).max()), 12)

        self.eventually(check)

    def test_it_closes_politely(self):
        window = self.open()
        self.assertEqual(window.close(), 0)


class Sliders(WindowTest):
    def test_dragging_patch_size_changes_the_grid(self):
        window = self.open()
        window.drag("params/patch_size", 0.1, 0.8)
        state = window.wait_for(lambda s: s["patch_size"][0] > 16 and not s["busy"], "a larger patch")
        side = state["patch_size"][0]
        self.assertEqual(state["patch_size"], [side, side])
        self.assertEqual(state["grid_size"], [256 // side, 256 // side])
        self.assertEqual(state["num_patches"], (256 // side) ** 2)
        self.assertEqual(state["weight_shape"], [512, 3, side, side])

    def test_typing_img_size(self):
        window = self.open()
        window.click("params/img_size/entry")
        window.key("ctrl+a")
        window.type("250")
        window.key("Return")
        state = window.wait_for(lambda s: s["img_size"] == [250, 250] and not s["busy"], "img_size 250")
        self.assertEqual((state["num_patches"], state["dropped"]), (961, [2, 2]))

    def test_a_typed_value_that_cannot_be_is_told_and_changes_nothing(self):
        window = self.open()
        window.click("params/patch_size/entry")
        window.key("ctrl+a")
        window.type("9999")
        window.key("Return")
        state = window.wait_for(lambda s: s["messages"], "a message")
        self.assertIn("9999", " ".join(state["messages"]))
        self.assertEqual(state["patch_size"], [8, 8])
        window.key("bracketright")
        window.wait_for(lambda s: s["patch_size"] == [9, 9], "a usable window after the message")


class Selecting(WindowTest):
    def test_clicking_a_patch_shows_its_number(self):
        window = self.open()
        window.click("explore/picture", (10 + 0.5) / 32, (5 + 0.5) / 32)
        state = window.wait_for(lambda s: s["patch"] == [5, 10] and not s["busy"], "patch (5, 10)")
        explained = json.loads(run("explain", SAMPLES / "house.png", "--patch", "5,10", "--dim", state["dim"],
                                   "--json").stdout)
        self.assertAlmostEqual(state["value"], explained["value"], delta=1e-6)

    def test_arrows_move_the_patch_and_undo_takes_back(self):
        window = self.open("--patch", "3,4")
        window.key("Right", "Down")
        window.wait_for(lambda s: s["patch"] == [4, 5], "patch (4, 5)")
        window.key("ctrl+z", "ctrl+z")
        window.wait_for(lambda s: s["patch"] == [3, 4], "the first patch again")

    def test_brackets_and_commas(self):
        window = self.open("--dim", "7")
        window.key("bracketright", "period", "period", "comma")
        window.wait_for(lambda s: s["patch_size"] == [9, 9] and s["dim"] == 8, "patch_size 9, dimension 8")


class TrainingHere(WindowTest):
    def test_goes_on_in_other_chapters_and_is_there_after_a_restart(self):
        window = self.open("--chapter", "weights", "--embed-dim", "32", "--patch-size", "4")
        self.assertEqual(window.state["training"], {"running": False, "steps": 0, "edges": None, "shown": False})
        window.click("weights/start")
        window.wait_for(lambda s: s["training"]["shown"] and s["training"]["steps"] > 5, "training")
        window.click("rail/explore")
        first = window.state["value"]
        window.wait_for(lambda s: s["value"] != first, "Explore's number following the training")
        window.click("rail/weights")
        window.click("weights/pause")
        window.wait_for(lambda s: not s["training"]["running"], "a pause")
        time.sleep(1)
        before = window.processor_seconds()
        time.sleep(2)
        self.assertLess(window.processor_seconds() - before, 0.1, "a paused run costs nothing")
        value = window.wait_for(lambda s: not s["busy"], "results")["value"]
        self.assertEqual(window.close(), 0)
        again = self.open()
        state = again.wait_for(lambda s: s["chapter"] == "weights" and not s["busy"], "what was open")
        self.assertEqual((state["embed_dim"], state["patch_size"]), (32, [4, 4]))
        self.assertAlmostEqual(state["value"], value, delta=1e-6)
        self.assertEqual(state["messages"], [])


class Rebuilding(WindowTest):
    def test_shows_the_numbers_of_the_command_line_while_the_slider_moves(self):
        window = self.open("--chapter", "maps", "--embed-dim", "100", "--patch", "3,4")
        window.click("maps/view/rebuilt")
        state = window.wait_for(lambda s: "rebuilt" in s and not s["busy"], "the rebuilt picture")
        self.assertEqual((state["rebuilt"]["rank"], state["rebuilt"]["kept"]), (100, 100))
        self.compare(state["rebuilt"])
        window.click("maps/kept_first/weights")  # the order of the command line
        window.drag("maps/kept", 0.95, 0.3)
        state = window.wait_for(lambda s: s["rebuilt"]["kept"] < 60 and not s["busy"], "fewer directions")
        self.compare(state["rebuilt"])

    def compare(self, shown):
        report = json.loads(run("reconstruct", SAMPLES / "house.png", "--embed-dim", "100", "--keep", shown["kept"],
                                "-o", self.folder / "back.png", "--json").stdout)
        self.assertEqual((shown["rank"], shown["kept"]), (report["rank"], report["kept"]))
        for name in ("rms", "psnr"):
            self.assertAlmostEqual(shown[name], report[name], delta=1e-6 * report[name])


class Languages(WindowTest):
    def test_the_language_is_switched_live(self):
        window = self.open()
        window.come_to_rest()
        english = self.photograph("english.png")
        window.click("rail/language")
        window.wait_for(lambda s: s["language"] == "zh-CN", "Chinese")
        self.eventually(lambda pixels: self.assertFalse(numpy.array_equal(english[100:, :280], pixels[100:, :280])))
        window.click("rail/language")
        window.wait_for(lambda s: s["language"] == "en", "English again")

    def test_a_file_of_ones_own_is_a_language_and_is_read_again(self):
        window = self.open()
        own = window.settings_file.parent / "lang" / "fr.json"
        own.parent.mkdir()
        own.write_text('{"menu.this_language": "français"}', encoding="utf-8")
        time.sleep(1.1)  # as often as it is looked for
        window.key("l")
        window.wait_for(lambda s: s["language"] == "zh-CN", "Chinese")
        window.key("l")
        window.wait_for(lambda s: s["language"] == "fr", "French")
        wait_until(lambda: any("fr.json lacks" in message for message in window.state["messages"]), "nothing is said of it")
        own.write_text("{", encoding="utf-8")
        time.sleep(1.1)
        window.click("rail/theme")
        wait_until(lambda: any("damaged at 1:2" in message for message in window.state["messages"]), "nothing is said of damage")
        self.assertEqual(window.close(), 0)
        self.assertEqual(window.settings["language"], "fr")


class Settings(WindowTest):
    def test_the_first_run_begins_with_the_story(self):
        window = self.open(settings=None)
        self.assertEqual((window.state["chapter"], window.state["story"]), ("story", {"beat": 0, "fraction": 1.0}))
        self.assertEqual(window.close(), 0)

    def test_a_picture_or_a_chapter_that_is_asked_for_counts_for_more_in_the_first_run(self):
        window = self.open("--chapter", "maps", settings=None)
        self.assertEqual(window.state["chapter"], "maps")
        window.close()
        window.settings_file.unlink()
        window = self.open(SAMPLES / "leaf.png", settings=None)
        self.assertEqual(window.state["chapter"], "maps", "as it was left")

    def test_the_first_run_shows_a_hint_once(self):
        window = self.open(settings=None)
        self.assertNotIn("hint", window.probe()["items"], "the story stands alone")
        window.click("rail/explore")
        wait_until(lambda: "hint" in window.probe()["items"], "no hint in Explore")
        window.click("hint/dismiss")
        wait_until(lambda: "hint" not in window.probe()["items"], "the hint stays")
        self.assertEqual(window.close(), 0)
        self.assertTrue(window.settings["hint_seen"])
        self.assertNotIn("hint", self.open().probe()["items"])

    def test_what_was_settled_is_there_the_next_time(self):
        window = self.open()
        window.key("t", "ctrl+equal")
        window.wait_for(lambda s: s["theme"] == "light" and s["ui_scale"] == 1.1, "light and larger")
        window.close()
        self.assertEqual((window.settings["theme"], window.settings["ui_scale"]), ("light", 1.1))
        state = self.open().state
        self.assertEqual((state["theme"], state["ui_scale"]), ("light", 1.1))

    def test_the_command_line_wins_and_is_not_kept(self):
        window = self.open("--theme", "light", "--lang", "zh-CN", "--scale", "0.8")
        self.assertEqual((window.state["theme"], window.state["language"]), ("light", "zh-CN"))
        window.close()
        self.assertNotEqual(window.settings.get("theme"), "light")
        self.assertEqual((window.settings.get("language"), window.settings.get("ui_scale", 1)), (None, 1))

    def test_damaged_settings_are_set_aside_and_said_so(self):
        window = self.open(settings={"version": 1, "theme": "pink"})
        self.assertIn("settings.damaged.json", " ".join(window.state["messages"]))
        window.close()
        kept = window.settings_file.with_name("settings.damaged.json")
        self.assertEqual(json.loads(kept.read_text(encoding="utf-8")), {"version": 1, "theme": "pink"})

    def test_the_scale_changes_live(self):
        window = self.open()
        before = window.probe()["items"]["rail/explore"]
        window.key("ctrl+equal", "ctrl+equal")
        window.wait_for(lambda s: s["scale"] == 1.25, "a larger screen")
        after = window.probe()["items"]["rail/explore"]
        self.assertAlmostEqual(after[3] / before[3], 1.25, delta=0.05)
        window.key("ctrl+minus", "ctrl+minus", "ctrl+minus")
        window.wait_for(lambda s: s["scale"] < 1, "a smaller screen")

    def test_a_presentation_and_back(self):
        window = self.open()
        window.key("F5")
        window.wait_for(lambda s: s["presenting"] and s["scale"] > 1.2, "a presentation")
        self.assertNotIn("params/patch_size", window.probe()["items"])
        window.key("F5")
        window.wait_for(lambda s: not s["presenting"] and s["scale"] == 1, "the window as before")


class Sessions(WindowTest):
    def test_a_saved_session_is_where_the_next_one_begins(self):
        window = self.open("--patch-size", "32", "--dim", "5")
        window.key("ctrl+s")
        window.wait_for(lambda s: any("session.json" in text for text in s["messages"]), "a message")
        window.close()
        saved = window.settings_file.parent / "session.json"
        state = self.open("--session", saved).state
        self.assertEqual((state["patch_size"], state["dim"]), ([32, 32], 5))

    def test_what_is_new_overwrites_no_session_unasked(self):
        window = self.open("--patch-size", "32")
        window.key("ctrl+s")
        window.wait_for(lambda s: any("session.json" in text for text in s["messages"]), "a message")
        window.close()
        saved = window.settings_file.parent / "session.json"
        before = saved.read_bytes()
        window = self.open("--new", "--patch-size", "64")
        window.key("ctrl+s")
        window.centre("save/path")
        self.assertEqual(saved.read_bytes(), before)


class WhatIsOpen(WindowTest):
    def test_it_is_there_at_the_next_start(self):
        window = self.open(SAMPLES / "leaf.png", "--patch-size", "16", "--chapter", "maps", "--patch", "3,5", "--dim", "7")
        self.screen.xdotool("key", "ctrl+q")  # nobody is left to say that it was noticed
        self.assertEqual(window.process.wait(timeout=60), 0)
        state = self.open().state
        self.assertEqual((state["patch_size"], state["chapter"], state["patch"], state["dim"]), ([16, 16], "maps", [3, 5], 7))
        self.assertTrue(state["image"].endswith("leaf.png"))

    def test_the_command_line_wins(self):
        self.open(SAMPLES / "leaf.png", "--patch-size", "64", "--dim", "7").close()
        window = self.open(SAMPLES / "tiles.png", "--dim", "9")
        self.assertEqual((window.state["patch_size"], window.state["dim"]), ([64, 64], 9))
        self.assertTrue(window.state["image"].endswith("tiles.png"))
        window.close()
        window = self.open("--img-size", "32")  # a patch of 64 does not fit
        self.assertEqual((window.state["img_size"], window.state["patch_size"]), ([32, 32], [8, 8]))
        window.close()
        self.assertEqual(self.open("--new").state["img_size"], [256, 256])

    def test_a_crash_loses_the_last_seconds_at_most(self):
        window = self.open()
        window.key("bracketright")
        window.wait_for(lambda s: s["patch_size"] != [8, 8], "another patch size")
        size = window.state["patch_size"]
        kept = window.settings_file.parent.parent / "state" / "patchlens" / "session.json"
        wait_until(lambda: kept.exists() and json.loads(kept.read_text())["choices"]["patch_size"] == size, "the state")
        window.process.kill()
        window.process.wait(timeout=60)
        self.assertEqual(self.open().state["patch_size"], size)

    def test_pictures_of_the_screen_neither_know_nor_change_it(self):
        plain = self.folder / "plain.png"
        self.assertEqual(run("render", "--size", "1280x800", "-o", plain).returncode, 0)
        window = self.open(SAMPLES / "leaf.png", "--patch-size", "16")
        window.close()
        home = window.settings_file.parent.parent
        kept = home / "state" / "patchlens" / "session.json"
        before = kept.read_bytes()
        again = self.folder / "again.png"
        environment = {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "XDG_CONFIG_HOME": str(home)}
        subprocess.run([PROGRAM, "render", "--size", "1280x800", "-o", again], env=environment, check=True, timeout=100)
        self.assertEqual(again.read_bytes(), plain.read_bytes())
        self.assertEqual(kept.read_bytes(), before)


class Pictures(WindowTest):
    def test_a_picture_of_another_shape(self):
        window = self.open(SAMPLES / "harbour.png", "--fit", "none")
        state = window.state
        self.assertEqual((state["grid_size"], state["dropped"]), ([41, 62], [5, 4]))
        _, _, width, height = window.probe()["items"]["explore/picture"]
        self.assertAlmostEqual(width / height, 500 / 333, delta=0.02)

    def test_a_damaged_picture_is_a_message_in_a_usable_window(self):
        broken = self.folder / "broken.png"
        broken.write_bytes((SAMPLES / "house.png").read_bytes()[:3000])
        window = self.open(broken)
        state = window.wait_for(lambda s: s["messages"], "a message")
        self.assertIn("broken.png", " ".join(state["messages"]))
        self.assertIsNone(window.process.poll())


class Nothing(WindowTest):
    def test_without_a_display_there_is_a_sentence(self):
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.fail_with(1, ["display", "render"], env=environment)

    def test_an_idle_window_costs_no_processor_time(self):
        window = self.open()
        window.come_to_rest()
        before = window.processor_seconds()
        time.sleep(3)
        self.assertLess(window.processor_seconds() - before, 0.3, "an idle window draws frames")

    def test_a_message_on_the_screen_costs_none_either(self):
        window = self.open()
        window.key("ctrl+s")
        window.wait_for(lambda s: s["messages"], "a message")
        window.come_to_rest()
        before = window.processor_seconds()
        time.sleep(3)
        self.assertLess(window.processor_seconds() - before, 0.3, "a message draws frames")


class Render(ProgramTest):
    def render(self, *arguments, size="1280x800"):
        output = self.folder / "screen.png"
        environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.succeed("render", "--size", size, "-o", output, *arguments, env=environment)
        return numpy.asarray(Image.open(output).convert("RGB"))

    def test_the_size_is_width_by_height(self):
        self.assertEqual(self.render(size="1600x1000").shape, (1000, 1600, 3))

    def test_the_same_arguments_give_the_same_pixels(self):
        self.assertTrue(numpy.array_equal(self.render("--dim", "3"), self.render("--dim", "3")))

    def test_themes_and_patches_and_scales_differ(self):
        dark = self.render()
        self.assertLess(dark.mean(), self.render("--theme", "light").mean())
        self.assertFalse(numpy.array_equal(dark, self.render("--patch", "1,1")))
        self.assertFalse(numpy.array_equal(dark, self.render("--scale", "1.25")))
        self.assertFalse(numpy.array_equal(dark, self.render("--presentation")))

    def test_what_cannot_be_is_a_sentence(self):
        output = self.folder / "screen.png"
        self.fail_with(2, ["--size"], "render", "--size", "wide", "-o", output)
        self.fail_with(2, ["--theme", "dark, light"], "render", "--theme", "pink", "-o", output)
        self.fail_with(2, ["--chapter", "explore"], "render", "--chapter", "none", "-o", output)
        self.fail_with(2, ["--scale"], "render", "--scale", "0", "-o", output)
        self.fail_with(2, ["(32, 0)", "31"], "render", "--patch", "32,0", "-o", output)
        self.fail_with(2, ["512", "511"], "render", "--dim", "512", "-o", output)
        self.fail_with(1, ["missing.png"], "render", self.folder / "missing.png", "-o", output)
        self.assertEqual(list(self.folder.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
