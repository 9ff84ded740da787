"""Running the program from tests: what it printed, how it ended, and a folder that is gone afterwards."""

import os
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.environ["PATCHLENS_PROGRAM"]
SAMPLES = Path(os.environ["PATCHLENS_ASSETS"]) / "samples"
TIMEOUT = 60.0


def run(*arguments, timeout=120, **options):
    """Runs `patchlens ARGUMENTS...` and returns the completed process with text output."""
    command = [PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **options)


def wait_until(condition, failure, timeout=TIMEOUT):
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(failure() if callable(failure) else failure)
        time.sleep(0.02)


def numbers_of(stat):
    """The fields of a /proc/…/stat file behind the program's name, which may hold anything."""
    return stat.read_text(encoding="utf-8").rpartition(")")[2].split()


def processor_seconds(pid):
    """How long a process has run on a processor."""
    fields = numbers_of(Path(f"/proc/{pid}/stat"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asleep(pid, looks=50):
    """Whether every thread of a process sleeps, and slept at every look of the last second. One that only is kept from
    the processor is ready to run."""
    for _ in range(looks):
        time.sleep(0.02)
        try:
            if any(numbers_of(stat)[0] != "S" for stat in Path(f"/proc/{pid}/task").glob("*/stat")):
                return False
        except OSError:  # a thread has just ended
            return False
    return True


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
