"""patchlens export: every view's numbers against PyTorch and NumPy, in every format, and every wrong turn."""

import base64
import contextlib
import csv
import io
import json
import signal
import subprocess
import unittest
from xml.etree import ElementTree

import numpy
import torch
from PIL import Image

from patchlens_program import PROGRAM, SAMPLES, ProgramTest, wait_until

HOUSE = SAMPLES / "house.png"
SMALL = ["--img-size", "64x96", "--embed-dim", "24", "--seed", "3"]
ROWS, COLUMNS, DIMS = 8, 12, 24
CHOICES = {
    "tokens": [], "map": ["--dim", "5"], "similarity": ["--patch", "3,4"], "pca": [], "norms": [], "clusters": [],
    "filters": [],
}


class ExportTest(ProgramTest):
    def export(self, what, *arguments, name="out.npy"):
        output = self.folder / name
        self.succeed("export", HOUSE, "--what", what, *CHOICES[what], *SMALL, *arguments, "-o", output)
        return output

    def array(self, what, *arguments):
        array = numpy.load(self.export(what, *arguments))
        self.assertEqual(array.dtype, numpy.float32)
        return array

    def tokens(self):
        """[N, D], from PyTorch's own Conv2d on the pixels that the identity lets through."""
        numpy.save(self.folder / "identity.npy", numpy.eye(3, dtype=numpy.float32).reshape(3, 3, 1, 1))
        self.succeed("embed", HOUSE, "--img-size", "64x96", "--weights", self.folder / "identity.npy", "-o",
                     self.folder / "pixels.npy")
        torch.manual_seed(3)
        module = torch.nn.Conv2d(3, DIMS, kernel_size=8, stride=8)
        with torch.no_grad():
            return module(torch.from_numpy(numpy.load(self.folder / "pixels.npy"))).flatten(2).transpose(1, 2)[0].numpy()


class Numbers(ExportTest):
    def test_tokens_are_what_forward_returns(self):
        numpy.testing.assert_allclose(self.array("tokens"), self.tokens(), atol=1e-5)

    def test_a_map_is_one_dimension_of_all_patches(self):
        numpy.testing.assert_allclose(self.array("map"), self.tokens()[:, 5].reshape(ROWS, COLUMNS), atol=1e-5)

    def test_similarity_is_pytorchs_cosine_similarity(self):
        tokens = torch.from_numpy(self.tokens())
        expected = torch.nn.functional.cosine_similarity(tokens, tokens[3 * COLUMNS + 4][None])
        found = self.array("similarity")
        numpy.testing.assert_allclose(found, expected.reshape(ROWS, COLUMNS), atol=1e-5)
        self.assertEqual(numpy.unravel_index(found.argmax(), found.shape), (3, 4))

    def test_norms_are_the_lengths_of_the_vectors(self):
        expected = numpy.linalg.norm(self.tokens(), axis=1).reshape(ROWS, COLUMNS)
        numpy.testing.assert_allclose(self.array("norms"), expected, rtol=1e-5)

    def test_pca_gives_the_scores_of_the_first_three_components(self):
        tokens = self.tokens().astype(numpy.float64)
        centred = tokens - tokens.mean(axis=0)
        _, _, directions = numpy.linalg.svd(centred, full_matrices=False)
        found = self.array("pca")
        self.assertEqual(found.shape, (ROWS, COLUMNS, 3))
        for i in range(3):
            direction = directions[i] * numpy.sign(directions[i][numpy.abs(directions[i]).argmax()])
            numpy.testing.assert_allclose(found[..., i].ravel(), centred @ direction, atol=1e-4)

    def test_clusters_are_where_k_means_settles(self):
        tokens = self.tokens().astype(numpy.float64)
        tokens /= numpy.linalg.norm(tokens, axis=1, keepdims=True)  # their directions, as the window shows them
        for arguments, most in (([], 6), (["--clusters", "3"], 3)):
            labels = self.array("clusters", *arguments).ravel().astype(int)
            self.assertEqual(set(labels), set(range(most)))
            sizes = numpy.bincount(labels)
            self.assertTrue((sizes[:-1] >= sizes[1:]).all(), sizes)
            centres = numpy.stack([tokens[labels == i].mean(axis=0) for i in range(most)])
            distances = ((tokens[:, None] - centres[None]) ** 2).sum(axis=2)
            own = distances[numpy.arange(len(labels)), labels]
            numpy.testing.assert_allclose(own, distances.min(axis=1), rtol=1e-5, atol=1e-6)

    def test_fewer_clusters_than_asked_are_told(self):
        output = self.folder / "clusters.npy"
        result = self.succeed("export", HOUSE, "--what", "clusters", "--clusters", "9", "--img-size", "16", "-o", output)
        self.assertIn("4 clusters are found instead of 9", result.stderr)
        self.assertEqual(sorted(numpy.load(output).ravel()), [0, 1, 2, 3])

    def test_filters_need_no_picture(self):
        output = self.folder / "filters.csv"
        result = self.succeed("export", "--what", "filters", *SMALL[2:], "-o", output)
        self.assertEqual(result.stderr, "")
        result = self.succeed("export", "--what", "filters", *SMALL, "--normalize", "half", "-o", output)
        self.assertEqual([line.split()[2] for line in result.stderr.splitlines()], ["--img-size", "--normalize"])
        self.assertEqual(output.read_bytes(), self.export("filters", name="of_house.csv").read_bytes())
        self.fail_with(2, ["the picture is missing"], "export", "--what", "filters", "--init", "pca", "-o", output)

    def test_filters_are_the_weights_to_the_bit(self):
        self.succeed("weights", *SMALL, "-o", self.folder / "weight.npy")
        self.assertEqual(self.array("filters").tobytes(), numpy.load(self.folder / "weight.npy").tobytes())


