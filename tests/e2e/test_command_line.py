"""The command line as a user meets it: every command, its output held against PyTorch, and every wrong turn."""

import json
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import threading
import unittest
import zlib
from pathlib import Path

import numpy
import torch
from PIL import Image

from patchlens_program import PROGRAM, SAMPLES, ProgramTest, asleep, processor_seconds, run, wait_until

HOUSE = SAMPLES / "house.png"
ENGLISH = json.loads((SAMPLES.parent / "lang" / "en.json").read_text(encoding="utf-8"))


def pillow_pixels(path, size=256, mode="RGB", filter=Image.BILINEAR):
    """torchvision's Resize(size) + CenterCrop(size) + ToTensor, in Pillow and NumPy."""
    image = Image.open(path).convert(mode)
    width, height = image.size
    if width <= height:
        new = (size, int(size * height / width))
    else:
        new = (int(size * width / height), size)
    image = image.resize(new, filter)
    left, top = round((new[0] - size) / 2.0), round((new[1] - size) / 2.0)
    pixels = numpy.asarray(image.crop((left, top, left + size, top + size)))
    pixels = pixels.reshape(size, size, -1).transpose(2, 0, 1)
    return torch.from_numpy(pixels.copy()).float().div(255).unsqueeze(0)


def conv(seed=0, in_chans=3, embed_dim=512, patch=8, bias=True):
    torch.manual_seed(seed)
    return torch.nn.Conv2d(in_chans, embed_dim, kernel_size=patch, stride=patch, bias=bias)


def forward(module, pixels):
    with torch.no_grad():
        return module(pixels).numpy()


class Embed(ProgramTest):
    def embed(self, *arguments):
        output = self.folder / "e.npy"
        self.succeed("embed", *arguments, "-o", output)
        return numpy.load(output)

    def assert_close(self, ours, theirs):
        self.assertEqual(ours.shape, theirs.shape)
        self.assertEqual(ours.dtype, numpy.float32)
        self.assertLessEqual(float(numpy.abs(ours - theirs).max()), 1e-5)

    def test_defaults_are_pytorchs_conv2d_after_manual_seed_0(self):
        ours = self.embed(HOUSE)
        self.assertEqual(ours.shape, (1, 512, 32, 32))
        self.assert_close(ours, forward(conv(), pillow_pixels(HOUSE)))

    def test_a_jpeg_photo_of_an_odd_size(self):
        photo = self.folder / "photo.jpg"
        Image.open(SAMPLES / "harbour.png").convert("RGB").save(photo, quality=95)
        self.assert_close(self.embed(photo), forward(conv(), pillow_pixels(photo)))

    def test_a_webp_picture_with_alpha(self):
        picture = self.folder / "picture.webp"
        Image.open(SAMPLES / "leaf.png").save(picture, quality=80)
        self.assert_close(self.embed(picture), forward(conv(), pillow_pixels(picture)))

    def test_layouts_are_the_same_numbers_in_another_order(self):
        nchw = self.embed(HOUSE)
        nlc = self.embed(HOUSE, "--layout", "nlc")
        nhwc = self.embed(HOUSE, "--layout", "nhwc")
        self.assertTrue(numpy.array_equal(nlc, nchw.reshape(1, 512, 1024).transpose(0, 2, 1)))
        self.assertTrue(numpy.array_equal(nhwc, nchw.transpose(0, 2, 3, 1)))

    def test_other_parameters(self):
        ours = self.embed(HOUSE, "--img-size", 224, "--patch-size", 16, "--embed-dim", 100, "--seed", 42,
                          "--filter", "bicubic", "--no-bias")
        module = conv(seed=42, embed_dim=100, patch=16, bias=False)
        self.assert_close(ours, forward(module, pillow_pixels(HOUSE, 224, filter=Image.BICUBIC)))

    def test_grey_and_alpha_pictures(self):
        for channels, mode in ((1, "L"), (4, "RGBA")):
            ours = self.embed(SAMPLES / "leaf.png", "--in-chans", channels, "--embed-dim", 16)
            module = conv(in_chans=channels, embed_dim=16)
            self.assert_close(ours, forward(module, pillow_pixels(SAMPLES / "leaf.png", mode=mode)))

    def test_normalisation(self):
        mean, std = [numpy.array(v, numpy.float32).reshape(1, 3, 1, 1)
                     for v in ((.485, .456, .406), (.229, .224, .225))]
        pixels = (pillow_pixels(HOUSE) - torch.from_numpy(mean)) / torch.from_numpy(std)
        self.assert_close(self.embed(HOUSE, "--normalize", "imagenet"), forward(conv(), pixels))

    def test_stride_and_padding_are_those_of_conv2d(self):
        for patch, stride, padding in ((7, 4, 3), (8, 4, 0), ((5, 9), (3, 11), (2, 0))):
            text = lambda value: value if isinstance(value, int) else "{}x{}".format(*value)
            ours = self.embed(HOUSE, "--embed-dim", 12, "--patch-size", text(patch), "--stride", text(stride), "--padding",
                              text(padding), "--normalize", "half")
            torch.manual_seed(0)
            module = torch.nn.Conv2d(3, 12, patch, stride, padding)
            self.assert_close(ours, forward(module, (pillow_pixels(HOUSE) - 0.5) / 0.5))

    def test_fit_none_takes_the_pixels_and_drops_the_remainder(self):
        ours = self.embed(SAMPLES / "harbour.png", "--fit", "none", "--embed-dim", 8)
        pixels = numpy.asarray(Image.open(SAMPLES / "harbour.png").convert("RGB")).transpose(2, 0, 1)
        pixels = torch.from_numpy(pixels.copy()).float().div(255).unsqueeze(0)
        self.assertEqual(ours.shape, (1, 8, 41, 62))
        self.assert_close(ours, forward(conv(embed_dim=8), pixels))

    def test_non_square_sizes_are_height_then_width(self):
        ours = self.embed(HOUSE, "--img-size", "64x128", "--patch-size", "8x16", "--embed-dim", 4)
        self.assertEqual(ours.shape, (1, 4, 8, 8))

    def test_threads_change_no_bit(self):
        one = self.embed(HOUSE, "--threads", 1)
        four = self.embed(HOUSE, "--threads", 4)
        self.assertTrue(numpy.array_equal(one, four))


class Quiz(ProgramTest):
    def questions(self, *arguments):
        return json.loads(self.succeed("quiz", *arguments, "--json").stdout)

    def test_the_same_seed_and_sizes_give_the_same_questions(self):
        first = self.questions("--seed", 7)
        self.assertEqual(len(first["questions"]), 10)
        self.assertEqual(first, self.questions("--seed", 7))
        self.assertNotEqual(first["questions"], self.questions("--seed", 8)["questions"])

    def test_answers_are_those_of_info(self):
        sizes = ("--img-size", 224, "--patch-size", 16, "--embed-dim", 768)
        info = json.loads(self.succeed("info", *sizes, "--json").stdout)
        asked = {question["kind"]: question["answer"]
                 for question in self.questions(*sizes, "--count", 28)["questions"]}
        grouped = lambda key: format(info[key], ",")
        self.assertEqual(asked["patches"], grouped("num_patches"))
        self.assertEqual(asked["parameters"], grouped("parameters"))
        self.assertEqual(asked["macs"], grouped("macs"))
        self.assertEqual(asked["output_shape"], str(info["output_shape"]))
        self.assertEqual(asked["weight_shape"], str(info["weight_shape"]))

    def test_print_questions_and_answers_in_both_languages(self):
        self.assertIn("10. ", self.succeed("quiz").stdout)
        self.assertIn("图像块", self.succeed("quiz", "--lang", "zh-CN").stdout)

    def test_speak_a_language_of_ones_own(self):
        own = self.folder / "patchlens" / "lang" / "fr.json"
        own.parent.mkdir(parents=True)
        own.write_text('{"quiz_text.ask.patches": "Combien de patchs ?"}', encoding="utf-8")
        home = {"env": {**os.environ, "XDG_CONFIG_HOME": str(self.folder)}}
        told = self.succeed("quiz", "--count", 28, "--lang", "fr", **home).stdout
        self.assertIn("Combien de patchs ?", told)
        self.assertIn("How many", told)
        self.fail_with(2, ["--lang must be one of en, zh-CN, fr"], "quiz", "--lang", "de", **home)
        own.write_text("{", encoding="utf-8")
        self.fail_with(1, ["fr.json is damaged at 1:2"], "quiz", "--lang", "fr", **home)

    def test_refuse_more_questions_than_there_are(self):
        self.fail_with(2, ["--count", "28"], "quiz", "--count", 29)


