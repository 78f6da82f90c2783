#!/usr/bin/env python3
"""The layer rule of DESIGN.md and its neighbours, checked on the text of the sources."""
import re
import unittest

from tests.sources import INCLUDE, ROOT, SRC, code, committed_files, sources

# What each folder may include besides itself.
MAY_USE = {
    "base": set(),
    "words": {"base"},
    "platform": {"base"},
    "trace": {"base", "platform"},
    "report": {"base", "words", "platform", "trace"},
    "model": {"base", "words", "platform", "trace", "report"},
    "kernel": {"base", "platform", "trace", "report"},
    "runtime": {"base", "platform", "trace", "report", "kernel"},
    "explore": {"base", "platform", "trace", "report", "kernel"},
    "program": {"base", "words", "platform", "trace", "report", "kernel", "runtime"},
    "scenarios": {"base", "words", "platform", "trace", "report", "kernel", "runtime", "program"},
    "ui": {"base", "words", "platform", "trace", "report", "model"},
    "app": {"base", "words", "platform", "trace", "report", "model", "kernel", "runtime", "explore", "program",
            "scenarios", "ui"},
}
PLAIN_DATA = {"program/description.hpp", "program/parameter_values.hpp"}  # what ui and model may see of programs
GENERATED = {"generated/fonts.hpp": {"ui"}}


def layer(path):
    return path.relative_to(SRC).parts[0]


class Layers(unittest.TestCase):
    def check(self, violations):
        self.assertEqual([], violations, "\n" + "\n".join(violations))

    def places(self, pattern, allowed):
        """Where `pattern` occurs in code outside the files for which `allowed(relative path)` is true."""
        return [f"src/{p.relative_to(SRC)}: {match[0].strip()}" for p in sources()
                if not allowed(p.relative_to(SRC).as_posix()) for match in re.finditer(pattern, code(p))]

    def test_every_folder_is_a_known_layer(self):
        self.check([p.name for p in SRC.iterdir() if p.is_dir() and p.name not in MAY_USE])

    def test_a_folder_includes_only_those_below_it(self):
        violations = []
        for path in sources():
            allowed = MAY_USE[layer(path)] | {layer(path)}
            for quoted in INCLUDE.findall(code(path)):
                used = quoted.split("/")[0]
                is_plain = layer(path) in ("ui", "model") and quoted in PLAIN_DATA
                if used in MAY_USE and used not in allowed and not is_plain:
                    violations.append(f"src/{path.relative_to(SRC)} includes {quoted}")
        self.check(violations)

    def test_an_include_in_quotes_is_a_path_from_src(self):
        violations = []
        for path in sources():
            for quoted in INCLUDE.findall(code(path)):
                if quoted in GENERATED:
                    fine = layer(path) in GENERATED[quoted]
                else:
                    fine = (SRC / quoted).is_file() or re.match(r"(imgui|SDL)", quoted)
                if not fine:
                    violations.append(f"src/{path.relative_to(SRC)} includes {quoted}")
        self.check(violations)

    def test_headers_are_included_once(self):
        self.check([str(p) for p in sources() if p.suffix == ".hpp" and "#pragma once" not in p.read_text()])

    def test_only_the_web_platform_knows_emscripten(self):
        self.check(self.places(r"__EMSCRIPTEN\w*|<emscripten[^>]*>|\bEM_(?:JS|ASM)\w*|\bemscripten_\w+",
                               lambda p: p.startswith("platform/web/") or p.startswith("platform/window/web/")))

    def test_only_the_platform_knows_operating_systems(self):
        self.check(self.places(r"\b(?:__linux__|_WIN32|__APPLE__|__unix__|__wasm\w*)\b|"
                               r"<(?:unistd|pthread|sys/\w+|linux/\w+)\.h>",
                               lambda p: p.startswith("platform/")))

    def test_only_the_platform_knows_sdl(self):
        self.check(self.places(r"\bSDL_\w+|<SDL[^>]*>|\bImGui_Impl\w+|imgui_impl_\w+",
                               lambda p: p.startswith("platform/")))

    def test_only_the_window_knows_the_ui(self):
        self.check(self.places(r'#include "ui/[^"]*"', lambda p: p.startswith(("ui/", "app/window/"))))

    def test_opengl_is_in_one_drawing_file_of_the_ui(self):
        opengl = r"[<\"](?:GLES?\d*|EGL|OpenGL)/[^>\"]*[>\"]|<SDL_opengl\w*\.h>|\bGL_[A-Z]\w+|\bgl[A-Z]\w*\s*\("
        users = {place.split(":")[0] for place in self.places(opengl, lambda p: p.startswith("platform/window/"))}
        # A .cpp and the header of the same name count as one.
        self.assertLessEqual(len({user.rsplit(".", 1)[0] for user in users}), 1, users)
        self.assertTrue(all(user.startswith("src/ui/") for user in users), users)

    def test_randomness_is_the_seeded_generator_of_base(self):
        self.check(self.places(r"\bstd::(?:random_device|mt19937\w*|default_random_engine)\b|"
                               r"\b(?:rand|srand|random)\(\)",
                               lambda p: p.startswith("base/rng")))

    def test_every_source_file_is_compiled(self):
        text = (ROOT / "CMakeLists.txt").read_text()
        compiled, folders = set(re.findall(r"\b(?:src|tests)/[\w/]+\.cpp", text)), {}
        for call, name, arguments in re.findall(r"\btelar_(library|sources|unit_tests)\((\w+)([^)]*)\)", text):
            if call == "library":
                folder = re.search(r"FOLDER (\S+)", arguments)
                folders[name] = "src/" + (folder[1] if folder else name)
            base = f"tests/{name}" if call == "unit_tests" else folders[name]
            if "${telar_scenario_sources}" in arguments:
                scenarios = re.search(r"set\(telar_scenarios([^)]*)\)", (ROOT / "cmake/resources.cmake").read_text())[1]
                compiled |= {f"{base}/{scenario}/{scenario}.cpp" for scenario in scenarios.split()}
            for listed in re.findall(r"\S+\.cpp", arguments):
                compiled |= {f"{base}/{listed.replace('${telar_platform_folder}', k)}" for k in ("native", "web")}
        compiled |= {"tests/main.cpp", "tests/child.cpp"}  # of every test program: cmake/libraries.cmake
        there = {p.relative_to(ROOT).as_posix() for folder in (SRC, ROOT / "tests") for p in folder.rglob("*.cpp")}
        self.check([f"{name} is in no list of CMakeLists.txt" for name in sorted(there - compiled)])

    def test_no_machine_path_or_registry_is_committed(self):
        # Written so that this file does not contain what it looks for.
        machine = "|".join([r"(?<!\w)/(?:ro" + "ot|wo" + r"rk|ho" + r"me/\w+|Us" + r"ers/\w+)/",
                            "registry" + r"\.npm", "deb" + r"\.debian\.org", "pypi" + r"\.org"])
        violations = []
        for path in committed_files():
            try:
                text = path.read_text()
            except UnicodeDecodeError:
                continue
            violations += [f"{path.relative_to(ROOT)}: {m[0]}" for m in re.finditer(machine, text)]
            if path.name == "package-lock.json" and '"resolved"' in text:
                violations.append("package-lock.json names registry addresses")
        self.check(violations)


if __name__ == "__main__":
    unittest.main()
