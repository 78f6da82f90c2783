#!/usr/bin/env python3
"""The tools that people and the build rely on: the server, embedding, the programs' folders, the set-up's check."""
import gzip
import http.client
import importlib.machinery
import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "tools"
HANGS = 120  # seconds that only a hang ever takes
FILES = {
    "index.html": b"<!doctype html><title>x</title>" + b" " * 2000,
    "page.mjs": b"export default 1;\n" * 200,
    "page.wasm": b"\0asm" + bytes(5000),
    "style.css": b"a{}" * 300,
    "LICENSE": b"free\n",
    "THIRD_PARTY_NOTICES": "año\n".encode(),
    "small.js": b"1",
}


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        folder = Path(cls.temporary.name)
        cls.folder = folder / "site"
        cls.folder.mkdir()
        (folder / "secret").write_text("secret")
        for name, data in FILES.items():
            (cls.folder / name).write_bytes(data)
        (cls.folder / "page.wasm.br").write_bytes(b"brotli, as the site tool left it")
        cls.port, cls.process, cls.first_lines = cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.process.kill()
        cls.process.communicate()
        cls.temporary.cleanup()

    @classmethod
    def start(cls, port=8000):
        process = subprocess.Popen([sys.executable, TOOLS / "serve", cls.folder, "--port", str(port)],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        lines = []
        for line in process.stdout:
            lines.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                return int(found[1]), process, lines
        raise AssertionError("the server did not start: " + "".join(lines) + process.stderr.read())

    def get(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def test_every_answer_isolates_the_page_and_lets_others_embed_it(self):
        for path in ("/", "/page.mjs", "/page.wasm", "/nothing"):
            response, _ = self.get(path)
            self.assertEqual("same-origin", response.headers["Cross-Origin-Opener-Policy"])
            self.assertEqual("require-corp", response.headers["Cross-Origin-Embedder-Policy"])
            self.assertEqual("cross-origin", response.headers["Cross-Origin-Resource-Policy"])
            self.assertEqual("no-cache", response.headers["Cache-Control"])

    def test_types_are_those_that_browsers_insist_on(self):
        for name, expected in {"": "text/html", "page.mjs": "text/javascript", "small.js": "text/javascript",
                               "page.wasm": "application/wasm", "style.css": "text/css", "LICENSE": "text/plain",
                               "THIRD_PARTY_NOTICES": "text/plain"}.items():
            response, _ = self.get("/" + name)
            self.assertEqual(200, response.status)
            self.assertEqual(expected, response.headers["Content-Type"].split(";")[0], name)

    def test_it_compresses_only_for_those_who_accept_it(self):
        response, body = self.get("/page.mjs")
        self.assertIsNone(response.headers["Content-Encoding"])
        self.assertEqual(FILES["page.mjs"], body)
        response, body = self.get("/page.mjs", Accept_Encoding="gzip, deflate")
        self.assertEqual("gzip", response.headers["Content-Encoding"])
        self.assertEqual(FILES["page.mjs"], gzip.decompress(body))
        response, body = self.get("/page.mjs", Accept_Encoding="gzip;q=0")
        self.assertIsNone(response.headers["Content-Encoding"])

    def test_what_was_compressed_beforehand_is_preferred(self):
        response, body = self.get("/page.wasm", Accept_Encoding="gzip, deflate, br")
        self.assertEqual("br", response.headers["Content-Encoding"])
        self.assertEqual(b"brotli, as the site tool left it", body)
        self.assertEqual("application/wasm", response.headers["Content-Type"])

    def test_an_unchanged_file_is_not_sent_again(self):
        response, _ = self.get("/page.mjs")
        again, body = self.get("/page.mjs", If_None_Match=response.headers["ETag"])
        self.assertEqual((304, b""), (again.status, body))
        self.assertEqual("require-corp", again.headers["Cross-Origin-Embedder-Policy"])
        compressed, _ = self.get("/page.mjs", Accept_Encoding="gzip")
        self.assertNotEqual(response.headers["ETag"], compressed.headers["ETag"])

    def test_head_sends_no_body(self):
        response, body = self.get("/page.mjs", method="HEAD")
        self.assertEqual((200, b""), (response.status, body))
        self.assertEqual(str(len(FILES["page.mjs"])), response.headers["Content-Length"])

    def test_a_query_does_not_matter(self):
        response, body = self.get("/?scenario=pool&n=10")
        self.assertEqual((200, FILES["index.html"]), (response.status, body))

    def test_nothing_outside_the_folder_is_served(self):
        for path in ("/../secret", "/%2e%2e/secret", "/..%2fsecret", "//../secret", "/%00", "/nothing"):
            self.assertEqual(404, self.get(path)[0].status, path)

    def test_a_taken_port_is_said_and_the_next_one_used(self):
        port, process, lines = self.start(self.port)
        try:
            self.assertGreater(port, self.port)
            self.assertIn(f"port {self.port} is taken", lines[0])
        finally:
            process.kill()
            process.communicate()

    def test_it_listens_on_this_machine_only(self):
        listening = "0A"  # in Linux's tables of sockets: number, local address:port, remote, state, all in hexadecimal
        rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        addresses = [row[1].split(":") for row in rows if row[3] == listening]
        addresses = {address for address, port in addresses if int(port, 16) == self.port}
        self.assertEqual({f"{int.from_bytes(socket.inet_aton('127.0.0.1'), sys.byteorder):08X}"}, addresses)

    def test_control_c_ends_it_quietly(self):
        # Who starts the tests in the background may have told them to ignore it.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before)
        _, process, _ = self.start(self.port + 1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=HANGS)
        self.assertEqual((0, ""), (process.returncode, errors))

    def test_a_missing_folder_is_a_clear_error(self):
        done = subprocess.run([sys.executable, TOOLS / "serve", self.folder / "none"], capture_output=True, text=True)
        self.assertEqual(1, done.returncode)
        self.assertIn("make site", done.stderr)


class Generators(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)

    def tearDown(self):
        self.temporary.cleanup()

    def test_embedded_files_have_the_bytes_of_the_files(self):
        (self.folder / "a.bin").write_bytes(bytes(range(256)))
        subprocess.run([sys.executable, TOOLS / "embed", "--namespace", "n", self.folder / "out",
                        f"kA={self.folder / 'a.bin'}"], check=True)
        text = (self.folder / "out.cpp").read_text()
        numbers = re.search(r"kA\[\] = \{(.*?)\}", text, re.S)[1]
        self.assertEqual(list(range(256)), [int(n) for n in numbers.split(",")])
        self.assertIn("kASize = 256;", text)


    def test_the_fonts_have_every_character_of_the_texts(self):
        subprocess.run([TOOLS / "fonts", self.folder], check=True)
        kinds = (".hpp", ".cpp", ".def", ".py", ".md", ".toml")
        texts = [p.read_text() for p in (ROOT / "src").rglob("*") if p.suffix in kinds and p.name != "README.md"]
        used = set("".join(texts))
        for font in ("sans.font", "sans-bold.font", "mono.font"):
            ranges = subprocess.run(["fc-query", "--format", "%{charset}", self.folder / font], capture_output=True,
                                    text=True, check=True).stdout.split()
            bounds = [[int(end, 16) for end in (r.split("-") * 2)[:2]] for r in ranges]
            missing = {c for c in used if c != "\n" and not any(low <= ord(c) <= high for low, high in bounds)}
            self.assertEqual(set(), missing, font)


class Scenarios(unittest.TestCase):
    """tools/scenarios: a program of the library from its folder."""

    FILES = {
        "scenario.toml": """
            group = "problems"
            starts_processes = true
            [[parameters]]
            name = "n"
            kind = "integer"
            role = "count"
            default = 2
            min = 1
            max = 5
            [[parameters]]
            name = "order"
            kind = "choice"
            choices = ["same", "one-left"]
            default = "one-left"
            """,
        "two_words.cpp": "int x;\n  // listing begin\n  int f() {\n    return 1;\n  }\n  // listing end\nint y;\n",
        "two_words.py": "print('año')\n",
        "es.md": "# Dos \"palabras\"\n\nUna\nfrase.\n\n## Qué mirar\n\nEsto.\n\n## Qué enseña\n\nUno,\nentero.\n\nDos."
                 "\n\n## Parámetros\n\n- `n`: Cuántos\n- `order`: Orden — si es\n  el mismo\n",
        "en.md": "# Two words\n\nOne sentence.\n\n## What to watch\n\nThis.\n\n## What it teaches\n\nOne.\n\nTwo.\n\n"
                 "## Parameters\n\n- `n`: How many\n- `order`: Order — whether it is the same\n",
    }

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name) / "two_words"
        self.output = Path(self.temporary.name) / "out.cpp"
        self.folder.mkdir()
        for name, text in self.FILES.items():
            (self.folder / name).write_text(text)

    def tearDown(self):
        self.temporary.cleanup()

    def make(self):
        return subprocess.run([sys.executable, TOOLS / "scenarios", self.output, self.folder], capture_output=True,
                              text=True)

    def test_a_folder_becomes_a_program(self):
        self.assertEqual((0, ""), ((made := self.make()).returncode, made.stderr))
        text = self.output.read_text()
        for part in ("extern const CompiledMain kTwoWords;", '.name = "two-words"', '.group = "problems"',
                     '.title = {"Dos \\"palabras\\"", "Two words"}', '.summary = {"Una frase.", "One sentence."}',
                     '.teaches = {"Uno, entero.\\nDos.", "One.\\nTwo."}', ".starts_processes = true",
                     ".role = ParameterRole::count", '.label = {"Cuántos", "How many"}', ".maximum = 5",
                     '.help = {"si es el mismo", "whether it is the same"}', ".default_value = 1",
                     '.choices = {"same", "one-left"}',
                     'R"listing(int f() {\n  return 1;\n}\n)listing", .first_line = 3',
                     "R\"listing(print('año')\n)listing\", .first_line = 1"):
            self.assertIn(part, text)
        self.assertNotIn("int x", text)

    def test_whatever_is_wrong_is_said_in_one_line_and_nothing_is_written(self):
        for file, old, new, said in [
                ("scenario.toml", 'group = "problems"\n', "", "'group' is missing"),
                ("scenario.toml", "starts_processes", "start_processes", "unknown key 'start_processes'"),
                ("scenario.toml", "max = 5", "max = 1", "the default 2 is not from 1 to 1"),
                ("scenario.toml", "max = 5", "max = 5.5", "'max' is no int"),
                ("scenario.toml", "max = 5", "", "'max' is missing"),
                ("scenario.toml", "max = 5", "max = ", "Invalid value"),
                ("scenario.toml", '"count"', '"counts"', "the role is one of none, count"),
                ("scenario.toml", '"integer"', '"whole"', "the kind is one of integer, real, choice"),
                ("scenario.toml", '"order"', '"n"', "two parameters have the name 'n'"),
                ("scenario.toml", 'default = "one-left"', 'default = "left"', "'left' is none of its choices"),
                ("scenario.toml", ', "one-left"]', "]", "a choice has from 2 to 4 different words"),
                ("es.md", "# Dos", "Dos", "the first line is '# ' and the title"),
                ("es.md", "## Qué enseña", "## Enseña", "'## Qué enseña' is expected here"),
                ("es.md", "Esto.", "", "the watch is missing"),
                ("es.md", "Una\nfrase.", "Una.\n\nFrase.", "the summary is one paragraph"),
                ("es.md", "\n\nDos.", "", "es.md and en.md teach in different numbers of paragraphs"),
                ("es.md", "- `n`: Cuántos\n", "", "the parameters are n, order, in this order, not order"),
                ("es.md", " — si es\n  el mismo", "", "only one of es.md and en.md has a help for 'order'"),
                ("en.md", "- `n`:", "- n:", "a parameter is '- `name`: label'"),
                ("two_words.cpp", "// listing end", "", "there is one '// listing begin'")]:
            with self.subTest(file=file, new=new):
                good = self.FILES[file]
                self.assertIn(old, good)
                (self.folder / file).write_text(good.replace(old, new, 1))
                made = self.make()
                self.assertEqual(1, made.returncode, made.stderr)
                self.assertEqual(1, made.stderr.count("\n"), made.stderr)
                self.assertIn(said, made.stderr)
                self.assertIn("two_words", made.stderr)
                self.assertFalse(self.output.exists())
                (self.folder / file).write_text(good)

    def test_a_file_that_lacks_or_that_nothing_reads_is_said(self):
        for name in self.FILES:
            text = (self.folder / name).read_text()
            (self.folder / name).unlink()
            self.assertIn(f"two_words/{name}: there is no such file", self.make().stderr)
            (self.folder / name).write_text(text)
        (self.folder / "fr.md").write_text("")
        self.assertIn("two_words/fr.md: nothing reads this file", self.make().stderr)


class Failures(unittest.TestCase):
    def test_a_step_that_fails_says_which_tests_and_why(self):
        name = str(ROOT / "tools/test")
        loader = importlib.machinery.SourceFileLoader("telar_test_runner", name)
        runner = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
        sys.modules[loader.name] = runner  # for its dataclass
        self.addCleanup(sys.modules.pop, loader.name)
        exec(loader.get_code(loader.name), runner.__dict__)
        said = runner.failures("""
4: [       OK ] Queue.is_fair (1 ms)
4: [  FAILED  ] Queue.is_short (3 ms)
test_help (cli.Help.test_help) ... FAIL
14: ok 1 - The page opens
14: not ok 2 - The page closes
14:   ---
14:   duration_ms: 1.5
14:   error: |-
14:     waited in vain
14:   ...
14: not ok 3 - The page draws
14:   ---
14:   error: 'nothing is drawn'
""")
        self.assertEqual(["[  FAILED  ] Queue.is_short (3 ms)", "test_help (cli.Help.test_help) ... FAIL",
                          "The page closes: waited in vain", "The page draws: 'nothing is drawn'"], said)


class SetUp(unittest.TestCase):
    def test_when_nothing_is_missing_it_is_silent_and_fetches_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("apt-get", "npm", "sudo"):
                fake = Path(folder) / name
                fake.write_text(f"#!/bin/sh\necho {name} was called >&2\nexit 1\n")
                fake.chmod(0o755)
            environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
            done = subprocess.run([TOOLS / "setup", "native", "web", "test"], capture_output=True, text=True,
                                  env=environment)
        self.assertEqual((0, "", ""), (done.returncode, done.stdout, done.stderr))

    def test_without_rights_it_names_what_is_missing_and_the_one_line_that_installs_it(self):
        # A dpkg-query that knows no package stands for a machine where nothing is installed.
        with tempfile.TemporaryDirectory() as folder:
            fake = Path(folder) / "dpkg-query"
            fake.write_text("#!/bin/sh\nexit 1\n")
            fake.chmod(0o755)
            environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "TELAR_APT": "print"}
            done = subprocess.run([TOOLS / "setup", "web"], capture_output=True, text=True, env=environment)
        self.assertEqual(2, done.returncode)
        self.assertRegex(done.stderr, r"missing: .*clang-19")
        self.assertRegex(done.stderr, r"sudo apt-get install .*clang-19")


if __name__ == "__main__":
    unittest.main()
