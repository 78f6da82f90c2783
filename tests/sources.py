"""What the checks of layers_test.py and tidy_test.py read: the project's files, and C++ looked at as text."""
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)

# What a scan of C++ has to tell apart: comments, raw strings, strings, characters (not the ' in 1'000).
_LEXEMES = re.compile(r"""
    (?P<comment> //[^\n]* | /\*.*?\*/ )
  | (?P<raw> R"(?P<mark>[^(\s"]*)\(.*?\)(?P=mark)" )
  | (?P<string> "(?:\\.|[^"\\\n])*" )
  | (?P<number> \b\d[\w.']* )
  | (?P<character> '(?:\\.|[^'\\\n])+' )
""", re.X | re.S)


def is_cpp(path):
    return path.suffix in (".hpp", ".cpp", ".h", ".c")


def sources(*folders):
    """The C++ files of src, or of other folders of the project."""
    return sorted(path for folder in folders or ("src",) for path in (ROOT / folder).rglob("*") if is_cpp(path))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def committed_files():
    """What git has, or would have if all were added now."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def without(text, *kinds):
    """`text` with lexemes of these kinds made blank; what is left stays where it was."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0]) if match.lastgroup in kinds else match[0]
    return _LEXEMES.sub(blank, text)


def code_of(text):
    """`text` without comments; strings stay."""
    return without(text, "comment")


def words_of(text):
    """`text` without comments and strings: only what the compiler takes for code."""
    return without(text, "comment", "raw", "string", "character")


def code(path):
    return code_of(path.read_text())


@dataclass
class Block:
    """A pair of braces outside of any function, or a function's own."""
    kind: str  # "function", "type", "enum", "namespace", or "value": what a variable begins with
    head: str  # what stands before the brace, since the end of what was before it
    begin: int  # where the head's first word is
    open: int  # where the braces are
    close: int

    @property
    def name(self):
        """Of a function: `f`, `Class::f`, `TEST(Suite, name)`; of a type, its name."""
        if self.kind != "function":
            return (re.findall(r"\b(?:class|struct|union|enum)\s+(?!class|struct)([\w:]+)", self.head) or [""])[-1]
        return re.search(r"TEST\w*\(.*\)|"
                         r"(?:[\w~]+(?:<[^<>()]*>)?::)*(?:operator\s*\S+?|[\w~]+)(?=\s*\()", self.head)[0]


def blocks_of(words):
    """The blocks of C++ (as words_of leaves it) outside of functions, and the functions."""
    words = _without_preprocessor(words)
    found, outer, begin, inside = [], [], 0, 0
    for mark in re.finditer(r"[{};]|(?<!:):(?!:)", words):
        if inside:  # of a function nothing is of interest but its end
            inside += {"{": 1, "}": -1}.get(mark[0], 0)
            if not inside:
                found[outer.pop()].close = mark.start()
                begin = mark.end()
            continue
        head = words[begin:mark.start()]
        if mark[0] == "{":
            text = head.strip()
            kind = _kind_of(text)
            found.append(Block(kind, text, begin + len(head) - len(head.lstrip()), mark.start(), -1))
            outer.append(len(found) - 1)
            inside = int(kind == "function")
        elif mark[0] == "}" and outer:
            found[outer.pop()].close = mark.start()
        elif mark[0] == ":" and not re.search(r"\b(?:public|private|protected)\s*$", head):
            continue  # of a base class, a list of initialisers, a bit field, a condition
        begin = mark.end()
    if outer or inside:
        raise ValueError("braces do not match")
    return found


def _kind_of(head):
    if re.search(r"(?:^|[>)]\s*)(?:class|struct|union)\s+[\w:]+[^()]*$", head):
        return "type"
    if re.match(r"enum\b", head):
        return "enum"
    if re.match(r"(?:inline\s+)?namespace\b|extern\s*$", head):
        return "namespace"
    is_value = not re.search(r"\w\s*\(", head) or re.match(r"[^()]*[^=!<>]=[^=]", head + " ") and "operator" not in head
    return "value" if is_value else "function"


@dataclass
class Declaration:
    """Of a function or a member function: where it is declared or defined."""
    name: str
    overrides: bool
    is_member: bool


def declarations_of(words):
    """The functions that this C++ (as words_of leaves it) declares or defines outside of functions."""
    words = _without_preprocessor(words)
    types = []
    for block in blocks_of(words):
        if block.kind in ("function", "enum", "value"):
            words = f"{words[:block.open]};{' ' * (block.close - block.open - 1)};{words[block.close + 1:]}"
        elif block.kind == "type":
            types.append(block)
    found, at = [], 0
    for statement in re.split(r"[;{}]", words):
        begin, at = at, at + len(statement) + 1
        # A type, then a name, then a bracket. Constructors, macros and operators have no type or no name.
        match = re.match(r"[^=(]*?[\w>&*\]][\s&*]+((?:[\w~]+(?:<[^<>()]*>)?::)*)([A-Za-z_]\w*)\s*\(",
                         re.sub(r"^\s*template\s*<[^()]*?>(?=\s*\w)", "", statement))
        if match and not re.search(r"\boperator\b|^\s*(?:using|typedef|friend)\b", match[0]):
            inside = [block for block in types if block.open < begin <= block.close]
            if match[2] in {block.name.split("::")[-1] for block in inside}:
                continue  # `explicit` was no type: a constructor
            is_member = bool(match[1] or inside)
            found.append(Declaration(match[2], bool(re.search(r"\boverride\b", statement)), is_member))
    return found


def _without_preprocessor(words):
    return re.sub(r"(?m)^[ \t]*#(?:.*\\\n)*.*$", lambda match: re.sub(r"[^\n]", " ", match[0]), words)
