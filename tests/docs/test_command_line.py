"""The examples of docs/command-line.md are run as they stand: what they print is what is printed."""

import re
import shlex

import pytest

from journeymap.exports import FORMATS
from tests.support.commands import run
from tests.support.paths import ROOT

TEXT = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"With this `([\w.-]+)`:\n\n```\w+\n(.*?)```", TEXT, re.DOTALL))
EXAMPLES = [
    (command, output)
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for command, output in re.findall(
        r"^\$ python -m journeymap (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE
    )
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("examples")
    for name, content in FILES.items():
        (made / name).write_text(content, encoding="utf-8")
    return made


def test_there_are_examples():
    assert len(EXAMPLES) >= 7
    assert len(FILES) >= 2


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_an_example_prints_what_stands_below_it(folder, command, output):
    ran = run(folder, *shlex.split(command))
    expected = ".+".join(map(re.escape, output.split("…")))
    assert re.fullmatch(expected, ran.out + ran.err), ran


def test_the_formats_are_all_named():
    listed = re.search(r"The formats are those of every journey: (.*?)\n\(", TEXT, re.DOTALL)[1]
    assert re.findall(r"`(\w+)`", listed) == list(FORMATS)