class Tables(ExportTest):
    def read(self, text):
        rows = list(csv.reader(io.StringIO(text)))
        return rows[0], numpy.array(rows[1:], dtype=numpy.float64)

    def test_read_back_as_the_same_numbers(self):
        for what in CHOICES:
            with self.subTest(what=what):
                names, table = self.read(self.export(what, name="out.csv").read_text())
                index = 4 if what == "filters" else 3
                array = self.array(what)
                self.assertEqual(table[:, index:].astype(numpy.float32).tobytes(), array.tobytes())
                self.assertEqual(len(names), table.shape[1])

    def test_say_where_each_number_belongs(self):
        names, table = self.read(self.export("pca", name="out.csv").read_text())
        self.assertEqual(names, ["token", "row", "column", "component_1", "component_2", "component_3"])
        token, row, column = table[:, :3].astype(int).T
        self.assertEqual(list(token), list(range(ROWS * COLUMNS)))
        self.assertEqual(list(row * COLUMNS + column), list(token))
        names, _ = self.read(self.export("tokens", name="out.csv").read_text())
        self.assertEqual(names[:5] + names[-1:], ["token", "row", "column", "d0", "d1", f"d{DIMS - 1}"])
        names, table = self.read(self.export("filters", name="out.csv").read_text())
        self.assertEqual(names, ["dimension", "channel", "y", "x", "weight"])
        place = table[:, :4].astype(int)
        flat = numpy.ravel_multi_index(place.T, (DIMS, 3, 8, 8))
        self.assertEqual(list(flat), list(range(DIMS * 3 * 64)))


