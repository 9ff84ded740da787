"""Keyboards of several countries in a real window: shortcuts follow what is printed on the keys, text stays text."""

import signal
import subprocess
import time
import unittest
from pathlib import Path

from xvfb_window import Screen, Window, WindowTest, wait_until

# The places of keys by X11's numbers, named by what a US keyboard has there.
CONTROL, SHIFT, ALT_GR, CAPS_LOCK, NUM_LOCK, RETURN, MENU = 37, 50, 108, 66, 77, 36, 135
ROW = dict(zip("1234567890-=", range(10, 22)))
PLACE = ROW | dict(zip("qwertyuiop[]", range(24, 36))) | dict(zip("asdfghjkl;'", range(38, 49))) | dict(
    zip("zxcvbnm,./", range(52, 62)))
KEYPAD = {"7": 79, "8": 80, "9": 81, "-": 82, "4": 83, "5": 84, "6": 85, "+": 86, "1": 87, "2": 88, "3": 89, "0": 90,
          "enter": 104}


class KeyboardTest(WindowTest):
    def control(self, window, place):
        window.press(CONTROL, PLACE[place])

    def patch_size(self, window, size, what):
        window.wait_for(lambda s: s["patch_size"] == [size, size], what)

    def typing(self, window, text):
        window.wait_for(lambda s: s.get("typing") == text, f"the typed text {text!r}")

    def larger_patches(self, window):
        """Two steps that can be undone."""
        window.press(*self.right_bracket)
        self.patch_size(window, 9, "patch_size 9")
        window.press(*self.right_bracket)
        self.patch_size(window, 10, "patch_size 10")

    def undo_and_redo(self, window, undo, redo):
        self.larger_patches(window)
        self.control(window, undo)
        self.patch_size(window, 9, "what was before")
        self.control(window, redo)
        self.patch_size(window, 10, "what was undone")
        window.press(CONTROL, SHIFT, PLACE[undo])
        self.control(window, undo)
        self.patch_size(window, 9, "one step back, since there was nothing to redo")


class French(KeyboardTest):
    screen_options = {"layout": "fr"}
    right_bracket = (ALT_GR, ROW["-"])

    def test_control_and_the_key_labelled_a_selects_all(self):
        window = self.open()
        window.click("params/embed_dim/entry")
        self.control(window, "q")
        window.press(SHIFT, ROW["7"])
        self.typing(window, "7")

    def test_control_and_the_key_labelled_q_quits(self):
        window = self.open()
        window.screen.xdotool("keydown", CONTROL, "keydown", PLACE["a"])
        self.assertEqual(window.process.wait(timeout=60), 0)
        window.screen.xdotool("keyup", PLACE["a"], "keyup", CONTROL)

    def test_undo_and_redo_are_where_z_and_y_are_printed(self):
        self.undo_and_redo(self.open(), "w", "y")

    def test_the_key_labelled_w_undoes_nothing(self):
        window = self.open()
        self.larger_patches(window)
        self.control(window, "z")
        window.press(*self.right_bracket)
        self.patch_size(window, 11, "the next size")

    def test_brackets_with_alt_gr_count_once(self):
        window = self.open()
        self.larger_patches(window)
        window.press(ALT_GR, ROW["5"])
        self.patch_size(window, 9, "one smaller")

    def test_the_row_of_digits_is_chapters_with_shift_and_without(self):
        window = self.open()
        window.press(ROW["4"])
        window.wait_for(lambda s: s["chapter"] == "patches", "the fourth chapter")
        window.press(SHIFT, ROW["3"])
        window.wait_for(lambda s: s["chapter"] == "words", "the third chapter")

    def test_comma_and_full_stop_are_what_is_typed(self):
        window = self.open("--dim", "7")
        window.press(SHIFT, PLACE[","])  # types "."
        window.wait_for(lambda s: s["dim"] == 8, "the next dimension")
        window.press(PLACE["m"])  # types ","
        window.wait_for(lambda s: s["dim"] == 7, "the dimension before")

    def test_a_dead_key_and_what_follows_are_no_shortcut(self):
        window = self.open()
        window.press(PLACE["["])
        window.press(PLACE["o"])  # ô
        window.press(*self.right_bracket)
        self.patch_size(window, 9, "patch_size 9")
        self.assertEqual(window.state["overlay"], "none")

    def test_what_is_typed_into_a_field_is_text(self):
        window = self.open("--chapter", "words")
        window.click("words/entry")
        self.control(window, "q")
        for place in "12qz":
            window.press(PLACE[place])
        window.press(ALT_GR, ROW["5"])
        window.press(*self.right_bracket)
        self.typing(window, "&éaw[]")
        window.key("Escape")
        self.assertEqual((window.state["chapter"], window.state["patch_size"]), ("words", [8, 8]))