class Weights(ProgramTest):
    def test_npy_holds_pytorchs_bits(self):
        output = self.folder / "w.npy"
        self.succeed("weights", "-o", output)
        self.assertEqual(zlib.crc32(numpy.load(output).tobytes()), 0xE66C6C85)
        self.assertEqual(output.stat().st_size % 64, 0)

    def test_safetensors_holds_weight_and_bias(self):
        output = self.folder / "w.safetensors"
        self.succeed("weights", "--seed", 42, "-o", output)
        data = output.read_bytes()
        length = struct.unpack("<Q", data[:8])[0]
        self.assertEqual(length % 8, 0)
        header = json.loads(data[8:8 + length])
        read = {}
        for name in ("proj.weight", "proj.bias"):
            begin, end = header[name]["data_offsets"]
            self.assertEqual(header[name]["dtype"], "F32")
            read[name] = data[8 + length + begin:8 + length + end]
        self.assertEqual(header["proj.weight"]["shape"], [512, 3, 8, 8])
        self.assertEqual(zlib.crc32(read["proj.weight"]), 0x7647CA7B)
        self.assertEqual(zlib.crc32(read["proj.bias"]), 0xDA873A01)

    def test_without_bias_there_is_none(self):
        output = self.folder / "w.safetensors"
        self.succeed("weights", "--no-bias", "-o", output)
        self.assertNotIn(b"proj.bias", output.read_bytes())

    def test_any_seed_of_manual_seed(self):
        for seed in (2**32 + 7, 2**64 - 1, -1):
            output = self.folder / "w.npy"
            self.succeed("weights", "--embed-dim", 3, "--seed", seed, "-o", output)
            self.assertTrue(numpy.array_equal(numpy.load(output), conv(seed, embed_dim=3).weight.detach().numpy()))

    def test_another_ending_is_refused(self):
        self.fail_with(2, [".safetensors", ".npy", ".txt"], "weights", "-o", self.folder / "w.txt")


class Info(ProgramTest):
    def info(self, *arguments):
        return json.loads(self.succeed("info", "--json", *arguments).stdout)

    def test_the_default_module(self):
        self.assertEqual(self.info(), {
            "img_size": [256, 256], "patch_size": [8, 8], "in_chans": 3, "embed_dim": 512, "grid_size": [32, 32],
            "num_patches": 1024, "dropped": [0, 0], "weight_shape": [512, 3, 8, 8],
            "output_shape": [1, 512, 32, 32], "tokens_shape": [1, 1024, 512], "parameters": 98816,
            "macs": 100663296, "output_bytes": 2097152, "stride": [8, 8], "padding": [0, 0],
            "memory_bytes": {"pixels": 786432, "padded": 0, "weights": 790528, "tokens": 2097152, "map": 4096,
                             "total": 3678208}})

    def test_a_remainder_is_dropped(self):
        info = self.info("--img-size", "250")
        self.assertEqual((info["num_patches"], info["dropped"]), (961, [2, 2]))

    def test_stride_and_padding_give_the_convolutions_grid(self):
        info = self.info("--img-size", 224, "--patch-size", 7, "--stride", 4, "--padding", 3, "--embed-dim", 32)
        self.assertEqual((info["grid_size"], info["num_patches"], info["dropped"]), ([56, 56], 3136, [0, 0]))
        self.assertEqual((info["stride"], info["padding"]), ([4, 4], [3, 3]))
        self.assertEqual(info["macs"], 56 * 56 * 32 * 3 * 49)
        gaps = self.info("--stride", "10x8", "--padding", "0x4")
        self.assertEqual((gaps["grid_size"], gaps["dropped"]), ([25, 33], [256 - 25 * 8, 0]))

    def test_an_impossible_stride_or_padding_is_named(self):
        for option, value, words in (("--stride", "0", ["--stride", "from 1"]), ("--padding", "-1", ["--padding", "from 0"]),
                                     ("--stride", "8x0", ["--stride", "from 1"]), ("--padding", "20000", ["padding", "16384"])):
            self.fail_with(2, words, "info", f"{option}={value}")

    def test_a_picture_counts_with_fit_none(self):
        info = self.info(SAMPLES / "harbour.png", "--fit", "none")
        self.assertEqual((info["grid_size"], info["dropped"]), ([41, 62], [5, 4]))
        table = self.succeed("info", SAMPLES / "harbour.png", "--fit", "none").stdout
        self.assertRegex(table, r"(?m)^picture +333 x 500 ")
        self.assertNotRegex(self.succeed("info").stdout, r"(?m)^picture")

    def test_the_table_names_every_key(self):
        text = self.succeed("info").stdout
        for key in self.info():
            self.assertIn(key, text)
        self.assertIn("100663296", text)


