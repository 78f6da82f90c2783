#!/usr/bin/env python3
"""python3 tests/cli_test.py COMMAND...: the command line, from outside: build/native-release/telar, or
node build/web-release/telar-cli.mjs. Without words the command is $TELAR. Cases run side by side; nothing depends on
speed. The last line is `N passed, N failed`."""
import concurrent.futures
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

COMMAND = os.environ.get("TELAR", "build/native-release/telar").split()
HANGS = 120  # seconds that only a hang ever takes

CHAPTER = ["threads", "processes", "pool", "processes-threads", "event-loop", "async-await", "queue"]
ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = ROOT / "src/scenarios"
NAMES = sorted(folder.name.replace("_", "-") for folder in SCENARIOS.iterdir() if folder.is_dir())
# On the virtual kernel, with the parameters as they are and nobody picking otherwise: how long each lasts, to the
# nanosecond. The others last their ticks.
LASTS = {"threads": 5, "processes": 5, "pool": 25, "processes-threads": 5, "event-loop": 5, "async-await": 5,
         "queue": 10}
OUTCOME = {"es": {"finished": "terminado", "stopped": "detenido"}, "en": {"finished": "finished", "stopped": "stopped"}}


def words(*arguments):
    return [*COMMAND, *map(str, arguments)]


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


def twice(n, who, first, second):
    return [f"{who} {i} {what}" for i in range(n) for what in (first, second)]


def expected_lines(name, lang):
    """What `run NAME --n 3 --seconds 0.05` prints, in no order."""
    es = lang == "es"
    nap = ("durmiendo 0.05 segundos", "despierto") if es else ("sleeping 0.05 seconds", "awake")
    if name in ("threads", "processes-threads"):
        return twice(3, "Hilo" if es else "Thread", *nap) * (2 if name == "processes-threads" else 1)
    if name in ("processes", "pool"):
        return twice(3, "Proceso" if es else "Process", *nap)
    if name in ("event-loop", "async-await"):
        return twice(3, "Corrutina" if es else "Coroutine", nap[0], "despierta" if es else "awake")
    return None


LANES = {  # with --n 3: processes, threads, tasks
    "threads": (1, 4, 0), "processes": (4, 4, 0), "pool": (3, 3, 0), "processes-threads": (3, 9, 0),
    "event-loop": (1, 1, 4), "async-await": (1, 1, 4), "queue": (1, 5, 0)}

