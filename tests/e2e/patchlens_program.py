"""Running the program from tests: what it printed, how it ended, and a folder that is gone afterwards."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["PATCHLENS_PROGRAM"]
SAMPLES = Path(os.environ["PATCHLENS_ASSETS"]) / "samples"


def run(*arguments, timeout=120, **options):
    """Runs `patchlens ARGUMENTS...` and returns the completed process with text output."""
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **options)


class ProgramTest(unittest.TestCase):
    """A test with a scratch folder and the words a failure is told in."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="patchlens-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def succeed(self, *arguments, **options):
        result = run(*arguments, **options)
        self.assertEqual(result.returncode, 0, f"{arguments} failed: {result.stderr}")
        return result

    def fail_with(self, code, words, *arguments, **options):
        """The command ends with `code` and one line on standard error that holds each of `words`."""
        result = run(*arguments, **options)
        self.assertEqual(result.returncode, code, f"{arguments}: {result.stdout}{result.stderr}")
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertTrue(lines[0].startswith("patchlens: error: "), lines[0])
        for word in words:
            self.assertIn(word, lines[0])
        self.assertEqual(result.stdout, "")
        return lines[0]