class Explain(ProgramTest):
    def test_one_number_taken_apart(self):
        result = self.succeed("explain", HOUSE, "--patch", "19,10", "--dim", 137, "--json")
        parts = json.loads(result.stdout)
        self.assertEqual(list(parts), ["patch", "token", "dim", "terms", "channel_sums", "bias", "value", "pixels",
                                       "weights"])
        self.assertEqual((parts["patch"], parts["token"], parts["dim"]), ([19, 10], 618, 137))
        module, pixels = conv(), pillow_pixels(HOUSE)
        patch = pixels[0, :, 19 * 8:20 * 8, 10 * 8:11 * 8].reshape(-1).numpy()
        self.assertTrue(numpy.array_equal(numpy.array(parts["pixels"], numpy.float32), patch))
        self.assertTrue(numpy.array_equal(numpy.array(parts["weights"], numpy.float32),
                                          module.weight[137].detach().reshape(-1).numpy()))
        self.assertEqual(len(parts["terms"]), 192)
        for i in range(192):
            self.assertAlmostEqual(parts["terms"][i], parts["pixels"][i] * parts["weights"][i], delta=1e-9)
        for channel in range(3):
            self.assertAlmostEqual(parts["channel_sums"][channel],
                                   sum(parts["terms"][channel * 64:channel * 64 + 64]), delta=1e-9)
        self.assertAlmostEqual(sum(parts["channel_sums"]) + parts["bias"], parts["value"], delta=1e-5)
        self.assertAlmostEqual(parts["value"], float(forward(module, pixels)[0, 137, 19, 10]), delta=1e-5)

    def test_the_padding_is_zero(self):
        arguments = ("explain", HOUSE, "--patch-size", 7, "--stride", 4, "--padding", 3, "--normalize", "imagenet",
                     "--patch", "0,0", "--dim", 5, "--json")
        parts = json.loads(self.succeed(*arguments).stdout)
        pixels = numpy.array(parts["pixels"]).reshape(3, 7, 7)
        self.assertTrue((pixels[:, :3] == 0).all() and (pixels[:, :, :3] == 0).all())
        self.assertTrue((pixels[:, 3:, 3:] != 0).all())

    def test_the_text_shows_the_value(self):
        arguments = ("explain", HOUSE, "--patch", "0,0", "--dim", 0)
        value = json.loads(self.succeed(*arguments, "--json").stdout)["value"]
        self.assertIn(f"{value:+.6f}", self.succeed(*arguments).stdout)

    def test_no_digit_of_any_size_is_lost(self):
        weights = self.folder / "w.npy"
        for size in (1e38, -1e38, 1e9, 1e-5, 1e-38, -1e-38, numpy.inf, numpy.nan):
            numpy.save(weights, numpy.full((1, 3, 8, 8), size, numpy.float32))
            arguments = ("explain", HOUSE, "--weights", weights, "--no-bias", "--patch", "0,0", "--dim", 0)
            value = json.loads(self.succeed(*arguments, "--json").stdout)["value"]
            text = self.succeed(*arguments).stdout
            shown = float(re.search(r"^  value +(\S+)$", text, re.MULTILINE).group(1))
            with self.subTest(size=size):
                if value is None:  # JSON has neither
                    self.assertFalse(numpy.isfinite(shown))
                else:
                    self.assertAlmostEqual(shown / value, 1, delta=1e-3)

    def test_outside_the_grid_and_the_vector(self):
        self.fail_with(2, ["(32, 0)", "31"], "explain", HOUSE, "--patch", "32,0", "--dim", 0)
        self.fail_with(2, ["512", "511"], "explain", HOUSE, "--patch", "0,0", "--dim", 512)
        self.fail_with(2, ["ROW,COL", "5"], "explain", HOUSE, "--patch", "5", "--dim", 0)
        self.fail_with(2, ["--dim"], "explain", HOUSE, "--patch", "0,0")


class BadParameters(ProgramTest):
    def test_each_gets_a_sentence_and_exit_code_2(self):
        cases = [
            (["--patch-size", "0"], ["--patch-size", "1"]),
            (["--patch-size", "-3"], ["--patch-size", "-3"]),
            (["--patch-size", "eight"], ["--patch-size", "eight"]),
            (["--patch-size", "8x"], ["--patch-size", "8x"]),
            (["--patch-size", "8.5"], ["--patch-size", "8.5"]),
            (["--patch-size", "99999999999999999999"], ["--patch-size", "99999999999999999999"]),
            (["--patch-size", "257"], ["257", "256"]),
            (["--patch-size", "300", "--padding", "7x5"], ["300x300", "256x256 with a padding of 7x5", "270x266"]),
            (["--stride", "0"], ["--stride must be from 1 to 16384, not 0"]),
            (["--padding", "20000"], ["--padding must be from 0 to 16384, not 20000"]),
            (["--padding=-1x5"], ["--padding must be from 0 to 16384, not -1x5"]),
            (["--in-chans", "0"], ["in_chans must be one of 1, 3, 4"]),
            (["--embed-dim", "70000"], ["--embed-dim must be from 1 to 65536"]),
            (["--seed", "1", "--seed", "2"], ["--seed is given more than once"]),
            (["--seed"], ["--seed needs a value"]),
            (["--weights", ""], ["--weights needs a value"]),
            (["another.png"], ['"another.png"', "patchlens embed --help"]),
            (["--img-size", "0x256"], ["--img-size"]),
            (["--img-size", "256x-1"], ["--img-size", "256x-1"]),
            (["--in-chans", "2"], ["in_chans", "1, 3, 4", "2"]),
            (["--embed-dim", "0"], ["--embed-dim"]),
            (["--embed-dim", ""], ["--embed-dim"]),
            (["--seed", "+-5"], ["--seed", "+-5"]),
            (["--padding", "+-0"], ["--padding", "+-0"]),
            (["--seed", "x"], ["--seed", "x"]),
            (["--init", "zeros"], ["torch", "xavier", "trunc-normal", "lecun", "trained", "pca", "dct", "edges",
                                   "identity", "mean-colour", "zeros"]),
            (["--fit", "stretch"], ["crop, squash, pad, none", "stretch"]),
            (["--filter", "nearest"], ["bilinear, bicubic", "nearest"]),
            (["--normalize", "maybe"], ["none, imagenet, clip, half", "maybe"]),
            (["--threads", "0"], ["--threads"]),
            (["--unknown"], ["--unknown", "--help"]),
        ]
        for arguments, words in cases:
            with self.subTest(arguments=arguments):
                self.fail_with(2, words, "embed", HOUSE, "-o", self.folder / "e.npy", *arguments)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_decimal_numbers_are_told_from_whole_ones(self):
        command = ["train", HOUSE, "-o", self.folder / "t.safetensors"]
        self.fail_with(2, ["--learning-rate must be from 1e-09 to 1, not 0"], *command, "--learning-rate", "0")
        self.fail_with(2, ["--learning-rate must be a number", '"fast"'], *command, "--learning-rate", "fast")
        self.fail_with(2, ["--scale must be from 0.5 to 4, not 9"], "render", "--scale", 9, "-o", self.folder / "s.png")

    def test_a_word_that_is_no_command_is_said_to_be_none(self):
        for arguments in (["embd"], ["embd", HOUSE, "-o", "e.npy"]):
            self.fail_with(2, ['no command and no picture "embd"', "embed, weights, info, explain"], *arguments)

    def test_a_request_for_half_a_terabyte_is_a_sentence(self):
        error = self.fail_with(1, ["memory"], "weights", "--img-size", 16384, "--patch-size", 16384, "--embed-dim", 256,
                               "-o", self.folder / "w.npy")
        self.assertIn("GiB", error)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_where_no_sentences_can_be_read_a_line_says_what_and_how_to_get_them(self):
        nowhere = os.environ | {"PATCHLENS_ASSETS": "/nowhere/at/all"}
        self.fail_with(1, ["assets_missing: /nowhere/at/all", "set PATCHLENS_ASSETS"], "info", env=nowhere)
        self.fail_with(2, ["--unknown", "set PATCHLENS_ASSETS"], "info", "--unknown", env=nowhere)

    def test_missing_arguments(self):
        self.fail_with(2, ["picture"], "embed", "-o", self.folder / "e.npy")
        self.fail_with(2, ["-o"], "embed", HOUSE)
        self.fail_with(2, ["-o"], "weights")


