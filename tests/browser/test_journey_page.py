"""The journey page, by Streamlit: what it says to the server, and that the server leaves the map alone."""

import numpy as np
import pytest
from playwright.sync_api import expect


def moment(document, event):
    return next(each["moment"] for each in document["events"] if each["id"] == event)


def train_at(page):
    return float(page.train.first.get_attribute("data-t"))


def choose_2019(page):
    left = [part.element_handle() for part in (page.range, page.claims)]
    page.page.get_by_role("combobox", name="Journey", exact=True).select_option("kim-2019")
    page.page.locator(".jm-heading h1", has_text="2019").wait_for()
    # The other journey's parts leave a moment later.
    for part in left:
        page.page.wait_for_function("(part) => !part.isConnected", arg=part)
    page.settle()


def test_it_opens_whole_and_asks_nobody_else(app, reader):
    page = reader().open(app)
    page.settle()
    assert page.elsewhere(app) == []
    assert page.errors == []
    assert "Ussuriysk" in page.caption
    assert page.page.title() == "Kim Jong-un’s train to Russia, September 2023 · Journey Map"
    assert page.page.locator("iframe[title^='Map: Kim Jong-un']").count() == 1


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


def test_the_map_stays_and_the_server_is_asked_little(app, reader, document):
    page = reader().open(app)
    page.map_frame.evaluate("window.stillHere = true")
    start, end = document["span"]["from"], document["span"]["to"]
    requests = len(page.requests)
    for reading, last in (("happened", end), ("known", end - 3600)):
        page.page.locator(f"input[name=jm-reading][value={reading}]").check(force=True)
        page.settle()
        page.wire.clear()
        page.sent.clear()
        page.go(start)
        page.wire.clear()
        page.sent.clear()
        mouse = page.page.mouse
        track = page.page.locator(".jm-surface").bounding_box()
        across = np.linspace(0, track["width"] * (last - start) / (end - start), 100)
        mouse.move(track["x"] + 12, track["y"] + track["height"] / 2)
        mouse.down()
        for x in across:
            mouse.move(track["x"] + 12 + x, track["y"] + track["height"] / 2)
        assert page.wire == []
        assert float(page.range.input_value()) > last - 7200
        mouse.up()
        page.settle()
        # All this reaches the server once.
        assert len(page.sent) == 1
        assert 0 < sum(page.wire) <= 3000
    page.page.locator("input[name=jm-reading][value=happened]").check(force=True)
    page.settle()
    for event in ("khasan-arrival", "razdolnaya-bridge", "pyongyang-departure", "border-crossing"):
        page.wire.clear()
        page.go(moment(document, event))
        assert 0 < sum(page.wire) <= 3000, event
    assert len(page.requests) == requests
    assert page.map_frame.evaluate("window.stillHere") is True
    assert page.errors == []


def test_the_claims_follow_when_the_time_settles(app, reader, document):
    page = reader().open(app)
    t = moment(document, "razdolnaya-bridge")
    page.scrub(t)
    page.page.locator(f".jm-claims[data-moment='{t:.0f}']").wait_for()
    current = page.claims.locator(".jm-role-current")
    assert "Razdolnaya bridge" in current.inner_text()
    assert "RIA" in current.inner_text()
    links = current.locator("a").evaluate_all(
        "links => links.map(a => [a.protocol, a.rel, a.target])"
    )
    assert links
    assert all(link == ["https:", "noopener noreferrer", "_blank"] for link in links)


def test_another_speed_moves_the_band_and_not_the_map(app, reader, document):
    page = reader().open(app)
    page.map_frame.evaluate("window.stillHere = true")
    page.go(moment(document, "khasan-arrival") - 36_000)
    slow = page.caption
    page.page.locator(".jm-max-speed input").fill("160")
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.page.locator(".jm-max-speed input").input_value() == "160"
    page.map.locator(".jm-legend", has_text="160 km/h").wait_for()
    assert page.caption != slow
    assert page.map_frame.evaluate("window.stillHere") is True
    assert page.claims.get_attribute("data-moment") == str(int(page.t()))
    assert page.errors == []


def test_two_tabs_do_not_drive_each_other(app, reader, document):
    make = reader
    one, other = make().open(app), make().open(app)
    assert one.context is other.context
    before = other.t()
    one.go(document["span"]["from"])
    other.frames()
    assert other.t() == before
    assert train_at(other) == pytest.approx(before, abs=1)


def test_another_journey_can_be_chosen_and_begins_as_it_happened(app, reader):
    page = reader().open(app).read_as_known()
    choose_2019(page)
    assert "2019" in page.caption
    assert page.page.locator("input[name=jm-reading][value=happened]").is_checked()
    assert page.claims.get_attribute("data-reading") == "happened"
    assert page.elsewhere(app) == []


def test_a_journey_chosen_while_another_plays_is_not_driven_by_it(app, reader):
    page = reader().open(app)
    opened = page.t()
    page.page.get_by_role("button", name="Play", exact=True).click()
    page.page.wait_for_function(
        "([range, t]) => Number(range.value) !== t", arg=[page.range.element_handle(), opened]
    )
    choose_2019(page)
    stands = page.t()
    # What still played would move it in the next frame.
    page.frames(10)
    assert page.t() == stands
    assert train_at(page) == pytest.approx(stands, abs=1)
    assert "2019" in page.caption
    assert float(page.claims.get_attribute("data-moment")) == pytest.approx(stands, abs=1)


def test_online_tiles_are_asked_for_only_when_chosen(app, reader):
    page = reader()
    asked = []

    def answer(route):
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(status=204)

    page.context.route("**://tile.openstreetmap.org/**", answer)
    page.open(app)
    assert asked == []
    page.map.locator(".jm-backgrounds summary").click()
    with page.page.expect_request("**://tile.openstreetmap.org/**"):
        page.map.get_by_text("OpenStreetMap", exact=True).first.click()
    page.frames()
    assert asked
    assert all(referer.startswith(app) for referer in asked)
    assert "© OpenStreetMap contributors" in page.map.locator(".leaflet-container").inner_text()


def test_on_a_phone_nothing_is_wider_than_the_screen_in_both_themes(app, reader, document):
    page = reader(width=390, height=844).open(app)
    for scheme in ("light", "dark", "light"):
        page.page.emulate_media(color_scheme=scheme)
        dark = page.map.locator(".leaflet-container.jm-dark")
        expect(dark).to_have_count(1 if scheme == "dark" else 0)
        for reading in ("happened", "known"):
            page.read(reading)
            page.go(document["span"]["to"] - 3600)
            assert page.sideways() <= 0
    sizes = page.page.locator(
        ".jm-controls button, .jm-controls select, .jm-readings label"
    ).evaluate_all("all => all.map(e => e.getBoundingClientRect().height).filter(Boolean)")
    assert min(sizes) >= 40


def test_it_opens_dark_for_who_prefers_that(app, reader):
    page = reader(scheme="dark").open(app)
    assert page.map.locator(".leaflet-container.jm-dark").count() == 1