class German(KeyboardTest):
    screen_options = {"layout": "de"}
    right_bracket = (ALT_GR, ROW["9"])

    def test_undo_and_redo_are_where_z_and_y_are_printed(self):
        self.undo_and_redo(self.open(), "y", "z")

    def test_the_text_fields_own_shortcuts_follow_the_label_too(self):
        window = self.open("--chapter", "words")
        window.click("words/entry")
        sentence = window.wait_for(lambda s: s.get("typing"), "the sentence")["typing"]
        window.key("End")
        window.press(PLACE["z"])
        self.typing(window, sentence + "y")
        self.control(window, "y")  # labelled Z
        self.typing(window, sentence)
        self.control(window, "z")  # labelled Y
        self.typing(window, sentence + "y")

    def test_the_scale_follows_the_signs(self):
        window = self.open()
        self.control(window, "]")  # +
        window.wait_for(lambda s: s["ui_scale"] == 1.1, "a larger screen")
        self.control(window, "/")  # -
        window.wait_for(lambda s: s["ui_scale"] == 1, "a smaller screen")
        self.control(window, "-")  # ß
        self.control(window, "=")  # a dead accent
        self.control(window, "]")
        window.wait_for(lambda s: s["ui_scale"] == 1.1, "no more than one step")


class Russian(KeyboardTest):
    screen_options = {"layout": "ru"}
    right_bracket = (PLACE["]"],)

    def test_undo_and_redo_are_where_a_us_keyboard_has_them(self):
        self.undo_and_redo(self.open(), "z", "y")

    def test_letters_and_signs_are_where_a_us_keyboard_has_them(self):
        window = self.open("--dim", "7")
        window.press(PLACE["."])
        window.wait_for(lambda s: s["dim"] == 8, "the next dimension")
        window.press(PLACE["t"])
        window.wait_for(lambda s: s["theme"] == "light", "the light theme")
        window.press(ROW["4"])
        window.wait_for(lambda s: s["chapter"] == "patches", "the fourth chapter")

    def test_text_is_copied_and_pasted_and_stays_russian(self):
        window = self.open("--chapter", "words")
        window.click("words/entry")
        self.control(window, "a")
        for place in "gj":
            window.press(PLACE[place])
        self.typing(window, "по")
        self.control(window, "a")
        self.control(window, "c")
        window.press(PLACE["k"])
        self.typing(window, "л")
        self.control(window, "v")
        self.typing(window, "лпо")
        self.assertEqual(window.state["theme"], "dark")


class Locks(KeyboardTest):
    right_bracket = (PLACE["]"],)

    def toggle(self, window, lock):
        window.press(lock)
        self.addCleanup(window.screen.xdotool, "key", lock)

    def test_caps_lock_is_harmless(self):
        window = self.open()
        self.toggle(window, CAPS_LOCK)
        window.press(PLACE["t"])
        window.wait_for(lambda s: s["theme"] == "light", "the light theme")
        self.undo_and_redo(window, "z", "y")
        window.click("params/embed_dim/entry")
        self.control(window, "a")
        window.press(ROW["9"])
        self.typing(window, "9")

    def test_the_keypad_is_arrows_without_num_lock(self):
        window = self.open("--patch", "3,4")
        window.press(KEYPAD["6"])
        window.press(KEYPAD["2"])
        window.wait_for(lambda s: s["patch"] == [4, 5], "patch (4, 5)")
        self.assertEqual(window.state["chapter"], "explore")

    def test_the_keypad_is_digits_with_num_lock(self):
        window = self.open("--patch", "3,4")
        self.toggle(window, NUM_LOCK)
        window.click("params/img_size/entry")
        self.control(window, "a")
        for digit in "264":
            window.press(KEYPAD[digit])
        self.typing(window, "264")
        window.press(KEYPAD["enter"])
        window.wait_for(lambda s: s["img_size"] == [264, 264] and not s["busy"], "img_size 264")
        self.assertEqual(window.state["patch"], [3, 4])
        window.press(KEYPAD["4"])
        window.wait_for(lambda s: s["chapter"] == "patches", "the fourth chapter")

    def test_num_lock_changes_no_shortcut(self):
        window = self.open()
        self.toggle(window, NUM_LOCK)
        self.undo_and_redo(window, "z", "y")


class Switching(KeyboardTest):
    def test_the_layout_changes_while_the_program_runs(self):
        window = self.open()
        self.right_bracket = (PLACE["]"],)
        self.larger_patches(window)
        self.control(window, "z")
        self.patch_size(window, 9, "what was before")
        self.screen.set_layout("fr")
        self.control(window, "z")  # labelled W
        window.press(ALT_GR, ROW["-"])
        self.patch_size(window, 10, "the next size")
        self.control(window, "w")  # labelled Z
        self.patch_size(window, 9, "what was before")
        self.screen.set_layout("de")
        self.control(window, "y")  # labelled Z
        self.patch_size(window, 8, "the first size")

    def test_two_layouts_with_a_key_that_switches_them(self):
        self.screen.set_layout("us,ru", "-option", "grp:menu_toggle")
        window = self.open()
        window.press(PLACE["]"])
        self.patch_size(window, 9, "patch_size 9")
        window.press(MENU)
        window.press(PLACE["]"])
        self.patch_size(window, 10, "patch_size 10")
        self.control(window, "z")
        self.patch_size(window, 9, "what was before")