class IdleOptions(ProgramTest):
    """What changes nothing is refused or told, never passed over."""

    def setUp(self):
        super().setUp()
        self.weights = self.folder / "w.npy"
        numpy.save(self.weights, numpy.ones((4, 3, 8, 8), numpy.float32))

    def test_what_is_said_of_weights_needs_their_file(self):
        for option, value in (("--tensor", "proj.weight"), ("--weight-layout", "mlx"), ("--flat-order", "channels-last")):
            for command in (["info"], ["embed", HOUSE, "-o", self.folder / "e.npy"],
                            ["weights", "-o", self.folder / "v.npy"], ["render", "-o", self.folder / "s.png"]):
                with self.subTest(option=option, command=command):
                    self.fail_with(2, [option, "--weights"], *command, option, value)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["w.npy"])

    def test_a_question_names_the_option_that_answers_it(self):
        path = self.folder / "w.safetensors"
        for name, shape, option in (("patch_embed.proj.weight", [24, 4, 4, 3], "--weight-layout"),
                                    ("embeds.proj.weight", [2, 12], "--flat-order"),
                                    ("my.kernel", [2, 3, 4, 4], "--tensor")):
            size = 4 * int(numpy.prod(shape))
            header = json.dumps({name: {"dtype": "F32", "shape": shape, "data_offsets": [0, size]}}).encode()
            path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(size))
            with self.subTest(name=name):
                result = run("info", "--weights", path)
                self.assertIn(result.returncode, (1, 2))
                self.assertTrue(result.stderr.rstrip().endswith(f"({option})"), result.stderr)
                self.assertNotIn("flax", result.stderr)

    def test_a_flat_weight_is_folded_as_the_patch_that_is_given(self):
        file = self.folder / "flat.pth"
        weight = torch.arange(4 * 150, dtype=torch.float32).reshape(4, 150)
        torch.save({"to_patch_embedding.1.weight": weight}, file)
        command = ["weights", "--weights", file, "-o", self.folder / "v.npy"]
        self.fail_with(2, ["150 columns", "patch_size and in_chans"], *command)
        self.succeed(*command, "--patch-size", "5x10", "--in-chans", 3)
        expected = weight.numpy().reshape(4, 5, 10, 3).transpose(0, 3, 1, 2)
        self.assertTrue(numpy.array_equal(numpy.load(self.folder / "v.npy"), expected))

    def test_what_a_file_makes_idle_is_told(self):
        for option, value in (("--seed", 3), ("--init", "xavier"), ("--tensor", "proj.weight"),
                              ("--flat-order", "channels-last")):
            with self.subTest(option=option):
                result = self.succeed("info", "--weights", self.weights, option, value)
                self.assertRegex(result.stderr, rf"(?m)^patchlens: note: {option} has no effect: .*w\.npy")

    def test_a_seed_and_a_picture_for_weights_made_by_hand_are_told(self):
        output = self.folder / "made.npy"
        result = self.succeed("weights", HOUSE, "--init", "dct", "--seed", 3, "-o", output)
        self.assertIn("note: --seed has no effect: --init dct draws nothing", result.stderr)
        self.assertRegex(result.stderr, "note: .*house.png has no effect")

    def test_the_components_of_a_picture_need_it(self):
        output = self.folder / "components.npy"
        self.assertIn("the picture is missing", run("weights", "--init", "pca", "-o", output).stderr)
        self.assertFalse(output.exists())
        self.succeed("weights", HOUSE, "--init", "pca", "--embed-dim", 12, "-o", output)
        weight = numpy.load(output).reshape(12, -1)
        self.assertLess(numpy.abs(weight @ weight.T - numpy.eye(12)).max(), 1e-5)
        self.succeed("embed", HOUSE, "--init", "pca", "--embed-dim", 12, "-o", self.folder / "e.npy")
        vectors = numpy.load(self.folder / "e.npy").reshape(12, -1)
        self.assertLess(numpy.abs(vectors.mean(axis=1)).max(), 1e-4)

    def test_a_filter_that_resizes_nothing_is_told(self):
        result = self.succeed("embed", HOUSE, "--fit", "none", "--filter", "bicubic", "-o", self.folder / "e.npy")
        self.assertIn("note: --filter has no effect", result.stderr)

    def test_what_has_an_effect_says_nothing(self):
        for arguments in (["--seed", 3, "--init", "xavier"], ["--filter", "bicubic"],
                          ["--weights", self.weights, "--weight-layout", "torch"], ["--img-size", 64, "--stride", 4]):
            with self.subTest(arguments=arguments):
                result = self.succeed("embed", HOUSE, *arguments, "-o", self.folder / "e.npy")
                self.assertNotIn("has no effect", result.stderr)

    def idle(self, *command):
        """The options that a command notes as without effect."""
        return set(re.findall(r"(?m)^patchlens: note: (\S+) has no effect", self.succeed(*command).stderr))

    def test_what_changes_no_weights_is_told(self):
        pixels = ["--img-size", 64, "--fit", "pad", "--filter", "bicubic", "--stride", 4, "--padding", 1]
        names = {option for option in pixels if str(option).startswith("--")}
        output = self.folder / "v.npy"
        self.assertEqual(self.idle("weights", *pixels, "--normalize", "half", "-o", output), names | {"--normalize"})
        self.assertEqual(self.idle("weights", "--init", "trained", *pixels, "--normalize", "half", "-o", output), names)
        self.assertEqual(self.idle("weights", HOUSE, "--init", "pca", *pixels, "--normalize", "half", "-o", output), set())

    def test_what_changes_no_shape_is_told(self):
        self.assertEqual(self.idle("info", "--seed", 3, "--init", "lecun", "--filter", "bicubic", "--normalize", "clip"),
                         {"--seed", "--init", "--filter", "--normalize"})
        self.assertEqual(self.idle("info", HOUSE), {str(HOUSE)})
        self.assertEqual(self.idle("info", HOUSE, "--fit", "none", "--img-size", 64), set())

    def test_what_training_does_not_use_is_told(self):
        train = ["train", HOUSE, "--patch-size", 4, "--embed-dim", 8, "--steps", 1, "-o", self.folder / "t.safetensors"]
        self.assertEqual(self.idle(*train, "--stride", 2, "--padding", 1), {"--stride", "--padding"})
        self.assertEqual(self.idle(*train, "--sparseness", 3), set())
        self.assertEqual(self.idle(*train, "--sparseness", 3, "--method", "autoencoder"), {"--sparseness"})

    def test_a_size_that_no_picture_is_brought_to_is_told(self):
        self.assertEqual(self.idle("embed", HOUSE, "--fit", "none", "--img-size", 64, "-o", self.folder / "e.npy"),
                         {"--img-size"})

    def test_what_a_file_takes_from_a_preset_is_told(self):
        result = self.succeed("info", "--preset", "vit-b16", "--weights", self.weights, "--embed-dim", 2)
        self.assertIn("note: of --preset vit-b16, without effect: patch_size, bias; ", result.stderr)
        self.assertNotIn("preset", self.succeed("info", "--preset", "vit-b16").stderr)

    def test_drawn_weights_take_the_place_of_a_sessions_file(self):
        session = self.folder / "session.json"
        session.write_text(json.dumps({"picture": str(HOUSE), "weights": str(self.weights), "embed_dim": 4}))
        picture = lambda *arguments: self.screenshot(session, *arguments)
        self.assertTrue(numpy.array_equal(picture("--init", "torch"), picture("--seed", 0)))
        drawn = picture("--seed", 0)
        self.assertFalse(numpy.array_equal(picture(), drawn))
        self.weights.unlink()  # and nobody misses it
        self.assertTrue(numpy.array_equal(picture("--seed", 0), drawn))

    def screenshot(self, session, *arguments):
        output = self.folder / "s.png"
        self.succeed("render", "--session", session, *arguments, "-o", output)
        return numpy.asarray(Image.open(output).convert("RGB"))


