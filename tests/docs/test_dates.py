"""The README says how wide rough times are, as the code has it."""

import re

from journeymap.dates import About
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")
THIRDS = {"early": "the first third", "mid": "the middle third", "late": "the last third"}


def words(name, value):
    if name in THIRDS:
        return THIRDS[name]
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, tuple) else str(value)


def test_every_width_is_in_the_table_with_its_default():
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", README.split("| unless set |")[1], re.MULTILINE
    )
    assert dict(rows) == {name: words(name, value) for name, value in About()}
