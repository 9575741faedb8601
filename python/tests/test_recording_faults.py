"""What becomes of training and recording when one of the processes, the disk or the folder goes."""

import copy
import errno
import os
import pickle
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
from unittest import mock

from groktop.recording import commits, database, folder, outbox
from groktop.recording.lock import LockHeld, RunLock, is_held
from groktop.recording.recording import Recording
from groktop.recording.rows import Unrecordable
from recording_support import ENGINE, RecordingCase, watched

LOG_FOREVER = """
step = 0
while True:
    log(step)
    step += 1
    if step % 50 == 0: time.sleep(0.001)
"""


class KilledTrainerTests(RecordingCase):
    def check_closed(self, folder, helper):
        """The recorder has closed the run in order, and has ended."""
        self.wait_until_free(folder)
        self.wait_until(lambda: not _is_alive(helper), "the recorder is still there")
        self.assertEqual(sorted(os.listdir(folder)), ["checkpoints", "commands", "lock", "run.sqlite"])
        self.assertGreater(self.check_order(folder), 1)
        self.assertEqual(self.rows(folder, "progress", "state"), [("running",)])
        self.assertEqual(self.rows(folder, "finish"), [])

    def test_the_database_is_closed_in_order(self):
        process, folder, helper = self.trainer(LOG_FOREVER)
        self.wait_until(lambda: len(self.rows(folder, "metric")) > 100, "nothing is recorded")
        process.kill()
        self.check_closed(folder, helper)

    def test_also_with_a_forked_child_alive(self):
        process, folder, helper = self.trainer(
            "child = os.fork()\n"
            "if child == 0:\n"
            "    log(1)\n"  # does nothing in a child
            "    time.sleep(600)\n"
            "log(7)\n"
            "print(child, flush=True)\n"
            "time.sleep(600)\n")
        child = int(process.stdout.readline())
        self.addCleanup(os.kill, child, signal.SIGKILL)
        self.wait_until(lambda: self.rows(folder, "metric", "step") == [(7,)], "the event is not recorded")
        process.kill()
        self.check_closed(folder, helper)
        self.assertTrue(_is_alive(child))
        self.assertEqual(self.rows(folder, "metric", "step"), [(7,)])

    def test_also_with_a_child_that_no_handler_has_seen(self):
        # As a library would fork: the child holds the socket, and the recorder notices that its parent has gone.
        process, folder, helper = self.trainer(
            "import ctypes\n"
            "log(7)\n"
            "child = ctypes.PyDLL(None).fork()\n"
            "if child == 0:\n"
            "    ctypes.PyDLL(None).pause()\n"
            "print(child, flush=True)\n"
            "time.sleep(600)\n")
        child = int(process.stdout.readline())
        self.addCleanup(os.kill, child, signal.SIGKILL)
        process.kill()
        self.check_closed(folder, helper)
        self.assertTrue(_is_alive(child))

    def test_interrupts_are_for_the_trainer(self):
        process, folder, helper = self.trainer(
            "try:\n"
            "    log(1); time.sleep(600)\n"
            "except KeyboardInterrupt:\n"
            "    log(2)\n"
            "    channel.send({'type': 'finish', 'reason': 'stopped'})\n"
            "    channel.close(30)\n")
        self.wait_until(lambda: self.rows(folder, "metric", "step") == [(1,)], "the event is not recorded")
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            os.kill(helper, number)
        self.assertNotEqual(os.getpgid(helper), os.getpgid(process.pid))
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(30), 0)
        self.check_order(folder)
        self.assertEqual(self.rows(folder, "metric", "step"), [(1,), (2,)])
        self.assertEqual(self.rows(folder, "finish", "reason"), [("stopped",)])

    def test_a_trainer_that_forgets_to_close(self):
        process, folder, helper = self.trainer("log(3)\nsys.exit(5)\n")
        self.assertEqual(process.wait(30), 5)
        self.check_closed(folder, helper)
        self.assertEqual(self.rows(folder, "metric", "step"), [(3,)])


