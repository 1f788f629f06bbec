"""No page and no file says what forbidden.toml lists; beside each it has what to say instead."""

import ast
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from journeymap.exports import FORMATS
from journeymap.exports.document import to_document
from journeymap.frontend.files import FRONTEND
from journeymap.journeys.library import Library
from tests.support.paths import DATA, ROOT

LISTED = tomllib.loads((Path(__file__).parent / "forbidden.toml").read_text(encoding="utf-8"))[
    "words"
]
FORBIDDEN = [(re.compile(each["not"], re.IGNORECASE), each["say"]) for each in LISTED]

# Modules whose literals a person reads; the rest of the code has none, or asks these for them.
SPOKEN = [
    *(ROOT / "journeymap/phrases").glob("*.py"),
    *(ROOT / "widgets").rglob("*.py"),
    *(ROOT / "pages").glob("*.py"),
    *(ROOT / "journeymap/exports").rglob("*.py"),
    *(ROOT / "journeymap/web").rglob("*.py"),
    *(ROOT / "journeymap/authoring").rglob("*.py"),
    *(ROOT / "journeymap/lines").glob("*.py"),
    ROOT / "journeymap/claims/columns.py",
    ROOT / "journeymap/claims/means.py",
    ROOT / "journeymap/journeys/config.py",
    ROOT / "app.py",
]
PAPERS = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data/journeys.toml"]
NAMES = ["kim-2023", "kim-2023-visit", "kim-2019"]
# What is between them is no text.
PACKED = {"png", "zip"}
# A string or a template of JavaScript, and what is looked past before: comments.
LITERAL = re.compile(r"//[^\n]*|/\*.*?\*/|(\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`)", re.DOTALL)


def found_in(text, where):
    """What is forbidden in a text, each with what to say instead."""
    return [
        f"{where}: “{text[max(0, match.start() - 30) : match.end() + 30]}” – say: {say}"
        for pattern, say in FORBIDDEN
        for match in pattern.finditer(text)
    ]


def spoken(path):
    """The texts of a Python module, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


class _Text(HTMLParser):
    """What a page shows."""

    def __init__(self):
        super().__init__()
        self.shown, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in {"script", "style"}
        self.shown += [value for name, value in attrs if name in {"alt", "title", "aria-label"}]

    def handle_endtag(self, tag):
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.hidden:
            self.shown.append(data)


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings_of(each)


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


@pytest.mark.parametrize(
    ("text", "is_forbidden"),
    [
        ("12 Sep 2023, 12:15 in Vladivostok: at the bridge", True),
        ("At 12:15 local time (UTC+10)", False),
        ("Starting article, 12 September 2023", True),
        ("At most 50 characters; this cell has 100 signs.", True),
        ("Change the sign", False),
        ("An ice slip", True),
        ("slippery", False),
    ],
)
def test_the_list_finds_what_it_forbids(text, is_forbidden):
    assert bool(found_in(text, "here")) is is_forbidden


def test_no_module_says_it():
    said = [
        words
        for path in SPOKEN
        if path.name != "header_words.py"  # what files of other programs call their columns
        for text in spoken(path)
        for words in found_in(text, path.relative_to(ROOT))
    ]
    assert not said, "\n".join(said)


def test_the_browser_does_not_say_it():
    said = [
        words
        for path in FRONTEND.rglob("*.js")
        for match in LITERAL.finditer(path.read_text(encoding="utf-8"))
        for words in found_in(match[1] or "", path.relative_to(ROOT))
    ]
    assert not said, "\n".join(said)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_no_paper_says_it(path):
    said = found_in(path.read_text(encoding="utf-8"), path.name)
    assert not said, "\n".join(said)


@pytest.mark.parametrize("name", NAMES)
def test_no_document_says_it(library, name):
    texts = strings_of(to_document(library.journey(name)))
    said = [words for text in texts for words in found_in(text, name)]
    assert not said, "\n".join(said)


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - PACKED))
def test_no_file_says_it(library, ending):
    said = []
    for name in NAMES:
        body = FORMATS[ending].make(library, name).decode()
        if ending == "html":
            page = _Text()
            page.feed(body)
            texts = page.shown
        elif ending.endswith("json"):
            texts = strings_of(json.loads(body))
        else:
            texts = [body]
        said += [words for text in texts for words in found_in(text, f"{name}.{ending}")]
    assert not said, "\n".join(said)