class Notes(ProgramTest):
    """What a command notes on standard error is what the window says, in English."""

    def setUp(self):
        super().setUp()
        self.weights = self.folder / "w.npy"
        numpy.save(self.weights, numpy.ones((4, 3, 8, 8), numpy.float32))

    def test_of_weights_from_a_file(self):
        arguments = ["--weights", self.weights, "--patch-size", 4]
        sentences = [ENGLISH["weights.array"].replace("{0}", "[4, 3, 8, 8]"),
                     ENGLISH["weights.resampled"].replace("{0}", "8x8").replace("{1}", "4x4"),
                     ENGLISH["weights.without_bias"]]
        result = self.succeed("weights", *arguments, "-o", self.folder / "v.npy")
        notes = [f"patchlens: note: {self.weights}: {sentence}" for sentence in sentences]
        self.assertEqual(result.stderr.splitlines(), notes)
        self.assertEqual(numpy.load(self.folder / "v.npy").shape, (4, 3, 4, 4))
        table = self.succeed("info", *arguments)
        self.assertEqual([line.split(maxsplit=1)[1].rstrip() for line in table.stdout.splitlines() if line.startswith("note")],
                         sentences)

    def test_of_numbers_that_are_none(self):
        weight = numpy.ones((4, 3, 8, 8), numpy.float32)
        weight[1, 0, 0, 0], weight[2, 1, :, 1] = numpy.nan, -numpy.inf
        torch.save({"proj.weight": torch.from_numpy(weight), "proj.bias": torch.tensor([0, 0, 0, numpy.inf])},
                   self.folder / "w.pth")
        result = self.succeed("embed", HOUSE, "--weights", self.folder / "w.pth", "-o", self.folder / "v.npy")
        self.assertIn("9 numbers of the tensor proj.weight are NaN or infinite", result.stderr)
        self.assertIn("1 number of the tensor proj.bias is NaN or infinite", result.stderr)
        self.fail_with_notes(1, "10 of the weights are NaN or infinite", "reconstruct", HOUSE, "--weights",
                             self.folder / "w.pth", "-o", self.folder / "back.png")
        self.assertFalse((self.folder / "back.png").exists())

    def fail_with_notes(self, code, words, *arguments):
        result = run(*arguments)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertIn(words, result.stderr.splitlines()[-1])

    def test_of_one_part_of_a_model(self):
        part = self.folder / "model-00001-of-00002.safetensors"
        self.succeed("weights", "--embed-dim", 4, "--no-bias", "-o", part)
        self.assertIn("one of several parts of a model", self.succeed("info", "--weights", part, "--json").stderr)
        self.succeed("weights", "--embed-dim", 4, "-o", part)
        self.assertNotIn("one of several", self.succeed("info", "--weights", part, "--json").stderr)

    def test_of_weights_of_which_all_are_zero(self):
        output = self.folder / "v.npy"
        for arguments, key in ((["--init", "edges", "--patch-size", 1], "weights.all_zeros"),
                               ([HOUSE, "--init", "pca", "--img-size", 8], "weights.no_components")):
            result = self.succeed("weights", *arguments, "-o", output)
            self.assertIn(ENGLISH[key], result.stderr)
            self.assertNotIn("0 filters", result.stderr)
            self.assertEqual(numpy.abs(numpy.load(output)).max(), 0)

    def test_of_the_pixels_that_weights_were_learned_from(self):
        learned = self.folder / "learned.safetensors"
        self.succeed("weights", "--init", "trained", "--normalize", "half", "-o", learned)
        command = ["embed", HOUSE, "--weights", learned, "-o", self.folder / "v.npy"]
        self.assertIn(ENGLISH["command.expects"].replace("{0}", "--normalize half"), self.succeed(*command).stderr)
        self.assertNotIn("expects", self.succeed(*command, "--normalize", "half").stderr)
        again = self.folder / "again.safetensors"
        self.succeed("weights", "--weights", learned, "--embed-dim", 64, "-o", again)
        self.assertIn(b'"normalize":"half"', again.read_bytes())

    def test_of_what_the_model_expects_of_pictures(self):
        (self.folder / "preprocessor_config.json").write_text(json.dumps(
            {"size": 64, "resample": 3, "image_mean": [0.5] * 3, "image_std": [0.5] * 3, "do_normalize": True}))
        result = self.succeed("embed", HOUSE, "--weights", self.weights, "-o", self.folder / "v.npy")
        wanted = "--img-size 64x64 --fit squash --filter bicubic --normalize half"
        note = f"patchlens: note: {self.weights}: " + ENGLISH["command.expects"].replace("{0}", wanted)
        self.assertIn(note, result.stderr.splitlines())
        result = self.succeed("embed", HOUSE, "--weights", self.weights, *wanted.split(), "-o", self.folder / "v.npy")
        self.assertNotIn("expects", result.stderr)

    def test_of_a_sessions_files_that_were_found_elsewhere(self):
        picture = self.folder / "house.png"
        picture.write_bytes(HOUSE.read_bytes())
        session = self.folder / "session.json"
        session.write_text(json.dumps({"picture": "/nowhere/house.png", "weights": "/nowhere/w.npy", "embed_dim": 4}))
        result = self.succeed("render", "--session", session, "-o", self.folder / "s.png")
        for key, file in (("message.picture_found", picture), ("message.weights_found", self.weights)):
            self.assertIn("patchlens: note: " + ENGLISH[key].replace("{0}", str(file)), result.stderr.splitlines())


class Sliding(ProgramTest):
    """Weights of models whose patches overlap compute as those models do."""

    def test_segformer_pvt_and_cvt(self):
        for name, kernel, stride, padding in (("segformer.encoder.patch_embeddings.0.proj", 7, 4, 3),
                                              ("patch_embed1.proj", 7, 4, 3), ("patch_embed1.proj", 4, 4, 0),
                                              ("stage0.patch_embed.proj", 7, 4, 2)):
            with self.subTest(name=name, kernel=kernel):
                torch.manual_seed(kernel)
                module = torch.nn.Conv2d(3, 6, kernel, stride, padding)
                file, output = self.folder / "model.pth", self.folder / "e.npy"
                torch.save({f"{name}.weight": module.weight.detach(), f"{name}.bias": module.bias.detach()}, file)
                result = self.succeed("embed", HOUSE, "--weights", file, "-o", output)
                ours, theirs = numpy.load(output), forward(module, pillow_pixels(HOUSE))
                self.assertEqual(ours.shape, theirs.shape)
                self.assertLessEqual(float(numpy.abs(ours - theirs).max()), 1e-5)
                sentence = ENGLISH["weights.sliding"]
                for gap, side in enumerate((kernel, stride, padding)):
                    sentence = sentence.replace("{%d}" % gap, f"{side}x{side}")
                self.assertEqual(sentence in result.stderr, kernel == 7)

    def test_another_stride_and_a_resampled_kernel_are_said(self):
        file = self.folder / "model.pth"
        torch.save({"patch_embed1.proj.weight": torch.ones(2, 3, 7, 7)}, file)
        other = self.succeed("info", "--weights", file, "--stride", 5, "--json").stderr
        self.assertIn("here the stride is 5x5 and the padding 3x3", other)
        resampled = self.succeed("info", "--weights", file, "--patch-size", 14, "--json")
        self.assertIn(ENGLISH["weights.resampled_kernel"].replace("{0}", "4x4"), resampled.stderr)
        self.assertEqual(json.loads(resampled.stdout)["stride"], [4, 4])


