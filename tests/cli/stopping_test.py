"""The command line: runs that are stopped before their end, and what is left of them."""
import json
import os
import re
import signal
import time

from tests.cli.command import CHAPTER, HANGS, TestCase, add, alive_in_session, start, telar


class Stopping(TestCase):
    def check_stop(self, name, sent, to_group=False):
        trace = self.folder / "stopped.trace"
        process = start("run", name, "--n", 3, "--seconds", 3600, "--trace", trace, "--lang", "es")
        lines = [process.stdout.readline().decode() for _ in range(2)]
        (os.killpg if to_group else os.kill)(process.pid, sent)
        rest, error = process.communicate(timeout=HANGS)
        self.assertEqual(130, process.returncode, error.decode())
        self.assertIn("pide" if name == "queue" else "durmiendo", "".join(lines))
        self.assertNotIn("despiert", rest.decode())
        self.assertTrue(error.decode().startswith("detenido\n"), error.decode())
        self.assertEqual([], alive_in_session(process.pid))
        shown = telar("show", trace)
        self.assert_said(shown, 0)
        self.assertIn("outcome=stopped", shown.stdout.decode().splitlines()[0])
        self.assertIn("pide ingresar 10" if name == "queue" else "durmiendo 3600 segundos", shown.stdout.decode())

    def test_ctrl_c_of_a_terminal_reaches_the_children_too(self):
        self.check_stop("processes", signal.SIGINT, to_group=True)

    def test_a_polite_request_to_end_is_a_stop_too(self):
        self.check_stop("processes-threads", signal.SIGTERM)

    def test_a_stopped_run_as_json(self):
        process = start("run", "processes", "--n", 2, "--seconds", 3600, "--format", "json", "--trace",
                        self.folder / "x")
        deadline = time.monotonic() + HANGS
        while b"durmiendo" not in telar("show", self.folder / "x").stdout:  # until it has begun
            self.assertIsNone(process.poll(), "it ended by itself")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        output, error = process.communicate(timeout=HANGS)
        self.assertEqual(130, process.returncode, error)
        run = json.loads(output)
        self.assertEqual("stopped", run["outcome"])
        self.assertTrue(all(re.fullmatch(r"Proceso \d durmiendo 3600 segundos", o["text"]) for o in run["output"]))

    def test_no_child_outlives_a_killed_command(self):
        process = start("run", "processes", "--n", 3, "--seconds", 3600)
        self.assertIn(b"durmiendo", process.stdout.readline())
        process.kill()
        process.communicate(timeout=HANGS)
        deadline = time.monotonic() + HANGS
        while alive_in_session(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual([], alive_in_session(process.pid))


for a_name in CHAPTER:
    add(Stopping, f"ctrl c stops {a_name}", lambda self, name=a_name: self.check_stop(name, signal.SIGINT))
