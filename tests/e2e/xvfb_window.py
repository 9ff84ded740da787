"""A real window on a virtual screen: started, driven with xdotool, read through the probe file, photographed."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy
from PIL import Image

from patchlens_program import PROGRAM, TIMEOUT, ProgramTest, asleep, processor_seconds, wait_until


class Screen:
    """An Xvfb server of its own, with a keyboard layout that stays."""

    def __init__(self, size="1600x1000", layout="us", resources=None):
        for program in ("Xvfb", "xdotool", "import", "setxkbmap", "xprop"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is not installed; ./tests/run installs it")
        reader, writer = os.pipe()
        # The server chooses a free number and writes it once it is ready. It would forget the layout with its last
        # client if it were reset. Keys do not repeat however long a busy machine takes to let them go (-r).
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-noreset", "-r",
                                        "-nolisten", "tcp"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as ready:
            number = ready.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self.set_layout(layout)
        if resources:
            self.run("xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", resources)

    def environment(self, **more):
        return {**os.environ, "DISPLAY": self.display, **more}

    def run(self, *command):
        return subprocess.run([*map(str, command)], env=self.environment(), capture_output=True, text=True,
                              check=True).stdout

    def set_layout(self, *arguments):
        self.run("setxkbmap", *arguments)

    def xdotool(self, *arguments):
        return self.run("xdotool", *arguments)

    def photograph(self, path):
        self.run("import", "-window", "root", path)

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=TIMEOUT)


class Window:
    """The program in a window, and what its probe file says."""

    def __init__(self, screen, folder, *arguments, settings={"version": 1, "hint_seen": True}):
        """The settings are what the program finds of an earlier run; None for the first. The tester's own stay alone."""
        self.screen = screen
        self.probe_file = Path(folder) / "probe.json"
        self.probe_file.unlink(missing_ok=True)
        self.errors = open(Path(folder) / "stderr.txt", "w+", encoding="utf-8")
        home = Path(folder) / "home"
        home.mkdir(exist_ok=True)
        self.settings_file = home / "patchlens" / "settings.json"
        if settings is not None and not self.settings_file.exists():
            self.settings_file.parent.mkdir()
            self.settings_file.write_text(json.dumps(settings), encoding="utf-8")
        environment = screen.environment(PATCHLENS_PROBE=str(self.probe_file), HOME=str(home), LANG="C.UTF-8",
                                         XDG_CONFIG_HOME=str(home), XDG_CACHE_HOME=str(home), XDG_DATA_HOME=str(home),
                                         XDG_STATE_HOME=str(home / "state"))
        self.process = subprocess.Popen([PROGRAM, *map(str, arguments)], env=environment, stdout=self.errors,
                                        stderr=self.errors)
        self.wait_for(lambda state: not state["busy"], "the first picture")
        self.focus()

    def focus(self):
        def windows():
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   env=self.screen.environment(), capture_output=True, text=True, check=False)
            return found.stdout.split()

        wait_until(lambda: windows() or self.process.poll() is not None, "the window did not appear")
        self.screen.xdotool("windowfocus", "--sync", windows()[0])

    def probe(self):
        """The probe file's content; it is always whole."""
        if self.process.poll() is not None:
            self.errors.seek(0)
            raise AssertionError(f"the program ended with {self.process.returncode}: {self.errors.read()}")
        if not self.probe_file.exists():
            return None
        return json.loads(self.probe_file.read_text(encoding="utf-8"))

    @property
    def settings(self):
        """The settings as they are kept now."""
        return json.loads(self.settings_file.read_text(encoding="utf-8"))

    @property
    def state(self):
        return self.probe()["state"]

    def wait_for(self, condition, what):
        """Waits until condition(state) holds and returns the state."""
        found = {}

        def holds():
            probe = self.probe()
            found["state"] = probe["state"] if probe else None
            return probe is not None and condition(probe["state"])

        wait_until(holds, lambda: f"waited in vain for {what}; the state is {found['state']}")
        return found["state"]

    def centre(self, name, across=0.5, down=0.5):
        """A point inside the widget called `name`."""
        wait_until(lambda: name in self.probe()["items"], lambda: f"{name} is not on the screen")
        x, y, width, height = self.probe()["items"][name]
        return round(x + width * across), round(y + height * down)

    def act(self, *arguments, events=1):
        """Does something with xdotool and waits for the frame that answers its events."""
        wanted = self.probe()["inputs"] + events
        self.screen.xdotool(*arguments)
        wait_until(lambda: self.probe()["inputs"] >= wanted, lambda: f"{arguments}: the window did not notice")

    def move(self, x, y):
        at = dict(line.split("=") for line in self.screen.xdotool("getmouselocation", "--shell").split())
        if (int(at["X"]), int(at["Y"])) != (x, y):
            self.act("mousemove", x, y)

    def click(self, name, across=0.5, down=0.5):
        self.move(*self.centre(name, across, down))
        self.act("mousedown", 1)
        self.act("mouseup", 1)

    def drag(self, name, start, end):
        """Drags inside a widget from one fraction of its width to another."""
        from_x, y = self.centre(name, start)
        to_x, _ = self.centre(name, end)
        self.move(from_x, y)
        self.act("mousedown", 1)
        for step in range(1, 11):
            self.move(from_x + (to_x - from_x) * step // 10, y)
        self.act("mouseup", 1)

    def key(self, *names):
        """Taps keys one after the other, named as xdotool names them: "ctrl+z". What is held repeats: it is let go at
        once, and the program sees it in its own time."""
        for name in names:
            self.act("keydown", name, "keyup", name, events=2 * len(name.split("+")))

    def press(self, *codes):
        """Holds keys down one after the other and lets them go, by the numbers X11 has for their places."""
        down = [word for code in codes for word in ("keydown", code)]
        up = [word for code in reversed(codes) for word in ("keyup", code)]
        self.act(*down, *up, events=2 * len(codes))

    def type(self, text):
        self.key(*text)

    def come_to_rest(self):
        """Waits until the program sleeps."""
        wait_until(lambda: asleep(self.process.pid), "the program did not come to rest")

    def processor_seconds(self):
        return processor_seconds(self.process.pid)

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=TIMEOUT)
        self.errors.close()
        return code


class WindowTest(ProgramTest):
    """A test with a virtual screen, on which programs are opened."""

    screen_options = {}

    @classmethod
    def setUpClass(cls):
        cls.screen = Screen(**cls.screen_options)
        cls.addClassCleanup(cls.screen.close)

    def open(self, *arguments, **options):
        window = Window(self.screen, self.folder, *arguments, **options)
        self.addCleanup(window.close)
        return window

    def photograph(self, name="screen.png"):
        path = self.folder / name
        self.screen.photograph(path)
        return numpy.asarray(Image.open(path).convert("RGB"))

    def eventually(self, check):
        """The screen follows the probe file: looks at photographs until `check` has nothing to say against one."""
        failures = []

        def holds():
            try:
                check(self.photograph())
            except AssertionError as failure:
                failures.append(failure)
                return False
            return True

        wait_until(holds, lambda: str(failures[-1]))