class Advice(ProgramTest):
    """The Python that a refused file's sentence prints does what it says."""

    saver = '''
import json, struct

def save_file(tensors, name):
    header, data = {}, b""
    for key, tensor in tensors.items():
        part = tensor.numpy().tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header).encode()
    open(name, "wb").write(struct.pack("<Q", len(text)) + text + data)
'''

    def setUp(self):
        super().setUp()
        # A stand-in for the package that Debian does not have.
        (self.folder / "safetensors").mkdir()
        (self.folder / "safetensors" / "__init__.py").write_text("")
        (self.folder / "safetensors" / "torch.py").write_text(self.saver)

    def converted(self, trusted):
        """The weight that the program takes out of model.pt once its advice is followed."""
        error = self.fail_with(1, ["pickle"], "weights", "--weights", "model.pt", "-o", "w.npy", cwd=self.folder)
        advice = error[error.index("import torch"):]
        self.assertIn("weights_only=True", advice)
        if trusted:
            self.assertIn("weights_only=False", error)
            advice = advice.replace("weights_only=True", "weights_only=False")
        ran = subprocess.run([sys.executable, "-B", "-c", advice], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.succeed("weights", "--weights", "model.safetensors", "-o", "w.npy", cwd=self.folder)
        return numpy.load(self.folder / "w.npy")

    def kinds(self):
        """What people save with torch.save: a name, the object, and whether loading it runs the code of a class."""
        self.module = conv(embed_dim=4)
        model = torch.nn.Sequential()
        model.add_module("proj", self.module)
        return [("a state dict", model.state_dict(), False), ("a checkpoint", {"epoch": 3, "model": model.state_dict()}, False),
                ("one in another", {"model": {"state_dict": model.state_dict()}}, False),
                ("a bare tensor", self.module.weight.detach(), False), ("a parameter", self.module.weight, False),
                ("a module", model, True), ("a module in a checkpoint", {"epoch": 3, "model": model}, True)]

    def test_pickles_of_before_1_6_whatever_they_hold(self):
        for name, content, trusted in self.kinds():
            with self.subTest(kind=name):
                torch.save(content, self.folder / "model.pt", _use_new_zipfile_serialization=False)
                self.assertTrue(numpy.array_equal(self.converted(trusted), self.module.weight.detach().numpy()))

    def test_archives_are_read_as_they_are_unless_they_hold_a_class(self):
        for name, content, trusted in self.kinds():
            with self.subTest(kind=name):
                torch.save(content, self.folder / "model.pth")
                command = ["weights", "--weights", "model.pth", "-o", "w.npy"]
                if not trusted:
                    self.succeed(*command, cwd=self.folder)
                    self.assertTrue(numpy.array_equal(numpy.load(self.folder / "w.npy"), self.module.weight.detach().numpy()))
                    continue
                error = self.fail_with(1, ["torch.nn.modules", "weights_only=False"], *command, cwd=self.folder)
                if name == "a module":  # whose advice needs no other key than the sentence's
                    advice = "import torch; " + error[error.index("d = torch.load"):]
                    ran = subprocess.run([sys.executable, "-B", "-c", advice], capture_output=True, text=True, cwd=self.folder)
                    self.assertEqual(ran.returncode, 0, ran.stderr)
                    self.succeed("weights", "--weights", "weights.pth", "-o", "w.npy", cwd=self.folder)
                    self.assertTrue(numpy.array_equal(numpy.load(self.folder / "w.npy"), self.module.weight.detach().numpy()))

    def test_an_npz_archive_is_read_as_it_is(self):
        weight = numpy.arange(4 * 3 * 8 * 8, dtype=numpy.float32).reshape(4, 3, 8, 8)
        for save in (numpy.savez, numpy.savez_compressed):
            save(self.folder / "w.npz", weight=weight)
            self.succeed("weights", "--weights", "w.npz", "-o", "weight.npy", cwd=self.folder)
            self.assertTrue(numpy.array_equal(numpy.load(self.folder / "weight.npy"), weight))

    def test_a_document_is_no_pickle_whatever_its_ending(self):
        for name in ("paper.pt", "paper.pth", "paper.bin", "paper.ckpt", "paper.pkl"):
            (self.folder / name).write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\0stream\1" + bytes(5000))
            error = self.fail_with(1, [name], "info", "--weights", self.folder / name)
            self.assertNotIn("pickle", error)

    def test_a_file_without_tensors_is_said_to_hold_none(self):
        (self.folder / "empty.safetensors").write_bytes(struct.pack("<Q", 2) + b"{}")
        for more in ([], ["--tensor", "proj.weight"]):
            error = self.fail_with(1, ["empty.safetensors", "no tensor"], "info", "--weights",
                                   self.folder / "empty.safetensors", *more)
            self.assertNotIn("one of", error)


class BadPictures(ProgramTest):
    def refuse(self, content, words, name="picture.png"):
        picture = self.folder / name
        picture.write_bytes(content)
        self.fail_with(1, [name, *words], "embed", picture, "-o", self.folder / "e.npy")
        self.assertFalse((self.folder / "e.npy").exists())

    def test_each_gets_a_sentence(self):
        house = HOUSE.read_bytes()
        self.refuse(b"", ["empty"])
        self.refuse(house[:5000], ["cut short"])
        self.refuse(b"GIF89a" + bytes(100), ["GIF", "PNG, JPEG, WebP, BMP"], "picture.gif")
        self.refuse(b"hello, this is text\n" * 20, ["PNG, JPEG, WebP, BMP"], "notes.txt")
        bomb = bytearray(house)
        bomb[16:24] = struct.pack(">II", 100000, 100000)
        self.refuse(bytes(bomb), ["100000"])
        zero = bytearray(house)
        zero[16:24] = struct.pack(">II", 0, 256)
        self.refuse(bytes(zero), [])

    def test_what_is_no_file(self):
        self.fail_with(1, ["missing.png"], "embed", self.folder / "missing.png", "-o", self.folder / "e.npy")
        self.fail_with(1, [str(self.folder)], "embed", self.folder, "-o", self.folder / "e.npy")

    def test_an_upright_photo_says_that_it_was_turned(self):
        photo = self.folder / "photo.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6
        Image.new("RGB", (40, 20), "teal").save(photo, exif=exif)
        result = self.succeed("info", photo, "--fit", "none", "--patch-size", "4", "--json")
        self.assertEqual(json.loads(result.stdout)["grid_size"], [10, 5])
        self.assertIn("orientation 6", result.stderr)
        result = self.succeed("embed", photo, "-o", self.folder / "e.npy")
        self.assertIn("orientation 6", result.stderr)
        self.assertIn("orientation 6", self.succeed("info", photo).stdout)

    def test_of_a_moving_picture_the_first_frame_is_taken_and_said_so(self):
        frames = [Image.new("RGB", (64, 48), colour) for colour in ("teal", "navy")]
        path = self.folder / "moving.webp"
        frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)
        self.assertIn("2 frames", self.succeed("info", path).stdout)
        result = self.succeed("explain", path, "--fit", "none", "--patch-size", 1, "--patch", "0,0", "--dim", 0, "--json")
        self.assertEqual(json.loads(result.stdout)["pixels"], [0.0, numpy.float32(128 / 255), numpy.float32(128 / 255)])
        self.assertIn("first", result.stderr)


class Output(ProgramTest):
    def test_an_unwritable_place_is_a_sentence(self):
        missing = self.folder / "no" / "e.npy"
        self.fail_with(1, [str(missing)], "embed", HOUSE, "-o", missing)
        self.fail_with(1, [str(self.folder)], "embed", HOUSE, "-o", self.folder)
        self.fail_with(1, ["/dev/full"], "embed", HOUSE, "-o", "/dev/full")

    def test_standard_output_on_a_full_disk_is_a_sentence(self):
        for arguments in (["info"], ["info", "--json"], ["--help"], ["embed", "--help"], ["--version"],
                          ["explain", HOUSE, "--patch", "0,0", "--dim", "0"], ["embed", HOUSE, "-o", "-"]):
            with self.subTest(arguments=arguments), open("/dev/full", "w", encoding="utf-8") as full:
                result = subprocess.run([PROGRAM, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, text=True,
                                        timeout=60)
                self.assertEqual(result.returncode, 1)
                self.assertRegex(result.stderr, r"^patchlens: error: [^\n]*(standard output|/dev/stdout)[^\n]*\n$")

    def test_a_device_is_written_to_and_stays_a_device(self):
        self.succeed("embed", HOUSE, "-o", "/dev/null")
        self.assertTrue(os.path.exists("/dev/null") and not os.path.isfile("/dev/null"))

    def test_an_old_file_stays_when_the_new_one_fails(self):
        output = self.folder / "e.npy"
        output.write_bytes(b"precious")
        self.fail_with(1, [], "embed", self.folder / "missing.png", "-o", output)
        self.assertEqual(output.read_bytes(), b"precious")

    def test_ctrl_c_leaves_nothing_half_written(self):
        output = self.folder / "big.npy"
        process = subprocess.Popen(
            [PROGRAM, "embed", str(HOUSE), "--img-size", "4096", "--patch-size", "4", "--embed-dim", "256",
             "--threads", "1", "-o", str(output)], stderr=subprocess.PIPE, text=True)
        wait_until(lambda: list(self.folder.iterdir()) or process.poll() is not None, "nothing was written")
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0, "it was too fast to be interrupted")
        self.assertIn("stopped", error)
        self.assertEqual(list(self.folder.iterdir()), [])


