"""What becomes of training and recording when one of the processes goes, and of channels in other processes."""

import copy
import os
import pickle
import signal
import socket
import sys
import threading
import time
import unittest

from groktop.recording import outbox
from groktop.recording.lock import is_held
from recording_support import RecordingCase, is_flushed

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
        # A shell that runs the tests in the background has children ignore interrupts.
        process, folder, helper = self.trainer(
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
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
        self.wait_until(lambda: is_flushed(channel), "the queue does not empty")
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
        os.kill(process, 0)
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not os.path.isdir("/proc/self")  # a system without /proc


if __name__ == "__main__":
    unittest.main()
