"""What the tests of the command line share: the command itself, how it is started, and what is asserted of it."""
import concurrent.futures
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

HANGS = 120  # seconds that only a hang ever takes

ROOT = Path(__file__).resolve().parent.parent.parent
CHAPTER = ["threads", "processes", "pool", "processes-threads", "event-loop", "async-await", "queue"]
NAMES = sorted(folder.name.replace("_", "-") for folder in (ROOT / "src/scenarios").iterdir() if folder.is_dir())

_command = os.environ.get("TELAR", "build/native-release/telar").split()


def use(command):
    """The tests start this from now on."""
    _command[:] = command


def is_native():
    return _command[0] != "node"


def words(*arguments):
    return [*_command, *map(str, arguments)]


def environment(**changes):
    plain = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANG")}
    return {**plain, **changes}


def telar(*arguments, **changes):
    return subprocess.run(words(*arguments), env=environment(**changes), stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=HANGS)


def start(*arguments):
    """In a session of its own, so that all of its processes can be found and signalled."""
    return subprocess.Popen(words(*arguments), env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, start_new_session=True)


def alive_in_session(session):
    """The processes of a session that have not ended."""
    alive = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            alive.append(stat.parent.name)
    return alive


class TestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def assert_said(self, result, status, stdout=None):
        self.assertEqual(status, result.returncode, result.stderr.decode(errors="replace"))
        if stdout is not None:
            self.assertEqual(stdout, result.stdout.decode())

    def assert_one_line(self, result, part):
        """A clear refusal: status 2, nothing on standard output, one line that says `part`."""
        error = result.stderr.decode()
        self.assertEqual((2, b""), (result.returncode, result.stdout), error)
        self.assertRegex(error, r"\Atelar: [^\n]+\n\Z")
        self.assertIn(part, error)

    def failing(self, name, *arguments):
        """The first seed with which it does not end well: status 1, and a line that says how to see it again."""
        for seed in range(1, 100):
            result = telar("run", name, *arguments, "--seed", seed, "--lang", "en")
            if result.returncode == 0:
                continue
            self.assertEqual(1, result.returncode, result.stderr)
            error = result.stderr.decode()
            replay = re.search(r"telar run (\S+) --schedule (\S+)$", error, re.M)
            self.assertTrue(replay, error)
            self.assertEqual(name, replay[1])
            again = telar("run", name, "--schedule", replay[2], "--lang", "en")
            self.assertEqual((1, result.stdout, error), (again.returncode, again.stdout, again.stderr.decode()))
            return error
        return self.fail("it always ends well")


def add(case, name, function):
    """Gives the class one more test."""
    setattr(case, "test_" + re.sub(r"\W+", "_", name), function)


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def run_side_by_side(suite):
    """How many failed, after a line for each test and one with their number."""
    tests = list(tests_of(suite))

    def run(test):
        result = unittest.TestResult()
        test(result)
        return test, result.failures + result.errors

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for test, problems in pool.map(run, tests):
            failed += bool(problems)
            print(f"{test.id().rpartition('.')[2]} ... {'FAIL' if problems else 'ok'}", flush=True)
            for _, trace in problems:
                print("    " + trace.replace("\n", "\n    "), flush=True)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return failed