def big_module(side=256, dims=8192):
    """Options of a module whose weights take seconds to make: 6 GiB at 256 x 256 and 8192."""
    return ["--img-size", str(side), "--patch-size", str(side), "--embed-dim", str(dims)]


class OutputIsInput(ProgramTest):
    """No command writes over what it reads, whatever name that has."""

    def refuse(self, precious, *arguments):
        before = precious.read_bytes()
        self.fail_with(2, ["would be written over"], *arguments)
        self.assertEqual(precious.read_bytes(), before)

    def picture(self, name="photo.npy"):
        picture = self.folder / name
        picture.write_bytes(HOUSE.read_bytes())
        return picture

    def test_the_picture_by_its_name_and_others(self):
        picture = self.picture()
        (self.folder / "symbolic.npy").symlink_to("photo.npy")
        os.link(picture, self.folder / "hard.npy")
        (self.folder / "inner").mkdir()
        for other in ("photo.npy", "./photo.npy", "inner/../photo.npy", "symbolic.npy", "hard.npy"):
            with self.subTest(other=other):
                self.refuse(picture, "embed", picture, "-o", f"{self.folder}/{other}")
                self.refuse(picture, "embed", f"{self.folder}/{other}", "-o", picture)

    def test_the_picture_by_its_descriptor(self):
        picture = self.picture()
        with open(picture, "r+b") as file:
            name = f"/proc/self/fd/{file.fileno()}"
            before = picture.read_bytes()
            result = run("embed", picture, "-o", name, pass_fds=[file.fileno()])
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(picture.read_bytes(), before)

    def test_standard_output_that_goes_to_the_picture(self):
        picture = self.picture()
        before = picture.read_bytes()
        with open(picture, "ab") as end:
            result = subprocess.run([PROGRAM, "embed", str(picture), "-o", "-"], stdout=end, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertEqual(picture.read_bytes(), before)

    def test_weights_and_sessions(self):
        weights = self.folder / "w.npy"
        self.succeed("weights", "--embed-dim", 4, "-o", weights)
        self.refuse(weights, "weights", "--weights", weights, "-o", weights)
        self.refuse(weights, "embed", HOUSE, "--weights", weights, "-o", weights)
        picture = self.picture("photo.png")
        self.refuse(picture, "render", picture, "-o", picture)

    def test_the_shards_of_a_list(self):
        shard = self.folder / "model-00001-of-00002.safetensors"
        self.succeed("weights", "--embed-dim", 4, "-o", shard)
        index = self.folder / "model.safetensors.index.json"
        index.write_text(json.dumps({"metadata": {}, "weight_map": {"proj.weight": shard.name}}))
        self.succeed("weights", "--weights", index, "-o", self.folder / "same.npy")
        (self.folder / "link.safetensors").symlink_to(shard.name)
        for name in (shard, self.folder / "link.safetensors"):
            self.refuse(shard, "weights", "--weights", index, "-o", name)

    def test_what_the_program_brings_along(self):
        house = SAMPLES / "house.png"
        self.refuse(house, "render", "-o", house)
        (self.folder / "words.npy").symlink_to(SAMPLES.parent / "presets.json")
        self.refuse(SAMPLES.parent / "presets.json", "weights", "-o", self.folder / "words.npy")


class StandardOutput(ProgramTest):
    def test_embed_writes_the_array_to_it(self):
        file = self.folder / "e.npy"
        self.succeed("embed", HOUSE, "-o", file)
        for name in ("-", "/dev/stdout"):
            result = subprocess.run([PROGRAM, "embed", str(HOUSE), "-o", name], capture_output=True, cwd=self.folder)
            self.assertEqual((result.returncode, result.stderr), (0, b""))
            self.assertEqual(result.stdout, file.read_bytes())
        self.assertEqual([path.name for path in self.folder.iterdir()], ["e.npy"])

    def test_what_is_no_stream_is_refused(self):
        self.fail_with(2, ["standard output", ".safetensors"], "weights", "-o", "-", cwd=self.folder)
        self.fail_with(2, ["standard output", ".png"], "render", "-o", "-", cwd=self.folder)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_terminal_gets_no_bytes_of_an_array(self):
        for name in ("-", "/dev/stdout"):
            parent, child = pty.openpty()
            result = subprocess.run([PROGRAM, "embed", str(HOUSE), "-o", name], stdout=child, stderr=subprocess.PIPE,
                                    text=True)
            os.close(child)
            os.close(parent)
            self.assertEqual(result.returncode, 2, result.stderr)
            self.assertIn("terminal", result.stderr)

    def test_a_reader_that_leaves_ends_it_quietly(self):
        for arguments in (["embed", HOUSE, "-o", "-"], ["explain", HOUSE, "--patch", "0,0", "--dim", "0", "--json",
                                                        "--patch-size", "64"]):
            process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            process.stdout.read(10)
            process.stdout.close()
            error = process.stderr.read()
            process.stderr.close()
            self.assertEqual(process.wait(timeout=60), -signal.SIGPIPE)
            self.assertEqual(error, b"")

    def test_a_pipe_with_a_name_takes_the_array(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        process = subprocess.Popen([PROGRAM, "embed", str(HOUSE), "-o", str(pipe)])
        with open(pipe, "rb") as reader:
            array = reader.read()
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(len(array), 128 + 4 * 512 * 1024)


class Endings(ProgramTest):
    def test_each_command_checks_its_output(self):
        for arguments in (["embed", HOUSE, "-o", "e.txt"], ["embed", HOUSE, "-o", "e"],
                          ["weights", "-o", "w.txt"], ["render", "-o", "screen.jpg"]):
            with self.subTest(arguments=arguments):
                self.fail_with(2, ["ending of -o", arguments[-1].partition(".")[2]], *arguments, cwd=self.folder)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_capitals_are_fine(self):
        self.succeed("embed", HOUSE, "-o", self.folder / "E.NPY")


class Signals(ProgramTest):
    """Every command ends within about a second of one signal, leaving nothing."""

    commands = [
        ["weights", *big_module(), "-o", "w.npy"],
        ["weights", *big_module(), "--init", "trunc-normal", "-o", "w.safetensors"],
        ["embed", HOUSE, *big_module(512, 2048), "-o", "e.npy"],
        ["explain", HOUSE, *big_module(512, 2048), "--patch", "0,0", "--dim", "0"],
        ["render", HOUSE, *big_module(512, 2048), "-o", "screen.png"],
        ["weights", "-o", "pipe.npy"],
        ["embed", HOUSE, "-o", "pipe.npy"],
    ]

    def stopped(self, number, arguments):
        """Ends a command by one signal: its exit code, its error, and the processor time it still took."""
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   text=True, cwd=self.folder)
        wait_until(lambda: process.poll() is not None or processor_seconds(process.pid) > 0.6 or asleep(process.pid),
                   "it did nothing")
        self.assertIsNone(process.poll(), "it was too fast to be stopped")
        before = processor_seconds(process.pid)
        process.send_signal(number)
        timer = threading.Timer(60, process.kill)
        timer.start()
        error = process.stderr.read()
        process.stderr.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        timer.cancel()
        return process.returncode, error, used.ru_utime + used.ru_stime - before

    def test_one_signal_is_enough(self):
        os.mkfifo(self.folder / "pipe.npy")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for arguments in self.commands:
                with self.subTest(signal=number, arguments=arguments):
                    code, error, seconds = self.stopped(number, arguments)
                    self.assertEqual(code, 1)
                    self.assertIn("stopped", error)
                    self.assertLess(seconds, 2)
                    self.assertEqual([path.name for path in self.folder.iterdir()], ["pipe.npy"])

    def test_what_a_killed_program_leaves_goes_with_the_next_write(self):
        output = self.folder / "e.npy"
        output.write_bytes(b"precious")
        arguments = ["embed", HOUSE, "--img-size", "4096", "--patch-size", "4", "--embed-dim", "64", "--threads", "1",
                     "-o", output]
        process = subprocess.Popen([PROGRAM, *map(str, arguments)])
        wait_until(lambda: len(list(self.folder.iterdir())) >= 2, "nothing was written")
        process.kill()
        process.wait()
        self.assertEqual(len(list(self.folder.iterdir())), 2)
        self.succeed("weights", "--embed-dim", 4, "-o", self.folder / "w.npy")
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["e.npy", "w.npy"])
        self.assertEqual(output.read_bytes(), b"precious")

    def test_a_file_that_may_not_grow_is_a_sentence(self):
        output = self.folder / "e.npy"
        output.write_bytes(b"precious")
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        self.fail_with(1, ["e.npy", "larger than files may be"], "embed", HOUSE, "-o", output, preexec_fn=limit)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["e.npy"])
        self.assertEqual(output.read_bytes(), b"precious")


