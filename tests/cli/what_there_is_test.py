"""The command line: what it says of itself and of its programs."""
import json
import re

from tests.cli.command import CHAPTER, NAMES, ROOT, TestCase, telar


class WhatThereIs(TestCase):
    def test_help_in_both_languages(self):
        for arguments in (["--help"], ["-h"], ["help"], ["run", "--help"]):
            self.assertIn("Ejemplo: telar run pool", telar(*arguments).stdout.decode())
        result = telar("--help", "--lang", "en")
        self.assert_said(result, 0)
        self.assertIn("Example: telar run pool", result.stdout.decode())
        self.assertEqual(b"", result.stderr)

    def test_version(self):
        self.assertRegex(telar("--version").stdout.decode(), r"\Atelar \d+\.\d+\.\d+\n\Z")

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