class Pictures(ExportTest):
    def picture(self, what, *arguments):
        output = self.folder / "out.png"
        result = self.succeed("export", HOUSE, "--what", what, *CHOICES[what], *SMALL, *arguments, "-o", output)
        return numpy.asarray(Image.open(output).convert("RGB")).astype(int), result

    def test_have_a_pixel_for_each_number(self):
        for what, shape in (("tokens", (ROWS * COLUMNS, DIMS)), ("map", (ROWS, COLUMNS)), ("norms", (ROWS, COLUMNS)),
                            ("similarity", (ROWS, COLUMNS)), ("pca", (ROWS, COLUMNS)), ("clusters", (ROWS, COLUMNS))):
            with self.subTest(what=what):
                self.assertEqual(self.picture(what)[0].shape[:2], shape)

    def test_of_signed_numbers_are_neutral_at_zero_and_full_at_the_largest(self):
        numbers = self.array("map").ravel()
        pixels, result = self.picture("map", "--json")
        report = json.loads(result.stdout)
        largest = float(numpy.abs(numbers).max())
        self.assertEqual((report["what"], report["shape"]), ("map", [ROWS, COLUMNS]))
        self.assertAlmostEqual(report["high"], largest, places=6)
        self.assertAlmostEqual(report["low"], -largest, places=6)
        red, _, blue = pixels.reshape(-1, 3).T
        self.assertTrue((red > blue)[numbers > largest / 4].all())
        self.assertTrue((red < blue)[numbers < -largest / 4].all())

    def test_of_unsigned_numbers_grow_lighter(self):
        numbers = self.array("norms").ravel()
        pixels, result = self.picture("norms")
        light = pixels.reshape(-1, 3) @ [0.2126, 0.7152, 0.0722]
        self.assertEqual(light.argmax(), numbers.argmax())
        self.assertEqual(light.argmin(), numbers.argmin())
        self.assertEqual(len(result.stderr.splitlines()), 1)
        low, high = (float(word) for word in result.stderr.split() if word[0].isdigit())
        self.assertEqual((numpy.float32(low), numpy.float32(high)), (numbers.min(), numbers.max()))

    def test_of_clusters_have_as_many_colours(self):
        labels = self.array("clusters").ravel()
        pixels, _ = self.picture("clusters")
        pairs = {(label, tuple(colour)) for label, colour in zip(labels, pixels.reshape(-1, 3))}
        self.assertEqual(len(pairs), 6)
        self.assertEqual(len({colour for _, colour in pairs}), 6)

    def test_of_filters_stand_beside_one_another(self):
        weights = self.array("filters")
        pixels, result = self.picture("filters", "--json")
        self.assertEqual(pixels.shape, (5 * 9, 5 * 9, 3))
        self.assertEqual(len(json.loads(result.stdout)["high"]), DIMS)
        own = weights[6]  # the second in the second row
        expected = 127.5 + 127.5 * own / numpy.abs(own).max()
        found = pixels[9:17, 9:17].transpose(2, 0, 1)
        self.assertLessEqual(numpy.abs(found - expected).max(), 1)

    def test_tell_the_ends_of_each_component(self):
        scores = self.array("pca").reshape(-1, 3)
        report = json.loads(self.picture("pca", "--json")[1].stdout)
        numpy.testing.assert_allclose(report["low"], scores.min(axis=0), rtol=1e-6)
        numpy.testing.assert_allclose(report["high"], scores.max(axis=0), rtol=1e-6)


class Streams(ExportTest):
    def stream(self, *arguments):
        return subprocess.run([PROGRAM, "export", str(HOUSE), *SMALL, *arguments, "-o", "-"], capture_output=True,
                              cwd=self.folder, timeout=60)

    def test_standard_output_takes_the_array_and_the_table(self):
        result = self.stream("--what", "norms")
        self.assertEqual((result.returncode, result.stderr), (0, b""))
        self.assertEqual(result.stdout, self.export("norms").read_bytes())
        result = self.stream("--what", "norms", "--format", "csv")
        self.assertEqual(result.stdout, self.export("norms", name="out.csv").read_bytes())

    def test_no_picture_and_no_report_beside_it(self):
        for arguments, words in ((["--format", "png"], "standard output"), (["--json"], "--json")):
            result = self.stream("--what", "norms", *arguments)
            self.assertEqual((result.returncode, result.stdout), (2, b""))
            self.assertIn(words, result.stderr.decode())


