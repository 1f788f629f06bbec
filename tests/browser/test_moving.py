"""The time moved: by keys, by playing, by events and cards. On the page to embed, which has the same modules."""

import math

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.support.samples import at


@pytest.fixture
def page(app, reader):
    return reader().embed(f"{app}/embed/kim-2023")


def moment(document, event):
    return next(each["moment"] for each in document["events"] if each["id"] == event)


def best(document, t):
    track = document["tracks"]["happened"]
    return float(np.interp(t, track["t"], track["best"]))


def train_at(page):
    train = page.train.first
    return float(train.get_attribute("data-t")), float(train.get_attribute("data-km"))


def test_the_train_is_where_the_document_says(page, document):
    span = document["span"]
    for t in (np.linspace(span["from"], span["to"], 25) // 60 * 60).tolist():
        page.scrub(t)
        assert train_at(page) == (t, pytest.approx(best(document, t), abs=2e-3))


def pixels(page, name):
    """How long what is drawn of the line under a class is; the key has strokes of it too."""
    return page.map.locator(f".leaflet-pane path.{name}").evaluate_all(
        "paths => paths.reduce((sum, path) => sum + path.getTotalLength(), 0)"
    )


def test_the_line_is_travelled_as_far_as_the_train_has_come(page, document):
    lengths = []
    for t in (document["span"]["from"], at("2023-09-12T06:00+10:00"), document["span"]["to"]):
        page.scrub(t)
        lengths.append((pixels(page, "jm-travelled"), pixels(page, "jm-ahead")))
    (none, ahead), (some, less), (longest, shortest) = lengths
    assert none == 0
    assert 0 < some < longest
    assert ahead > less > shortest


def test_time_and_place_are_said_in_words(page):
    page.scrub(at("2023-09-12T12:15+10:00"))
    caption = page.caption
    assert caption.startswith("At 12:15 local time (UTC+10) on 12 September 2023 the train was at")
    assert "Razdolnaya bridge, RIA Novosti reported" in caption
    assert "km from Pyongyang station" in caption
    announced = page.range.get_attribute("aria-valuetext")
    # A screen reader is given the same sentence.
    assert caption.startswith(announced)
    assert page.range.get_attribute("aria-label")


def test_keys_move_the_time(page, document):
    page.scrub(at("2023-09-12T10:00+10:00"))
    page.range.focus()
    here = page.t()
    for key, there in (
        ("ArrowRight", here + 600),
        ("ArrowLeft", here),
        ("Shift+ArrowRight", here + 3600),
        ("Shift+ArrowLeft", here),
        ("Home", document["span"]["from"]),
        ("End", document["span"]["to"]),
    ):
        page.page.keyboard.press(key)
        assert page.t() == pytest.approx(there), key
        assert train_at(page)[0] == pytest.approx(there), key
    moments = sorted(e["moment"] for e in document["events"] if e["moment"] is not None)
    page.scrub(moment(document, "khasan-arrival"))
    page.page.keyboard.press("PageUp")
    following = next(m for m in moments if m > moment(document, "khasan-arrival") + 30)
    assert page.t() == pytest.approx(following, abs=1)
    page.page.keyboard.press("PageDown")
    assert page.t() == pytest.approx(moment(document, "khasan-arrival"), abs=1)


def test_space_plays_and_stops_and_the_claims_follow_at_events_passed(page, document):
    arrival = moment(document, "khasan-arrival")
    page.go(arrival - 1800)
    page.range.focus()
    page.page.keyboard.press("Space")
    page.page.wait_for_function(
        "(t) => Number(document.querySelector('.jm-claims').dataset.moment) >= t", arg=arrival
    )
    assert page.page.get_by_role("button", name="Pause").is_visible()
    page.page.keyboard.press("Space")
    stopped = page.t()
    assert stopped > arrival
    # Playing would have moved it in the next frame.
    page.frames()
    assert page.t() == stopped
    assert train_at(page)[0] == pytest.approx(stopped, abs=0.01)


def test_with_less_motion_it_steps_from_event_to_event(app, reader, document):
    page = reader()
    page.page.emulate_media(reduced_motion="reduce")
    page.embed(f"{app}/embed/kim-2023")
    opened = page.t()
    page.page.get_by_role("button", name="Play", exact=True).click()
    # The times of all frames until it has stepped twice.
    seen = page.page.evaluate(
        """async (opened) => {
          const range = document.querySelector("input.jm-range");
          const seen = new Set([Number(range.value)]);
          while (seen.size < 2) {
            await new Promise(requestAnimationFrame);
            seen.add(Number(range.value));
          }
          return [...seen];
        }""",
        opened,
    )
    moments = [e["moment"] for e in document["events"] if e["moment"] is not None]
    assert all(min(abs(t - m) for m in moments) < 1 for t in seen if t != document["span"]["from"])


def test_a_zone_can_be_chosen(page):
    page.scrub(at("2023-09-12T06:00+10:00"))
    zones = page.page.get_by_label("Time zone")
    for zone, words in (
        ("Asia/Pyongyang", "At 05:00 Pyongyang time"),
        ("Europe/Moscow", "At 23:00 Moscow time (UTC+3) on 11 September"),
        ("UTC", "At 20:00 UTC on 11 September"),
        ("Europe/Lisbon", "At 21:00 Lisbon time"),
        ("place", "At 06:00 local time (UTC+10)"),
    ):
        zones.select_option(zone)
        assert page.caption.startswith(words)


def test_a_place_opens_a_card_with_its_claims(page):
    mark = page.map.locator(".jm-mark[data-sites~=khasan_station]")
    card = page.map.locator(".jm-card")
    for opened in ("click", "Enter"):
        if opened == "click":
            mark.click()
        else:
            mark.focus()
            page.page.keyboard.press("Enter")
        card.wait_for()
        text = card.inner_text()
        for words in ("Khasan", "Хасан", "Arrival", "official", "KCNA", "position exact to"):
            assert words in text
        page.page.keyboard.press("Escape")
        card.wait_for(state="detached")
        assert "khasan_station" in page.map_frame.evaluate("document.activeElement.dataset.sites")


def test_a_card_sets_the_time(page, document):
    page.map.locator(".jm-mark[data-sites~=razdolnaya_bridge]").click()
    place = page.map.locator(".jm-card-place", has_text="Razdolnaya bridge").last
    place.locator("button", has_text="Go to this time").first.click()
    assert page.t() == pytest.approx(moment(document, "razdolnaya-bridge"), abs=1)


def test_every_event_in_the_list_sets_the_time(page, document):
    rows = page.page.locator(".jm-events ol").first.locator("button.jm-events-row")
    timed = sorted(e["moment"] for e in document["events"] if e["moment"] is not None)
    assert rows.count() == len(timed)
    inside = [m for m in timed if document["span"]["from"] <= m <= document["span"]["to"]]
    offset = timed.index(inside[0])
    for i, there in enumerate(inside):
        rows.nth(offset + i).click()
        assert page.t() == pytest.approx(there, abs=1)
    assert page.page.locator(".jm-events [aria-current=true]").count() == 1


def test_the_summits_are_listed_with_their_years_and_shown_on_the_map(page, document):
    rows = page.page.locator(".jm-events ol").nth(1)
    for year in ("2019", "2023", "2024", "2025"):
        assert year in rows.inner_text()
    met = next(e for e in document["landmarks"] if e["id"] == "summit-2025")
    name = document["places"][met["place"]]["name"]
    rows.locator("button", has_text=name).first.click()
    card = page.map.locator(".jm-card")
    card.wait_for()
    assert name in card.inner_text()


def test_the_summits_are_marked_otherwise_than_stops(page, document):
    places = {e["place"] for e in document["landmarks"] if e["kind"] == "meeting"}
    assert len(places) >= 4
    stop = page.map.locator(".jm-mark[data-sites~=khasan_station] svg").first
    summit = page.map.locator(".jm-glyph-summit").first
    assert summit.evaluate("e => e.tagName") != stop.locator("*").first.evaluate("e => e.tagName")


def test_marks_that_a_finger_cannot_tell_apart_are_one_with_all_its_places(app, reader):
    page = reader(width=390, height=844).embed(f"{app}/embed/kim-2023")
    marks = page.map.locator(".jm-mark")
    boxes = [mark.bounding_box() for mark in marks.all()]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert math.hypot(a["x"] - b["x"], a["y"] - b["y"]) >= 24
    shared = page.map.locator(".jm-mark[data-sites~=fefu]")
    assert shared.locator(".jm-glyph-several").count() == 1
    shared.tap()
    names = page.map.locator(".jm-card [id^=jm-card-title]").all_inner_texts()
    assert len(names) == len(shared.get_attribute("data-sites").split())
    assert "Far Eastern Federal University" in names


def test_before_anything_places_it_the_train_is_not_drawn(app, reader):
    page = reader().embed(f"{app}/embed/kim-2019")
    page.range.focus()
    page.page.keyboard.press("Home")
    assert "no report" in page.caption
    expect(page.train.first).to_be_hidden()
    page.page.keyboard.press("End")
    expect(page.train.first).to_be_visible()
