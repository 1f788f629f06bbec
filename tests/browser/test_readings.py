"""As it happened and as it was known, and at another greatest speed: moved, and watched, in a real browser."""

import numpy as np
import pytest

from tests.support.reader import serve
from tests.support.samples import at, write_places, write_routes


def read_as_known(page):
    page.page.get_by_text("As it was known", exact=True).click()
    page.settle()
    return page


def go(page, text):
    page.scrub(at(text))
    page.settle()


def marks(page):
    return page.map.locator(".jm-mark").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )


def drawn(page, name):
    """Length in pixels of the paths of a class that are drawn."""
    return page.map.locator(f".leaflet-pane path.{name}").evaluate_all(
        "all => all.reduce((sum, e) => sum + (e.getAttribute('d') === 'M0 0' ? 0 : e.getTotalLength()), 0)"
    )


def test_the_story_of_12_september(app, reader):
    page = read_as_known(reader().open(app))

    go(page, "2023-09-11T18:50+10:00")
    assert not page.train.first.is_visible()
    assert "no report yet places it" in page.caption
    assert "Expected then: Vladivostok" in page.caption
    assert drawn(page, "jm-travelled") == drawn(page, "jm-ahead") == drawn(page, "jm-band") == 0

    go(page, "2023-09-11T19:00+10:00")
    assert page.train.first.is_visible()
    assert "reported to have left Pyongyang station" in page.caption
    assert drawn(page, "jm-ahead") > 300
    assert not any("Khasan" in words or "Razdolnaya" in words for words in marks(page))

    go(page, "2023-09-12T14:30+10:00")
    assert "last reported at the Razdolnaya bridge, 1,006 km" in page.caption
    assert "8 minutes ago" in page.caption
    assert "Expected then: Vladivostok" in page.caption
    assert float(page.train.first.get_attribute("data-km")) == pytest.approx(1006, abs=1)
    assert "Razdolnaya" in page.claims.inner_text()
    assert "Kookmin Ilbo" in page.claims.inner_text()
    assert drawn(page, "jm-ahead") > 10

    go(page, "2023-09-12T22:45+10:00")
    assert "No longer expected: Vladivostok" in page.caption
    assert "in Ussuriysk area" in page.caption
    assert "in no direction known" in page.caption
    assert "turned north instead of south" in page.claims.inner_text()
    assert drawn(page, "jm-ahead") == 0
    assert page.errors == []
    assert page.elsewhere(app) == []


def test_the_train_is_where_the_document_says_in_the_second_reading(app, reader, document):
    page = read_as_known(reader().open(app))
    epochs = document["tracks"]["known"]["epochs"]
    for t in (
        np.linspace(document["span"]["from"], document["span"]["to"], 30) // 60 * 60
    ).tolist():
        page.scrub(t)
        page.map.locator(f".jm-train[data-t='{t:.0f}']").wait_for(state="attached")
        then = [epoch for epoch in epochs if epoch["from"] <= t]
        track = then[-1]["track"] if then else None
        assert page.train.first.is_visible() is (track is not None)
        if track:
            assert float(page.train.first.get_attribute("data-km")) == pytest.approx(
                track["best"][0], abs=2e-3
            )


def test_scrubbing_in_the_second_reading_asks_nobody_and_keeps_the_map(app, reader, document):
    page = read_as_known(reader().open(app))
    page.map_frame.evaluate("window.stillHere = true")
    page.wire.clear()
    requests = len(page.requests)
    page.range.dispatch_event("pointerdown")
    for t in np.linspace(document["span"]["from"], document["span"]["to"], 60):
        page.scrub(round(t / 60) * 60)
    page.page.wait_for_timeout(400)
    assert page.wire == []
    assert len(page.requests) == requests
    assert page.map_frame.evaluate("window.stillHere") is True
    page.range.dispatch_event("pointerup")
    page.settle()
    assert page.wire
    assert page.map_frame.evaluate("window.stillHere") is True


def test_claims_come_in_when_they_were_published(app, reader):
    page = read_as_known(reader().open(app))
    go(page, "2023-09-12T14:21+10:00")
    assert "Razdolnaya" not in page.claims.inner_text()
    assert "Chosun" in page.claims.inner_text()
    go(page, "2023-09-12T14:22+10:00")
    first = page.claims.locator("details").first
    assert "Last word, public by 12 Sep, 14:22 in Vladivostok" in first.inner_text()
    assert (
        "4esnok" not in page.claims.inner_text()
    )  # relays the same, and is only known to be of that day
    assert "Editor’s note" not in page.claims.inner_text()
    assert "more claims are not known to have been public" in page.claims.inner_text()


def test_a_place_opens_with_what_was_public_of_it(app, reader):
    page = read_as_known(reader().open(app))
    go(page, "2023-09-12T14:40+10:00")
    page.map.locator(".jm-mark[data-place=razdolnaya_bridge]").click()
    card = page.map.locator(".jm-card")
    card.wait_for()
    assert "Kookmin Ilbo" in card.inner_text()
    assert "4esnok" not in card.inner_text()
    go(page, "2023-09-12T12:00+10:00")
    card.wait_for(state="detached")  # nothing of it was public yet


def test_the_list_has_what_was_known_and_counts_the_rest(app, reader, document):
    page = read_as_known(reader().open(app))
    go(page, "2023-09-11T19:00+10:00")
    listed = page.page.locator(".jm-events")
    listed.locator("h2", has_text="What was known").wait_for()
    assert f"3 of {len(document['events'])} events" in listed.inner_text()
    assert "Khasan" not in listed.locator("ol").first.inner_text()
    page.page.get_by_text("As it happened", exact=True).click()
    listed.locator("h2", has_text="All events").wait_for()
    assert "Khasan" in listed.locator("ol").first.inner_text()


