"""The command line: which language it speaks."""
from pathlib import Path

from tests.cli.command import TestCase, is_native, telar


class Language(TestCase):
    def test_the_language_is_the_environments_unless_told(self):
        for changes, arguments, english in [
                ({}, [], False), ({"LANG": "en_GB.UTF-8"}, [], True), ({"LANG": "es_ES.UTF-8"}, [], False),
                ({"LANG": "C"}, [], False), ({"LANG": "en_US", "LC_ALL": "es_ES"}, [], False),
                ({"LC_ALL": "", "LANG": "en"}, [], True), ({"LANG": "es_ES"}, ["--lang", "en"], True),
                ({"LANG": "en_US"}, ["--lang=es"], False)]:
            with self.subTest(changes=changes, arguments=arguments):
                text = telar("list", *arguments, **changes).stdout.decode()
                self.assertEqual(english, "Several threads" in text, text)

    def test_usage_is_said_in_the_language(self):
        for lang, said in (("es", "telar show TRAZA"), ("en", "telar show TRACE")):
            self.assert_one_line(telar("show", "--lang", lang), said)

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

    def test_without_a_display_the_window_says_so_in_the_language(self):
        if not is_native():
            return  # there it has no window
        for lang, said in (("es_ES.UTF-8", "no hay pantalla: "), ("en_GB.UTF-8", "there is no display: ")):
            asked = [{"SDL_VIDEODRIVER": "none-such"}]
            if not Path("/dev/dri").exists():  # which is a display without a server
                asked.append({"DISPLAY": "", "WAYLAND_DISPLAY": "", "XDG_RUNTIME_DIR": str(self.folder)})
            for changes in asked:
                result = telar(LC_ALL=lang, **changes)
                self.assertEqual((1, b""), (result.returncode, result.stdout))
                self.assertRegex(result.stderr.decode(), r"\Atelar: " + said + r"[^\n]+\n\Z")