class Memory(ProgramTest):
    def test_a_limit_of_the_address_space_is_a_sentence(self):
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        for command in (["weights", "-o", "w.npy"], ["embed", HOUSE, "-o", "e.npy"]):
            what = "the weights" if command[0] == "weights" else "vectors together"
            self.fail_with(1, [f"{what} would need", "memory"], *command, "--patch-size", 256, "--embed-dim", 4096,
                           preexec_fn=limit, cwd=self.folder)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_control_group_is_seen(self):
        group = Path(f"/sys/fs/cgroup/memory/patchlens-test-{os.getpid()}")
        limit = "memory.limit_in_bytes"
        if not group.parent.is_dir():
            group = Path(f"/sys/fs/cgroup/patchlens-test-{os.getpid()}")
            limit = "memory.max"
        try:
            group.mkdir()
            self.addCleanup(group.rmdir)
            (group / limit).write_text(str(1 << 30))
        except OSError as error:
            self.skipTest(f"no control group can be made here: {error}")
        enter = lambda: (group / "cgroup.procs").write_text(str(os.getpid()))
        for command in (["weights", "-o", "w.npy"], ["embed", HOUSE, "-o", "e.npy"],
                        ["explain", HOUSE, "--patch", "0,0", "--dim", "0"], ["render", HOUSE, "-o", "s.png"]):
            what = "the weights" if command[0] == "weights" else "vectors together"
            self.fail_with(1, [f"{what} would need", "memory"], *command, "--patch-size", 256, "--embed-dim", 4096,
                           preexec_fn=enter, cwd=self.folder)
        self.assertEqual(list(self.folder.iterdir()), [])


class Names(ProgramTest):
    """Nothing from a file's name is obeyed by the terminal."""

    def test_errors_are_one_printable_line(self):
        for name in ("bad\x1b]0;T\a\n.png", "\x9b31m.png", "gnp.\u202eexe", "tab\tcr\r.png", b"caf\xe9.png"):
            path = os.fsencode(str(self.folder)) + b"/" + (name if isinstance(name, bytes) else os.fsencode(name))
            result = subprocess.run([PROGRAM, "embed", path, "-o", "x.npy"], capture_output=True, cwd=self.folder)
            self.assertEqual(result.returncode, 1)
            text = result.stderr.decode("utf-8")
            self.assertEqual(text.count("\n"), 1)
            self.assertTrue(text[:-1].isprintable(), repr(text))

    def test_notes_are_one_printable_line_each(self):
        photo = os.fsencode(str(self.folder)) + b"/bad\x1b[31m\n\xe9.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6
        with open(photo, "wb") as file:
            Image.new("RGB", (40, 20), "teal").save(file, "JPEG", exif=exif)
        result = subprocess.run([PROGRAM, "embed", photo, "-o", "x.npy", "--patch-size", "4"], capture_output=True,
                                cwd=self.folder)
        self.assertEqual(result.returncode, 0)
        lines = result.stderr.decode("utf-8").splitlines()
        self.assertEqual(len(lines), 1)
        self.assertIn(r"bad\x1b[31m\x0a\xe9.jpg", lines[0])
        json.loads(subprocess.run([PROGRAM, "info", photo, "--json"], capture_output=True, check=True).stdout)


class Irregular(ProgramTest):
    """Devices, pipes and folders where a file is read: a sentence, never a wait."""

    def test_every_input(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        named = self.folder / "pipe.json"  # as the index of a model in several files is
        os.mkfifo(named)
        for path in (pipe, named, "/dev/zero", "/dev/null", "/dev/tty", self.folder, "/proc/self/mem"):
            with self.subTest(path=path):
                for arguments in (["embed", path, "-o", self.folder / "e.npy"], ["info", path],
                                  ["explain", path, "--patch", "0,0", "--dim", "0"],
                                  ["weights", "--weights", path, "-o", self.folder / "w.npy"],
                                  ["render", path, "-o", self.folder / "s.png"],
                                  ["render", "--session", path, "-o", self.folder / "s.png"]):
                    self.fail_with(1, [], *arguments, timeout=20)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["pipe", "pipe.json"])


class Chapters(ProgramTest):
    def test_one_that_is_not_there_is_refused_with_those_that_are(self):
        chapters = [key.removeprefix("chapter.") for key in ENGLISH if re.fullmatch(r"chapter\.[^.]+", key)]
        self.assertGreaterEqual(len(chapters), 6)
        for chapter in ("none", "Explore", "explore, words", ""):
            self.fail_with(2, ["--chapter", *chapters, f'"{chapter}"'],
                           "render", "--chapter", chapter, "-o", self.folder / "s.png")
        self.assertEqual(list(self.folder.iterdir()), [])


class Help(ProgramTest):
    def test_each_command_explains_itself(self):
        self.assertIn("embed", self.succeed("--help").stdout)
        for command in ("embed", "weights", "info", "explain", "render"):
            text = " ".join(self.succeed(command, "--help").stdout.split())
            self.assertIn("--patch-size", text)
            for names in ("crop, squash, pad, none (crop)", "bilinear, bicubic (bilinear)",
                          "none, imagenet, clip, half (none)", "torch, xavier, trunc-normal, lecun, trained, pca, dct, edges, identity, mean-colour (torch)",
                          "torch (D, C, h, w), mlx (D, h, w, C), flax (h, w, C, D)", "channels-first, channels-last"):
                self.assertIn(names, text)
        self.assertRegex(self.succeed("--version").stdout, r"\d+\.\d+\.\d+")


if __name__ == "__main__":
    unittest.main()
