"""A dashboard in a real terminal: `groktop watch --follow` under tmux."""

import os
import shutil
import subprocess
import time
import uuid

GROKTOP = os.environ.get("GROKTOP")
TMUX = shutil.which("tmux")


class Screen:
    """A dashboard that follows a run, and what it shows."""

    def __init__(self, folder, columns=120, rows=40):
        """:param folder: the run's folder."""
        self.folder = folder
        self._socket = f"groktop-{uuid.uuid4().hex[:12]}"
        size = ("-x", str(columns), "-y", str(rows))
        self._tmux("new", "-d", "-s", "screen", *size, f"{GROKTOP} watch --follow {folder}")

    def _tmux(self, *arguments):
        found = subprocess.run(
            [TMUX, "-L", self._socket, "-f", "/dev/null", *arguments], capture_output=True, text=True, timeout=30,
            check=False,
        )
        return found.stdout

    @property
    def lines(self):
        """The rows of the terminal."""
        return self._tmux("capture-pane", "-p", "-t", "screen").splitlines()

    def press(self, *keys):
        """Types keys, as tmux names them."""
        self._tmux("send-keys", "-t", "screen", *keys)

    def wait(self, what, holds, seconds=60):
        """Waits until the screen is as it should be.

        :param holds: takes the rows, and says whether they are.
        :raises AssertionError: where they are not in time, with the screen.
        """
        end = time.monotonic() + seconds
        while True:
            lines = self.lines
            if lines and holds(lines):
                return lines
            if time.monotonic() > end:
                raise AssertionError(f"after {seconds} s the screen does not show {what}:\n" + "\n".join(lines))
            time.sleep(0.2)

    def close(self):
        """Ends the dashboard and its terminal."""
        self._tmux("kill-server")
