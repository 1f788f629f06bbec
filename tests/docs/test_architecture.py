"""docs/architecture.md names only what exists, and all rooms."""

import re

from tests.support.paths import ROOT
from tests.test_rooms import ROOMS

TEXT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PROSE, FIGURE = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL), TEXT.split("```")[1]
PATH = re.compile(r"[\w./-]+(/|\.\w+)")
# Names of other things than files and what they define.
OTHERS = {"journeymap/1", "/embed"}


def found(path):
    """The file or folder that a path names, from the root or in the package."""
    return next((each for each in (ROOT / path, ROOT / "journeymap" / path) if each.exists()), None)


def test_every_path_exists():
    paths = {name for name in re.findall(r"`([^`]+)`", PROSE) if PATH.fullmatch(name)} - OTHERS
    assert len(paths) > 30
    assert not [path for path in paths if found(path) is None]


def test_every_name_is_defined_in_the_file_that_stands_after_it():
    names = re.findall(r"`(\w+)`(?:\s+in\s+`([^`]+)`)?", PROSE)
    assert len(names) > 20
    for name, path in names:
        assert path, f"{name} needs its file: `{name}` in `…`"
        defined = re.compile(
            rf"^(export )?(async )?(def|class|function|const) {name}\b|^{name}\b.* = ", re.MULTILINE
        )
        assert defined.search(found(path).read_text(encoding="utf-8")), f"{path} has no {name}"


def test_the_figure_has_the_rooms_in_their_order_and_no_other():
    inside, _, _ = FIGURE.partition("▲")
    rooms = re.findall(r"^  (\w+)  ", inside, re.MULTILINE)
    assert rooms == [room for room in ROOMS if room]


def test_the_figure_has_the_modules_beside_the_rooms():
    line = next(line for line in FIGURE.splitlines() if "used everywhere" in line)
    modules = {path.stem for path in (ROOT / "journeymap").glob("*.py")} - {"__init__", "__main__"}
    assert set(re.findall(r"\w+", line.partition("  used")[0])) == modules


def test_it_fits_on_a_page():
    assert len(TEXT.splitlines()) < 90
