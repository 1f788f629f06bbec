"""The journey page in a real browser: moved, played, keyed, clicked, and watched."""

import numpy as np
import pytest

from tests.support.samples import at


def moment(document, event):
    return next(each["moment"] for each in document["events"] if each["id"] == event)


def best(document, t):
    track = document["tracks"]["happened"]
    return float(np.interp(t, track["t"], track["best"]))


def train_at(page):
    train = page.train.first
    return float(train.get_attribute("data-t")), float(train.get_attribute("data-km"))


def test_it_opens_whole_and_asks_nobody_else(app, reader):
    page = reader().open(app)
    page.page.wait_for_timeout(1500)
    assert page.elsewhere(app) == []
    assert page.errors == []
    assert "Ussuriysk" in page.caption
    assert page.page.title() == "Journey Map"


def test_the_train_is_where_the_document_says(app, reader, document):
    page = reader().open(app)
    span = document["span"]
    for t in (np.linspace(span["from"], span["to"], 25) // 60 * 60).tolist():
        page.scrub(t)
        page.map.locator(f".jm-train[data-t='{t:.0f}']").wait_for(state="attached")
        assert train_at(page) == (t, pytest.approx(best(document, t), abs=2e-3))


def test_the_map_has_followed_before_the_input_event_is_over(app, reader, document):
    """No message waits for a frame, as a BroadcastChannel's does."""
    page = reader().open(app)
    t = document["span"]["from"] + 36_000
    moved = page.range.evaluate(
        """(range, t) => {
          const train = [...document.querySelectorAll("iframe")]
            .map((frame) => frame.contentDocument?.querySelector(".jm-train")).find(Boolean);
          const before = train.dataset.t;
          range.value = t;
          range.dispatchEvent(new Event("input"));
          return [before, train.dataset.t];
        }""",
        t,
    )
    assert float(moved[0]) != t
    assert float(moved[1]) == t


def test_the_caption_of_the_bridge(app, reader):
    page = reader().open(app)
    page.scrub(at("2023-09-12T12:15+10:00"))
    caption = page.caption
    assert caption.startswith(
        "12 Sep 2023, 12:15 in Vladivostok: at the Razdolnaya bridge, 1,006 km;"
    )
    assert "last report of a known hour" in caption
    assert "by published lengths" in caption


def test_a_hundred_times_later_it_is_still_the_same_map(app, reader, document):
    page = reader().open(app)
    page.map_frame.evaluate("window.stillHere = true")
    times = np.linspace(document["span"]["from"], document["span"]["to"], 100)
    for i, t in enumerate(times):
        page.scrub(round(t / 60) * 60)
        if i % 10 == 0:
            page.settle()
    page.settle()
    assert page.map_frame.evaluate("window.stillHere") is True


def test_scrubbing_says_nothing_to_the_server_and_settling_little(app, reader, document):
    page = reader().open(app)
    page.wire.clear()
    start = document["span"]["from"]
    page.range.dispatch_event("pointerdown")
    for i in range(100):
        page.scrub(start + i * 1200)
    assert sum(page.wire) == 0
    page.range.dispatch_event("pointerup")
    page.settle()
    settled = [sum(page.wire)]
    for event in ("khasan-arrival", "razdolnaya-bridge", "pyongyang-departure", "border-crossing"):
        page.wire.clear()
        page.scrub(moment(document, event))
        page.settle()
        settled.append(sum(page.wire))
    assert all(0 < size <= 3000 for size in settled), settled


def test_the_claims_follow_when_the_time_settles(app, reader, document):
    page = reader().open(app)
    t = moment(document, "razdolnaya-bridge")
    page.scrub(t)
    page.page.locator(f".jm-claims[data-moment='{t:.0f}']").wait_for()
    current = page.claims.locator(".jm-role-current")
    assert "Razdolnaya bridge" in current.inner_text()
    assert "RIA" in current.inner_text()
    assert "Leaves open" in current.inner_text()
    links = current.locator("a").evaluate_all(
        "links => links.map(a => [a.protocol, a.rel, a.target])"
    )
    assert links
    assert all(link == ["https:", "noopener noreferrer", "_blank"] for link in links)


def test_keys_move_the_time(app, reader, document):
    page = reader().open(app)
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


def test_time_and_place_are_said_in_words(app, reader):
    page = reader().open(app)
    page.scrub(at("2023-09-12T12:15+10:00"))
    said = page.range.get_attribute("aria-valuetext")
    assert said == "12 Sep 2023, 12:15 in Vladivostok, at the Razdolnaya bridge, 1,006 km"
    assert page.range.get_attribute("aria-label")


def test_space_plays_and_stops_and_passed_events_are_told(app, reader, document):
    page = reader().open(app)
    page.scrub(moment(document, "khasan-arrival") - 1800)
    page.settle()
    page.range.focus()
    page.page.keyboard.press("Space")
    page.page.wait_for_function(
        "(t) => Number(document.querySelector('.jm-claims')?.dataset.moment ??"
        " [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.jm-claims'))"
        ".find(Boolean)?.dataset.moment) >= t",
        arg=moment(document, "khasan-arrival"),
    )
    assert page.page.get_by_role("button", name="Pause").is_visible()
    page.page.keyboard.press("Space")
    stopped = page.t()
    assert stopped > moment(document, "khasan-arrival")
    page.page.wait_for_timeout(300)
    assert page.t() == stopped
    assert train_at(page)[0] == pytest.approx(stopped, abs=0.01)


def test_with_less_motion_it_steps_from_event_to_event(app, reader, document):
    page = reader(reduced_motion="reduce").open(app)
    page.page.get_by_role("button", name="Play", exact=True).click()
    moments = [e["moment"] for e in document["events"] if e["moment"] is not None]
    seen = set()
    for _ in range(60):
        seen.add(page.t())
        page.page.wait_for_timeout(100)
    seen -= {document["span"]["from"]}
    assert 1 <= len(seen) <= 4
    assert all(min(abs(t - m) for m in moments) < 1 for t in seen)


def test_a_zone_can_be_chosen(app, reader):
    page = reader().open(app)
    page.scrub(at("2023-09-12T06:00+10:00"))
    zones = page.page.get_by_label("Time zone")
    for zone, words in (
        ("Asia/Pyongyang", "12 Sep 2023, 05:00 in Pyongyang"),
        ("Europe/Moscow", "11 Sep 2023, 23:00 in Moscow"),
        ("UTC", "11 Sep 2023, 20:00 UTC"),
        ("Europe/Lisbon", "11 Sep 2023, 21:00 in Lisbon"),
        ("place", "12 Sep 2023, 06:00 in Vladivostok"),
    ):
        zones.select_option(zone)
        assert page.caption.startswith(words)


@pytest.mark.parametrize("way", ["click", "enter"])
def test_a_place_opens_a_card_with_its_claims(app, reader, way):
    page = reader().open(app)
    mark = page.map.locator(".jm-mark[data-place=khasan_station]")
    if way == "click":
        mark.click()
    else:
        mark.focus()
        page.page.keyboard.press("Enter")
    card = page.map.locator(".jm-card")
    card.wait_for()
    text = card.inner_text()
    for words in ("Khasan", "Хасан", "Arrival", "official", "KCNA", "position known to"):
        assert words in text
    page.page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.map_frame.evaluate("document.activeElement.dataset.place") == "khasan_station"


def test_a_card_sets_the_time(app, reader, document):
    page = reader().open(app)
    page.map.locator(".jm-mark[data-place=razdolnaya_bridge]").click()
    page.map.locator(".jm-card button", has_text="Set the time").first.click()
    assert page.t() == pytest.approx(moment(document, "razdolnaya-bridge"), abs=1)


def test_every_event_in_the_list_sets_the_time(app, reader, document):
    page = reader().open(app)
    rows = page.page.locator(".jm-events ol").first.locator("button.jm-events-row")
    timed = sorted(e["moment"] for e in document["events"] if e["moment"] is not None)
    assert rows.count() == len(timed)
    inside = [m for m in timed if document["span"]["from"] <= m <= document["span"]["to"]]
    offset = timed.index(inside[0])
    for i in (0, len(inside) // 2, len(inside) - 1):
        rows.nth(offset + i).click()
        assert page.t() == pytest.approx(inside[i], abs=1)
    assert page.page.locator(".jm-events [aria-current=true]").count() == 1


def test_the_summits_are_listed_with_their_years_and_shown_on_the_map(app, reader, document):
    page = reader().open(app)
    rows = page.page.locator(".jm-events ol").nth(1)
    for year in ("2019", "2023", "2024", "2025"):
        assert year in rows.inner_text()
    met = next(e for e in document["landmarks"] if e["id"] == "summit-2025")
    name = document["places"][met["place"]]["name"]
    rows.locator("button", has_text=name).first.click()
    card = page.map.locator(".jm-card")
    card.wait_for()
    assert name in card.inner_text()


def test_the_summits_are_marked_otherwise_than_stops(app, reader, document):
    page = reader().open(app)
    places = {e["place"] for e in document["landmarks"] if e["kind"] == "meeting"}
    assert len(places) >= 4
    stop = page.map.locator(".jm-mark[data-place=khasan_station] svg").first
    summit = page.map.locator(".jm-glyph-summit").first
    assert summit.evaluate("e => e.tagName") != stop.locator("*").first.evaluate("e => e.tagName")


def test_online_tiles_are_asked_for_only_when_chosen(app, reader):
    page = reader()
    asked = []

    def answer(route):
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(status=204)

    page.context.route("**://tile.openstreetmap.org/**", answer)
    page.open(app)
    assert asked == []
    page.map.get_by_text("Map", exact=True).click()
    page.map.get_by_text("OpenStreetMap", exact=True).first.click()
    page.page.wait_for_timeout(1500)
    assert asked
    assert all(referer.startswith(app) for referer in asked)
    assert "© OpenStreetMap contributors" in page.map.locator(".leaflet-container").inner_text()


def test_two_tabs_do_not_drive_each_other(app, reader, document):
    one, other = reader().open(app), reader()
    other.page.close()
    other.page = one.context.new_page()
    other.open(app)
    before = other.t()
    one.scrub(document["span"]["from"])
    one.settle()
    assert other.t() == before
    assert train_at(other)[0] == pytest.approx(before, abs=1)


def test_another_journey_can_be_chosen(app, reader):
    page = reader().open(f"{app}/?journey=kim-2019")
    assert "2019" in page.page.locator(".jm-heading h1").inner_text()
    assert "2019" in page.caption
    assert page.elsewhere(app) == []


def test_a_journey_chosen_while_another_plays_is_not_driven_by_it(app, reader):
    page = reader().open(app)
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.wait_for_timeout(500)
    page.page.get_by_role("combobox", name="Journey", exact=True).click()
    page.page.get_by_text("April 2019").last.click()
    page.page.locator(".jm-heading h1", has_text="2019").wait_for()
    page.page.wait_for_timeout(2500)
    assert train_at(page)[0] == pytest.approx(page.t(), abs=1)
    assert "2019" in page.caption
    assert float(page.claims.get_attribute("data-moment")) == pytest.approx(page.t(), abs=1)


def test_before_anything_places_it_the_train_is_not_drawn(app, reader):
    page = reader().open(f"{app}/?journey=kim-2019")
    page.range.focus()
    page.page.keyboard.press("Home")
    assert "not yet placed" in page.caption
    assert not page.train.first.is_visible()
    page.page.keyboard.press("End")
    assert page.train.first.is_visible()


def test_a_summit_keeps_a_mark_of_its_own(app, reader, document):
    page = reader(width=390, height=844).open(app)
    assert page.map.locator(".jm-mark[data-place=khasan_station] .jm-glyph-summit").count() == 0
    assert page.map.locator(".jm-mark[data-place=fefu] .jm-glyph-summit").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(app, reader, scheme):
    page = reader(width=390, height=844, scheme=scheme).open(app)
    assert page.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    wide = page.page.locator(".stMainBlockContainer").evaluate("e => e.scrollWidth - e.clientWidth")
    assert wide <= 0
    sizes = page.page.locator(".jm-controls button, .jm-controls select").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 40


def test_the_map_is_dark_when_the_page_is(app, reader):
    light, dark = (reader(scheme=scheme).open(app) for scheme in ("light", "dark"))
    assert light.map.locator(".leaflet-container.jm-dark").count() == 0
    assert dark.map.locator(".leaflet-container.jm-dark").count() == 1
