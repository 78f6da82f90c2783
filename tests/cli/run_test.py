"""The command line: programs that run on real threads and processes, what they print, and where it goes."""
import json
import os
import re
import resource
import signal
import subprocess

from tests.cli.command import CHAPTER, HANGS, TestCase, add, alive_in_session, is_native, start, telar, words

OUTCOME = {"es": {"finished": "terminado", "stopped": "detenido"}, "en": {"finished": "finished", "stopped": "stopped"}}
LANES = {  # with --n 3: processes, threads, tasks
    "threads": (1, 4, 0), "processes": (4, 4, 0), "pool": (3, 3, 0), "processes-threads": (3, 9, 0),
    "event-loop": (1, 1, 4), "async-await": (1, 1, 4), "queue": (1, 5, 0)}


def twice(n, who, first, second):
    return [f"{who} {i} {what}" for i in range(n) for what in (first, second)]


def expected_lines(name, lang, n=3):
    """What `run NAME --n N --seconds 0.05` prints, in no order."""
    es = lang == "es"
    nap = ("durmiendo 0.05 segundos", "despierto") if es else ("sleeping 0.05 seconds", "awake")
    if name in ("threads", "processes-threads"):
        return twice(n, "Hilo" if es else "Thread", *nap) * (2 if name == "processes-threads" else 1)
    if name in ("processes", "pool"):
        return twice(n, "Proceso" if es else "Process", *nap)
    if name in ("event-loop", "async-await"):
        return twice(n, "Corrutina" if es else "Coroutine", nap[0], "despierta" if es else "awake")
    return None


class Run(TestCase):
    def assert_prints(self, text, expected):
        """Every line was printed, though another one may have slipped in between it and its newline."""
        rest = text
        for line in sorted(expected, key=len, reverse=True):
            self.assertIn(line, rest, text)
            rest = rest.replace(line, "", 1)
        self.assertEqual("\n" * len(expected), rest, text)

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
            self.assertEqual(measurement, json.loads(ran.stdout)["w"])

    def test_with_few_files_to_open_a_run_with_processes_ends_and_says_what_it_lacks(self):
        if not is_native():
            return  # Node opens more than these to begin with
        for files in range(4, 8):
            def limit(files=files):
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
            ran = subprocess.run(words("run", "processes", "--n", 2, "--seconds", 0), timeout=HANGS,
                                 capture_output=True, preexec_fn=limit)
            error = ran.stderr.decode()
            self.assertNotIn("check failed", error)
            if ran.returncode != 127:  # not even the libraries
                self.assertIn(ran.returncode, (0, 1), error)
                self.assertTrue("terminado" in error or "Too many open files" in error, error)

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
        if not is_native():
            return  # it opens its own streams
        # The number of the closed stream must not be given to a pipe of Telar's own.
        for asked in (("run", "event-loop", "--n", 1000, "--seconds", 0), ("list",)):
            process = subprocess.Popen(words(*asked), stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
            error = process.communicate(timeout=HANGS)[1].decode()
            self.assertEqual(141, process.returncode, error)

    def test_what_runs_with_standard_input_closed_prints_what_it_always_prints(self):
        if not is_native():
            return  # it opens its own streams
        # The number of the closed stream must not be given to anything by which processes are started.
        for name, n in (("processes", 3), ("pool", 2)):
            asked = words("run", name, "--n", n, "--seconds", 0.05, "--lang", "es")
            result = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, timeout=HANGS,
                                    preexec_fn=lambda: os.close(0))
            self.assert_said(result, 0)
            self.assert_prints(result.stdout.decode(), expected_lines(name, "es", n))
            self.assertEqual(OUTCOME["es"]["finished"], result.stderr.decode().splitlines()[0])


for a_name in CHAPTER:
    for a_lang in ("es", "en"):
        add(Run, f"run {a_name} in {a_lang}", lambda self, name=a_name, lang=a_lang: self.check_run(name, lang))
    add(Run, f"run {a_name} as json", lambda self, name=a_name: self.check_json(name))
