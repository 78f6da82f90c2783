#!/usr/bin/env python3
"""The form of the sources: formatting, columns, long files and functions, circles, mirrors, dead names, lists of
programs, tests that expect nothing.

Each list of exceptions below may only shrink: what is in it and no longer true fails as well.
"""
import collections
import re
import subprocess
import unittest
from pathlib import Path

from tests.sources import INCLUDE, ROOT, SRC, blocks_of, code, code_of, committed_files, declarations_of, is_cpp
from tests.sources import name_of, sources, without, words_of

# How wide a line may be, by the ending of the file's name; scripts without one are the tools. Not C++'s raw strings,
# which are texts with a form of their own.
COLUMNS = {".hpp": 100, ".cpp": 100, ".h": 100, ".c": 100, "": 120, ".py": 120, ".cmake": 120, ".txt": 120,
           ".mjs": 120, ".js": 120, ".def": 120, ".html": 120, ".md": 120}
NOT_WRITTEN_HERE = ("tests/golden/",)

FILE_LINES_MAX = 400
LONG_FILES = {
    "src/ui/timeline/panel.cpp": "the timeline's panel, all of whose parts share its view",
    "src/ui/timeline/rows.cpp": "the rows' drawing, one function a kind of thing in them",
}

FUNCTION_LINES_MAX = 70
LONG_FUNCTIONS = {
    "draw_icon": "one case an icon",
}

# Folders whose files each have a test of their own, in tests/ by the same name.
MIRRORED = ("kernel/", "runtime/", "explore/")
WITHOUT_MIRROR = {
    "explore/search": "an interface: each search has its test",
    "explore/pct_search": "seeded_search_test tries every search at random",
    "explore/random_search": "seeded_search_test tries every search at random",
}
TESTS_OF_SEVERAL = {
    "runtime/ending": "how a run ends, whatever its strands wait in",
    "runtime/third_kernel": "that the runtime needs no more than kernel/kernel.hpp",
}

# What nobody names and is there all the same.
UNUSED_NAMES = {}

# What only tests name.
NAMED_BY_TESTS_ONLY = {
    **{name: "Python has it, and no program of the library happens to use it" for name in (
        "get_nowait", "put_nowait", "task_done", "is_set", "locked", "n_waiting", "successful")},
    **{name: "the contract of what will take the page's commands as JSON" for name in ("read_command", "command_json")},
    "followed": "how far a schedule was obeyed, which nothing else shows",
    "timer_count": "that timers are not kept for ever, which only memory would show",
    "quit_window": "the demo closes its window, the product leaves that to the person",
    "EndSignal::terminate": "the kernel gives the number of Python's terminate()",
    "ProcessState::absent": "what shared memory holds before there is a process",
    **{f"ParameterRole::{name}": "scenario.toml says it" for name in ("count", "work")},
    "kProcessStatusBytes": "the room that a caller of start_process gives, and the segment's records have more",
}

# What the language calls, without its name in the sources.
CALLED_BY_THE_LANGUAGE = {
    "main", "begin", "end", "get_return_object", "initial_suspend", "final_suspend", "unhandled_exception",
    "return_value", "return_void", "yield_value", "await_transform", "await_ready", "await_suspend", "await_resume",
}

# Who names all programs, besides README.md for its readers.
LISTS_OF_PROGRAMS = {"cmake/resources.cmake"}
# Programs whose names are no ordinary words. A file that has most of them is a list of programs.
PROGRAMS = ["lost-update", "check-then-act", "lost-wakeup", "bounded-buffer", "readers-writers", "blocking-the-loop",
            "cancelled-task", "garbled-print", "async-await"]


def wide_lines(text, limit, raw_strings=True):
    """(line, columns) of the lines that are too wide and could be wrapped.

    Raw strings, where there are any, are as wide as they are; the row of a table in Markdown is one line, and an
    address is one word.
    """
    def can_wrap(line):
        is_row = re.match(r"\s*\|.*\|$", line)
        return not is_row and len(re.sub(r"\bhttps?://\S+", "", line)) > limit
    lines = zip(text.split("\n"), (without(text, "raw") if raw_strings else text).split("\n"))
    return [(number, len(line)) for number, (line, rest) in enumerate(lines, 1)
            if len(line) > limit and line == rest and can_wrap(line)]


def long_functions(words, limit=FUNCTION_LINES_MAX):
    """(name, lines) of the functions that are too long."""
    lengths = [(block.name, words.count("\n", block.begin, block.close) + 1)
               for block in blocks_of(words) if block.kind == "function"]
    return [(name, lines) for name, lines in lengths if lines > limit]


