"""`patchlens train` and `patchlens reconstruct`: what they write, held against NumPy and PyTorch."""

import json
import struct
import unittest

import numpy
import torch
from PIL import Image

from patchlens_program import SAMPLES, ProgramTest

HOUSE = SAMPLES / "house.png"
SMALL = ["--img-size", "64", "--patch-size", "4", "--embed-dim", "24"]


def pixels_of(path):
    return numpy.asarray(Image.open(path).convert("RGB"), dtype=numpy.float64) / 255


def patches_of(pixels, patch):
    height, width = (side // patch * patch for side in pixels.shape[:2])
    blocks = pixels[:height, :width].reshape(height // patch, patch, width // patch, patch, 3)
    return blocks.transpose(0, 2, 4, 1, 3).reshape(-1, 3 * patch * patch)


def safetensors(path):
    """The tensors and the metadata of a file."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
    return tensors, metadata


class Reconstruct(ProgramTest):
    def reconstruct(self, *arguments):
        output = self.folder / "back.png"
        report = json.loads(self.succeed("reconstruct", *arguments, "--json", "-o", output).stdout)
        return report, output

    def seen(self, size):
        """The house as the module sees it, at a size that needs no fitting."""
        source = self.folder / "seen.png"
        Image.open(HOUSE).convert("RGB").resize((size, size)).save(source)
        return source

    def test_all_directions_give_the_picture_back(self):
        source = self.seen(96)
        report, output = self.reconstruct(source, "--fit", "none")
        self.assertEqual((report["rank"], report["kept"]), (192, 192))
        self.assertLess(report["rms"], 1e-5)
        self.assertGreater(report["psnr"], 100)
        self.assertTrue((pixels_of(output) == pixels_of(source)).all())

    def test_fewer_directions_and_the_singular_values_are_numpys(self):
        source = self.seen(64)
        report, output = self.reconstruct(source, "--fit", "none", "--patch-size", "4", "--embed-dim", "24", "--keep", "10")
        torch.manual_seed(0)
        weight = torch.nn.Conv2d(3, 24, 4, 4).weight.detach().double().numpy().reshape(24, 48)
        _, values, right = numpy.linalg.svd(weight, full_matrices=False)
        numpy.testing.assert_allclose(report["singular_values"], values, rtol=1e-5)
        self.assertEqual((report["rank"], report["kept"]), (24, 10))
        patches = patches_of(pixels_of(source), 4)
        rebuilt = patches @ right[:10].T @ right[:10]
        rms = numpy.sqrt(((rebuilt - patches) ** 2).mean())
        self.assertAlmostEqual(report["rms"], rms, delta=1e-5)
        self.assertAlmostEqual(report["psnr"], -20 * numpy.log10(rms), delta=1e-3)
        written = patches_of(pixels_of(output), 4)
        self.assertLess(abs(written - rebuilt.clip(0, 1)).max(), 0.51 / 255)

    def test_normalised_pixels_come_back_too(self):
        source = self.seen(64)
        report, output = self.reconstruct(source, "--fit", "none", "--normalize", "imagenet")
        self.assertLess(report["rms"], 1e-4)
        self.assertTrue((pixels_of(output) == pixels_of(source)).all())

    def test_what_no_patch_covers_is_black(self):
        _, output = self.reconstruct(self.seen(30), "--fit", "none", "--normalize", "half", "--embed-dim", "200")
        pixels = pixels_of(output)
        self.assertEqual(pixels.shape, (30, 30, 3))
        self.assertEqual(abs(pixels[24:]).max(), 0)
        self.assertEqual(abs(pixels[:, 24:]).max(), 0)
        self.assertGreater(pixels[:24, :24].mean(), 0.2)

    def test_what_is_kept_is_at_most_the_rank(self):
        weight = numpy.zeros((100, 3, 8, 8), numpy.float32)
        weight[:32] = numpy.random.default_rng(2).standard_normal((32, 3, 8, 8))
        numpy.save(self.folder / "w.npy", weight)
        report, _ = self.reconstruct(HOUSE, "--weights", self.folder / "w.npy")
        self.assertEqual((report["rank"], report["kept"]), (32, 32))

    def test_more_directions_than_there_are_are_refused(self):
        self.fail_with(2, ["--keep", "24"], "reconstruct", HOUSE, *SMALL, "--keep", "25", "-o", self.folder / "x.png")
        self.assertFalse((self.folder / "x.png").exists())


class Train(ProgramTest):
    def train(self, name, *arguments):
        output = self.folder / name
        result = self.succeed("train", HOUSE, *SMALL, *arguments, "-o", output)
        return result.stdout.splitlines(), output

    def test_the_file_is_the_same_whatever_the_threads(self):
        for method in ("sparse", "autoencoder"):
            _, one = self.train("one.safetensors", "--method", method, "--steps", "30", "--threads", "1")
            _, three = self.train("three.safetensors", "--method", method, "--steps", "30", "--threads", "3")
            self.assertEqual(one.read_bytes(), three.read_bytes())

    def test_the_loss_falls_and_the_file_tells_how_it_was_learned(self):
        lines, output = self.train("learned.safetensors", "--steps", "400", "--seed", "3")
        losses = [float(line.split()[3]) for line in lines]
        self.assertEqual(lines[-1].split()[:2], ["step", "400"])
        self.assertLess(losses[-1], 0.9 * losses[0])
        tensors, metadata = safetensors(output)
        self.assertEqual(tensors["proj.weight"].shape, (24, 3, 4, 4))
        self.assertEqual(tensors["proj.bias"].shape, (24,))
        self.assertTrue(numpy.isfinite(tensors["proj.weight"]).all())
        self.assertEqual({key: metadata[key] for key in ("method", "steps", "seed", "pictures")},
                         {"method": "sparse", "steps": "400", "seed": "3", "pictures": "house.png"})

    def test_what_was_learned_is_a_weights_file(self):
        _, output = self.train("learned.safetensors", "--steps", "20")
        tensors, _ = safetensors(output)
        vectors = self.folder / "vectors.npy"
        self.succeed("embed", HOUSE, "--weights", output, "--img-size", "64", "-o", vectors)
        pixels = self.folder / "pixels.npy"
        self.succeed("embed", HOUSE, "--img-size", "64", "--patch-size", "1", "--embed-dim", "3", "--weights",
                     self.identity(), "-o", pixels)
        expected = torch.nn.functional.conv2d(torch.from_numpy(numpy.load(pixels)),
                                              torch.from_numpy(tensors["proj.weight"].copy()),
                                              torch.from_numpy(tensors["proj.bias"].copy()), stride=4)
        numpy.testing.assert_allclose(numpy.load(vectors), expected.numpy(), atol=2e-4)

    def identity(self):
        path = self.folder / "identity.npy"
        numpy.save(path, numpy.eye(3, dtype=numpy.float32).reshape(3, 3, 1, 1))
        return path

    def test_the_first_filters_rebuild_more_than_the_last(self):
        _, output = self.train("learned.safetensors", "--steps", "100")
        tensors, _ = safetensors(output)
        weight = tensors["proj.weight"].reshape(24, 48).astype(numpy.float64)
        self.assertGreater(self.kept(weight[:8]), self.kept(weight[-8:]))

    def kept(self, weight):
        source = self.folder / "seen.png"
        Image.open(HOUSE).convert("RGB").resize((64, 64)).save(source)
        patches = patches_of(pixels_of(source), 4)
        basis, _ = numpy.linalg.qr(weight.T)
        return ((patches @ basis) ** 2).mean()

    def test_means_apart_are_filters_of_their_own(self):
        _, output = self.train("means.safetensors", "--steps", "60", "--means-apart", "--sparseness", "8")
        tensors, metadata = safetensors(output)
        self.assertEqual((metadata["means_apart"], metadata["sparseness"]), ("yes", "8"))
        weight = tensors["proj.weight"].reshape(24, 3, 16).astype(numpy.float64)
        flat = numpy.ptp(weight, axis=2).max(axis=1) == 0
        self.assertEqual(flat.sum(), 3)
        size = numpy.abs(weight[~flat]).max()
        self.assertLess(numpy.abs(weight[~flat].mean(axis=2)).max(), 1e-5 * size)
        self.fail_with(2, ["--embed-dim"], "train", HOUSE, "--embed-dim", "3", "--means-apart", "-o", output)

    def test_pictures_without_anything_to_learn_are_refused(self):
        Image.new("RGB", (64, 64), (200, 30, 90)).save(self.folder / "flat.png")
        output = self.folder / "x.safetensors"
        for method in ("sparse", "autoencoder"):
            self.fail_with(1, ["alike"], "train", self.folder / "flat.png", *SMALL, "--method", method, "-o", output)
        Image.new("RGB", (3, 5)).save(self.folder / "tiny.png")
        self.fail_with(2, ["a patch of 4x4", "an image of 5x3"], "train", self.folder / "tiny.png", *SMALL[2:], "--fit",
                       "none", "-o", output)
        self.assertFalse(output.exists())

    def test_weights_from_elsewhere_are_refused(self):
        output = self.folder / "x.safetensors"
        self.fail_with(2, ["--init", "train"], "train", HOUSE, "--init", "xavier", "-o", output)
        self.fail_with(2, ["--weights", "train"], "train", HOUSE, "--weights", "w.npy", "-o", output)
        self.fail_with(2, ["the picture"], "train", "-o", output)
        self.fail_with(2, ["--steps"], "train", HOUSE, "--steps", "0", "-o", output)
        self.assertFalse(output.exists())


if __name__ == "__main__":
    unittest.main()
