"""The pictures of the running app, at both widths and in both themes; the README shows one."""

import os
from pathlib import Path

import pytest
from reading import ROOT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desk", "phone"])
def test_a_picture_of_the_journey(app, reader, tmp_path, size, scheme):
    width, height = size
    folder = os.environ.get("JOURNEYMAP_PICTURES")
    target = ROOT / folder if folder else tmp_path
    page = reader(width=width, height=height, scheme=scheme).open(app)
    page.page.wait_for_timeout(500)
    picture = Path(target) / f"journey-{width}-{scheme}.png"
    picture.parent.mkdir(exist_ok=True)
    page.page.screenshot(path=picture)
    assert picture.stat().st_size > 30_000  # a blank page is far smaller
    assert page.elsewhere(app) == []
