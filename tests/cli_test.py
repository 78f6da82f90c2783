#!/usr/bin/env python3
"""python3 tests/cli_test.py COMMAND...: the command line, from outside: build/native-release/telar, or
node build/web-release/telar-cli.mjs. Without words the command is $TELAR. The tests are in tests/cli; all of them run
side by side, and nothing depends on speed. The last line is `N passed, N failed`."""
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script has only its own folder

from tests.cli import command


def load_tests(loader, *_):
    """The tests of every file in tests/cli. unittest calls this if it is given this module."""
    files = sorted((ROOT / "tests/cli").glob("*_test.py"))
    return loader.loadTestsFromNames([f"tests.cli.{file.stem}" for file in files])


if __name__ == "__main__":
    if sys.argv[1:]:
        command.use(sys.argv[1:])
    sys.exit(1 if command.run_side_by_side(load_tests(unittest.defaultTestLoader)) else 0)
