"""A real window on a virtual screen: started, driven with xdotool, read through the probe file, photographed."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from patchlens_program import PROGRAM

TIMEOUT = 30.0
HOLD = 0.2


def free_display():
    """The number of an X display nobody uses."""
    for number in range(90, 200):
        if not Path(f"/tmp/.X{number}-lock").exists() and not Path(f"/tmp/.X11-unix/X{number}").exists():
            return number
    raise RuntimeError("every X display is taken")


class Screen:
    """An Xvfb server of its own."""

    def __init__(self, size="1600x1000"):
        for program in ("Xvfb", "xdotool", "import"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is not installed; ./tests/run installs it")
        number = free_display()
        self.display = f":{number}"
        self.server = subprocess.Popen(["Xvfb", self.display, "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        socket = Path(f"/tmp/.X11-unix/X{number}")
        wait_until(socket.exists, "Xvfb did not start")

    def environment(self, **more):
        return {**os.environ, "DISPLAY": self.display, **more}

    def xdotool(self, *arguments):
        command = ["xdotool", *map(str, arguments)]
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=True).stdout

    def photograph(self, path):
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment(), check=True)

    def close(self):
        self.server.terminate()
        self.server.wait(timeout=TIMEOUT)


def wait_until(condition, failure, timeout=TIMEOUT):
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(failure() if callable(failure) else failure)
        time.sleep(0.02)


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
        self.wait_until_idle()
        self.focus()

    def wait_until_idle(self):
        """Waits until the program has nothing left to do: after its first picture it still prepares the next."""
        def idle():
            before = self.processor_seconds()
            time.sleep(0.3)
            return self.process.poll() is not None or self.processor_seconds() - before < 0.02

        wait_until(lambda: idle() and idle(), "the program did not come to rest")

    def focus(self):
        windows = self.screen.xdotool("search", "--onlyvisible", "--pid", self.process.pid).split()
        self.screen.xdotool("windowfocus", windows[0])
        time.sleep(0.2)

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
        x, y, width, height = self.probe()["items"][name]
        return round(x + width * across), round(y + height * down)

    def click(self, name, across=0.5, down=0.5):
        x, y = self.centre(name, across, down)
        self.screen.xdotool("mousemove", x, y, "sleep", HOLD, "mousedown", 1, "sleep", HOLD, "mouseup", 1, "sleep", HOLD)

    def drag(self, name, start, end):
        """Drags inside a widget from one fraction of its width to another."""
        from_x, y = self.centre(name, start)
        to_x, _ = self.centre(name, end)
        self.screen.xdotool("mousemove", from_x, y, "sleep", HOLD, "mousedown", 1, "sleep", HOLD)
        for step in range(1, 11):
            self.screen.xdotool("mousemove", from_x + (to_x - from_x) * step // 10, y, "sleep", 0.02)
        self.screen.xdotool("sleep", HOLD, "mouseup", 1)

    def key(self, *names):
        """Presses keys one after the other, each long enough for a slow screen to draw it down and up."""
        for name in names:
            self.screen.xdotool("keydown", name, "sleep", HOLD, "keyup", name, "sleep", HOLD)

    def type(self, text):
        self.key(*text)

    def processor_seconds(self):
        """How long the program has run on a processor."""
        with open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=TIMEOUT)
        self.errors.close()
        return code
