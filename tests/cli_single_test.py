#!/usr/bin/env python3
"""python3 tests/cli_single_test.py COMMAND...: the command line of a program built without threads."""
import os
import subprocess
import sys
import unittest

COMMAND = ["node", "build/web-single/telar-cli.mjs"]


def telar(*words):
    return subprocess.run([*COMMAND, *words], env={**os.environ, "LC_ALL": "en_GB.UTF-8"}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=120)


class WithoutThreads(unittest.TestCase):
    def assert_finishes(self, result, lines):
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual("finished", result.stderr.splitlines()[0])
        for line in lines:
            self.assertIn(line, result.stdout)

    def test_programs_run_in_virtual_time(self):
        self.assert_finishes(telar("run", "threads", "--kernel", "virtual", "--n", "2", "--seconds", "3600"),
                             ["Thread 0 sleeping 3600 seconds", "Thread 1 awake"])
        self.assert_finishes(telar("run", "processes", "--kernel", "virtual", "--n", "2"),
                             ["Process 0 sleeping 5 seconds", "Process 1 awake"])

    def test_virtual_is_what_there_is_if_nobody_says(self):
        self.assert_finishes(telar("run", "pool", "--n", "3", "--seed", "7"), ["Process 2 awake"])
        self.assert_finishes(telar("run", "async-await", "--n", "3"), ["Coroutine 2 awake"])

    def test_the_real_kernel_gets_one_line(self):
        result = telar("run", "threads", "--kernel", "real")
        self.assertEqual((2, ""), (result.returncode, result.stdout))
        self.assertEqual("telar: there are no real threads here: kernel can only be virtual\n", result.stderr)

    def test_bench_lists_what_needs_no_threads(self):
        result = telar("bench", "list")
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual({"V"}, {line[0] for line in result.stdout.splitlines()})


if __name__ == "__main__":
    COMMAND = sys.argv[1:] or COMMAND
    unittest.main(argv=sys.argv[:1], verbosity=2)
