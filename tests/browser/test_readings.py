"""As it happened and as it was known, and at another maximum speed: on the page to embed, which has the same modules."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from journeymap.exports.html.single_file import page_file
from journeymap.journeys.library import Library
from tests.support.samples import at, write_places, write_routes


@pytest.fixture
def page(app, reader):
    return reader().embed(f"{app}/embed/kim-2023")


@pytest.fixture
def known(page):
    return page.read_as_known()


def go(page, text):
    page.go(at(text))


def drawn(page, name):
    """Length in pixels of the paths of a class that are drawn."""
    return page.map.locator(f".leaflet-pane path.{name}").evaluate_all(
        "all => all.reduce((sum, e) => sum + (e.getAttribute('d') === 'M0 0' ? 0 : e.getTotalLength()), 0)"
    )


def test_the_story_of_12_september(app, known):
    page = known
    go(page, "2023-09-11T18:50+10:00")
    assert not page.train.first.is_visible()
    assert "no report placed the train anywhere yet" in page.caption
    assert "the destination expected was Vladivostok" in page.caption
    assert drawn(page, "jm-travelled") == drawn(page, "jm-ahead") == drawn(page, "jm-band") == 0

    go(page, "2023-09-11T19:00+10:00")
    assert page.train.first.is_visible()
    assert "had left Pyongyang station" in page.caption
    assert drawn(page, "jm-ahead") > 300
    # The places of a reading follow a moment after the traveller.
    for name in ("Khasan", "Razdolnaya"):
        expect(page.map.locator(f".jm-mark[aria-label*={name}]")).to_have_count(0)

    go(page, "2023-09-12T14:30+10:00")
    assert "about ten minutes earlier, placed the train at the Razdolnaya bridge" in page.caption
    assert "The destination expected then was Vladivostok" in page.caption
    assert float(page.train.first.get_attribute("data-km")) == pytest.approx(1006, abs=1)
    assert "Razdolnaya" in page.claims.inner_text()
    assert "Kookmin Ilbo" in page.claims.inner_text()
    assert drawn(page, "jm-ahead") > 10

    go(page, "2023-09-12T22:45+10:00")
    assert "Vladivostok, was no longer expected" in page.caption
    assert "Ussuriysk area" in page.caption
    assert "in any direction" in page.caption
    assert "turned north instead of south" in page.claims.inner_text()
    assert drawn(page, "jm-ahead") == 0
    assert page.errors == []
    assert page.elsewhere(app) == []


def test_the_train_is_where_the_document_says_in_the_second_reading(known, document):
    epochs = document["tracks"]["known"]["epochs"]
    for t in (
        np.linspace(document["span"]["from"], document["span"]["to"], 30) // 60 * 60
    ).tolist():
        known.scrub(t)
        then = [epoch for epoch in epochs if epoch["from"] <= t]
        track = then[-1]["track"] if then else None
        assert float(known.train.first.get_attribute("data-t")) == t
        assert known.train.first.is_visible() is (track is not None)
        if track:
            assert float(known.train.first.get_attribute("data-km")) == pytest.approx(
                track["best"][0], abs=2e-3
            )


def test_claims_come_in_when_they_were_published(known):
    go(known, "2023-09-12T14:21+10:00")
    assert "Razdolnaya" not in known.claims.inner_text()
    assert "Chosun" in known.claims.inner_text()
    go(known, "2023-09-12T14:22+10:00")
    first = known.claims.locator("details").first
    assert "Latest report, public by 12 Sep, 14:22 (UTC+10)" in first.inner_text()
    # It relays the same, and is only known to be of that day.
    assert "4esnok" not in known.claims.inner_text()
    assert "Editor’s note" not in known.claims.inner_text()
    assert "more claims are not shown" in known.claims.inner_text()


def test_a_place_opens_with_what_was_public_of_it(known):
    go(known, "2023-09-12T14:40+10:00")
    known.map.locator(".jm-mark[data-sites~=razdolnaya_bridge]").click()
    card = known.map.locator(".jm-card")
    card.wait_for()
    assert "Kookmin Ilbo" in card.inner_text()
    assert "4esnok" not in card.inner_text()
    go(known, "2023-09-12T12:00+10:00")
    card.wait_for(state="detached")  # nothing of it was public yet


def test_the_list_has_what_was_known_and_counts_the_rest(known, document):
    go(known, "2023-09-11T19:00+10:00")
    listed = known.page.locator(".jm-events")
    # The list follows when there is time.
    expect(listed).to_contain_text(f"3 of {len(document['events'])} events")
    assert listed.locator("h2", has_text="What was known").count() == 1
    assert "Khasan" not in listed.locator("ol").first.inner_text()
    known.page.get_by_text("As it happened", exact=True).click()
    listed.locator("h2", has_text="All events").wait_for()
    assert "Khasan" in listed.locator("ol").first.inner_text()


def test_the_list_shows_the_delay_of_the_first_report(page):
    row = page.page.locator(".jm-events ol").first.locator("li", has_text="Pyongyang station").first
    assert (
        "became public on 11 Sep 2023, " in row.inner_text()
        or "became public on 12 Sep 2023, " in row.inner_text()
    )
    assert " later" in row.inner_text()


def test_the_timeline_steps_by_publication(known):
    go(known, "2023-09-12T14:00+10:00")
    known.page.get_by_role("button", name="Next event").click()
    assert known.t() == at("2023-09-12T14:22+10:00")
    known.page.get_by_role("button", name="Next event").click()
    assert known.t() == at("2023-09-12T14:32+10:00")
    assert known.page.locator(".jm-publication").count() > 5


def test_the_reading_is_switched_by_key_and_announced(page):
    page.page.locator("input[name=jm-reading][value=happened]").focus()
    page.page.keyboard.press("ArrowRight")
    page.settle()
    assert page.page.locator("input[name=jm-reading][value=known]").is_checked()
    assert page.claims.get_attribute("data-reading") == "known"
    assert page.page.get_by_role("radio", name="As it was known").is_checked()


# The maximum speed


def speed(page):
    return page.page.locator(".jm-max-speed input")


def assume(page, typed, shown):
    """Type a speed, and wait until the one that it stands for is shown."""
    speed(page).fill(str(typed))
    page.page.keyboard.press("Enter")
    expect(speed(page)).to_have_value(str(shown), timeout=40_000)


def test_at_another_speed_the_band_is_another(page):
    go(page, "2023-09-11T18:00+10:00")
    slow = page.caption
    assume(page, 160, 160)
    expect(page.map.locator(".jm-legend")).to_contain_text("speed limit of 160 km/h")
    assert page.caption != slow
    assert "can have been" in page.caption


def test_at_a_speed_that_claims_cannot_keep_it_says_which_and_what_they_need(page):
    conflicts = page.page.locator(".jm-conflicts")
    assert conflicts.inner_text() == ""
    assume(page, 20, 20)
    expect(conflicts).to_contain_text(
        re.compile("^With a speed limit of 20 km/h, 3 reports cannot be true together")
    )
    assert "it would need" in conflicts.inner_text()
    page.read_as_known()
    go(page, "2023-09-12T14:40+10:00")
    assert page.errors == []


def test_a_speed_that_is_none_is_put_right(page):
    for typed, shown in (
        ("0", 80),
        ("0.2", 1),
        ("-3", 80),
        ("99999", 2000),
        ("", 80),
        ("81.4", 81),
    ):
        assume(page, typed, shown)
    assert page.errors == []


def test_when_the_tracks_do_not_come_the_speed_stays(page):
    page.context.route("**/journeys/**max_speed=**", lambda route: route.abort())
    assume(page, 120, 80)
    assert "could not be loaded" in page.page.locator(".jm-spoken").inner_text()


def test_the_accuracy_of_a_position_is_drawn_when_zoomed_in(page):
    circle = page.map.locator("path.jm-accuracy")
    assert circle.count() == 0
    mark = page.map.locator(".jm-mark[data-sites~=razdolnaya_bridge]")
    mark.hover()
    # The wheel's turns are added up while the map is on its way; as many as it takes.
    zoom = page.map.get_by_role("button", name="Zoom in")
    page.page.keyboard.down("Control")
    while circle.count() == 0 and zoom.get_attribute("aria-disabled") != "true":
        page.page.mouse.wheel(0, -600)
        page.frames(2)
    page.page.keyboard.up("Control")
    circle.first.wait_for(state="attached")


def test_a_journey_of_which_nothing_is_dated_has_one_reading(reader, tmp_path):
    folder = tmp_path / "undated"
    folder.mkdir()
    write_places(folder)
    write_routes(
        folder,
        {"place": "west", "time_from": "2023-09-12T00:00Z"},
        {"place": "east", "time_from": "2023-09-12T12:00Z"},
        columns=("place", "time_from"),
    )
    library = Library.read(folder)
    (tmp_path / "undated.html").write_bytes(page_file(library, library.ids[0]))
    page = reader().embed((tmp_path / "undated.html").as_uri())
    assert page.page.get_by_role("radio", name="As it was known").count() == 0
    assert page.errors == []