class Safetensors(ExportTest):
    def tensors(self, path):
        """{name: array} of float32 tensors, read as the format's description says."""
        data = path.read_bytes()
        length = int.from_bytes(data[:8], "little")
        header = json.loads(data[8:8 + length])
        header.pop("__metadata__", None)
        return {name: numpy.frombuffer(data[8 + length:][slice(*entry["data_offsets"])], numpy.float32).reshape(
            entry["shape"]) for name, entry in header.items()}

    def test_hold_the_same_numbers_under_the_views_name(self):
        for what, name in (("tokens", "tokens"), ("norms", "norms"), ("filters", "proj.weight")):
            tensors = self.tensors(self.export(what, name="out.safetensors"))
            self.assertEqual(list(tensors), [name])
            numpy.testing.assert_array_equal(tensors[name], self.array(what))

    def test_filters_are_weights_for_the_next_command(self):
        weights = self.export("filters", name="proj.safetensors")
        shown = json.loads(self.succeed("info", "--weights", weights, "--json").stdout)
        self.assertEqual(shown["weight_shape"], [DIMS, 3, 8, 8])


class Program(ExportTest):
    """A number's program, as a script and as a notebook whose cells are run one after the other."""

    AT = ["--patch", "3,4", "--dim", "5"]

    def program(self, name, *arguments):
        output = self.folder / name
        self.succeed("export", HOUSE, "--what", "program", *self.AT, *SMALL, *arguments, "-o", output)
        return output

    def cells(self, *arguments):
        book = json.loads(self.program("one.ipynb", *arguments).read_text(encoding="utf-8"))
        self.assertEqual((book["nbformat"], book["nbformat_minor"]), (4, 4))
        for cell in book["cells"]:
            needed = {"cell_type", "metadata", "source"}
            if cell["cell_type"] == "code":
                needed |= {"execution_count", "outputs"}
            self.assertEqual(set(cell), needed)
        return [(cell["cell_type"], "".join(cell["source"])) for cell in book["cells"]]

    def printed(self, cells):
        output = io.StringIO()
        names = {"__name__": "__main__"}
        with contextlib.redirect_stdout(output):
            for kind, source in cells:
                if kind == "code":
                    exec(compile(source, "cell", "exec"), names)
        return float(output.getvalue())

    def shown(self):
        return json.loads(self.succeed("explain", HOUSE, *self.AT, *SMALL, "--json").stdout)["value"]

    def test_the_cells_print_the_number_on_the_screen(self):
        for notation in ("pytorch", "numpy"):
            cells = self.cells("--notation", notation)
            self.assertAlmostEqual(self.printed(cells), self.shown(), delta=1e-5)
            self.assertGreater([kind for kind, _ in cells].count("code"), 2)

    def test_the_sentences_are_of_the_language_asked_for(self):
        text = "\n".join(source for kind, source in self.cells("--lang", "zh-CN") if kind == "markdown")
        self.assertIn("# PatchEmbed：一个数", text)
        self.assertIn("PatchLens 显示", text)
        self.assertNotIn("The module", text)

    def test_with_a_mistake_the_script_and_the_notebook_print_the_same_wrong_number(self):
        wrong = self.printed(self.cells("--mistakes", "bgr"))
        script = self.program("one.py", "--mistakes", "bgr").read_text(encoding="utf-8")
        self.assertEqual(self.printed([("code", script)]), wrong)
        self.assertGreater(abs(wrong - self.shown()), 1e-3)
        self.assertEqual(self.printed([("code", self.program("one.py").read_text(encoding="utf-8"))]),
                         self.printed(self.cells()))

    def test_what_cannot_be_is_said(self):
        output = self.folder / "one.py"
        for words, arguments in ((["--mistakes", "bgr"], ["--mistakes", "wrong"]),
                                 (["--notation", "numpy"], ["--notation", "cpp"]),
                                 (["--fps"], ["--fps", "3"])):
            self.fail_with(2, words, "export", HOUSE, "--what", "program", *arguments, "-o", output)
            self.assertFalse(output.exists())


