"""Pictures through the X11 clipboard, with xclip as the other program."""

import io
import subprocess

import numpy
from PIL import Image

from patchlens_program import SAMPLES
from xvfb_window import WindowTest, wait_until


def noise(side):
    """A picture that no compression makes short: its PNG goes in pieces."""
    pixels = numpy.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=numpy.uint8)
    return Image.fromarray(pixels)


class PicturesOnTheClipboard(WindowTest):
    def offered(self, kind):
        """What the clipboard's owner gives as `kind`."""
        command = ["xclip", "-selection", "clipboard", "-out", "-t", kind]
        return subprocess.run(command, env=self.screen.environment(), capture_output=True, check=False, timeout=60).stdout

    def targets(self):
        """The kinds the clipboard's owner offers."""
        return self.offered("TARGETS").decode().split()

    def own(self, data, kind):
        """Another program that has copied `data`."""
        owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-quiet", "-t", kind], stdin=subprocess.PIPE,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.screen.environment())

        def end():
            owner.kill()
            owner.wait()

        self.addCleanup(end)
        owner.stdin.write(data)
        owner.stdin.close()
        wait_until(lambda: self.offered(kind) == data, "it was not copied")

    def copied(self, window):
        window.key("ctrl+shift+c")
        window.wait_for(lambda s: any(text.startswith("Copied") for text in s["messages"]), "a message")
        return Image.open(io.BytesIO(self.offered("image/png")))

    def test_a_picture_goes_out(self):
        picture = self.copied(self.open())
        self.assertEqual((picture.format, picture.size), ("PNG", (256, 256)))
        self.assertIn("image/png", self.targets())

    def test_a_long_one_goes_out_in_pieces(self):
        path = self.folder / "noise.png"
        noise(1024).save(path)
        picture = self.copied(self.open(path, "--img-size", "1024"))
        self.assertTrue((numpy.asarray(picture) == numpy.asarray(noise(1024))).all())

    def test_what_another_program_copied_later_is_not_taken_back(self):
        window = self.open()
        self.copied(window)
        self.own(b"words", "UTF8_STRING")
        self.assertIn("UTF8_STRING", self.targets())
        self.assertNotIn("image/png", self.targets())
        window.key("ctrl+shift+c")
        wait_until(lambda: "image/png" in self.targets(), "it was not copied again")

    def test_a_picture_comes_in_and_is_kept(self):
        data = io.BytesIO()
        noise(1200).save(data, format="PNG")
        window = self.open()
        self.own(data.getvalue(), "image/png")
        window.key("ctrl+v")
        state = window.wait_for(lambda s: "pasted-" in s["image"] and not s["busy"], "the pasted picture")
        self.assertTrue((numpy.asarray(Image.open(state["image"])) == numpy.asarray(noise(1200))).all())

    def test_its_own_picture_comes_back(self):
        window = self.open()
        picture = self.copied(window)
        window.key("ctrl+v")
        state = window.wait_for(lambda s: "pasted-" in s["image"] and not s["busy"], "the pasted picture")
        self.assertTrue((numpy.asarray(Image.open(state["image"])) == numpy.asarray(picture)).all())

    def test_a_text_that_is_a_path_is_opened(self):
        window = self.open()
        self.own(str(SAMPLES / "leaf.png").encode(), "UTF8_STRING")
        window.key("ctrl+v")
        window.wait_for(lambda s: s["image"].endswith("leaf.png") and not s["busy"], "the picture of that path")