# Words, and what the one line on standard error must say.
BAD = [
    (["run"], "threads, processes"),
    (["run", "nope"], "'nope'"),
    (["run", "Threads"], "'Threads'"),
    (["run", "threads", "pool"], "threads, processes"),
    (["run", "threads", "--n"], "'--n'"),
    (["run", "threads", "--n", "--lang", "en"], "'--n'"),
    (["run", "threads", "--n", "0"], "1 {to} 100"),
    (["run", "threads", "--n", "101"], "1 {to} 100"),
    (["run", "threads", "--n", "-3"], "'-3'"),
    (["run", "threads", "--n", "3.5"], "1 {to} 100"),
    (["run", "threads", "--n", "9" * 400], "1 {to} 100"),
    (["run", "threads", "--n", ""], "''"),
    (["run", "threads", "--n", "3", "--n", "4"], "'--n'"),
    (["run", "processes", "--n", "17"], "1 {to} 16"),
    (["run", "async-await", "--n", "10001"], "1 {to} 10000"),
    (["run", "threads", "--seconds", "nan"], "0 {to} 3600"),
    (["run", "threads", "--seconds", "inf"], "0 {to} 3600"),
    (["run", "threads", "--seconds", "-0.1"], "0 {to} 3600"),
    (["run", "threads", "--seconds", "1h"], "'1h'"),
    (["run", "threads", "--work", "hard"], "sleep {or} cpu"),
    (["run", "threads", "--gil", "maybe"], "on {or_o} off"),
    (["run", "pool", "--gil", "on"], "n, seconds, workers, work"),
    (["run", "pool", "--workers", "0"], "1 {to} 16"),
    (["run", "threads", "--lang", "fr"], "es {or} en"),
    (["run", "threads", "--format", "xml"], "text {or} json"),
    (["run", "threads", "--kernel", "fake"], "kernel {not_be} 'fake': {must_be} real {or} virtual"),
    (["run", "threads", "--kernel", ""], "real {or} virtual"),
    (["run", "threads", "--seed", "-1"], "0 {to} 9007199254740991"),
    (["run", "threads", "--seed", "9007199254740992"], "'9007199254740992'"),
    (["run", "threads", "--seed", "7.0"], "'7.0'"),
    (["run", "threads", "--seed", ""], "''"),
    (["run", "threads", "--seed", "7", "--seed", "8"], "'--seed'"),
    (["run", "threads", "--seed", "7", "--strategy", "round-robin"], "strategy=round-robin"),
    (["run", "threads", "--seed", "7", "--kernel", "real"], "kernel=real"),
    (["run", "threads", "--kernel", "real", "--strategy", "pct"], "kernel=real"),
    (["run", "threads", "--kernel", "real", "--cores", "2"], "kernel=real"),
    (["run", "threads", "--cores", "0"], "1 {to} 16"),
    (["run", "threads", "--cores", "17"], "1 {to} 16"),
    (["run", "threads", "--cores", "two"], "'two'"),
    (["run", "threads", "--strategy", "luck"], "round-robin, random {or} pct"),
    (["run", "threads", "--strategy", "by-hand"], "round-robin, random {or} pct"),  # it is the window's
    (["run", "threads", "--schedule", ""], "PROGRAM"),
    (["run", "threads", "--schedule", "x"], "PROGRAM"),
    (["run", "threads", "--schedule", "threads~n_2~00000000~a?"], "PROGRAM"),
    (["run", "threads", "--schedule", "threads~n_2~00000000~a99999999999"], "PROGRAM"),
    (["run", "threads", "--schedule", "pool~n_2~00000000~a"], "'pool'"),
    (["run", "threads", "--schedule", "threads~n_0~00000000~a"], "1 {to} 100"),
    (["run", "threads", "--schedule", "threads~m_2~00000000~a"], "'m'"),
    (["run", "threads", "--schedule", "threads~cores_99~00000000~a"], "1 {to} 16"),
    (["run", "threads", "--schedule", "threads~n_2~w2.0~a"], "PROGRAM"),
    (["run", "threads", "--schedule", "threads~n_2~00000000~a", "--n", "3"], "n=2"),
    (["run", "threads", "--trace", "no/such/folder/x"], "no/such/folder/x"),
    (["run", "threads", "--trace", "."], "'.'"),
    (["run", "threads", "-n", "3"], "'-n'"),
    (["--lang", "xx"], "lang {not_be} 'xx': {must_be} es {or} en"),
    (["--lang=xx"], "es {or} en"),
    (["--help", "--lang", "xx"], "es {or} en"),
    (["run", "--help", "--lang", "xx"], "es {or} en"),
    (["--lang"], "es {or} en"),
    (["list", "extra"], "telar list"),
    (["list", "--n", "3"], "'--n'"),
    (["list", "--format", "yaml"], "text {or} json"),
    (["show"], "telar show"),
    (["show", "no-such-file"], "no-such-file"),
    (["show", "."], "'.'"),
    (["show", "a", "b"], "telar show"),
    (["export", "no-such-file"], "telar export"),
    (["export", "no-such-file", "out.json"], "no-such-file"),
    (["explore"], "lost-update"),
    (["explore", "no-such-program"], "'no-such-program'"),
    (["explore", "deadlock", "--n", "3"], "'n'"),
    (["explore", "deadlock", "--strategy", "dpor", "--bound", "1"], "exhaustive"),
    (["explore", "deadlock", "--seed", "1"], "random"),
    (["run", "threads", "--strategy", "random", "--depth", "2"], "pct"),
    (["run", "threads", "--strategy", "pct", "--depth", "0"], "1 {to} 100"),
    (["explore", "deadlock", "--strategy", "luck"], "exhaustive, dpor, random {or} pct"),
    (["explore", "deadlock", "--bound", "-1"], "'-1'"),
    (["explore", "philosophers", "--seconds", "1"], "'seconds'"),
    (["explore", "deadlock", "--bound", "1", "--strategy", "pct"], "exhaustive"),
    (["explore", "deadlock", "--max", "0"], "'0'"),
    (["explore", "deadlock", "--time", "nan"], "'nan'"),
    (["explore", "deadlock", "--jobs", "0"], "'0'"),
    (["explore", "deadlock", "--cache", "maybe"], "'maybe'"),
    (["explore", "processes", "--cache", "on"], "off"),
    (["compare", "a", "b"], "a"),
    (["compare", "a"], "compare A B"),
    (["frobnicate"], "'frobnicate'"),
    (["a\nb\x1b[31m"], "'a?b?[31m'"),
]


