"""The command line: traces that are shown, exported and compared, or refused."""
import json
import re
import resource
import subprocess

from tests.cli.command import HANGS, TestCase, is_native, telar, words


class Traces(TestCase):
    def traced(self, name="pool"):
        path = self.folder / f"{name}.trace"
        result = telar("run", name, "--n", 2, "--seconds", 0.05, "--trace", path)
        self.assert_said(result, 0)
        return path, result

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
        self.assertGreater(len(summary), 2)
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

    def test_a_file_that_may_not_grow_so_large_is_said_not_to_be_written(self):
        if not is_native():
            return  # Node says so in its own way
        path, _ = self.traced()
        out = self.folder / "out.json"
        result = subprocess.run(words("export", path, out), timeout=HANGS, capture_output=True,
                                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)))
        self.assert_one_line(result, "out.json")

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