class Story(ExportTest):
    def test_a_folder_has_a_picture_of_each_beat(self):
        folder = self.folder / "story"
        self.succeed("export", HOUSE, "--what", "story", "--size", "640x400", *SMALL, "-o", folder)
        names = sorted(path.name for path in folder.iterdir())
        self.assertEqual(names, [f"story-{beat:02}.png" for beat in range(1, 14)])
        self.assertEqual([path.name for path in self.folder.iterdir()], ["story"])
        pictures = [Image.open(folder / name).convert("RGB") for name in names]
        self.assertEqual({picture.size for picture in pictures}, {(640, 400)})
        self.assertEqual(len({picture.tobytes() for picture in pictures}), 13)
        self.fail_with(1, ["cannot be written"], "export", HOUSE, "--what", "story", "-o", folder)
        self.assertEqual(sorted(path.name for path in folder.iterdir()), names)

    def test_a_film_has_as_many_pictures_a_second_as_asked_for_at_most(self):
        film = self.folder / "story.webp"
        self.succeed("export", HOUSE, "--what", "story", "--size", "480x300", "--fps", "1", *SMALL, "-o", film)
        with Image.open(film) as shown:
            self.assertEqual((shown.format, shown.size), ("WEBP", (480, 300)))
            self.assertGreater(shown.n_frames, 40)  # pictures that are alike are one
            self.assertLessEqual(shown.n_frames, 92)

    def test_ctrl_c_leaves_nothing(self):
        process = subprocess.Popen([PROGRAM, "export", str(HOUSE), "--what", "story", "--fps", "20", "-o",
                                    str(self.folder / "story")], stderr=subprocess.PIPE, text=True)
        wait_until(lambda: list(self.folder.glob(".*/*.png")) or process.poll() is not None, "nothing was written")
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn("stopped", error)
        self.assertEqual(list(self.folder.iterdir()), [])


class Drawing(ExportTest):
    """`render` with .svg: well-formed, with words as words, and as large as the screen."""

    SVG = "{http://www.w3.org/2000/svg}"

    def drawing(self, *arguments):
        output = self.folder / "screen.svg"
        self.succeed("render", HOUSE, "--chapter", "explore", "--size", "1280x800", *arguments, "-o", output)
        return ElementTree.parse(output).getroot()

    def test_words_are_words_and_pictures_are_png(self):
        root = self.drawing()
        self.assertEqual((root.get("width"), root.get("height")), ("1280", "800"))
        texts = [element.text for element in root.iter(self.SVG + "text")]
        self.assertIn("patch_size", texts)
        for shape in ("rect", "line", "circle", "image"):
            self.assertIsNotNone(next(root.iter(self.SVG + shape), None), shape)
        for image in root.iter(self.SVG + "image"):
            kind, data = image.get("{http://www.w3.org/1999/xlink}href").split(",")
            self.assertEqual(kind, "data:image/png;base64")
            with Image.open(io.BytesIO(base64.b64decode(data))) as embedded:
                self.assertEqual(embedded.size, (int(image.get("width")), int(image.get("height"))))

    def test_a_part_has_the_parts_words_alone_in_chinese_too(self):
        texts = [element.text for element in self.drawing("--part", "scene", "--lang", "zh-CN").iter(self.SVG + "text")]
        self.assertTrue(texts)
        self.assertNotIn("patch_size", texts)
        self.fail_with(2, ["--part", "scene, explore/"], "render", HOUSE, "--chapter", "explore", "--part", "nothing",
                       "-o", self.folder / "part.svg")

    def test_more_pixels_are_the_same_screen_finer(self):
        once, twice = self.folder / "1.png", self.folder / "2.png"
        for output, pixels in ((once, "1"), (twice, "2")):
            self.succeed("render", HOUSE, "--chapter", "explore", "--size", "640x400", "--part", "scene", "--pixels",
                         pixels, "-o", output)
        with Image.open(once) as small, Image.open(twice) as large:
            self.assertLess(abs(large.width - 2 * small.width), 3)
            alike = numpy.abs(numpy.asarray(large.resize(small.size, Image.Resampling.BOX), numpy.int16) -
                              numpy.asarray(small, numpy.int16)).mean()
        self.assertLess(alike, 12)
        self.fail_with(2, ["--pixels"], "render", HOUSE, "--pixels", "5", "-o", once)


