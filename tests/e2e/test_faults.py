"""What goes wrong around the program: full and read-only disks, names of all kinds, another locale, no home, a kill."""

import os
import shutil
import subprocess
import unittest

import numpy

from patchlens_program import PROGRAM, SAMPLES, ProgramTest, run, wait_until

HOUSE = SAMPLES / "house.png"
# Every command that writes, with an ending of what it writes; larger than the small disk below.
WRITERS = [
    (["embed", HOUSE], ".npy"),
    (["weights"], ".safetensors"),
    (["export", HOUSE, "--what", "tokens"], ".csv"),
    (["export", HOUSE, "--what", "tokens"], ".png"),
    (["reconstruct", HOUSE], ".png"),
    (["train", HOUSE, "--steps", "1"], ".safetensors"),
    (["render", HOUSE], ".png"),
    (["render", HOUSE], ".svg"),
]


class SmallDisk(ProgramTest):
    """A disk of 32 kB, which only the system's administrator can make."""

    def disk(self):
        place = self.folder / "disk"
        place.mkdir()
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(place)], capture_output=True, text=True)
        if made.returncode != 0:
            self.skipTest(f"no disk can be made here: {made.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", str(place)], check=True)
        return place

    def refused(self, words, arguments, output):
        result = run(*arguments, "-o", output)
        self.assertEqual(result.returncode, 1, f"{arguments}: {result.stderr}")
        self.assertIn(f"{output} cannot be written: {words}", result.stderr.splitlines()[-1])

    def test_that_is_full_keeps_the_old_file_and_nothing_else(self):
        disk = self.disk()
        for arguments, ending in WRITERS:
            with self.subTest(arguments=arguments, ending=ending):
                output = disk / ("old" + ending)
                output.write_bytes(b"precious")
                self.refused("there is no space left on the disk", arguments, output)
                self.assertEqual(output.read_bytes(), b"precious")
                self.assertEqual(list(disk.iterdir()), [output])
                output.unlink()

    def test_that_is_full_and_holds_the_cache_of_shaders_does_not_matter(self):
        disk = self.disk()
        (disk / "fill").write_bytes(bytes(28 * 1024))
        output = self.folder / "screen.png"
        self.succeed("render", HOUSE, "-o", output, env=os.environ | {"XDG_CACHE_HOME": str(disk)})
        self.assertEqual([path.name for path in disk.iterdir()], ["fill"])

    def test_that_is_full_gets_no_part_of_a_folder_of_pictures(self):
        disk = self.disk()
        self.refused("there is no space left on the disk",
                     ["export", HOUSE, "--what", "story", "--size", "480x300"], disk / "story")
        self.assertEqual(list(disk.iterdir()), [])

    def test_that_is_read_only_is_named_before_the_work(self):
        disk = self.disk()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for arguments, ending in WRITERS[:3]:
            self.refused("it is on a read-only disk", arguments, disk / ("new" + ending))
        for name in ("story", "story.webp"):
            self.refused("it is on a read-only disk", ["export", HOUSE, "--what", "story"], disk / name)
        trained = run("train", HOUSE, "--steps", "1", "-o", disk / "new.safetensors")
        self.assertEqual((trained.returncode, trained.stdout), (1, ""))


