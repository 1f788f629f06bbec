"""The frame of a notebook draws the map in an origin of its own, and asks nobody for anything."""

import pytest

import journeymap
from tests.support.hostile import HOSTILE, MARK


@pytest.fixture
def notebook(browser, tmp_path):
    """A page like a notebook's, with some frames in it; what it asked for and complained of."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else 0,
    )

    def show(*journeys):
        file = tmp_path / "notebook.html"
        frames = "".join(each._repr_html_() for each in journeys)
        file.write_text(f"<!DOCTYPE html><title>N</title><body>{frames}", encoding="utf-8")
        page.goto(file.as_uri())
        shown = [page.frame_locator(f"iframe >> nth={i}") for i in range(len(journeys))]
        for each in shown:
            each.locator("main[data-ready=true]").wait_for()
        return page, shown

    yield show
    context.close()


def test_the_map_is_drawn_and_moves_and_nobody_is_asked(notebook, tmp_path):
    path = tmp_path / "trip.csv"
    path.write_text("place,time\nKhasan,2024-05-01 08:00\nVladivostok,2024-05-01 20:00\n")
    trip = journeymap.read(path, correct=True, zone="place")
    page, (first, second) = notebook(trip, journeymap.journey("kim-2023"))
    for frame in (first, second):
        train = frame.locator(".jm-train[data-t]")
        before = train.get_attribute("data-t")
        frame.locator("input.jm-range").evaluate(
            "range => { range.value = range.min; range.dispatchEvent(new Event('input'));"
            " range.dispatchEvent(new Event('change')); }"
        )
        frame.locator(f".jm-train:not([data-t='{before}'])").wait_for(state="attached")
    assert [url for url in page.asked if not url.startswith(("file:", "data:", "about:"))] == []
    assert page.complaints == []


def test_hostile_text_runs_nothing(notebook, tmp_path):
    path = tmp_path / "trip.csv"
    path.write_text("place,time\nKhasan,2024-05-01 08:00\nVladivostok,2024-05-01 20:00\n")
    names = ("end of script", "image", "attribute", "script within a comment", "data address")
    title = " ".join(HOSTILE[name] for name in names)
    page, _ = notebook(journeymap.read(path, correct=True, zone="place", title=title))
    ran = [frame.evaluate(f"window.{MARK} ?? null") for frame in page.frames]
    assert ran == [None, None]
