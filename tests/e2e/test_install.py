"""The core installed, and used by a project of somebody else's; the program installed, and run from there, with its manual
page, its completions and what the desktop is told of it."""

import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from patchlens_program import SAMPLES, ProgramTest, run

CONSUMER = Path(__file__).resolve().parent / "consumer"


def command(*arguments, **options):
    """What a program that must succeed printed."""
    result = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=500, **options)
    if result.returncode != 0:
        raise AssertionError(f"{arguments}: {result.stdout}{result.stderr}")
    return result.stdout


class Install(ProgramTest):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="patchlens-test-")
        cls.addClassCleanup(scratch.cleanup)
        cls.prefix = Path(scratch.name) / "prefix"
        command("cmake", "--install", os.environ["PATCHLENS_BUILD"], "--prefix", cls.prefix)

    def expected_value(self):
        arguments = ("explain", SAMPLES / "house.png", "--patch", "19,10", "--dim", "137", "--json")
        return json.loads(run(*arguments).stdout)["value"]

    def test_a_project_builds_against_the_installed_core(self):
        build = self.folder / "build"
        flags = os.environ.get("PATCHLENS_SANITIZE_FLAGS", "")
        command("cmake", "-S", CONSUMER, "-B", build, f"-DCMAKE_PREFIX_PATH={self.prefix}",
                     "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_CXX_FLAGS={flags}")
        command("cmake", "--build", build)
        printed = float(command(build / "consumer", SAMPLES / "house.png"))
        self.assertAlmostEqual(printed, self.expected_value(), delta=1e-7)

    def shared(self, *names):
        return self.prefix.joinpath("share", *names)

    def test_the_installed_program_finds_its_assets(self):
        program = self.prefix / "bin" / "patchlens"
        output = self.folder / "screen.png"
        command(program, "render", "--size", "1280x800", "-o", output)
        self.assertGreater(output.stat().st_size, 10000)
        self.assertTrue(self.shared("patchlens", "samples", "house.png").exists())
        self.assertTrue(self.shared("patchlens", "weights", "learned-8.safetensors").exists())

    def test_the_installed_program_reads_its_own_assets_wherever_it_is(self):
        moved = self.folder / "a moved 文件夹"
        for part in ("bin", "share"):
            shutil.copytree(self.prefix / part, moved / part)
        presets = moved / "share" / "patchlens" / "presets.json"
        presets.write_text(presets.read_text(encoding="utf-8").replace('"vit-b16"', '"only-here"'), encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if name != "PATCHLENS_ASSETS"}
        printed = command(moved / "bin" / "patchlens", "info", "--preset", "only-here", "--json", env=environment)
        self.assertEqual(json.loads(printed)["embed_dim"], 768)

    def test_the_manual_page_tells_every_option(self):
        page = self.shared("man", "man1", "patchlens.1").read_text(encoding="utf-8").replace("\\-", "-")
        commands = re.findall(r"^  (\w+) ", run("--help").stdout.partition("Subcommands:")[2], re.MULTILINE)
        self.assertIn("reconstruct", commands)
        for words in [[], *([name] for name in commands)]:
            for option in re.findall(r"^  (?:-\w,)?(--[\w-]+)", run(*words, "--help").stdout, re.MULTILINE):
                self.assertIn(f"\\fB{option}\\fR", page, words)
        self.assertIn("\n.TP\n\\fB--fit\\fR \\fIHOW\\fR\ncrop, squash, pad, none (crop)\n", page)
        self.assertEqual(page.count("\\fB--img-size\\fR"), 1, "what commands share stands once")

    def completed(self, *words):
        """What bash offers for the last of the words."""
        script = (f"source '{self.shared('bash-completion', 'completions', 'patchlens')}'; "
                  'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _patchlens; printf "%s\\n" "${COMPREPLY[@]}"')
        offered = command("bash", "-c", script, "bash", "patchlens", *words, cwd=SAMPLES).split("\n")
        return sorted(filter(None, offered))

    def test_bash_completes_commands_options_their_names_and_files(self):
        self.assertEqual(self.completed("re"), ["reconstruct", "render"])
        self.assertEqual(self.completed("embed", "--no"), ["--no-bias", "--normalize"])
        self.assertEqual(self.completed("--fit", ""), ["crop", "none", "pad", "squash"])
        self.assertEqual(self.completed("--init", "=", "tr"), ["trained", "trunc-normal"])
        self.assertEqual(self.completed("embed", "--layout", "n"), ["nchw", "nhwc", "nlc"])
        self.assertEqual(self.completed("--weight-layout", ""), ["flax", "mlx", "torch"])
        self.assertEqual(self.completed("info", "--in-chans", ""), ["1", "3", "4"])
        self.assertEqual(self.completed("info", "--preset", "vit-b"), ["vit-b16", "vit-b32", "vit-b8"])
        self.assertEqual(self.completed("--lang", "z"), ["zh-CN"])
        self.assertEqual(self.completed("embed", "hou"), ["house.png", "house.py"])
        self.assertEqual(self.completed("embed", "-o", "lea"), ["leaf.png", "leaf.py"])
        self.assertEqual(self.completed("quiz", "hou"), [], "a quiz takes no picture")
        self.assertIn("--theme", self.completed("--chapter", "quiz", "--"), "a chapter is no command")
        self.assertEqual(self.completed("explain", "--patch", ""), [], "nobody can guess a patch")

    def test_zsh_is_told_the_same(self):
        text = self.shared("zsh", "site-functions", "_patchlens").read_text(encoding="utf-8")
        self.assertTrue(text.startswith("#compdef patchlens\n"))
        self.assertIn("        'info:Print shapes and costs'\n", text)
        self.assertIn("'(--fit)'--fit='[crop, squash, pad, none (crop)]:HOW:(crop squash pad none)'", text)
        self.assertIn("'(-o --output)'{-o+,--output=}'[the .npy file to write; - is standard output]:OUT.npy:_files'", text)

    def test_the_desktop_knows_the_program_and_its_lessons(self):
        entry = self.shared("applications", "patchlens.desktop").read_text(encoding="utf-8")
        types = re.search("^MimeType=(.*);$", entry, re.MULTILINE).group(1).split(";")
        mime = ElementTree.parse(self.shared("mime", "packages", "patchlens-mime.xml")).getroot()
        space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
        lesson = mime.find("m:mime-type", space)
        self.assertIn(lesson.get("type"), types)
        self.assertEqual(lesson.find("m:glob", space).get("pattern"), "*.patchlens")
        told = ElementTree.parse(self.shared("metainfo", "org.patchlens.patchlens.metainfo.xml")).getroot()
        self.assertEqual(told.findtext("provides/mediatype"), lesson.get("type"))
        self.assertEqual(told.findtext("launchable"), "patchlens.desktop")
        self.assertEqual(told.find("releases/release").get("version"), run("--version").stdout.strip())
        self.assertTrue(self.shared("icons", "hicolor", "256x256", "apps", "patchlens.png").exists())

    def test_the_archive_holds_the_program_and_not_the_library(self):
        command("cpack", "-G", "TGZ", "-B", self.folder / "packages", "--config",
                     Path(os.environ["PATCHLENS_BUILD"]) / "CPackConfig.cmake")
        (archive,) = (self.folder / "packages").glob("patchlens-*.tar.gz")
        with tarfile.open(archive) as packed:
            names = {name.partition("/")[2] for name in packed.getnames()}
        self.assertLessEqual({"bin/patchlens", "share/man/man1/patchlens.1", "share/patchlens/lang/zh-CN.json",
                              "share/patchlens/weights/learned-8.safetensors"}, names)
        self.assertEqual({name for name in names if name.startswith(("include", "lib"))}, set())


if __name__ == "__main__":
    unittest.main()
