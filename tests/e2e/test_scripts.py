"""The programs the code's chapter copies, run as a reader would run them: each prints the number on the screen."""

import contextlib
import io
import json
import os
import struct
import subprocess
import sys
import unittest
import zlib
from pathlib import Path

import numpy
import torch
from PIL import Image, PngImagePlugin

from patchlens_program import SAMPLES, ProgramTest

WRITE_SCRIPT = os.environ["PATCHLENS_WRITE_SCRIPT"]
HOUSE = SAMPLES / "house.png"
LANGUAGES = SAMPLES.parent / "lang"
PYTHON_NOTATIONS = ("pytorch", "einops", "numpy")


def grey_png(levels, bits, key):
    """A grey PNG of 1 to 16 bits whose level `key` is transparent, which Pillow does not write."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = levels.shape
    shifts = numpy.arange(bits)[::-1]
    rows = numpy.packbits(levels[:, :, None] >> shifts & 1, axis=None).reshape(height, -1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)) +
            chunk(b"tRNS", struct.pack(">H", key)) +
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row.tobytes() for row in rows))) + chunk(b"IEND", b""))


class ScriptTest(ProgramTest):
    def script(self, session, notation, *budget, language="en"):
        path = self.folder / "session.json"
        session = {"picture": str(HOUSE), **session}
        path.write_text(json.dumps(session))
        result = subprocess.run([WRITE_SCRIPT, path, notation, LANGUAGES / f"{language}.json", *map(str, budget)],
                                capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def shown(self, session):
        """The number of `patchlens explain`, which is the one on the screen."""
        options = {"img_size": "--img-size", "patch_size": "--patch-size", "in_chans": "--in-chans",
                   "stride": "--stride", "padding": "--padding",
                   "embed_dim": "--embed-dim", "init": "--init", "seed": "--seed", "fit": "--fit",
                   "filter": "--filter", "normalize": "--normalize", "weights": "--weights", "tensor": "--tensor"}
        arguments = ["explain", session.get("picture", HOUSE), "--json"]
        for key, value in session.items():
            if key in options:
                arguments += [options[key], "x".join(map(str, value)) if isinstance(value, list) else value]
        if not session.get("bias", True):
            arguments.append("--no-bias")
        arguments += ["--patch", ",".join(map(str, session.get("patch", [19, 10]))), "--dim", session["dim"]]
        return json.loads(self.succeed(*arguments).stdout)["value"]


class Scripts(ScriptTest):
    def run_python(self, script):
        path = self.folder / "script.py"
        path.write_text(script, encoding="utf-8")
        result = subprocess.run([sys.executable, "-B", path], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(result.returncode, 0, result.stderr + script)
        return float(result.stdout)

    def assert_prints_what_is_shown(self, session, notations=PYTHON_NOTATIONS, budget=(), within=1e-5):
        session = {"patch": [19, 10], "dim": 137, **session}
        shown = self.shown(session)
        for notation in notations:
            with self.subTest(notation=notation, session=session):
                script = self.script(session, notation, *budget)
                self.assertIn(f"PatchLens shows {shown:.9g}", script)
                self.assertLessEqual(abs(self.run_python(script) - shown), within, script)

    def test_the_defaults(self):
        self.assert_prints_what_is_shown({})

    def test_with_chinese_comments(self):
        session = {"patch": [19, 10], "dim": 137}
        shown = self.shown(session)
        for notation in PYTHON_NOTATIONS:
            script = self.script(session, notation, language="zh-CN")
            self.assertIn(f"# PatchLens 显示 {shown:.9g}", script)
            self.assertLessEqual(abs(self.run_python(script) - shown), 1e-5, script)

    def test_not_square_with_a_remainder_and_padding(self):
        self.assert_prints_what_is_shown({
            "picture": str(SAMPLES / "harbour.png"), "img_size": [250, 300], "patch_size": [16, 32], "embed_dim": 40,
            "fit": "pad", "filter": "bicubic", "normalize": "imagenet", "seed": 42, "patch": [14, 8], "dim": 39})

    def test_one_channel_without_bias(self):
        self.assert_prints_what_is_shown({
            "in_chans": 1, "img_size": [64, 64], "patch_size": [1, 1], "embed_dim": 7, "bias": False,
            "fit": "squash", "normalize": "clip", "patch": [63, 0], "dim": 6})

    def test_four_channels_of_a_picture_with_alpha(self):
        self.assert_prints_what_is_shown({
            "picture": str(SAMPLES / "leaf.png"), "in_chans": 4, "img_size": [224, 224], "patch_size": [64, 64],
            "embed_dim": 16, "normalize": "half", "filter": "bicubic", "patch": [1, 2], "dim": 15})

    def test_pixels_as_they_are(self):
        self.assert_prints_what_is_shown({
            "picture": str(SAMPLES / "harbour.png"), "fit": "none", "normalize": "imagenet", "in_chans": 1,
            "img_size": [300, 300], "patch_size": [7, 9], "embed_dim": 33, "patch": [3, 4], "dim": 0})

    def test_weights_by_xavier_are_drawn_anew(self):
        self.assert_prints_what_is_shown({"init": "xavier", "seed": 5, "embed_dim": 196})

    def test_truncated_normals_are_carried_as_numbers(self):
        for init in ("trunc-normal", "lecun"):
            self.assert_prints_what_is_shown({"init": init, "seed": 3, "embed_dim": 64, "dim": 63})

    def test_weights_that_are_not_pytorchs_are_carried_as_numbers(self):
        for init in ("pca", "dct", "edges", "identity", "mean-colour"):
            self.assert_prints_what_is_shown({"init": init, "embed_dim": 64, "dim": 2})

    def test_weights_of_a_file_are_carried_as_numbers(self):
        weight = numpy.random.default_rng(1).standard_normal((24, 3, 8, 8), dtype=numpy.float32)
        path = self.folder / "a \"weight\" file.npy"
        numpy.save(path, weight)
        self.assert_prints_what_is_shown({"weights": str(path), "embed_dim": 24, "dim": 20, "bias": False})

    def test_what_has_no_room_is_computed_for_the_patch_alone(self):
        self.assert_prints_what_is_shown({"img_size": [250, 250], "seed": 9, "patch": [30, 30]}, budget=(1000,))

    SLIDING = ({"stride": [4, 4], "patch": [62, 62]},
               {"patch_size": [7, 7], "stride": [4, 4], "padding": [3, 3], "img_size": [224, 224], "patch": [0, 55]},
               {"patch_size": [5, 9], "stride": [11, 3], "padding": [0, 4], "normalize": "imagenet", "patch": [3, 0]},
               {"padding": [3, 0], "bias": False, "patch": [0, 7], "in_chans": 1})

    def test_strides_and_paddings(self):
        for sizes in self.SLIDING:
            self.assert_prints_what_is_shown({"embed_dim": 150, **sizes})
            self.assert_prints_what_is_shown({"embed_dim": 150, **sizes}, budget=(1000,))

    def test_a_large_seed(self):
        self.assert_prints_what_is_shown({"seed": 2147483647, "embed_dim": 200})

    def test_a_picture_turned_by_exif_under_a_name_that_needs_quoting(self):
        path = self.folder / "it's \"a\"\\ Bild mit Ümläut\n图.png"
        exif = Image.Exif()
        exif[0x0112] = 6
        Image.open(SAMPLES / "harbour.png").convert("RGB").save(path, exif=exif)
        self.assert_prints_what_is_shown({"picture": str(path), "embed_dim": 140})

    def test_sixteen_bit_grey(self):
        y, x = numpy.mgrid[0:300, 0:280]
        levels = ((y * 211 + x * 137) % 65536).astype(numpy.uint16)
        for name in ("grey.png", "grey.pgm"):
            path = self.folder / name
            Image.fromarray(levels.astype(numpy.int32)).save(path)
            self.assert_prints_what_is_shown({"picture": str(path), "embed_dim": 140})

    def test_palettes_and_grey_with_alpha(self):
        for mode in ("P", "LA", "1"):
            path = self.folder / f"{mode}.png"
            Image.open(SAMPLES / "leaf.png").convert(mode).save(path)
            self.assert_prints_what_is_shown({"picture": str(path), "in_chans": 4, "embed_dim": 140}, ("numpy",))

    def test_jpeg_and_webp_of_every_colour(self):
        picture = Image.open(SAMPLES / "harbour.png").convert("RGB")
        kinds = {"photo.jpg": (picture, {"quality": 80}), "progressive.jpg": (picture, {"progressive": True}),
                 "inks.jpg": (picture.convert("CMYK"), {}), "grey.jpg": (picture.convert("L"), {}),
                 "lossy.webp": (picture, {"quality": 70}), "lossless.webp": (picture, {"lossless": True}),
                 "alpha.webp": (Image.open(SAMPLES / "leaf.png"), {"quality": 70})}
        for name, (image, options) in kinds.items():
            path = self.folder / name
            image.save(path, **options)
            for channels in (1, 3, 4):
                self.assert_prints_what_is_shown(
                    {"picture": str(path), "in_chans": channels, "embed_dim": 140}, ("numpy",))

    def test_a_picture_is_turned_as_on_the_screen_whatever_pillow_heeds(self):
        exif = Image.Exif()
        for orientation in range(2, 9):
            exif[0x0112] = orientation
            path = self.folder / f"{orientation}.jpg"
            Image.open(SAMPLES / "harbour.png").convert("RGB").save(path, exif=exif)
            self.assert_prints_what_is_shown({"picture": str(path), "embed_dim": 140}, ("numpy",))
        for text, place in (("<tiff:Orientation>6</tiff:Orientation>", "XML:com.adobe.xmp"),
                            ("\nexif\n      %d\n%s\n" % (len(exif.tobytes()), exif.tobytes().hex()),
                             "Raw profile type exif")):
            chunks = PngImagePlugin.PngInfo()
            chunks.add_itxt(place, text) if "XML" in place else chunks.add_text(place, text, zip=True)
            path = self.folder / "turned.png"
            Image.open(SAMPLES / "harbour.png").save(path, pnginfo=chunks)
            self.assert_prints_what_is_shown({"picture": str(path), "embed_dim": 140}, ("numpy",))

    def test_other_forms_of_pictures(self):
        golden = Path(__file__).parent.parent / "golden" / "formats.json"
        forms = {form["file"]: form["bytes"] for form in json.loads(golden.read_text())["files"]}
        for name in ("colour_4_16.png", "colour_2_16_key.png", "colour_0_2_key.png", "colour_3_4_alpha.png",
                     "xmp_compressed.png", "masks_565_40.bmp", "masks_behind_32.bmp", "masks_bgra_124.bmp",
                     "kind_2_32_up.tga", "text_1000.pgm", "text_1000.ppm"):
            path = self.folder / name
            path.write_bytes(bytes.fromhex(forms[name]))
            for channels in (1, 3, 4):
                self.assert_prints_what_is_shown({"picture": str(path), "in_chans": channels, "embed_dim": 140,
                                                  "img_size": [64, 64], "patch": [1, 2]}, ("numpy",))

    def test_what_pillow_may_refuse_is_said(self):
        changed = bytearray(HOUSE.read_bytes())
        changed[29] ^= 1  # the checksum of the header
        path = self.folder / "changed.png"
        path.write_bytes(changed)
        session = {"picture": str(path), "patch": [19, 10], "dim": 137}
        self.assertIn("# A checksum of the picture's file is wrong", self.script(session, "numpy"))
        self.assertNotIn("checksum", self.script(session, "cpp"))
        path = self.folder / "house.bmp"
        Image.open(HOUSE).convert("RGB").save(path)
        self.assertIn("52 or 56 bytes", self.script({**session, "picture": str(path)}, "numpy"))
        self.assert_prints_what_is_shown({"picture": str(path)}, ("numpy",))

    def test_a_grey_level_that_stands_for_transparent(self):
        y, x = numpy.mgrid[0:64, 0:64]
        for bits in (1, 2, 4, 8, 16):
            levels = (y * 3 + x * 5) % 2 ** min(bits, 6) * (1 if bits < 16 else 1021)
            path = self.folder / f"{bits}.png"
            path.write_bytes(grey_png(levels, bits, key=int(levels[10, 20])))
            for channels in (1, 4):
                self.assert_prints_what_is_shown({"picture": str(path), "in_chans": channels, "embed_dim": 140,
                                                  "img_size": [64, 64], "patch": [1, 2]}, ("numpy", "pytorch"))


class MistakenScripts(ScriptTest):
    """The programs of Break it: each prints the wrong number of the screen, or raises what it says is raised."""

    SHOWN = "# With it PatchLens shows: "

    def run_script(self, script):
        """What the program prints, or the exception that ends it; within this Python, which has torch loaded."""
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(script, "script.py", "exec"), {"__name__": "__main__"})
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return printed.getvalue()

    def assert_makes(self, *mistakes, within=1e-5, **session):
        session = {"picture": str(SAMPLES / "harbour.png"), "img_size": [96, 128], "embed_dim": 60, "patch": [5, 9],
                   "dim": 37, "breakit": {"mistake": mistakes[0], "also": sorted(mistakes[1:], key=self.ORDER.index)},
                   **session}
        with self.subTest(mistakes=mistakes, session=session):
            script = self.script(session, "breakit")
            shown = next(line for line in script.splitlines() if line.startswith(self.SHOWN))[len(self.SHOWN):]
            result = self.run_script(script)
            if "Error" in shown:
                self.assertEqual(result.split(), shown.split(), script)
                return
            self.assertLessEqual(abs(float(result) - float(shown)), within, script)
            right = float(script.split("PatchLens shows ")[1].split()[0])
            self.assertGreater(abs(right - float(shown)), 1e-3, script)

    ORDER = ("flat_order", "reshape", "overlap", "gaps", "padding", "unnormalised", "bytes", "bgr", "patch_weights",
             "swapped_sides", "no_bias", "one_channel")

    def test_each_mistake(self):
        for mistake in self.ORDER:
            self.assert_makes(mistake, normalize="imagenet", within=2e-3 if mistake == "bytes" else 1e-5)

    def test_several_at_once(self):
        self.assert_makes("bgr", "bytes", "unnormalised", within=2e-3)
        self.assert_makes("reshape", "overlap", "padding", "no_bias", normalize="half")
        self.assert_makes("flat_order", "padding", "swapped_sides", "bgr")
        self.assert_makes("patch_weights", "one_channel")

    def test_odd_sizes(self):
        self.assert_makes("flat_order", patch_size=[5, 9], in_chans=4)
        self.assert_makes("reshape", patch_size=[16, 32], embed_dim=7, dim=6, patch=[1, 2], bias=False)
        self.assert_makes("overlap", patch_size=[7, 7], stride=[4, 4], padding=[3, 3])

    def test_weights_that_a_program_carries(self):
        for init in ("dct", "lecun"):
            self.assert_makes("bgr", init=init, dim=4)
            self.assert_makes("flat_order", init=init, dim=4)
            self.assert_makes("one_channel", init=init, dim=4)


class CppPrograms(ScriptTest):
    """The programs in C++, built by a project of somebody else's against the installed library."""

    def test_each_prints_what_is_shown(self):
        numpy.save(self.folder / "weight.npy", numpy.linspace(-1, 1, 5 * 3 * 64, dtype=numpy.float32).reshape(5, 3, 8, 8))
        sessions = {
            "defaults": {"patch": [19, 10], "dim": 137},
            "other": {"picture": str(SAMPLES / "leaf.png"), "img_size": [250, 300], "patch_size": [16, 32],
                      "in_chans": 4, "embed_dim": 40, "bias": False, "init": "trunc-normal", "fit": "pad",
                      "filter": "bicubic", "normalize": "clip", "seed": 42, "patch": [14, 8], "dim": 39},
            "by_hand": {"init": "mean-colour", "dim": 2},
            "of_the_picture": {"init": "pca", "dim": 1},
            "file": {"weights": str(self.folder / "weight.npy"), "embed_dim": 5, "patch": [0, 31], "dim": 4},
            "overlapping": {"patch_size": [7, 7], "stride": [4, 5], "padding": [3, 0], "patch": [0, 49], "dim": 9},
            "file_with_padding": {"weights": str(self.folder / "weight.npy"), "embed_dim": 5, "padding": [2, 2],
                                  "patch": [0, 0], "dim": 3},
        }
        prefix = self.folder / "prefix"
        self.command("cmake", "--install", os.environ["PATCHLENS_BUILD"], "--prefix", prefix)
        lines = ["cmake_minimum_required(VERSION 3.25)", "project(one_number LANGUAGES CXX)",
                 "find_package(patchlens REQUIRED)"]
        for name, session in sessions.items():
            (self.folder / f"{name}.cpp").write_text(self.script(session, "cpp"))
            lines += [f"add_executable({name} {name}.cpp)", f"target_link_libraries({name} PRIVATE patchlens::core)"]
        (self.folder / "CMakeLists.txt").write_text("\n".join(lines) + "\n")
        build = self.folder / "build"
        flags = os.environ.get("PATCHLENS_SANITIZE_FLAGS", "")
        self.command("cmake", "-S", self.folder, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
                     "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_FLAGS={flags}")
        self.command("cmake", "--build", build)
        for name, session in sessions.items():
            with self.subTest(name):
                self.assertAlmostEqual(float(self.command(build / name)), self.shown(session), delta=1e-6)

    def command(self, *arguments):
        result = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=500)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stdout}{result.stderr}")
        return result.stdout


if __name__ == "__main__":
    unittest.main()