class Menu(KeyboardTest):
    def test_the_menu_key_opens_the_menu(self):
        window = self.open()
        window.press(MENU)
        window.wait_for(lambda s: s["focus"].startswith("context/"), "the menu")


class FastTyping(KeyboardTest):
    def test_nothing_typed_at_once_is_lost(self):
        window = self.open("--patch", "3,4")
        window.click("params/embed_dim/entry")
        # Of two presses of one key within a millisecond, GLFW drops one: every key is there once.
        window.screen.xdotool("key", "--delay", 0, "ctrl+a", "6", "4", "1", "BackSpace", "0", "Return", "Right", "Down")
        window.wait_for(lambda s: s["embed_dim"] == 640 and s["patch"] == [4, 5], "embed_dim 640 and patch (4, 5)")


class Clipboard(WindowTest):
    def own(self, text, log=subprocess.DEVNULL):
        """Another program that has copied `text`; it writes a line to `log` before each question for it."""
        owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-quiet"], stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL, stderr=log, env=self.screen.environment())

        def end():
            owner.kill()
            owner.wait()

        self.addCleanup(end)
        owner.stdin.write(text.encode())
        owner.stdin.close()
        command = ["xclip", "-selection", "clipboard", "-out"]
        wait_until(lambda: subprocess.run(command, env=self.screen.environment(), capture_output=True,
                                          check=False).stdout == text.encode(), "the text was not copied")
        return owner

    def field(self):
        window = self.open("--chapter", "words")
        window.click("words/entry")
        window.key("ctrl+a")
        return window

    def test_what_another_program_copied_is_pasted(self):
        window = self.field()
        self.own("ein Bär, 图像 é")
        window.key("ctrl+v")
        window.wait_for(lambda s: s["typing"] == "ein Bär, 图像 é", "the pasted text")

    def test_a_program_that_does_not_answer_is_not_waited_for(self):
        window = self.field()
        window.type("a")
        owner = self.own("never")
        owner.send_signal(signal.SIGSTOP)
        before = time.monotonic()
        window.key("ctrl+v")
        window.type("b")
        window.wait_for(lambda s: s["typing"] == "ab", "a window that goes on")
        self.assertLess(time.monotonic() - before, 20)
        owner.send_signal(signal.SIGCONT)
        window.key("ctrl+v")
        window.wait_for(lambda s: s["typing"] == "abnever", "the pasted text")

    def test_a_program_that_does_not_answer_is_asked_once_while_the_key_is_held(self):
        window = self.field()
        window.type("a")
        log = Path(self.folder) / "questions.txt"
        with log.open("wb") as written:
            owner = self.own("never", written)
        asked_before = len(log.read_text(encoding="utf-8").splitlines())
        owner.send_signal(signal.SIGSTOP)
        window.screen.xdotool("keydown", "ctrl", "keydown", "v")
        time.sleep(3)  # time for six questions, if each repeat asked
        window.screen.xdotool("keyup", "v", "keyup", "ctrl")
        window.type("b")
        window.wait_for(lambda s: s["typing"] == "ab", "a window that goes on")
        owner.send_signal(signal.SIGCONT)
        window.key("ctrl+v")
        window.wait_for(lambda s: s["typing"] == "abnever", "the pasted text")
        wait_until(lambda: len(log.read_text(encoding="utf-8").splitlines()) >= asked_before + 2,
                   "the two presses asked")
        # One more where the last question before was not written down yet.
        self.assertLessEqual(len(log.read_text(encoding="utf-8").splitlines()), asked_before + 3)

    def test_what_was_copied_here_is_pasted_here(self):
        window = self.field()
        window.type("house")
        window.key("ctrl+a", "ctrl+c", "End", "ctrl+v")
        window.wait_for(lambda s: s["typing"] == "househouse", "the text twice")


class ScreenScale(WindowTest):
    """What the screen asks for: Xft.dpi over 96."""

    def scale(self, dpi, *arguments):
        screen = Screen(size="3840x2160", resources=f"Xft.dpi: {dpi}\n")
        try:
            window = Window(screen, self.folder, *arguments)
            try:
                return window.state["scale"]
            finally:
                window.close()
        finally:
            screen.close()

    def test_no_number_that_can_be_used_is_scale_1(self):
        for dpi in ("0", "-96", "unreadable", "nan", "inf"):
            with self.subTest(dpi=dpi):
                self.assertEqual(self.scale(dpi), 1)

    def test_a_number_that_can_be_used_is(self):
        self.assertEqual(self.scale("192"), 2)

    def test_a_number_no_screen_has_is_bounded(self):
        self.assertEqual(self.scale("3"), 0.75)
        self.assertLessEqual(self.scale("100000"), 4)

    def test_what_was_asked_for_on_the_command_line_wins(self):
        self.assertEqual(self.scale("0", "--scale", "1.5"), 1.5)
        self.assertAlmostEqual(self.scale("192", "--scale", "1.25"), 1.25, delta=1e-6)


if __name__ == "__main__":
    unittest.main()
