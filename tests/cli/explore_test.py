"""The command line: all the schedules of a program, or many, and what is found among them."""
import json

from tests.cli.command import TestCase, telar


class Explore(TestCase):
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
                self.assertEqual(outcome["output"], again.stdout.decode())

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

    def test_exploring_says_the_same_with_any_number_of_jobs(self):
        def lasting(found):
            return {k: v for k, v in found.items() if k not in ("jobs", "seconds", "executions_per_second")}
        for asked in (["philosophers"], ["philosophers", "--max", "1000"], ["lost-update", "--bound", "1"],
                      ["lost-update", "--strategy", "random", "--max", "2000", "--seed", "5"]):
            one = self.explore(*asked, "--jobs", "1", code=1)
            self.assertEqual(lasting(one), lasting(self.explore(*asked, "--jobs", "3", code=1)))

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
        again = telar(*done.stdout.decode().splitlines()[-1].split()[1:])
        self.assertEqual(1, again.returncode)
