"""A lesson that is handed out: one file shows the same screen on another machine."""

import json
import os
import shutil
import unittest

from patchlens_program import SAMPLES, ProgramTest


class Lesson(ProgramTest):
    def elsewhere(self, name):
        """The environment of another user."""
        home = self.folder / name
        home.mkdir()
        kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
        return {**kept, "HOME": str(home)}

    def test_a_file_with_its_picture_inside_shows_the_same_screen_elsewhere(self):
        teacher, student = self.elsewhere("teacher"), self.elsewhere("student")
        picture = self.folder / "teacher" / "class.png"
        # Not a sample's own bytes, which every machine has: those of its beginning and a word after its end.
        picture.write_bytes((SAMPLES / "house.png").read_bytes() + b"class")
        lesson = self.folder / "teacher" / "class.patchlens"
        self.succeed("save", picture, "--patch-size", 16, "--patch", "3,4", "--with-picture", "-o", lesson, env=teacher)
        self.assertIn("data", json.loads(lesson.read_text(encoding="utf-8"))["picture"])
        first, second = self.folder / "first.png", self.folder / "second.png"
        self.succeed("render", lesson, "--size", "900x600", "-o", first, env=teacher)

        sent = self.folder / "student" / "class.patchlens"
        shutil.move(lesson, sent)
        picture.unlink()
        self.succeed("render", sent, "--size", "900x600", "-o", second, env=student)
        self.assertEqual(first.read_bytes(), second.read_bytes())

    def test_without_its_picture_inside_it_is_missed(self):
        student = self.elsewhere("student")
        picture = self.folder / "class.png"
        picture.write_bytes((SAMPLES / "house.png").read_bytes() + b"class")
        lesson = self.folder / "class.patchlens"
        self.succeed("save", picture, "-o", lesson)
        picture.unlink()
        self.fail_with(1, ["class.png"], "render", lesson, "-o", self.folder / "s.png", env=student)

    def test_bytes_inside_that_are_damaged_are_a_sentence_that_names_them(self):
        lesson = self.folder / "class.patchlens"
        self.succeed("save", SAMPLES / "house.png", "--with-picture", "-o", lesson)
        damaged = json.loads(lesson.read_text(encoding="utf-8"))
        damaged["picture"]["data"] = damaged["picture"]["data"][:-8] + "AAAAAAA="
        lesson.write_text(json.dumps(damaged), encoding="utf-8")
        self.fail_with(1, ["picture.data"], "render", lesson, "-o", self.folder / "s.png")


if __name__ == "__main__":
    unittest.main()
