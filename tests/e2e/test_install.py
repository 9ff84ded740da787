"""The core installed, and used by a project of somebody else's; the program installed, and run from there."""

import json
import os
import subprocess
import unittest
from pathlib import Path

from patchlens_program import SAMPLES, ProgramTest, run

CONSUMER = Path(__file__).resolve().parent / "consumer"


class Install(ProgramTest):
    def setUp(self):
        super().setUp()
        self.prefix = self.folder / "prefix"
        self.command("cmake", "--install", os.environ["PATCHLENS_BUILD"], "--prefix", self.prefix)

    def command(self, *arguments, **options):
        result = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=500, **options)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stdout}{result.stderr}")
        return result.stdout

    def expected_value(self):
        arguments = ("explain", SAMPLES / "house.png", "--patch", "19,10", "--dim", "137", "--json")
        return json.loads(run(*arguments).stdout)["value"]

    def test_a_project_builds_against_the_installed_core(self):
        build = self.folder / "build"
        flags = os.environ.get("PATCHLENS_SANITIZE_FLAGS", "")
        self.command("cmake", "-S", CONSUMER, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}",
                     "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_FLAGS={flags}")
        self.command("cmake", "--build", build)
        printed = float(self.command(build / "consumer", SAMPLES / "house.png"))
        self.assertAlmostEqual(printed, self.expected_value(), delta=1e-7)

    def test_the_installed_program_finds_its_assets(self):
        program = self.prefix / "bin" / "patchlens"
        output = self.folder / "screen.png"
        self.command(program, "render", "--size", "1280x800", "-o", output)
        self.assertGreater(output.stat().st_size, 10000)
        self.assertTrue((self.prefix / "share" / "patchlens" / "samples" / "house.png").exists())
        self.assertTrue((self.prefix / "share" / "patchlens" / "weights" / "learned-8.safetensors").exists())
        self.assertTrue((self.prefix / "share" / "applications" / "patchlens.desktop").exists())


if __name__ == "__main__":
    unittest.main()