def circles(uses):
    """The circles of a graph, given as {node: nodes}: sets of nodes that can all be reached from one another."""
    def reached(start):
        seen, left = set(), [start]
        while left:
            new = set(uses.get(left.pop(), ())) - seen
            seen |= new
            left += new
        return seen
    reach = {node: reached(node) for node in uses}
    return sorted({tuple(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in reach if a in reach[a]})


def defined_names(definitions):
    """What a .def defines by macros: (Kind, name) for TELAR_KIND(name, ...), (None, name) for others."""
    for macro, name in re.findall(r"^([A-Z]\w*)\((\w+)[,)]", definitions, re.M):
        yield macro[len("TELAR_"):].title().replace("_", "") if macro.startswith("TELAR_") else None, name


def unused_enumerators(texts, definitions=(), words="words"):
    """`Enum::name` of the enumerators that are in no other place of these texts, as words_of leaves them.

    And what `definitions`, the texts of .def files, define by macros: enumerators, and others in the namespace `words`.
    """
    qualified = {pair for text in texts for pair in re.findall(r"\b(\w+)::(?=(\w+))", text)}
    aliases = collections.defaultdict(set)
    bare = collections.defaultdict(str)  # what may name an enum's values without the enum's name
    for text in texts:
        for alias, kind in re.findall(r"\busing (\w+) = (?:\w+::)*(\w+);", text):
            aliases[kind].add(alias)
        for kind in re.findall(r"\busing enum (?:\w+::)*(\w+)", text):
            bare[kind] += text
    unused = []
    for text in texts:
        for enum in (block for block in blocks_of(text) if block.kind == "enum"):
            kind, inside = enum.name.split("::")[-1], text[enum.open + 1:enum.close]
            is_scoped = re.match(r"enum (?:class|struct)\b", enum.head)
            without_it = (bare[kind] if is_scoped else "".join(texts)).replace(inside, "")
            for name in re.findall(r"(?:^|,)\s*(\w+)", re.sub(r"\([^()]*\)", "", inside)):
                is_used = any((a, name) in qualified for a in {kind} | aliases[kind])
                if not is_used and not re.search(rf"\b{name}\b", without_it):
                    unused.append(f"{kind}::{name}")
    bare[words] = "".join(text for text in texts if re.search(rf"\busing namespace {words};", text))
    for kind, name in (defined for text in definitions for defined in defined_names(text)):
        kind = kind or words
        if (kind, name) not in qualified and not re.search(rf"\b{name}\b", bare[kind]):
            unused.append(f"{kind}::{name}")
    return sorted(set(unused))


def unused_declarations(headers, others, not_cpp=(), called=CALLED_BY_THE_LANGUAGE):
    """Functions, members and constants that headers declare, and that no text names but to declare or define them.

    A member function is named where it is called or qualified: a variable of its name is something else.
    """
    named, as_member, declared = collections.Counter(), collections.Counter(), collections.Counter()
    wanted, members = set(), set()
    for text in [*headers, *others, *not_cpp]:
        named.update(re.findall(r"\b[A-Za-z_]\w*", text))
        as_member.update(re.findall(r"(?<=::|\W&)[A-Za-z_]\w*|\b[A-Za-z_]\w*(?=\s*[(<])", text))
    free = set()
    for text in [*headers, *others]:
        for declaration in declarations_of(text):
            declared[declaration.name] += 1
            (members if declaration.is_member else free).add(declaration.name)
            if any(text is header for header in headers) and not declaration.overrides:
                wanted.add(declaration.name)
    unused = {name for name in wanted - called
              if (as_member if name in members - free else named)[name] <= declared[name]}
    # Of the rest only the names that are surely ours: members_ and kConstants.
    for text in headers:
        unused |= {name for name in re.findall(r"\b(?:[a-z]\w*_|k[A-Z]\w*)\b", text) if named[name] == 1}
    return sorted(unused)


def tests_without_expectation(words):
    """The tests in this text (as words_of leaves it) that could fail only by a crash or a hang.

    They neither expect anything themselves nor call a function whose name says that it does.
    """
    expects = re.compile(r"\b(?:EXPECT|ASSERT|expect)_\w+|\bADD_FAILURE\b|\bFAIL\b")
    return [block.name for block in blocks_of(words) if block.name.startswith("TEST") and "DISABLED_" not in block.name
            and not expects.search(words, block.open, block.close)]


def programs_named(text):
    """How many of the programs this text names: lost-update, lost_update, kLostUpdate."""
    spellings = lambda name: (name, name.replace("-", "_"), "k" + name.title().replace("-", ""))
    return sum(any(re.search(rf"\b{spelling}\b", text) for spelling in spellings(name)) for name in PROGRAMS)


def units_without_mirror(files, tests):
    """Of `files`, {path: text}: those with something to test, by the path without its ending, that have none.

    `tests`, {path: text}, are the tests. A .cpp has something to test, and so has a header in which a function does
    more than to give a member. A test of it is at its place and includes its header, if it has one.
    """
    def does_something(path):
        words = words_of(files[path])
        return path.endswith(".cpp") or any(
            block.kind == "function" and not re.fullmatch(r"\s*(?:return \w+_;\s*)?", words[block.open + 1:block.close])
            for block in blocks_of(words))
    def is_mirrored(unit):
        test = tests.get(f"{unit}_test.cpp")
        return test is not None and (f"{unit}.hpp" not in files or f"{unit}.hpp" in INCLUDE.findall(code_of(test)))
    units = {path.rsplit(".", 1)[0] for path in files if does_something(path)}
    return sorted(unit for unit in units if not is_mirrored(unit))


def tests_of_no_unit(files, tests):
    """Of `tests`, by the path without _test.cpp: those that are no mirror of one of `files`."""
    units = {path.rsplit(".", 1)[0] for path in files}
    return sorted({path.removesuffix("_test.cpp") for path in tests if path.endswith("_test.cpp")} - units)


class Tidy(unittest.TestCase):
    def check(self, violations):
        self.assertEqual([], violations, "\n" + "\n".join(violations))

    def check_exceptions(self, found, allowed, what):
        """What is found is allowed, and what is allowed is found."""
        self.check([f"{name}: {what}" for name in sorted(set(found) - set(allowed))]
                   + [f"{name}: no longer {what}, take it from the list" for name in sorted(set(allowed) - set(found))])

    def test_cpp_is_as_clang_format_writes_it(self):
        files = [file for file in committed_files() if is_cpp(file)]
        done = subprocess.run(["clang-format-19", "--dry-run", "-Werror", "--style=file", *files], cwd=ROOT,
                              capture_output=True, text=True)
        wrong = sorted(set(re.findall(rf"^{re.escape(str(ROOT))}/([^:]+):\d+:\d+: error", done.stderr, re.M)))
        self.assertEqual((0, []), (done.returncode, wrong), f"mend with: clang-format-19 -i {' '.join(wrong)}")

    def test_lines_are_not_too_wide(self):
        files = [file for file in committed_files()
                 if file.suffix in COLUMNS and not name_of(file).startswith(NOT_WRITTEN_HERE)]
        self.check([f"{name_of(file)}:{line}: {columns} columns" for file in files
                    for line, columns in wide_lines(file.read_text(), COLUMNS[file.suffix], is_cpp(file))])

    def test_files_are_not_too_long(self):
        lengths = {name_of(path): path.read_text().count("\n") for path in sources("src", "tests", "cmake")}
        found = {name: lines for name, lines in lengths.items() if lines > FILE_LINES_MAX}
        self.check([f"{name}: {lines} lines" for name, lines in found.items() if name not in LONG_FILES])
        self.check_exceptions(found, LONG_FILES, "long")

    def test_functions_are_not_too_long(self):
        found = {name: f"{name_of(path)}: {name} has {lines} lines" for path in sources("src", "tests", "cmake")
                 for name, lines in long_functions(words_of(path.read_text()))}
        self.check([found[name] for name in found if name not in LONG_FUNCTIONS])
        self.check_exceptions(found, LONG_FUNCTIONS, "long")

    def test_no_files_include_one_another_in_a_circle(self):
        uses = collections.defaultdict(set)
        for path in sources():
            unit = path.relative_to(SRC).with_suffix("").as_posix()
            uses[unit] |= {Path(used).with_suffix("").as_posix() for used in INCLUDE.findall(code(path))} - {unit}
        self.check([f"a circle: {', '.join(circle)}" for circle in circles(uses)])

    def test_tests_mirror_sources(self):
        files, tests = ({path.relative_to(ROOT / folder).as_posix(): path.read_text() for path in sources(folder)}
                        for folder in ("src", "tests"))
        files, tests = ({path: text for path, text in some.items() if path.startswith(MIRRORED)}
                        for some in (files, tests))
        self.check_exceptions(units_without_mirror(files, tests), WITHOUT_MIRROR, "without a test of its own")
        self.check_exceptions(tests_of_no_unit(files, tests), TESTS_OF_SEVERAL, "a test of no one file")

    def test_every_name_is_used(self):
        texts = {path: words_of(path.read_text()) for path in sources("src", "tests", "cmake")}
        definitions = [words_of(path.read_text()) for path in SRC.rglob("*.def")]
        in_tests = [text for path, text in texts.items() if ROOT / "tests" in path.parents]
        headers = [text for path, text in texts.items() if SRC in path.parents and path.suffix == ".hpp"]
        others = [text for path, text in texts.items() if not any(text is header for header in headers)]
        # What C++ exports to JavaScript is there with an underscore before its name; tools write C++.
        not_cpp = [re.sub(r"\b_(?=\w)", "", path.read_text()) for path in committed_files()
                   if path.suffix in (".mjs", ".js", ".cmake") and not name_of(path).startswith("tests/")
                   or name_of(path).startswith("tools/")]
        found = unused_declarations(headers, others, not_cpp) + unused_enumerators(list(texts.values()), definitions)
        self.check_exceptions(found, UNUSED_NAMES, "unused")
        not_in_tests = [text for text in texts.values() if not any(text is other for other in in_tests)]
        by_product = unused_declarations(headers, [text for text in others if text in not_in_tests], not_cpp) \
            + unused_enumerators(not_in_tests, definitions)
        self.check_exceptions(set(by_product) - set(found), NAMED_BY_TESTS_ONLY, "named by tests only")

    def test_every_test_expects_something(self):
        self.check([f"{name_of(path)}: {name}" for path in sources("tests")
                    for name in tests_without_expectation(words_of(path.read_text()))])

    def test_comments_begin_with_their_subject(self):
        riddle = re.compile(r"// (?:Who|Whoever|Nobody|Somebody) .*")
        self.check([f"{name_of(path)}: {comment}" for path in sources()
                    for comment in riddle.findall(path.read_text())])

    def test_a_program_is_named_in_one_list(self):
        files = [file for file in committed_files() if re.match(r"src/|cmake/|tools/|web/|CMakeLists", name_of(file))]
        found = [name_of(file) for file in files if programs_named(file.read_text()) > len(PROGRAMS) / 2]
        self.check_exceptions(found, LISTS_OF_PROGRAMS, "a list of programs")


class TheChecksThemselves(unittest.TestCase):
    """Each check finds what it is there to find, and nothing else."""

    def test_comments_and_strings_are_told_from_code(self):
        text = 'int a = 1\'000; // "x"\nauto b = R"(// {)"; char c = \'"\'; auto d = "}//"; /* } */ int e;'
        self.assertEqual(["int", "a", "1", "000", "auto", "b", "char", "c", "auto", "d", "int", "e"],
                         re.findall(r"\w+", words_of(text)))
        self.assertEqual(len(text), len(words_of(text)))

    def test_a_wide_line_is_found_but_not_in_a_raw_string(self):
        self.assertEqual([(2, 11)], wide_lines("0123456789\n01234567890\n", 10))
        self.assertEqual([(1, 11)], wide_lines("áéíóúáéíóúá", 10, raw_strings=False))
        self.assertEqual([], wide_lines('R"(\n01234567890\n)"', 10))
        self.assertEqual([], wide_lines("| 0 | 12345678 |\nhttp://a.b/cdefg", 10, raw_strings=False))
        self.assertEqual([(1, 24)], wide_lines("and more http://a.b then", 10))
        self.assertEqual([(1, 12)], wide_lines("if (a || b) ", 10))

    def test_a_long_function_is_found_wherever_it_stands(self):
        body = "{\n  if (a) {\n    f([] { g(); });\n  }\n}\n"
        for before, head, after in [
                ("", "void f() ", ""), ("", "C::f() : a(1), b(2) ", ""), ("", "TEST(A, f) ", ""),
                ("", "template <class T>\n  requires(sizeof(T) > 1)\nvoid C<T>::f() const ", ""),
                ("namespace n {\nclass C {\n public:\n  ", "int f() override ", "};\n}")]:
            text, lines = before + head + body + after, 5 + head.count("\n")
            self.assertEqual([lines], [found for _, found in long_functions(text, 4)], head)
            self.assertEqual([], long_functions(text, lines), head)
        for text in ("namespace n " + body, "struct S : T<int> {\n int a;\n int b;\n int c;\n};",
                     "int a[] = {\n1,\n2,\n3,\n};", "template <class T>\n  requires(A<T>)\nclass C {\n\n\n\n};"):
            self.assertEqual([], long_functions(text, 4), text)
        self.assertEqual("C<T>::f", long_functions("int C<T>::f(int (*g)(int)) {\n}", 1)[0][0])

    def test_a_circle_is_found(self):
        self.assertEqual([("a", "b", "c")], circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": ["e"], "e": []}))
        self.assertEqual([("a", "b"), ("c", "d")], circles({"a": "b", "b": "ac", "c": "d", "d": "c"}))
        self.assertEqual([], circles({"a": ["b", "c"], "b": ["c"], "c": []}))

    def test_what_has_no_mirror_is_found(self):
        plain = "struct S {\n  int a = 0;\n  explicit S(int b) : a(b) {}\n  virtual void f() {}\n" \
            "  int g() const { return g_; }\n};"
        files = {"k/a.hpp": plain, "k/b.hpp": plain, "k/b.cpp": "", "k/c.hpp": "int f() { return 1; }",
                 "k/d.cpp": "", "k/v/e.hpp": plain.replace("g_", "g_ + 1")}
        self.assertEqual(["k/b", "k/c", "k/d", "k/v/e"], units_without_mirror(files, {}))
        tests = {"k/b_test.cpp": '#include "k/b.hpp"', "k/c_test.cpp": '// "k/c.hpp"\n#include "k/b.hpp"',
                 "k/d_test.cpp": "", "k/e_test.cpp": '#include "k/v/e.hpp"', "k/help.hpp": ""}
        self.assertEqual(["k/c", "k/v/e"], units_without_mirror(files, tests))
        self.assertEqual(["k/e"], tests_of_no_unit(files, tests))
        self.assertEqual([], tests_of_no_unit(files, {"k/a_test.cpp": "", "k/v/e_test.cpp": ""}))

    def test_an_unused_enumerator_is_found(self):
        declared = "enum class Kind : int { one, two = 2, three };"
        self.assertEqual(["Kind::two"], unused_enumerators([declared, "f(Kind::one); n::Kind::three; two();"]))
        self.assertEqual([], unused_enumerators([declared, "using enum Kind; f(one, two, three);"]))
        self.assertEqual(["Kind::three"], unused_enumerators([declared, "using K = n::Kind; K::one, K::two;"]))
        defined = "TELAR_BIG_KIND(one, 1)\nTELAR_BIG_KIND(two, 2)\nWORD(said, )\nWORD(unsaid, )\n"
        self.assertEqual(["BigKind::two", "words::unsaid"],
                         unused_enumerators(["BigKind::one; say(words::said); int unsaid;"], [defined]))
        self.assertEqual(["words::unsaid"], unused_enumerators(
            ["using namespace words; BigKind::one; BigKind::two; say(said);"], [defined]))

    def test_an_unused_declaration_is_found(self):
        header = """
            namespace n {
            int used(int a);
            int dead(int a);
            class C : public B {
             public:
              C();
              void f() const;
              int g() const { return member_; }
              void h() override;

             private:
              int member_ = 0;
              int idle_;
            };
            constexpr int kUsed = 1, kDead = 2;
            }"""
        source = """
            int used(int a) { return kUsed; }
            int n::dead(int a) { return used(a); }
            void C::f() const {}
            void t() { C().g(); }"""
        self.assertEqual(["dead", "f", "idle_", "kDead"], unused_declarations([header], [source]))
        self.assertEqual(["idle_", "kDead"], unused_declarations([header], [source, "auto x = dead(1); c->f();"]))
        self.assertIn("f", unused_declarations([header], [source, "int f = 1; g(f); dead(1);"]))
        self.assertNotIn("f", unused_declarations([header], [source, "sort(all, &C::f);"]))

    def test_a_test_that_expects_nothing_is_found(self):
        tests = "TEST(A, a) { expect_two(2); }\nTEST(A, b) { run(); }\nTEST(A, c) { ASSERT_TRUE(d); }\n"
        self.assertEqual(["TEST(A, b)"], tests_without_expectation(tests))

    def test_a_list_of_programs_is_found(self):
        self.assertEqual(3, programs_named("lost_update.cpp &kCheckThenAct, 'garbled-print'"))
        self.assertEqual(0, programs_named("the update was lost; check, then act"))

    def test_an_exception_that_is_none_fails(self):
        self.check_raises(["a"], {"a": "", "b": ""})
        self.check_raises(["a", "b"], {"a": ""})
        Tidy().check_exceptions(["a"], {"a": ""}, "long")

    def check_raises(self, found, allowed):
        with self.assertRaises(AssertionError):
            Tidy().check_exceptions(found, allowed, "long")


if __name__ == "__main__":
    unittest.main()