def test_the_list_tells_the_delay_of_the_first_report(app, reader):
    page = reader().open(app)
    row = page.page.locator(".jm-events ol").first.locator("li", has_text="Pyongyang station").first
    assert (
        "first report by 11 Sep 2023, " in row.inner_text()
        or "first report by 12 Sep 2023, " in row.inner_text()
    )
    assert " after" in row.inner_text()


def test_the_timeline_steps_by_publication(app, reader):
    page = read_as_known(reader().open(app))
    go(page, "2023-09-12T14:00+10:00")
    page.page.get_by_role("button", name="Next event").click()
    assert page.t() == at("2023-09-12T14:22+10:00")
    page.page.get_by_role("button", name="Next event").click()
    assert page.t() == at("2023-09-12T14:32+10:00")
    assert page.page.locator(".jm-publication").count() > 5


def test_the_reading_is_switched_by_key_and_told(app, reader):
    page = reader().open(app)
    page.page.locator("input[name=jm-reading][value=happened]").focus()
    page.page.keyboard.press("ArrowRight")
    page.settle()
    assert page.page.locator("input[name=jm-reading][value=known]").is_checked()
    assert page.claims.get_attribute("data-reading") == "known"
    assert page.page.get_by_role("radio", name="As it was known").is_checked()


def test_the_reading_survives_another_run_of_the_page(app, reader):
    page = read_as_known(reader().open(app))
    go(page, "2023-09-12T14:40+10:00")
    page.page.get_by_role("combobox", name="Journey", exact=True).click()
    page.page.get_by_text("April 2019").last.click()
    page.page.locator(".jm-heading h1", has_text="2019").wait_for()
    page.settle()
    assert page.page.locator("input[name=jm-reading][value=happened]").is_checked()
    assert page.claims.get_attribute("data-reading") == "happened"


# The greatest speed


def assume(page, speed):
    page.page.get_by_label("At most").fill(str(speed))
    page.page.keyboard.press("Enter")
    page.settle()


def test_another_speed_moves_the_band_and_not_the_map(app, reader):
    page = reader().open(app)
    page.map_frame.evaluate("window.stillHere = true")
    go(page, "2023-09-11T18:00+10:00")
    slow = page.caption
    assume(page, 160)
    assert "at most 160 km/h" in page.map.locator(".jm-legend").inner_text()
    assert page.caption != slow
    assert "Possible range" in page.caption
    assert page.map_frame.evaluate("window.stillHere") is True
    assert page.claims.get_attribute("data-moment") == str(int(page.t()))
    assert page.errors == []


def test_at_a_speed_that_claims_cannot_keep_it_says_which_and_what_they_need(app, reader):
    page = reader().open(app)
    assert page.page.locator(".jm-conflicts").inner_text() == ""
    assume(page, 20)
    told = page.page.locator(".jm-conflicts").inner_text()
    assert "cannot be true together with the others at 20 km/h" in told
    assert "it would need" in told
    assert "km/h" in told
    page.page.locator("input[name=jm-reading][value=known]").check(force=True)
    go(page, "2023-09-12T14:40+10:00")
    assert page.errors == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("0", "80"), ("-3", "80"), ("0.2", "1"), ("99999", "2000"), ("", "80"), ("81.4", "81")],
)
def test_a_speed_that_is_none_is_put_right(app, reader, typed, shown):
    page = reader().open(app)
    assume(page, typed)
    assert page.page.get_by_label("At most").input_value() == shown
    assert page.errors == []


def test_when_the_tracks_do_not_come_the_speed_stays(app, reader):
    page = reader().open(app)
    page.context.route("**/journeys/**max_speed=**", lambda route: route.abort())
    assume(page, 120)
    assert page.page.get_by_label("At most").input_value() == "80"
    assert "could not be loaded" in page.page.locator(".jm-spoken").inner_text()


def test_the_accuracy_of_a_position_is_drawn_when_zoomed_in(app, reader):
    page = reader().open(app)
    assert page.map.locator("path.jm-accuracy").count() == 0
    page.map.locator(".jm-mark[data-place=razdolnaya_bridge]").hover()
    page.page.mouse.wheel(0, -2400)
    page.page.wait_for_timeout(900)
    page.page.mouse.wheel(0, -2400)
    page.map.locator("path.jm-accuracy").first.wait_for(state="attached", timeout=5000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_second_reading_is_no_wider_than_the_screen(app, reader, scheme):
    page = read_as_known(reader(width=390, height=844, scheme=scheme).open(app))
    go(page, "2023-09-12T22:45+10:00")
    assert page.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert (
        page.page.locator(".stMainBlockContainer").evaluate("e => e.scrollWidth - e.clientWidth")
        <= 0
    )
    heights = page.page.locator(".jm-readings label").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 40


def test_a_journey_of_which_nothing_is_dated_has_one_reading(reader, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undated")
    write_places(folder)
    write_routes(
        folder,
        {"place": "west", "time_from": "2023-09-12T00:00Z"},
        {"place": "east", "time_from": "2023-09-12T12:00Z"},
        columns=("place", "time_from"),
    )
    with serve(folder) as address:
        page = reader().open(address)
        assert page.page.get_by_role("radio", name="As it was known").is_disabled()
        assert page.errors == []
