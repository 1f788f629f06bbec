"""The pictures of the running app, at both widths and in both themes; the README shows some."""

import os

import pytest
from playwright.sync_api import expect

from tests.support.reader import ROOT


@pytest.fixture
def picture(tmp_path):
    """Take a picture under a name: into docs/ when asked to, else to be looked at and forgotten."""
    named = os.environ.get("JOURNEYMAP_PICTURES")
    folder = ROOT / named if named else tmp_path

    def take(page, name):
        page.page.wait_for_load_state("networkidle")
        page.frames()
        folder.mkdir(exist_ok=True)
        page.page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 30_000  # a blank page is far smaller

    return take


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desk", "phone"])
def test_a_picture_of_the_journey(app, reader, picture, size):
    width, height = size
    page = reader(width=width, height=height).open(app)
    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        dark = page.map.locator(".leaflet-container.jm-dark")
        expect(dark).to_have_count(1 if scheme == "dark" else 0)
        picture(page, f"journey-{width}-{scheme}")
    assert page.elsewhere(app) == []


def test_a_picture_of_what_was_known(app, reader, picture):
    page = reader().open(f"{app}/?journey=kim-2023&reading=known&t=2023-09-12T04:40Z")
    assert page.claims.get_attribute("data-reading") == "known"
    picture(page, "known-1280-light")


def test_a_picture_of_the_train_graph(app, reader, picture):
    page = reader()
    page.page.goto(f"{app}/train_graph")
    page.page.locator("[data-testid=stVegaLiteChart] svg.marks").wait_for(timeout=60_000)
    picture(page, "train-graph-1280-light")