class Refusals(ExportTest):
    def refuse(self, words, *arguments, code=2):
        output = self.folder / "refused.npy"
        self.fail_with(code, words, "export", *arguments, "-o", output)
        self.assertFalse(output.exists())

    def test_what_is_missing_is_named_with_an_example(self):
        self.refuse(["--what is missing", "patchlens export"], HOUSE)
        self.refuse(["the picture is missing"], "--what", "norms")
        self.refuse(["--dim is missing", "--what map"], HOUSE, "--what", "map")
        self.refuse(["--patch is missing", "--what similarity"], HOUSE, "--what", "similarity")
        self.fail_with(2, ["-o is missing"], "export", HOUSE, "--what", "norms")

    def test_what_has_no_effect_is_refused(self):
        for what, option, value in (("norms", "--dim", "3"), ("map", "--patch", "0,0"), ("pca", "--clusters", "4")):
            self.refuse([option, f"--what {what}"], HOUSE, "--what", what, option, value)

    def test_what_there_is_not(self):
        self.refuse(["--what", "tokens, map, similarity, pca, norms, clusters, filters"], HOUSE, "--what", "vectors")
        self.refuse(["there is no dimension 24"], HOUSE, *SMALL, "--what", "map", "--dim", "24")
        self.refuse(["there is no patch"], HOUSE, *SMALL, "--what", "similarity", "--patch", "8,0")
        self.refuse(["--clusters"], HOUSE, "--what", "clusters", "--clusters", "1")
        self.refuse(["--clusters"], HOUSE, "--what", "clusters", "--clusters", "17")

    def test_an_ending_that_is_none_of_the_three_or_contradicts_the_format(self):
        for name, *arguments in (["out.txt"], ["out.npy", "--format", "csv"], ["out.csv", "--format", "png"]):
            self.fail_with(2, ["the ending of -o"], "export", HOUSE, "--what", "norms", *arguments, "-o",
                           self.folder / name)

    def test_a_format_asked_for_goes_with_any_name_that_says_none(self):
        for name in ("out", "out.table"):
            output = self.export("norms", "--format", "csv", name=name)
            self.assertEqual(output.read_bytes(), self.export("norms", name="out.csv").read_bytes())

    def test_a_picture_too_large_to_be_opened_is_not_painted(self):
        output = self.folder / "tokens.png"
        self.fail_with(1, ["tokens.png would be a picture of 16640x2 pixels", "16384", ".npy or .csv"], "export", HOUSE, "--what", "tokens", "--img-size", "256x260",
                       "--patch-size", "2", "--embed-dim", "2", "-o", output)
        self.assertFalse(output.exists())

    def test_the_picture_itself_is_not_written_over(self):
        picture = self.folder / "photo.png"
        picture.write_bytes(HOUSE.read_bytes())
        self.fail_with(2, ["would be written over"], "export", picture, "--what", "norms", "-o", picture)
        self.assertEqual(picture.read_bytes(), HOUSE.read_bytes())


if __name__ == "__main__":
    unittest.main()
