"""The embeddable page in a real browser: alone, in a frame on another origin, without a script, on paper."""

import functools
import http.server
import json
import re
import threading
from urllib.parse import quote

import pytest

from journeymap.exports.html.single_file import page_file
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from tests.support.hostile import MARK
from tests.support.samples import at

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
# What A4 leaves within margins of 10 mm, CSS pixels.
A4_HEIGHT = 277 / 25.4 * 96
BRIDGE = at("2023-09-12T12:15+10:00")


@pytest.fixture
def elsewhere(tmp_path):
    """Address of a site on another origin, whose pages are files in tmp_path."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_it_opens_at_the_view_asked_for(app, reader):
    made = reader().embed(
        f"{app}/embed/kim-2023?t=2023-09-12T02:15Z&zone=Asia/Vladivostok&theme=dark"
    )
    assert (
        made.page.locator(".jm-caption")
        .inner_text()
        .startswith(
            "At 12:15 Vladivostok time (UTC+10) on 12 September 2023 the train was at the Raz"
        )
    )
    assert made.page.locator(".jm-train").get_attribute("data-t") == f"{BRIDGE:.0f}"
    assert "Razdolnaya bridge" in made.page.locator(".jm-claims .jm-role-current").inner_text()
    assert made.page.locator("body.jm-dark").count() == 1
    assert made.page.locator(".jm-map.jm-dark").count() == 1
    assert made.complaints == []
    assert made.errors == []
    assert made.elsewhere(app) == []


def test_the_address_follows_the_view(app, reader):
    made = reader().embed(f"{app}/embed/kim-2023")
    assert "?" not in made.page.url
    made.scrub(BRIDGE)
    made.page.get_by_text("As it was known", exact=True).click()
    made.page.get_by_role("combobox", name="Time zone").select_option("UTC")
    made.query(t="2023-09-12T02:15Z", reading="known", zone="UTC")
    assert made.page.url == f"{app}/embed/kim-2023?t=2023-09-12T02:15Z&reading=known&zone=UTC"
    link = made.page.get_by_role("link", name="Open in the full app")
    assert (
        link.evaluate("a => a.href")
        == f"{app}/?t=2023-09-12T02:15Z&reading=known&zone=UTC&journey=kim-2023"
    )
    made.page.reload()
    made.page.locator("main[data-ready=true]").wait_for()
    assert made.page.locator(".jm-claims[data-reading=known]").count() == 1
    assert made.t() == BRIDGE


def test_bad_values_are_named_and_the_rest_is_shown(app, reader):
    bad = quote("<img src=x onerror=alert(1)>")
    made = reader().embed(f"{app}/embed/kim-2023?t={bad}&zone=Nowhere&max_speed=0&reading=known")
    notice = made.page.locator(".jm-embed-notice").inner_text()
    assert "t=<img src=x onerror=alert(1)>" in notice
    assert "zone=Nowhere" in notice
    assert "max_speed=0" in notice
    assert made.page.locator(".jm-claims[data-reading=known]").count() == 1


def test_the_claims_are_those_of_the_settled_moment(app, reader):
    made = reader().embed(f"{app}/embed/kim-2023?t=2023-09-12T05:20Z&reading=known")
    shown = "[...document.querySelectorAll('.jm-claims-event')].map((each) => each.dataset.event)"
    assert made.page.evaluate(shown) == ["coast-pass", "razdolnaya-bridge"]
    # In the same task as the input: nothing waits for a frame or for a server.
    claims = made.page.evaluate(
        "(t) => { const range = document.querySelector('.jm-range'); range.value = t;"
        " for (const type of ['input', 'change']) range.dispatchEvent(new Event(type));"
        " return document.querySelector('.jm-claims').dataset.moment; }",
        BRIDGE,
    )
    assert float(claims) == BRIDGE
    # The train was at the bridge then, but nobody had said so.
    assert made.page.evaluate(shown)[0] == "border-crossing"


def test_in_a_frame_on_another_origin(app, reader, elsewhere, tmp_path):
    (tmp_path / "article.html").write_text(
        "<!DOCTYPE html><title>An article</title><script>heights = [];"
        "addEventListener('message', (e) => heights.push([e.origin, e.data]));</script>"
        "<link rel='icon' href='data:,'>"
        f"<iframe src='{app}/embed/kim-2023?t=2023-09-12T02:15Z' width='700' height='600' title='Map'></iframe>",
        "utf-8",
    )
    made = reader()
    made.page.goto(f"{elsewhere}/article.html")
    frame = made.page.frame_locator("iframe")
    frame.locator("main[data-ready=true]").wait_for()
    frame.locator(f".jm-train[data-t='{BRIDGE:.0f}']").wait_for(state="attached")
    frame.get_by_role("button", name="Next event").click()
    frame.locator(f".jm-train:not([data-t='{BRIDGE:.0f}'])").wait_for(state="attached")
    made.page.wait_for_function("heights.length > 0")
    origin, message = made.page.evaluate("heights.at(-1)")
    assert origin == app
    assert message["type"] == "journeymap:height"
    inner = next(each for each in made.page.frames if "/embed/" in each.url)
    assert message["height"] == pytest.approx(
        inner.evaluate("document.documentElement.getBoundingClientRect().height"), abs=1
    )
    # The policy holds: a script written into the page from outside it does not run.
    inner.evaluate(
        f"() => {{ const s = document.createElement('script'); s.textContent = 'window.{MARK} = 1'; document.body.append(s); }}"
    )
    assert inner.evaluate(f"window.{MARK}") is None
    assert [word for word in made.complaints if "Content Security Policy" not in word] == []


def test_a_second_load_transfers_only_the_page(app, reader):
    made = reader().embed(f"{app}/embed/kim-2023")
    made.page.reload()
    made.page.locator("main[data-ready=true]").wait_for()
    sizes = json.loads(
        made.page.evaluate(
            "JSON.stringify(performance.getEntriesByType('resource').map((e) => [e.name, e.transferSize]))"
        )
    )
    assert sizes
    assert [each for each in sizes if each[1] > 0] == []


def test_it_reads_without_a_script(app, reader):
    made = reader(java_script_enabled=False)
    made.page.goto(f"{app}/embed/kim-2023")
    text = made.page.locator("body").inner_text()
    assert "Border crossing at Tumen rail bridge" in text
    assert "quoting RIA Novosti" in text
    assert "Open in the full app" in text


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_prints_with_map_and_events_on_one_page_and_sources_as_notes(app, reader, name):
    made = reader(width=718, scheme="dark").embed(f"{app}/share/{name}?map=8/42/131&zone=UTC")
    made.page.locator(".jm-events-row").first.wait_for()
    made.query(map="8/42/131")
    sheet = on_paper(made)
    assert sheet["bottoms"] == sorted(sheet["bottoms"])
    assert sheet["bottoms"][2] <= A4_HEIGHT
    # Fitted to the journey, light, and nothing lies on it.
    (left, top, right, bottom), box = sheet["route"], sheet["map"]
    assert box[0] <= left < right <= box[2]
    assert box[1] <= top < bottom <= box[3]
    assert sheet["over"] == []
    assert sheet["dark"] is False
    # Each event has a note, and each note is the source of an event.
    assert sorted({number for event in sheet["events"] for number in event}) == list(
        range(1, len(sheet["notes"]) + 1)
    )
    assert all(sheet["events"])
    assert sum("http" in note for note in sheet["notes"]) > len(sheet["notes"]) * 0.8
    # As it was before.
    assert after_printing(made) == {"printed": 0, "dark": True, "width": sheet["width"]}
    assert "map=8/42/131" in made.page.url
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", made.page.pdf(format="A4"))) <= 3


def on_paper(made):
    """Lay the page out as for paper, and return what stands on it."""
    made.page.emulate_media(media="print")
    return made.page.evaluate(
        """() => {
  const map = document.querySelector(".jm-map");
  const width = map.clientWidth;
  dispatchEvent(new Event("beforeprint"));
  const rect = (node) => { const { left, top, right, bottom } = node.getBoundingClientRect(); return [left, top, right, bottom]; };
  const box = rect(map);
  const route = [...map.querySelectorAll("path.jm-route:not(.jm-casing, .jm-band)")].map(rect).filter(([l, , r]) => r > l);
  const parts = [".jm-map", ".jm-printed-key", ".jm-printed-events", ".jm-printed-notes"];
  return {
    width, map: box,
    dark: map.classList.contains("jm-dark"),
    route: [Math.min, Math.min, Math.max, Math.max].map((pick, i) => pick(...route.map((each) => each[i]))),
    bottoms: parts.map((part) => rect(document.querySelector(part))[3] + scrollY),
    over: [...map.querySelectorAll(".leaflet-control, .jm-card, .jm-locator, button")]
      .filter((each) => each.getBoundingClientRect().width > 0).map((each) => each.className),
    events: [...document.querySelectorAll(".jm-printed-events li")].map((each) =>
      each.querySelector("sup").textContent.split(", ").map(Number)),
    notes: [...document.querySelectorAll(".jm-printed-notes li")].map((each) => each.textContent),
  };
}"""
    )


def after_printing(made):
    """Put the page back on the screen, and return what is left of the paper."""
    left = made.page.evaluate(
        """() => {
  dispatchEvent(new Event("afterprint"));
  const map = document.querySelector(".jm-map");
  const printed = document.querySelectorAll(".jm-printed-key, .jm-printed li, .jm-map-printed").length;
  return { printed, dark: map.classList.contains("jm-dark"), width: map.clientWidth };
}"""
    )
    made.page.emulate_media(media="null")
    return left


def test_the_first_key_leads_past_the_map(app, reader):
    made = reader().embed(f"{app}/embed/kim-2023")
    skip = made.page.get_by_role("link", name="Skip the map")
    made.page.keyboard.press("Tab")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.evaluate("each => getComputedStyle(each).clipPath") == "none"
    made.page.keyboard.press("Enter")
    made.page.keyboard.press("Tab")
    assert made.page.evaluate("document.activeElement.closest('.jm-embed-timeline') !== null")


def test_nothing_is_wider_than_the_screen(app, reader):
    made = reader(width=390, height=844).embed(f"{app}/embed/kim-2023")
    made.page.locator(".jm-events-row").first.wait_for()
    # Between a phone and a desk the columns of the events' list once added up to more than there is.
    for width in (390, 320, 700, 768, 800, 1280, 768, 320):
        made.page.set_viewport_size({"width": width, "height": 844})
        assert made.sideways() <= 0, width


def test_the_file_opens_from_disk_without_a_network(reader, tmp_path):
    library = Library.read(data_directory())
    for name in JOURNEYS:
        (tmp_path / f"{name}.html").write_bytes(page_file(library, name))
        address = f"{(tmp_path / f'{name}.html').as_uri()}?zone=UTC"
        made = reader(offline=True).embed(address)
        assert made.requests == [address]
        made.page.locator(".jm-map canvas").first.wait_for()
        assert made.page.locator(".jm-embed-claims .jm-evidence-says").count() > 0
        row = made.page.locator(".jm-events button.jm-events-row").nth(4)
        row.click()
        made.settle()
        train = float(made.page.locator(".jm-train").get_attribute("data-t"))
        assert train == pytest.approx(made.t(), abs=1)
        made.page.wait_for_url(lambda url: "&t=" in url)
        assert row.get_attribute("aria-current") == "true"
        assert made.page.locator(".jm-max-speed input").is_disabled()
        assert made.complaints == []
        assert made.errors == []
        assert len(made.requests) == 1
