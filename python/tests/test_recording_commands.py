"""Command files: what a sender writes is taken once, in order, and nothing else is."""

import json
import os
import tempfile
import time
import unittest
from unittest import mock

from groktop.recording import commands
from groktop.recording.commands import CommandFolder
from groktop.watching import FolderCommands


class CommandFolderTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.outside = folder.name
        self.path = os.path.join(folder.name, "commands")
        os.mkdir(self.path, 0o700)
        self.folder = CommandFolder(self.path)

    def send(self, number, content):
        """Writes a command file as a sender does. Returns its request."""
        request = f"{1764170000000 + number:013d}-{number:08x}"
        data = content if isinstance(content, bytes) else json.dumps({"command": content, "from": "host 1"}).encode()
        with open(os.path.join(self.path, ".tmp-" + request), "wb") as file:
            file.write(data)
        os.rename(os.path.join(self.path, ".tmp-" + request), os.path.join(self.path, request + ".command"))
        return request

    def name(self, number):
        return os.path.join(self.path, f"{1764170000000 + number:013d}-{number:08x}.command")

    def test_commands_come_once_in_the_order_of_their_names(self):
        self.assertEqual(self.folder.look(), [])
        second, first = self.send(2, "pause"), self.send(1, "weight-decay=0")
        self.assertEqual(self.folder.look(), [(first, "weight-decay=0"), (second, "pause")])
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(os.listdir(self.path), [])
        third = self.send(3, "stop")
        self.assertEqual(self.folder.look(), [(third, "stop")])

    def test_no_command_is_overlooked(self):
        # Each comes right after a look, and the folder's time is so coarse that it stays the same.
        for number in range(100):
            self.assertEqual(self.folder.look(), [])
            time_before = os.stat(self.path).st_mtime_ns
            request = self.send(number, "step")
            os.utime(self.path, ns=(time_before, time_before))
            self.assertEqual(self.folder.look(), [(request, "step")])

    def test_a_quiet_folder_is_not_read(self):
        os.utime(self.path, (1e9, 1e9))
        self.assertEqual(self.folder.look(), [])
        self.folder._take = None  # would raise
        before = time.perf_counter()
        for _ in range(1000):
            self.assertEqual(self.folder.look(), [])
        self.assertLess(self.folder._read_at + 0, time.monotonic())
        print(f"{(time.perf_counter() - before) * 1e3:.1f} µs a look at a quiet folder", end=" ")

    def test_many_commands_come_in_parts(self):
        requests = [self.send(number, "step") for number in range(40)]
        taken = []
        while len(taken) < 40:
            found = self.folder.look()
            self.assertTrue(0 < len(found) <= commands.MOST_AT_ONCE)
            taken += found
        self.assertEqual([request for request, _ in taken], requests)

    def test_what_was_there_before_is_stale(self):
        requests = [self.send(number, "step") for number in range(40)]
        self.send(99, b"{}")
        self.assertEqual([request for request, _ in self.folder.stale()], requests)
        self.assertEqual(os.listdir(self.path), [])
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(len(self.folder.complaints()), 1)

    def test_a_session_refuses_what_was_there_before(self):
        request = self.send(1, "stop")
        watcher = mock.Mock(step=7)
        own = FolderCommands.of_run(self.outside, watcher)
        watcher.reporter.event.assert_called_once_with(
            "refused", 7, command="stop", request=request, reason="came before this session began"
        )
        self.assertEqual(own.take(8, True), [])

    def test_a_command_that_is_taken_back_is_not_applied(self):
        self.send(1, "stop")
        read = commands._content

        def taken_back(path):
            content = read(path)
            os.unlink(path)
            return content

        with mock.patch.object(commands, "_content", taken_back):
            self.assertEqual(self.folder.look(), [])
        self.assertEqual(self.folder.complaints(), [])

    def test_a_folder_that_is_not_there(self):
        os.rmdir(self.path)
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(self.folder.stale(), [])

    def test_a_link_in_the_place_of_the_folder(self):
        self.send(1, "stop")
        os.rename(self.path, self.path + "-elsewhere")
        os.symlink(self.path + "-elsewhere", self.path)
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(len(os.listdir(self.path)), 1)

    def hostile(self, number):
        """One look takes nothing, complains once, and what was there is gone."""
        self.assertEqual(self.folder.look(), [])
        [complaint] = self.folder.complaints()
        self.assertIn(os.path.basename(self.name(number)), complaint)
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(self.folder.complaints(), [])
        return complaint

    def test_a_symbolic_link_is_not_followed(self):
        self.hostile_link(os.symlink)

    def test_a_hard_link_is_not_read(self):
        self.hostile_link(os.link)

    def hostile_link(self, link):
        """The link is removed, and what it leads to is left alone."""
        target = os.path.join(self.outside, "target")
        with open(target, "w", encoding="utf-8") as file:
            json.dump({"command": "stop"}, file)
        link(target, self.name(1))
        self.hostile(1)
        self.assertFalse(os.path.lexists(self.name(1)))
        self.assertTrue(os.path.exists(target))

    def test_a_pipe_is_not_waited_for(self):
        os.mkfifo(self.name(1))
        self.hostile(1)
        self.assertFalse(os.path.lexists(self.name(1)))

    def test_a_folder_stays_and_is_complained_of_once(self):
        os.mkdir(self.name(1))
        self.assertIn("cannot be removed", self.hostile(1))
        request = self.send(2, "pause")
        self.assertEqual(self.folder.look(), [(request, "pause")])

    def test_a_file_that_is_too_long(self):
        self.send(1, b'{"command": "stop"}' + b" " * 4096)
        self.hostile(1)
        self.send(2, b'{"command": "stop"}' + b" " * (4096 - 19))
        self.assertEqual(len(self.folder.look()), 1)

    def test_what_is_no_command(self):
        contents = [b"", b"stop", b"[]", b"{}", b'"stop"', b'{"command": 1}', b'{"command": null}', b"\xff\xfe",
                    b"[" * 4096, b'{"command": "stop"', b"null"]
        for number, content in enumerate(contents):
            self.send(number, content)
            self.hostile(number)
        self.assertEqual(os.listdir(self.path), [])

    def test_other_names_are_left_alone(self):
        for name in (".tmp-1764170000000-00000001", "notes.txt", "1-2.command", "1764170000000-0000000G.command"):
            with open(os.path.join(self.path, name), "w", encoding="utf-8") as file:
                file.write('{"command": "stop"}')
        self.assertEqual(self.folder.look(), [])
        self.assertEqual(self.folder.complaints(), [])
        self.assertEqual(len(os.listdir(self.path)), 4)


if __name__ == "__main__":
    unittest.main()