class KilledHelperTests(RecordingCase):
    def test_training_goes_on_and_is_told_once(self):
        process, folder, helper = self.trainer(
            "while channel.is_open: log(1); time.sleep(0.001)\n"
            "for step in range(1000): log(step)\n"
            "channel.close()\n"
            "print('alive', channel.error, flush=True)\n")
        self.wait_until(lambda: self.rows(folder, "metric"), "nothing is recorded")
        os.kill(helper, signal.SIGKILL)
        output, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(output, "alive the recorder has ended; training goes on without it\n")
        self.assertEqual(errors, "groktop: the recorder has ended; training goes on without it\n")
        self.assertFalse(is_held(os.path.join(folder, "lock")))
        self.check_order(folder)

    def test_also_where_broken_pipes_end_the_program(self):
        process, folder, helper = self.trainer(
            "signal.signal(signal.SIGPIPE, signal.SIG_DFL)\n"
            "while channel.is_open: log(1); time.sleep(0.001)\n"
            "print('alive', flush=True)\n")
        os.kill(helper, signal.SIGKILL)
        output, _ = process.communicate(timeout=30)
        self.assertEqual((process.returncode, output), (0, "alive\n"))

    def test_a_helper_that_stands_still_never_holds_up_training(self):
        channel = self.open()
        channel.event({"type": "metric", "step": 0, "name": "loss", "value": 0.0}, 0.0)
        self.wait_until(lambda: self.rows(channel.folder, "metric"), "nothing is recorded")
        os.kill(channel.helper_process, signal.SIGSTOP)
        count, before = 3 * outbox.MOST_MESSAGES, time.process_time()
        for step in range(1, count + 1):
            channel.event({"type": "metric", "step": step, "name": "loss", "value": 0.5}, step / 1000)
        self.assertIsNone(channel.error)
        self.assertGreater(channel.dropped, 0)
        self.assertLessEqual(len(channel._outbox._queue), outbox.MOST_MESSAGES)
        # What cannot be replaced still has room.
        channel.event({"type": "command", "step": count, "command": "pause", "weightDecay": 1.0}, 99.0)
        print(f"{(time.process_time() - before) / count * 1e6:.1f} µs a send to a recorder that stands still",
              file=sys.stderr)
        os.kill(channel.helper_process, signal.SIGCONT)
        self.wait_until(lambda: _flushed(channel), "the queue does not empty")
        channel.event({"type": "metric", "step": count + 1, "name": "loss", "value": 0.5}, 100.0)
        channel.close(30)
        self.check_order(channel.folder)
        [(kind, told, _)] = self.rows(channel.folder, "remark", "kind, count, message")
        self.assertEqual((kind, told), ("dropped", channel.dropped))
        self.assertEqual(len(self.rows(channel.folder, "metric")), count + 2 - channel.dropped)
        self.assertEqual(self.rows(channel.folder, "command", "command"), [("pause",)])

    def test_dropped_updates_are_a_gap(self):
        mine, its = socket.socketpair()
        self.addCleanup(its.close)
        self.addCleanup(mine.close)
        mine.setblocking(False)
        box = outbox.Outbox(mine)
        for step in range(2 * outbox.MOST_MESSAGES + 5):
            box.add({"type": "update", "interval": 20, "step": step})
        self.assertEqual(box.dropped, 5)
        box._queue.clear()
        box._bytes = 0
        box.add({"type": "update", "interval": 100, "step": 1})
        box.add({"type": "update", "interval": 20, "step": 2})
        box.add({"type": "update", "interval": 20, "step": 3})
        texts = [line.decode() for line in box._queue]
        self.assertIn('"count":5', texts[0])
        self.assertEqual(['"gap":true' in text for text in texts], [False, False, True, False])

    def test_close_gives_up_in_time(self):
        channel = self.open()
        os.kill(channel.helper_process, signal.SIGSTOP)
        channel.event({"type": "metric", "step": 1, "name": "loss", "value": 0.5}, 0.1)
        before = time.monotonic()
        channel.close(0.5)
        self.assertLess(time.monotonic() - before, 5)
        self.assertRegex(channel.error, "has not said that it has written everything")
        os.kill(channel.helper_process, signal.SIGCONT)
        self.wait_until_free(channel.folder)
        self.assertEqual(self.rows(channel.folder, "metric", "step"), [(1,)])


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
        self.wait_until(lambda: _flushed(channel), "the recorder does not read")
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
        self.wait_until(lambda: _flushed(channel), "the recorder does not read")
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
            self.wait_until(lambda: _flushed(channel), "the recorder does not read")
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
        with self.assertRaises(Unrecordable):
            folder.create(self.runs, watched(steps=-1), "python 0.1.0")
        self.assertEqual(os.listdir(self.runs), [])


class CopiedChannelTests(RecordingCase):
    def test_copies_lead_nowhere(self):
        channel = self.open()
        for other in (copy.deepcopy(channel), copy.copy(channel), pickle.loads(pickle.dumps(channel))):
            self.assertFalse(other.is_open)
            other.event({"type": "metric", "step": 1, "name": "loss", "value": 0.5}, 0.1)
            other.close()
        self.assertTrue(channel.is_open)
        channel.event({"type": "metric", "step": 2, "name": "loss", "value": 0.5}, 0.1)
        channel.close(30)
        self.assertEqual(self.rows(channel.folder, "metric", "step"), [(2,)])

    def test_several_threads(self):
        channel = self.open()

        def log(name):
            for step in range(2000):
                channel.event({"type": "metric", "step": step, "name": name, "value": 0.5}, 0.1)

        threads = [threading.Thread(target=log, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        channel.close(30)
        self.assertIsNone(channel.error)
        self.check_order(channel.folder)
        rows = self.rows(channel.folder, "metric", "name, step")
        for name in "abcd":
            self.assertEqual([step for found, step in rows if found == name], list(range(2000)))

    def test_two_runs_at_once_and_one_after_the_other(self):
        first, second = self.open(), self.open()
        self.assertNotEqual(first.folder, second.folder)
        first.event({"type": "metric", "step": 1, "name": "loss", "value": 0.5}, 0.1)
        first.close(30)
        second.event({"type": "metric", "step": 2, "name": "loss", "value": 0.5}, 0.1)
        second.close(30)
        self.open().close(30)
        self.assertEqual(self.rows(first.folder, "metric", "step"), [(1,)])
        self.assertEqual(self.rows(second.folder, "metric", "step"), [(2,)])


def _is_alive(process):
    """Whether a process runs; not one that has ended and that nobody has waited for."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _flushed(channel):
    channel.send({"type": "progress"})
    return not channel._outbox._queue and not channel._outbox._begun


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