class Devices(ProgramTest):
    def test_a_full_device_is_a_sentence(self):
        self.fail_with(1, ["/dev/full cannot be written", "no space left"], "embed", HOUSE, "-o", "/dev/full")
        with open("/dev/full", "wb") as full:
            result = subprocess.run([PROGRAM, "info"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn("standard output cannot be written: there is no space left", result.stderr)

    def test_a_folder_is_no_output(self):
        for name in ("folder.npy", "folder.csv"):
            (self.folder / name).mkdir()
            self.fail_with(1, [name, "it is a folder"], "export", HOUSE, "--what", "norms", "-o", self.folder / name)
        self.fail_with(1, ["nowhere", "no such file or folder"], "weights", "-o", self.folder / "nowhere" / "w.npy")
        trained = run("train", HOUSE, "-o", self.folder / "nowhere" / "t.safetensors")
        self.assertEqual((trained.returncode, trained.stdout), (1, ""))


class Kills(ProgramTest):
    """A killed program leaves the old file whole; what else it leaves goes with the next write."""

    def test_while_a_table_and_weights_are_written(self):
        for name, *arguments in (("old.csv", "export", HOUSE, "--what", "tokens", "--img-size", 512, "--patch-size", 4),
                                 ("old.safetensors", "weights", "--patch-size", 128, "--embed-dim", 1024)):
            with self.subTest(name=name):
                output = self.folder / name
                output.write_bytes(b"precious")
                process = subprocess.Popen([PROGRAM, *map(str, arguments), "-o", str(output)])
                wait_until(lambda: process.poll() is not None or len(list(self.folder.iterdir())) > 1, "nothing was written")
                self.assertIsNone(process.poll(), "it was too fast to be killed")
                process.kill()
                process.wait()
                self.assertEqual(output.read_bytes(), b"precious")
                self.succeed("weights", "--embed-dim", 2, "-o", self.folder / "new.npy")
                self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["new.npy", name])
                output.unlink()


class Names(ProgramTest):
    def test_of_every_kind_are_read_and_written(self):
        names = [b"a b", "\u56fe\u7247".encode(), b"bad\xff\xe9", b"new\nline", b"quote\"'", b"$HOME", b"%20", b"a=b", b"*"]
        for name in names:
            with self.subTest(name=name):
                base = os.fsencode(str(self.folder)) + b"/" + name
                shutil.copy(HOUSE, base + b".png")
                self.succeed("weights", "--embed-dim", 4, "-o", os.fsdecode(base + b".npy"))
                table = os.fsdecode(base + b".csv")
                self.succeed("export", os.fsdecode(base + b".png"), "--weights", os.fsdecode(base + b".npy"), "--what", "map",
                             "--dim", 3, "-o", table)
                with open(table, encoding="ascii") as file:
                    self.assertEqual(len(file.readlines()), 1025)
        self.assertEqual(len(list(self.folder.iterdir())), 3 * len(names))

    def test_that_begin_with_a_dash_stand_behind_two(self):
        shutil.copy(HOUSE, self.folder / "-p.png")
        self.succeed("embed", "-o", "e.npy", "--", "-p.png", cwd=self.folder)
        self.assertEqual(numpy.load(self.folder / "e.npy").shape, (1, 512, 32, 32))


class Surroundings(ProgramTest):
    def test_a_decimal_comma_changes_no_number(self):
        made = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", str(self.folder / "de_DE.UTF-8")],
                              capture_output=True, text=True)
        if not (self.folder / "de_DE.UTF-8").exists():
            self.skipTest(f"no German locale can be made here: {made.stderr.strip()}")
        german = os.environ | {"LOCPATH": str(self.folder), "LC_ALL": "de_DE.UTF-8"}
        spoken = subprocess.run(["/usr/bin/printf", "%.1f", "1,5"], env=german, capture_output=True, text=True)
        self.assertEqual(spoken.stdout, "1,5")
        for arguments in (["explain", HOUSE, "--patch", "3,4", "--dim", 5], ["info"],
                          ["reconstruct", HOUSE, "--keep", 9, "-o", self.folder / "back.png"]):
            self.assertEqual(self.succeed(*arguments, env=german).stdout, self.succeed(*arguments).stdout)
        tables = [self.folder / "german.csv", self.folder / "plain.csv"]
        for table, environment in zip(tables, (german, os.environ)):
            self.succeed("export", HOUSE, "--what", "norms", "-o", table, env=environment)
        self.assertEqual(tables[0].read_bytes(), tables[1].read_bytes())
        self.succeed("render", HOUSE, "--scale", "1.5", "-o", self.folder / "screen.png", env=german)
        self.fail_with(2, ['a number, such as 0.5, not "1,5"'], "render", "--scale", "1,5", "-o", "s.png", env=german)

    def test_no_home_and_no_locale(self):
        bare = {key: os.environ[key] for key in ("PATCHLENS_ASSETS", "ASAN_OPTIONS", "UBSAN_OPTIONS") if key in os.environ}
        for more in ({}, {"HOME": ""}, {"HOME": "/nowhere", "LC_ALL": "xx_YY.UTF-8"}):
            output = self.folder / "s.png"
            self.succeed("render", HOUSE, "-o", output, env=bare | more, cwd=self.folder)
            self.assertEqual(list(self.folder.iterdir()), [output])


class Large(ProgramTest):
    def test_tokens_of_many_megabytes_are_exported(self):
        output = self.folder / "tokens.npy"
        self.succeed("export", HOUSE, "--what", "tokens", "--patch-size", 2, "--embed-dim", 256, "-o", output)
        self.assertEqual(numpy.load(output, mmap_mode="r").shape, (16384, 256))


if __name__ == "__main__":
    unittest.main()
