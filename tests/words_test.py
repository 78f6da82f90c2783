#!/usr/bin/env python3
"""What src/words promises to find out at build, tried on made-up mistakes; and that it has all the words there are."""
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from tests.sources import code, name_of, sources

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
COMPILER = ["clang++-19", "-std=c++20", "-stdlib=libc++", "-fexperimental-library", "-fsyntax-only", "-Wall", "-Werror",
            "-x", "c++", "-"]
# The words of a made-up program, in place of the real ones.
SPANISH = 'WORD(step_of, "paso {} de {}")\nWORD(run, "Ejecutar")\n'
ENGLISH = 'WORD(step_of, "step {} of {}")\nWORD(run, "Run")\n'
SAY = "std::string said() { return telar::say(telar::Language::en, telar::words::%s); }\n"


class Build(unittest.TestCase):
    def errors(self, spanish=SPANISH, english=ENGLISH, use=SAY % "step_of, 3, 10"):
        """What the compiler has against these words and this use of them."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("es.def", spanish), ("en.def", english)):
                words = Path(folder) / "words"
                words.mkdir(exist_ok=True)
                (words / name).write_text(text)
            for name in ("words.hpp", "words.cpp"):
                shutil.copy(SRC / "words" / name, words)
            return subprocess.run(COMPILER + [f"-I{folder}", f"-I{SRC}"], input='#include "words/words.cpp"\n' + use,
                                  text=True, capture_output=True).stderr

    def refused(self, because, **what):
        errors = self.errors(**what)
        self.assertIn("error:", errors)
        self.assertIn(because, errors)

    def test_words_that_agree_are_compiled(self):
        self.assertEqual("", self.errors())

    def test_a_name_that_english_lacks(self):
        self.refused("'run'", english=ENGLISH.replace("run", "go"))

    def test_a_name_that_spanish_lacks(self):
        self.refused("en.def has a name", english=ENGLISH + 'WORD(stop, "Stop")\n')

    def test_a_name_said_twice(self):
        self.refused("redefinition of 'run'", english=ENGLISH + 'WORD(run, "Go")\n')

    def test_a_language_that_leaves_more_open(self):
        self.refused("leave different things open", english=ENGLISH.replace("step {}", "step"))

    def test_an_argument_too_few_or_too_many(self):
        self.refused("no matching function", use=SAY % "step_of, 3")
        self.refused("no matching function", use=SAY % "run, 3")

    def test_an_argument_of_another_kind_than_one_language_says(self):
        self.refused("not a constant expression", english=ENGLISH.replace("of {}", "of {:.2f}"))


class Home(unittest.TestCase):
    """That the words are all there."""
    # One text in both languages, or a choice between two sentences by the language.
    BILINGUAL = re.compile(r'Text\s*\w*\s*\{\s*"|\b(?:Language::e[sn]|es)\s*\?\s*"[^"]*[^\W\d_]{3}|'
                           r'\bsay(?:_into)?\([^;]*?,\s*\{\s*"')
    SENTENCE = re.compile(r'"[^"\n]*[A-Za-z]{2,} [a-z]{2,}[^"\n]*"')
    # A program's own texts and what it prints; and the form of Text itself.
    ALLOWED = ("words/", "scenarios/", "base/language.hpp")

    def test_no_sentence_in_two_languages_stands_elsewhere(self):
        found = []
        for path in sorted(p for p in SRC.rglob("*") if p.suffix in (".hpp", ".cpp")):
            name = path.relative_to(SRC).as_posix()
            if not name.startswith(self.ALLOWED):
                found += [f"src/{name}: {match[0]}" for match in self.BILINGUAL.finditer(path.read_text())]
        self.assertEqual([], found)

    def test_no_sentence_stands_below_what_says_it(self):
        """These folders give codes with arguments. Whoever looks into the program itself reads its language."""
        folders = ("platform", "kernel", "explore", "program", "model", "ui")
        found = []
        for path in (p for p in sources() if p.relative_to(SRC).parts[0] in folders):
            text = code(path)
            for match in self.SENTENCE.finditer(text):
                before = "".join(text[:match.start()].splitlines(keepends=True)[-2:])
                if not re.search(r"\bstatic_assert\b|\bnodiscard\b|\bfprintf\(stderr,", before):
                    found.append(f"{name_of(path)}: {match[0]}")
        self.assertEqual([], found)

    def test_numbers_are_written_in_the_readers_language(self):
        # {:.2f} has a point in every language: number() of base/time_text.hpp knows the mark.
        formatted = [f"src/words/{path.name}: {text}" for path in sorted((SRC / "words").glob("*.def"))
                     for text in re.findall(r"\{\d*:[^}]*\}", path.read_text())]
        self.assertEqual([], formatted)


if __name__ == "__main__":
    unittest.main()
