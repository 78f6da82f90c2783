"""The command line: programs that run in virtual time."""
import json
import re

from tests.cli.command import NAMES, TestCase, add, telar

# On the virtual kernel, with the parameters as they are and nobody picking otherwise: how long each lasts, to the
# nanosecond. The others last their ticks.
LASTS = {"threads": 5, "processes": 5, "pool": 25, "processes-threads": 5, "event-loop": 5, "async-await": 5,
         "queue": 10}


class Virtual(TestCase):
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

    def test_a_virtual_trace_says_so_and_is_the_same_each_time(self):
        shown = []
        for path in (self.folder / "a.trace", self.folder / "b.trace"):
            self.assert_said(telar("run", "pool", "--seed", 3, "--trace", path), 0)
            shown.append(telar("show", path).stdout.decode())
        self.assertIn("kernel=virtual", shown[0].splitlines()[0])
        self.assertEqual(shown[0], shown[1])


for a_name in NAMES:
    add(Virtual, f"run {a_name} in virtual time", lambda self, name=a_name: self.check_virtual(name))
