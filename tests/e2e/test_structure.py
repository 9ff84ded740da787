"""Facts about the source tree and the built library that no compiler checks."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Each folder may include from those before it, and from itself.
ORDER = ["core", "app/model", "app/ui", "app/platform", "app/command_line", "app/main.cpp"]


def sources(folder):
    path = ROOT / folder
    if path.is_file():
        return [path]
    return sorted([*path.rglob("*.h"), *path.rglob("*.cpp")])


def includes(path):
    return re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', path.read_text(encoding="utf-8"), re.MULTILINE)


def place(name):
    """Where in ORDER an include of our own belongs; None for a library's header."""
    for index, folder in enumerate(ORDER):
        if name == folder or name.startswith(folder + "/"):
            return index
    return None


class Structure(unittest.TestCase):
    def test_includes_point_one_way(self):
        seen = 0
        for index, folder in enumerate(ORDER):
            for path in sources(folder):
                for name in includes(path):
                    target = place(name)
                    if target is None:
                        continue
                    seen += 1
                    self.assertLessEqual(target, index, f"{path.relative_to(ROOT)} includes {name}")
        self.assertGreater(seen, 50, "the includes were not found at all")

    def test_every_include_of_our_own_is_rooted_at_the_repository(self):
        for folder in ORDER:
            for path in sources(folder):
                beside = {other.name for other in path.parent.iterdir()}
                for name in includes(path):
                    self.assertFalse("/" not in name and name in beside,
                                     f"{path.relative_to(ROOT)} includes {name} without its folder")

    def test_each_layer_sees_only_its_libraries(self):
        forbidden = {
            "core": r"^(imgui|GLFW|glad|GL|EGL)",
            "app/model": r"^(imgui|GLFW|glad|GL|EGL|stb)",
            "app/ui": r"^(GLFW|glad|GL|EGL|stb|fontconfig)|imgui_impl",
            "app/command_line": r"^(imgui|GLFW|glad|GL|EGL|stb)",
        }
        for folder, pattern in forbidden.items():
            for path in sources(folder):
                for name in includes(path):
                    self.assertIsNone(re.search(pattern, name), f"{path.relative_to(ROOT)} includes {name}")

    def test_the_core_library_knows_no_window(self):
        library = os.environ["PATCHLENS_CORE_LIBRARY"]
        listing = subprocess.run(["nm", "--demangle", library], capture_output=True, text=True, check=True).stdout
        self.assertIn("patchlens::PatchEmbed::forward", listing)
        found = re.findall(r"^.*(?:ImGui|\bglfw[A-Z]\w*|\bgl[A-Z]\w*|\begl[A-Z]\w*|glad).*$", listing, re.MULTILINE)
        self.assertEqual(found, [])

    def test_the_top_level_is_what_the_readme_says(self):
        tracked = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True)
        if tracked.returncode == 0:
            top = {name.split("/")[0] for name in tracked.stdout.splitlines()}
        else:  # a source archive without git
            top = {path.name for path in ROOT.iterdir() if not path.name.startswith("build")}
        allowed = {"app", "core", "assets", "tests", "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE"}
        self.assertEqual({name for name in top if not name.startswith(".")} - allowed, set())

    def test_the_files_to_change_are_where_the_readme_says(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        section = re.search(r"^### Where would I change …\n(.*?)^Includes point one way", text, re.MULTILINE | re.DOTALL)
        self.assertIsNotNone(section)
        rows = [row.split("|")[1:3] for row in section.group(1).splitlines() if row.startswith("| ")][1:]
        self.assertGreaterEqual(len(rows), 15)
        for change, where in rows:
            names = re.findall(r"`([^`]+)`", where)
            self.assertTrue(names, f"no file is named for {change.strip()}")
            for name in names:
                with self.subTest(change=change.strip(), name=name):
                    path = ROOT / name
                    self.assertTrue(path.is_dir() if name.endswith("/") else path.is_file())


if __name__ == "__main__":
    unittest.main()
