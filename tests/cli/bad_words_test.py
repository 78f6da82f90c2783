"""The command line: words that mean nothing, each of which gets one line that says what would."""
from tests.cli.command import TestCase, add, telar

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
    (["--lang", "en", "frobnicate"], "'frobnicate'"),
    (["--lang", "en", "show"], "telar show"),
    (["--lang", "en", "list", "--lang", "es"], "'--lang'"),
    (["a\nb\x1b[31m"], "'a?b?[31m'"),
]


class BadWords(TestCase):
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

    def test_nothing_is_written_for_bad_words(self):
        trace = self.folder / "never.trace"
        self.assert_one_line(telar("run", "threads", "--n", 0, "--trace", trace), "'0'")
        self.assertFalse(trace.exists())


for index, (some_words, a_part) in enumerate(BAD):
    add(BadWords, f"bad words {index:02d}: {' '.join(some_words)[:40]}",
        lambda self, words=some_words, part=a_part: self.check_bad(words, part))