class CommandLine(unittest.TestCase):
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

    def assert_prints(self, text, expected):
        """Every line was printed, though another one may have slipped in between it and its newline."""
        rest = text
        for line in sorted(expected, key=len, reverse=True):
            self.assertIn(line, rest, text)
            rest = rest.replace(line, "", 1)
        self.assertEqual("\n" * len(expected), rest, text)

    def traced(self, name="pool"):
        path = self.folder / f"{name}.trace"
        result = telar("run", name, "--n", 2, "--seconds", 0.05, "--trace", path)
        self.assert_said(result, 0)
        return path, result

    # --- what there is

    def test_help_in_both_languages(self):
        for arguments in (["--help"], ["-h"], ["help"], ["run", "--help"]):
            self.assertIn("Ejemplo: telar run pool", telar(*arguments).stdout.decode())
        result = telar("--help", "--lang", "en")
        self.assert_said(result, 0)
        self.assertIn("Example: telar run pool", result.stdout.decode())
        self.assertEqual(b"", result.stderr)

    def test_version(self):
        self.assertRegex(telar("--version").stdout.decode(), r"\Atelar \d+\.\d+\.\d+\n\Z")

    def test_the_language_is_the_environments_unless_told(self):
        for changes, arguments, english in [
                ({}, [], False), ({"LANG": "en_GB.UTF-8"}, [], True), ({"LANG": "es_ES.UTF-8"}, [], False),
                ({"LANG": "C"}, [], False), ({"LANG": "en_US", "LC_ALL": "es_ES"}, [], False),
                ({"LC_ALL": "", "LANG": "en"}, [], True), ({"LANG": "es_ES"}, ["--lang", "en"], True),
                ({"LANG": "en_US"}, ["--lang=es"], False)]:
            with self.subTest(changes=changes, arguments=arguments):
                text = telar("list", *arguments, **changes).stdout.decode()
                self.assertEqual(english, "Several threads" in text, text)

    def check_names(self, names):
        self.assertEqual(CHAPTER, names[:len(CHAPTER)])
        self.assertEqual(NAMES, sorted(names))

    def test_the_readme_lists_every_program_with_its_parameters(self):
        rows = re.findall(r"^\| `([\w-]+)` \| .* \| (.*) \|$", (ROOT / "README.md").read_text(), re.M)
        said = [(name, re.findall(r"`(\w+)`", parameters)) for name, parameters in rows]
        listed = json.loads(telar("list", "--format", "json").stdout)
        self.assertEqual([(p["name"], [q["name"] for q in p["parameters"]]) for p in listed], said)

    def test_list_names_every_program_and_parameter(self):
        for lang, one in (("es", "Hilos"), ("en", "Threads")):
            text = telar("list", "--lang", lang).stdout.decode()
            self.check_names(re.findall(r"^(\S+) ", text, re.M))
            self.assertIn(f"--n 10         {one}: ", text)

    def test_list_as_json(self):
        result = telar("list", "--format", "json")
        self.assert_said(result, 0)
        programs = json.loads(result.stdout)
        self.check_names([p["name"] for p in programs])
        for program in programs:
            for key in ("title", "summary", "watch", "teaches"):
                self.assertTrue(program[key]["es"] and program[key]["en"], program["name"])
            if program["name"] in CHAPTER:
                self.assertEqual(["n", "seconds"], [p["name"] for p in program["parameters"]][:2])

    # --- run

    def check_run(self, name, lang):
        result = telar("run", name, "--n", 3, "--seconds", 0.05, "--lang", lang)
        self.assert_said(result, 0)
        if expected := expected_lines(name, lang):
            self.assert_prints(result.stdout.decode(), expected)
        else:
            self.assertEqual(9, result.stdout.decode().count("\n"))
            self.assertIn("saldo 30" if lang == "es" else "balance 30", result.stdout.decode())
        summary = result.stderr.decode().splitlines()
        self.assertEqual(OUTCOME[lang]["finished"], summary[0])
        self.assertEqual(list(LANES[name]), list(map(int, re.findall(r"\d+", summary[3]))), summary)

    def check_json(self, name):
        result = telar("run", name, "--n", 3, "--seconds", 0.05, "--format", "json", "--kernel", "real", "--lang", "es")
        self.assert_said(result, 0)
        self.assertEqual(b"", result.stderr)
        run = json.loads(result.stdout)
        self.assertEqual(["scenario", "parameters", "kernel", "seed", "schedule", "outcome", "elapsed_ns", "output",
                          "processes", "strands", "tasks", "metrics", "dropped"], list(run))
        self.assertEqual((name, "real", None, None, "finished", 0), tuple(
            run[k] for k in ("scenario", "kernel", "seed", "schedule", "outcome", "dropped")))
        self.assertEqual((3, 0.05), (run["parameters"]["n"], run["parameters"]["seconds"]))
        if expected := expected_lines(name, "es"):
            self.assertEqual(sorted(expected), sorted(o["text"] for o in run["output"]))
        self.assertEqual(LANES[name], tuple(len(run[k]) for k in ("processes", "strands", "tasks")))
        times = [o["time_ns"] for o in run["output"]]
        self.assertEqual(sorted(times), times)
        self.assertLessEqual(times[-1], run["elapsed_ns"])
        self.assertGreaterEqual(run["elapsed_ns"], 50_000_000)
        strands = {s["id"]: s for s in run["strands"]}
        processes = {p["id"]: p for p in run["processes"]}
        self.assertTrue(all(o["strand"] in strands for o in run["output"]))
        self.assertTrue(all(t["strand"] in strands for t in run["tasks"]))
        self.assertTrue(all(s["process"] in processes and s["kind"] == "thread" for s in run["strands"]))
        self.assertTrue(all(p["exitcode"] == 0 for p in run["processes"]))
        self.assertEqual({"id", "name", "os_id", "exitcode"}, set(run["processes"][0]))
        self.assertEqual({"task_ns", "concurrency_peak", "parallelism_peak", "speedup"}, set(run["metrics"]))
        self.assertGreater(run["metrics"]["task_ns"], 0)

    def test_a_benchmark_has_processes_and_a_pool_of_its_own(self):
        for measurement in ("W2", "W3c"):
            ran = telar("bench", measurement, "telar")
            self.assertEqual((0, b""), (ran.returncode, ran.stderr), measurement)

    def test_work_on_the_cpu(self):
        for gil in ("on", "off"):
            result = telar("run", "threads", "--n=2", "--seconds=0.05", "--work=cpu", f"--gil={gil}", "--lang=en")
            self.assert_said(result, 0)
            self.assert_prints(result.stdout.decode(), twice(2, "Thread", "computing 0.05 seconds", "has finished"))
        for name in ("processes", "pool", "processes-threads"):
            self.assert_said(telar("run", name, "--n", 2, "--seconds", 0.01, "--work", "cpu"), 0)

    def test_many_coroutines(self):
        result = telar("run", "async-await", "--n", 1000, "--seconds", 0.1, "--lang", "es")
        self.assert_said(result, 0)
        lines = result.stdout.decode().splitlines()
        self.assertEqual([f"Corrutina {i} durmiendo 0.1 segundos" for i in range(1000)], lines[:1000])
        self.assertEqual([f"Corrutina {i} despierta" for i in range(1000)], lines[1000:])

    def test_output_comes_while_the_program_runs_and_a_reader_may_go_away(self):
        for name in ("threads", "processes"):
            with start("run", name, "--n", 3, "--seconds", 3600) as process:
                self.assertRegex(process.stdout.readline().decode(), r"\A(Hilo|Proceso) \d durmiendo 3600 segundos")
                process.stdout.close()
                # It learns of the closed pipe at its next write, and there is none for an hour.
                os.kill(process.pid, signal.SIGINT)
                process.wait(HANGS)
                process.stderr.read()

    def test_head_takes_a_line_and_the_rest_ends(self):
        for name in ("event-loop", "pool"):
            with start("run", name, "--n", 1000, "--seconds", 0.5) as process:
                process.stdout.readline()
                process.stdout.close()
                error = process.stderr.read().decode()
                self.assertEqual(141, process.wait(HANGS), error)
                if name == "pool":  # the coroutines have all woken up before anybody notices
                    self.assertIn("detenido", error)
                self.assertEqual([], alive_in_session(process.pid))

    def test_what_is_printed_with_standard_output_closed_goes_nowhere_else(self):
        if COMMAND[0] == "node":
            return  # it opens its own streams
        # The number of the closed stream must not be given to a pipe of Telar's own.
        for asked in (("run", "event-loop", "--n", 1000, "--seconds", 0), ("list",)):
            process = subprocess.Popen(words(*asked), stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
            error = process.communicate(timeout=HANGS)[1].decode()
            self.assertEqual(141, process.returncode, error)

    # --- run in virtual time

    def virtual(self, name, *arguments):
        """Its exit status and what it says as JSON."""
        result = telar("run", name, "--kernel", "virtual", "--format", "json", *arguments)
        self.assertEqual(b"", result.stderr)
        return result.returncode, json.loads(result.stdout)

    def check_virtual(self, name):
        status, run = self.virtual(name)
        self.assertEqual((status, run), self.virtual(name))
        self.assertEqual((name, "virtual", 4, None, 0),
                         tuple(run[k] for k in ("scenario", "kernel", "cores", "seed", "dropped")))
        self.assertTrue(run["schedule"].startswith(name + "~"), run["schedule"])
        self.assertEqual(0 if run["outcome"] == "finished" else 1, status)
        self.assertIn(run["outcome"], ("finished", "failed", "deadlock"))
        self.assertEqual(run["outcome"] != "finished", "error" in run)
        if name in LASTS:
            self.assertEqual(("finished", LASTS[name] * 10**9), (run["outcome"], run["elapsed_ns"]))
        times = [o["time_ns"] for o in run["output"]]
        self.assertEqual(sorted(times), times)
        schedules = set()
        for seed in range(1, 4):
            status, run = self.virtual(name, "--seed", seed, "--lang", "en")
            self.assertEqual(seed, run["seed"])
            schedules.add(run["schedule"])
            if name in LASTS:
                self.assertEqual(("finished", LASTS[name] * 10**9), (run["outcome"], run["elapsed_ns"]))
            status_again, again = self.virtual(name, "--schedule", run["schedule"], "--lang", "en")
            self.assertEqual(status, status_again)
            self.assertIsNone(again.pop("seed"))
            run.pop("seed")
            self.assertEqual(("random", "recorded"), (run.pop("strategy"), again.pop("strategy")))
            self.assertEqual(run, again)
        # One thread has nothing to choose.
        if name not in ("event-loop", "async-await", "blocking-the-loop", "cancelled-task"):
            self.assertGreater(len(schedules), 1)

    def test_virtual_time_is_meant_by_any_of_its_words(self):
        for arguments in (["--seed", 3], ["--strategy", "pct"], ["--strategy", "random", "--seed", 3], ["--cores", 2]):
            result = telar("run", "threads", "--n", 2, "--seconds", 3600, "--format", "json", *arguments)
            self.assert_said(result, 0)
            run = json.loads(result.stdout)
            self.assertEqual(("virtual", 3600 * 10**9), (run["kernel"], run["elapsed_ns"]))

    def test_a_pool_lasts_as_long_as_its_workers_take(self):
        for n, workers, seconds in ((10, 2, 5), (10, 3, 5), (1000, 16, 0.25), (1, 1, 0)):
            _, run = self.virtual("pool", "--n", n, "--workers", workers, "--seconds", seconds, "--seed", n)
            self.assertEqual("finished", run["outcome"])
            if seconds:
                self.assertEqual(-(-n // workers) * round(seconds * 10**9), run["elapsed_ns"])
            self.assertEqual(n, run["metrics"]["concurrency_peak"])

    def test_computing_takes_the_cores_there_are(self):
        for gil, cores, units in (("on", 4, 6), ("off", 1, 6), ("off", 4, 2), ("off", 16, 1)):
            _, run = self.virtual("threads", "--n", 6, "--seconds", 2, "--work", "cpu", "--gil", gil, "--cores", cores)
            self.assertEqual(units * 2 * 10**9, run["elapsed_ns"])
            self.assertEqual(1 if gil == "on" else min(6, cores), run["metrics"]["parallelism_peak"])
            self.assertEqual(cores, run["cores"])
            if cores != 4:
                self.assertIn(f"~cores_{cores}~", run["schedule"])
            _, again = self.virtual("threads", "--schedule", run["schedule"])
            self.assertEqual(run["elapsed_ns"], again["elapsed_ns"])

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

    def test_a_deadlock_says_where_each_thread_stands(self):
        replay = re.search(r"--schedule (\S+)$", self.failing("deadlock"), re.M)
        status, run = self.virtual("deadlock", "--schedule", replay[1])
        self.assertEqual((1, "deadlock"), (status, run["outcome"]))
        stands = {stand["action"]: stand for stand in run["stands"]}
        self.assertIn("acquire lock A", stands)
        self.assertIn("acquire lock B", stands)
        self.assertEqual("src/scenarios/deadlock/deadlock.cpp", stands["acquire lock A"]["file"])
        self.assertGreater(stands["acquire lock A"]["line"], 0)

    def test_a_run_that_ends_well_leaves_nobody_standing(self):
        _, run = self.virtual("lost-update", "--lock", "on")
        self.assertEqual(([], []), (run["stands"], run["problems"]))

    def test_a_run_as_json_has_its_problems_with_their_lines(self):
        error = self.failing("lost-update", "--lock", "off")
        replay = re.search(r"--schedule (\S+)$", error, re.M)
        _, run = self.virtual("lost-update", "--schedule", replay[1], "--lang", "en")
        races = [problem for problem in run["problems"] if problem["kind"] == "race"]
        self.assertGreater(len(races), 1, "a pair of lines each, of one variable")
        pairs = {tuple(sorted((line["line"], line["verb"]) for line in race["lines"])) for race in races}
        self.assertEqual(len(races), len(pairs))
        for problem in run["problems"]:
            for line in problem["lines"]:
                self.assertEqual("src/scenarios/lost_update/lost_update.cpp", line["file"])
                self.assertRegex(line["strand"], r"^Thread-\d$")
            self.assertIn(problem["text"], error)
        self.assertEqual({"race", "lost-update", "failed"}, {problem["kind"] for problem in run["problems"]})

    def test_a_run_that_fails_says_how_to_see_it_again(self):
        error = self.failing("lost-update", "--lock", "off")
        self.assertTrue(error.startswith("failed: AssertionError: "), error)
        self.assertIn("data race on counter", error)
        self.assertIn("is lost", error)
        error = self.failing("deadlock")
        self.assertIn("waits for lock B, held by Thread-2", error.splitlines()[0])
        self.assertTrue(error.startswith("deadlock: "), error)
        error = self.failing("lost-wakeup")
        self.assertIn("nobody is left who could wake them", error.splitlines()[0])

    def test_a_schedule_that_parts_from_the_program_fails(self):
        _, run = self.virtual("threads", "--n", 2, "--seconds", 1, "--seed", 1)
        result = telar("run", "threads", "--schedule", run["schedule"][:-1], "--lang", "en")
        self.assertEqual((result.returncode, result.stdout), (2, b""))
        self.assertIn("something of the schedule was lost", result.stderr.decode())
        # Without its check, but with what it expects.
        result = telar("run", "threads", "--schedule", run["schedule"].rpartition("-")[0] + "~b", "--lang", "en")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr.decode(), r"^failed: step \d+: the schedule expects something else; here \S+: ")
        head = run["schedule"].rsplit("~", 2)[0] + "~0"  # as by hand
        for choices in ("z", "ab999", "b"):
            result = telar("run", "threads", "--schedule", f"{head}~{choices}", "--lang", "en")
            self.assertIn(result.returncode, (0, 1) if choices == "b" else (1,))
            if result.returncode:
                self.assertTrue(result.stderr.decode().startswith("failed: the schedule does not fit this program"))
        self.assert_said(telar("run", "threads", "--schedule", f"{head}~"), 0)

    def test_a_virtual_trace_is_the_same_file_each_time_and_lacks_nothing(self):
        # Thousands of events in one step, and a trace of many packets.
        files = []
        for path in (self.folder / "a.trace", self.folder / "b.trace"):
            status, run = self.virtual("event-loop", "--n", 3000, "--seconds", 1, "--trace", path)
            self.assertEqual((status, run["dropped"], run["elapsed_ns"]), (0, 0, 1_000_000_000))
            files.append(path.read_bytes())
        self.assertEqual(files[0], files[1])
        self.assertIn("elapsed 1.000 s", telar("show", path, "--lang", "en").stdout.decode().splitlines()[1])

    def test_compare_puts_two_runs_side_by_side(self):
        paths = [str(self.folder / name) for name in ("a.trace", "b.trace")]
        for path, seed in zip(paths, (1, 2)):
            self.assert_said(telar("run", "threads", "--n", 3, "--seconds", 2, "--seed", seed, "--trace", path), 0)
        text = telar("compare", paths[0], paths[1], "--lang", "en").stdout.decode()
        self.assertRegex(text, r"elapsed +2\.000000 s +2\.000000 s +1\.000\n")
        self.assertIn("the first that differs" if "other order" in text else "output is not the same", text)
        compared = json.loads(telar("compare", *paths, "--format", "json").stdout)
        self.assertEqual((compared["a"]["threads"], compared["b"]["speedup"] > 2.9), (4, True))
        self.assertGreater(compared["first_difference"], 0)
        self.assertIn("la salida es la misma", telar("compare", paths[0], paths[0], "--lang", "es").stdout.decode())

    def test_partial_order_reduction_finds_the_same_ends_from_fewer_executions(self):
        ends, executions = [], []
        for strategy in ("exhaustive", "dpor"):
            result = telar("explore", "philosophers", "--n", 3, "--strategy", strategy, "--format", "json", "--lang",
                           "en")
            report = json.loads(result.stdout)
            self.assertTrue(report["exhausted"])
            ends.append({(end["kind"], end["output"], end["error"]) for end in report["outcomes"]})
            executions.append(report["executions"])
        self.assertEqual(ends[0], ends[1])
        self.assertLess(executions[1] * 100, executions[0])

    def test_a_virtual_trace_says_so_and_is_the_same_each_time(self):
        shown = []
        for path in (self.folder / "a.trace", self.folder / "b.trace"):
            self.assert_said(telar("run", "pool", "--seed", 3, "--trace", path), 0)
            shown.append(telar("show", path).stdout.decode())
        self.assertIn("kernel=virtual", shown[0].splitlines()[0])
        self.assertEqual(shown[0], shown[1])

    # --- stopping

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
        process.stdout.readline()
        process.kill()
        process.communicate(timeout=HANGS)
        deadline = time.monotonic() + HANGS
        while alive_in_session(process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual([], alive_in_session(process.pid))

    def test_without_a_display_the_window_says_so_in_the_language(self):
        if COMMAND[0] == "node":
            return  # there it has no window
        for lang, said in (("es_ES.UTF-8", "no hay pantalla: "), ("en_GB.UTF-8", "there is no display: ")):
            result = telar(SDL_VIDEODRIVER="none-such", LC_ALL=lang)
            self.assertEqual((1, b""), (result.returncode, result.stdout))
            self.assertRegex(result.stderr.decode(), r"\Atelar: " + said + r"[^\n]+\n\Z")

    def test_usage_is_said_in_the_language(self):
        for lang, said in (("es", "telar show TRAZA"), ("en", "telar show TRACE")):
            self.assert_one_line(telar("show", "--lang", lang), said)

    # --- traces

    def test_a_trace_is_shown(self):
        path, result = self.traced()
        for lang, word in (("es", "concurrencia"), ("en", "concurrency")):
            shown = telar("show", path, "--lang", lang)
            self.assert_said(shown, 0)
            lines = shown.stdout.decode().splitlines()
            self.assertIn("scenario=pool  parameters=n=2 seconds=0.05 workers=2 work=sleep  kernel=real", lines[0])
            self.assertIn("outcome=finished", lines[0])
            self.assertTrue(any(line.startswith("# ") and word in line for line in lines))
            writes, at = ("escribe", "en") if lang == "es" else ("write", "at")
            awake = re.compile(rf' *\d+\.\d{{6}}ms p[12] MainThread +{writes} "Proceso 0 despierto" {at} pool\.cpp:\d+')
            self.assertTrue(any(awake.fullmatch(line) for line in lines), shown.stdout.decode())
        self.assertEqual(telar("show", path).stdout, telar("show", path).stdout)

    def test_a_trace_says_the_same_as_its_summary(self):
        path, result = self.traced("processes-threads")
        shown = telar("show", path)
        summary = [line[2:] for line in result.stderr.decode().splitlines()[1:]]
        self.assertEqual(summary, [line[2:] for line in shown.stdout.decode().splitlines()[1:1 + len(summary)]])

    def test_a_trace_is_told_in_the_language_asked_for_whichever_it_was_made_in(self):
        path = self.folder / "deadlock.trace"
        replay = re.search(r"--schedule (\S+)$", self.failing("deadlock"), re.M)
        result = telar("run", "deadlock", "--schedule", replay[1], "--lang", "es", "--trace", path)
        self.assertEqual(1, result.returncode)
        told = {}
        for lang in ("es", "en"):
            shown = telar("show", path, "--lang", lang)
            self.assert_said(shown, 0)
            told[lang] = shown.stdout.decode()
        for lang, waits, other in (("es", "espera el cerrojo B, que tiene", "waits for"),
                                   ("en", "waits for lock B, held by", "espera")):
            self.assertRegex(told[lang], rf"(?m)^# .*{waits}")
            self.assertNotIn(other, told[lang])
        self.assertIn(" está ante: toma el cerrojo A en deadlock.cpp:", told["es"])
        self.assertIn(" stands before acquire lock A at deadlock.cpp:", told["en"])
        self.assertRegex(told["es"], r"nunca sigue sin Thread-\d\n")
        self.assertRegex(told["es"], r"la ejecución acabó tras \S+: interbloqueo\n")
        self.assertRegex(told["en"], r"the run ended after \S+: deadlock\n")

    def test_a_trace_tells_the_races_that_its_run_told(self):
        path = self.folder / "lost.trace"
        replay = re.search(r"--schedule (\S+)$", self.failing("lost-update", "--lock", "off"), re.M)
        result = telar("run", "lost-update", "--schedule", replay[1], "--lang", "en", "--trace", path)
        shown = telar("show", path, "--lang", "en").stdout.decode()
        races = re.findall(r"(?m)^  (data race on .*)$", result.stderr.decode())
        self.assertGreater(len(races), 1)
        self.assertEqual(races, re.findall(r"(?m)^# (data race on .*)$", shown))

    def test_a_trace_is_exported(self):
        path, _ = self.traced("async-await")
        out = self.folder / "out.json"
        result = telar("export", path, out)
        self.assert_said(result, 0, "")
        events = json.loads(out.read_text())["traceEvents"]
        self.assertTrue({"M", "X"} <= {e["ph"] for e in events})
        self.assert_one_line(telar("export", path, self.folder / "no/such/out.json"), "no/such/out.json")

    def test_a_trace_that_is_cut_short_is_refused(self):
        path, _ = self.traced()
        whole = path.read_bytes()
        cut = self.folder / "cut.trace"
        for size in (0, 1, 15, 16, 47, len(whole) // 2, len(whole) - 1):
            cut.write_bytes(whole[:size])
            with self.subTest(size=size):
                result = telar("show", cut, "--lang", "en")
                if result.returncode == 0:  # just between two packets
                    self.assertNotIn(size, (0, 1, 15, 16, len(whole) - 1))
                else:
                    self.assert_one_line(result, "cut.trace")

    def test_a_trace_that_is_corrupted_is_refused(self):
        path, _ = self.traced()
        whole = path.read_bytes()
        bad = self.folder / "bad.trace"
        for at in (0, 4, 8, 12, 16, 40, len(whole) // 3, len(whole) - 1):
            broken = bytearray(whole)
            broken[at] ^= 0x5a
            bad.write_bytes(broken)
            with self.subTest(at=at):
                self.assert_one_line(telar("show", bad), "bad.trace")
                self.assert_one_line(telar("export", bad, self.folder / "never.json"), "bad.trace")
        self.assertFalse((self.folder / "never.json").exists())
        bad.write_bytes(b"what is this?\n" * 100)
        self.assert_one_line(telar("show", bad, "--lang", "en"), "not a Telar trace")

    def explore(self, *arguments, code):
        done = telar("explore", *arguments, "--format", "json", "--lang", "en")
        self.assertEqual(code, done.returncode, done.stderr)
        return json.loads(done.stdout)

    def test_exploring_finds_a_lost_update_and_every_schedule_replays(self):
        for name, bad in (("lost-update", "failed"), ("deadlock", "deadlock")):
            found = self.explore(name, code=1)
            self.assertTrue(found["exhausted"])
            self.assertEqual({"finished", bad}, {o["kind"] for o in found["outcomes"]})
            self.assertEqual(found["executions"], sum(o["count"] for o in found["outcomes"]))
            self.assertEqual({"counter"} if name == "lost-update" else set(), {r["variable"] for r in found["races"]})
            self.assertEqual("every-schedule", found["coverage"])
            self.assertEqual(found["first_failure_at"],
                             min(o["first_at"] for o in found["outcomes"] if o["kind"] == bad))
            for outcome in found["outcomes"]:
                again = telar("run", name, "--schedule", outcome["schedule"], "--lang", "en")
                self.assertEqual(0 if outcome["kind"] == "finished" else 1, again.returncode, again.stderr)
                printed = again.stdout if isinstance(again.stdout, str) else again.stdout.decode()
                self.assertEqual(outcome["output"], printed)

    def test_exploring_tells_each_race_with_its_lines_and_a_schedule(self):
        for strategy in ("exhaustive", "dpor"):
            found = self.explore("lost-update", "--strategy", strategy, code=1)
            pairs = sorted(({r["first"]["verb"], r["second"]["verb"]} for r in found["races"]), key=len)
            self.assertEqual([{"store"}, {"load", "store"}], pairs)
            for race in found["races"]:
                self.assertTrue(1 <= race["count"] <= found["executions"])
                self.assertTrue(1 <= race["first_at"] <= found["executions"])
                for access in (race["first"], race["second"]):
                    self.assertIn("lost_update.cpp", access["file"])
                    self.assertGreater(access["line"], 0)
                    self.assertTrue(access["strand"].startswith("Thread-"), access)
                again = telar("run", "lost-update", "--schedule", race["schedule"], "--format", "json")
                self.assertIn(json.loads(again.stdout)["outcome"], ("finished", "failed"))

    def test_exploring_what_is_mended_finds_no_failure(self):
        found = self.explore("lost-update", "--lock", "on", code=0)
        self.assertTrue(found["exhausted"])
        self.assertIsNone(found["first_failure_at"])
        self.assertEqual(["finished"], [o["kind"] for o in found["outcomes"]])
        self.assertEqual([], found["races"])
        # What comes out right each time can still be wrong.
        self.assertEqual("balance", self.explore("check-then-act", "--amount", "50", code=0)["races"][0]["variable"])

    def test_exploring_says_the_same_with_any_number_of_jobs(self):
        def lasting(found):
            return {k: v for k, v in found.items() if k not in ("jobs", "seconds", "executions_per_second")}
        for words in (["philosophers"], ["philosophers", "--max", "1000"], ["lost-update", "--bound", "1"],
                      ["lost-update", "--strategy", "random", "--max", "2000", "--seed", "5"]):
            one = self.explore(*words, "--jobs", "1", code=1)
            self.assertEqual(lasting(one), lasting(self.explore(*words, "--jobs", "3", code=1)))

    def test_exploring_keeps_to_its_limits(self):
        found = self.explore("philosophers", "--max", "10", code=0)
        self.assertEqual((10, False), (found["executions"], found["exhausted"]))
        self.assertFalse(self.explore("philosophers", "--n", "7", "--time", "0.2", code=0)["exhausted"])
        found = self.explore("pool", "--time", "0.2", code=0)
        self.assertFalse(found["exhausted"])
        self.assertGreater(found["executions"], 0)

    def test_exploring_in_text_ends_with_how_to_see_the_failure(self):
        done = telar("explore", "deadlock", "--lang", "en")
        self.assertEqual(1, done.returncode)
        text = done.stdout if isinstance(done.stdout, str) else done.stdout.decode()
        again = telar(*text.splitlines()[-1].split()[1:])
        self.assertEqual(1, again.returncode)

    def test_nothing_is_written_for_bad_words(self):
        trace = self.folder / "never.trace"
        self.assert_one_line(telar("run", "threads", "--n", 0, "--trace", trace), "'0'")
        self.assertFalse(trace.exists())

    def test_decimals_have_the_languages_mark(self):
        for lang, mark in (("es", ","), ("en", ".")):
            run = telar("run", "pool", "--kernel", "virtual", "--lang", lang)
            self.assertIn(f" 25{mark}000 s", run.stderr.decode())
            self.assertIn(f" 2{mark}00", run.stderr.decode())
            explored = telar("explore", "deadlock", "--lang", lang).stdout.decode()
            self.assertRegex(explored, rf"\d\{mark}\d\d s, ")
            path = self.folder / f"{lang}.trace"
            self.assert_said(telar("run", "pool", "--kernel", "virtual", "--trace", path, "--lang", lang), 0)
            self.assertIn(f" 25{mark}000000 s", telar("compare", path, path, "--lang", lang).stdout.decode())

    # --- bad words

    def check_bad(self, arguments, part):
        said = {"es": {"to": "a", "or": "o", "or_o": "u", "not_be": "no puede ser", "must_be": "tiene que ser"},
                "en": {"to": "to", "or": "or", "or_o": "or", "not_be": "cannot be", "must_be": "it must be"}}
        for lang in said:
            # Last, unless the words give a language themselves: then that one counts, or is what is wrong.
            chosen = [] if "--lang" in arguments else ["--lang", lang]
            if "--lang" in arguments and lang == "es":
                continue
            expected = part.format(**said[lang])
            changes = {"LANG": "en_US.UTF-8"} if "--lang" in arguments else {}
            result = telar(*arguments, *chosen, **changes)
            with self.subTest(arguments=arguments, lang=lang):
                self.assert_one_line(result, expected)


def add(name, function):
    setattr(CommandLine, "test_" + re.sub(r"\W+", "_", name), function)


for a_name in CHAPTER:
    for a_lang in ("es", "en"):
        add(f"run {a_name} in {a_lang}", lambda self, name=a_name, lang=a_lang: self.check_run(name, lang))
    add(f"run {a_name} as json", lambda self, name=a_name: self.check_json(name))
    add(f"ctrl c stops {a_name}", lambda self, name=a_name: self.check_stop(name, signal.SIGINT))
for a_name in NAMES:
    add(f"run {a_name} in virtual time", lambda self, name=a_name: self.check_virtual(name))
for index, (some_words, a_part) in enumerate(BAD):
    add(f"bad words {index:02d}: {' '.join(some_words)[:40]}",
        lambda self, words=some_words, part=a_part: self.check_bad(words, part))


def run_side_by_side():
    tests = list(unittest.defaultTestLoader.loadTestsFromTestCase(CommandLine))

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


if __name__ == "__main__":
    COMMAND = sys.argv[1:] or COMMAND
    sys.exit(1 if run_side_by_side() else 0)
