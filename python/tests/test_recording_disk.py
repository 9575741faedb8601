"""What becomes of a recording when the disk is full, the folder goes, or the file system is of another kind."""

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
import unittest
from unittest import mock

from groktop.recording import commits, database, folder
from groktop.recording.lock import LockHeld, RunLock
from groktop.recording.recording import Recording
from recording_support import ENGINE, RecordingCase, is_flushed, watched


@unittest.skipUnless(hasattr(resource, "prlimit"), "no other process's limits can be set here")
class DiskTests(RecordingCase):
    def limit(self, channel, bytes_more):
        """Lets no file of the recorder grow beyond a size, as a full disk does; None for all the room there is."""
        most = resource.RLIM_INFINITY if bytes_more is None else _largest(channel.folder) + bytes_more
        resource.prlimit(channel.helper_process, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    def test_events_wait_for_room_and_keep_their_order(self):
        channel = self.open()
        self.wait_until(lambda: self.rows(channel.folder, "session"), "nothing is recorded")
        self.limit(channel, 4096)
        for step in range(5000):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step / 1000)
        self.wait_until(lambda: is_flushed(channel), "the recorder does not read")
        time.sleep(0.5)
        self.assertLess(len(self.rows(channel.folder, "metric")), 5000)
        self.limit(channel, None)
        self.wait_until(lambda: len(self.rows(channel.folder, "metric")) == 5000, "the events are lost")
        channel.close(30)
        self.assertIsNone(channel.error)
        self.check_order(channel.folder)
        self.assertEqual(self.rows(channel.folder, "remark"), [])

    def test_what_is_missing_at_the_end_is_said(self):
        channel = self.open()
        self.wait_until(lambda: self.rows(channel.folder, "session"), "nothing is recorded")
        self.limit(channel, 0)
        for step in range(2000):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step / 1000)
        channel.close(30)
        self.assertRegex(channel.error, r"^\d+ events are missing from .*: (disk I/O error|database or disk is full)")
        self.wait_until_free(channel.folder)
        self.check_order(channel.folder)

    @unittest.skipUnless(sys.platform == "linux" and os.geteuid() == 0, "only root can mount")
    def test_a_small_disk(self):
        os.makedirs(self.runs)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", self.runs], capture_output=True)
        if mounted.returncode:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", self.runs], check=True)
        filler = os.path.join(self.runs, "filler")
        channel = self.open()
        self.wait_until(lambda: self.rows(channel.folder, "session"), "nothing is recorded")
        _fill(filler)
        for step in range(3000):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step / 1000)
        self.wait_until(lambda: is_flushed(channel), "the recorder does not read")
        time.sleep(0.5)
        os.unlink(filler)
        self.wait_until(lambda: len(self.rows(channel.folder, "metric")) == 3000, "the events are lost")
        channel.close(30)
        self.assertIsNone(channel.error)
        self.check_order(channel.folder)
        self.end(channel)

    def test_a_removed_folder_ends_the_recording_and_nothing_else(self):
        for end in (shutil.rmtree, lambda folder: os.rename(folder, folder + "-moved")):
            channel = self.open()
            channel.event({"type": "metric", "step": 0, "name": "loss", "value": 0.5}, 0.0)
            self.wait_until(lambda: self.rows(channel.folder, "metric"), "nothing is recorded")
            end(channel.folder)
            for step in range(1, 20000):
                channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step / 1000)
            self.wait_until(lambda: is_flushed(channel), "the recorder does not read")
            self.assertIsNone(channel.error)
            channel.close(30)
            self.assertRegex(channel.error, "events are missing from .*: the folder has been moved or removed")
            self.assertFalse(os.path.exists(channel.folder))


class InProcessTests(RecordingCase):
    """What only a changed recorder meets."""

    def make(self):
        """A run that this process itself records."""
        run = folder.create(self.runs, watched(), "python 0.1.0")
        self.addCleanup(run.lock.close)
        return run.path, Recording(os.path.join(run.path, "run.sqlite"), watched(), ENGINE)

    def log(self, recording, steps):
        for step in steps:
            recording.take({"type": "event", "event": {"type": "metric", "step": step, "name": "loss", "value": 1.0}})

    def test_too_much_that_waits_is_counted(self):
        path, recording = self.make()
        with mock.patch.object(commits, "MOST_WAITING", 50):
            with mock.patch.object(recording.commits._database, "write", side_effect=OSError("the disk is full")):
                self.log(recording, range(80))
                self.assertFalse(recording.commits.commit())
            recording.commits.commit()
            recording.take({"type": "finish", "reason": "completed"})
            self.assertEqual(recording.close(), (31, "the disk is full"))
        self.check_order(path)
        self.assertEqual(self.rows(path, "metric", "step"), [(step,) for step in range(49)])
        [remark] = self.rows(path, "remark", "kind, count, message")
        self.assertEqual(remark, ("dropped", 31, "could not be written, and too much was waiting: the disk is full"))
        self.assertEqual(self.rows(path, "finish", "reason"), [("completed",)])

    def test_on_a_network_nothing_is_shared_but_the_log(self):
        with mock.patch.object(database, "is_shared", return_value=True):
            path, recording = self.make()
        self.log(recording, range(10))
        self.assertTrue(recording.commits.commit())
        files = ["checkpoints", "commands", "lock", "run.sqlite"]
        self.assertEqual(sorted(os.listdir(path)), files + ["run.sqlite-wal"])
        copied = os.path.join(self.runs, "copy")
        os.mkdir(copied)
        for name in files[3:] + ["run.sqlite-wal"]:
            shutil.copy(os.path.join(path, name), copied)
        self.assertEqual(self.check_order(copied), 12)
        self.log(recording, range(10, 20))
        self.assertEqual(recording.close(), (0, None))
        self.assertEqual(sorted(os.listdir(path)), files)
        self.assertEqual(self.check_order(path), 22)

    def test_a_file_system_without_locks(self):
        with mock.patch("fcntl.flock", side_effect=OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))):
            with self.assertRaises(OSError) as raised:
                folder.create(self.runs, watched(), "python 0.1.0")
        self.assertEqual(raised.exception.errno, errno.ENOLCK)
        self.assertEqual(os.listdir(self.runs), [])

    def test_the_lock_admits_one(self):
        path, recording = self.make()
        with self.assertRaises(LockHeld):
            RunLock(os.path.join(path, "lock"))
        recording.close()

    def test_a_creation_that_fails_leaves_nothing(self):
        with mock.patch.object(database, "create", side_effect=sqlite3.OperationalError("database or disk is full")):
            with self.assertRaises(sqlite3.OperationalError):
                folder.create(self.runs, watched(), "python 0.1.0")
        self.assertEqual(os.listdir(self.runs), [])


def _largest(folder):
    return max(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder) if name.startswith("run."))


def _fill(path):
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass


if __name__ == "__main__":
    unittest.main()
