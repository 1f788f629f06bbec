"""How long the journey plays at its usual speed, whatever its span."""

import json

import pytest
from playwright.sync_api import expect

DAY = 86400
YEAR = 365.25 * DAY
# How long it may play, seconds, and how far the clock goes from one frame to the next: the longest
# that a frame may be, so that a minute is a few hundred drawings.
SHORTEST, LONGEST, FRAME = 45, 75, 0.25


def scaled(value, start, factor):
    """A part of a document with all its moments nearer or further from its start."""
    if isinstance(value, dict):
        return {key: scaled(each, start, factor) for key, each in value.items()}
    if isinstance(value, list):
        return [scaled(each, start, factor) for each in value]
    # Nothing else in a document is as large as a moment.
    is_moment = isinstance(value, int | float) and value > 1e9
    return start + (value - start) * factor if is_moment else value


@pytest.fixture
def playing(app, reader, document):
    """A page with a clock that goes when it is told to, and a journey that lasts `seconds`."""

    def opened(seconds):
        # The clock is the context's: this one is not shared with other tests.
        page = reader(service_workers="block")
        span = document["span"]
        body = scaled(document, span["from"], seconds / (span["to"] - span["from"]))
        page.page.route(
            "**/journeys/kim-2023.*.json",
            lambda route: route.fulfill(body=json.dumps(body), content_type="application/json"),
        )
        page.page.clock.install()
        return page.embed(f"{app}/embed/kim-2023")

    return opened


def let_pass(page, seconds):
    for _ in range(round(seconds / FRAME)):
        page.clock.fast_forward(FRAME * 1000)


@pytest.mark.parametrize(
    ("seconds", "speed"),
    [
        (43, "0.75× real time"),
        (4 * DAY, "2 hours a second"),
        (2.4 * YEAR, "2 weeks a second"),
        (300 * YEAR, "5 years a second"),
    ],
    ids=["43 seconds", "4 days", "2.4 years", "300 years"],
)
def test_the_usual_speed_plays_a_journey_in_about_a_minute(playing, seconds, speed):
    page = playing(seconds)
    speeds = page.page.get_by_role("combobox", name="Playing speed")
    assert speeds.locator("option:checked").inner_text() == speed
    page.page.get_by_role("button", name="Play", exact=True).click()
    pause = page.page.get_by_role("button", name="Pause", exact=True)
    expect(pause).to_be_visible()
    let_pass(page.page, SHORTEST - 1)
    expect(pause).to_be_visible()
    let_pass(page.page, LONGEST - SHORTEST + 1)
    expect(pause).to_have_count(0)
    assert page.t() == pytest.approx(float(page.range.get_attribute("max")))
