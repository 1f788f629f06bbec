"""The colours of the style sheet, read for what cannot read it."""

import re

import pytest

from journeymap.frontend.files import FRONTEND
from journeymap.frontend.palette import palette


def test_both_themes_have_the_same_names():
    assert palette(dark=False).keys() == palette(dark=True).keys()


@pytest.mark.parametrize(("dark", "line"), [(False, "#c1121f"), (True, "#ff5d62")])
def test_the_colours_are_those_of_the_sheet(dark, line):
    assert palette(dark=dark)["line"] == line


def test_every_colour_of_the_sheet_is_there():
    sheet = (FRONTEND / "styles" / "palette.css").read_text("utf-8")
    assert palette(dark=False).keys() == set(re.findall(r"--jm-([\w-]+):", sheet))
