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
from tests.support.hostile import HOSTILE, MARK, write_hostile_data
from tests.support.samples import at

BRIDGE = at("2023-09-12T12:15+10:00")


class Embedded:
    """The page, and what it complained of."""

    def __init__(self, reader):
        self.reader = reader
        self.page = reader.page
        self.words = []
        self.page.on(
            "console",
            lambda message: (
                self.words.append(message.text) if message.type in ("error", "warning") else None
            ),
        )

    def open(self, address, ready="main[data-ready=true]"):
        self.page.goto(address)
        self.page.locator(ready).wait_for()
        return self

    def settle(self):
        self.page.wait_for_timeout(900)


@pytest.fixture
def embedded(reader):
    return lambda **how: Embedded(reader(**how))


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


def test_it_opens_at_the_view_asked_for(app, embedded):
    made = embedded().open(
        f"{app}/embed/kim-2023?t=2023-09-12T02:15Z&zone=Asia/Vladivostok&theme=dark"
    )
    assert (
        made.page.locator(".jm-caption")
        .inner_text()
        .startswith("12 Sep 2023, 12:15 in Vladivostok: at the Razdolnaya bridge")
    )
    assert made.page.locator(".jm-train").get_attribute("data-t") == f"{BRIDGE:.0f}"
    assert "Razdolnaya bridge" in made.page.locator(".jm-claims .jm-role-current").inner_text()
    assert made.page.locator("body.jm-dark").count() == 1
    assert made.page.locator(".jm-map.jm-dark").count() == 1
    assert made.words == []
    assert made.reader.errors == []
    assert made.reader.elsewhere(app) == []


def test_the_address_follows_the_view(app, embedded):
    made = embedded().open(f"{app}/embed/kim-2023")
    assert "?" not in made.page.url
    made.reader.scrub(BRIDGE)
    made.page.get_by_text("As it was known", exact=True).click()
    made.page.get_by_role("combobox", name="Time zone").select_option("UTC")
    made.settle()
    assert made.page.url == f"{app}/embed/kim-2023?t=2023-09-12T02:15Z&reading=known&zone=UTC"
    link = made.page.get_by_role("link", name="Open the full app")
    assert (
        link.evaluate("a => a.href")
        == f"{app}/?t=2023-09-12T02:15Z&reading=known&zone=UTC&journey=kim-2023"
    )
    made.page.reload()
    made.page.locator("main[data-ready=true]").wait_for()
    assert made.page.locator(".jm-claims[data-reading=known]").count() == 1
    assert made.reader.t() == BRIDGE


def test_bad_values_are_told_and_the_rest_is_shown(app, embedded):
    bad = quote("<img src=x onerror=alert(1)>")
    made = embedded().open(f"{app}/embed/kim-2023?t={bad}&zone=Nowhere&max_speed=0&reading=known")
    told = made.page.locator(".jm-embed-notice").inner_text()
    assert "t=<img src=x onerror=alert(1)>" in told
    assert "zone=Nowhere" in told
    assert "max_speed=0" in told
    assert made.page.locator(".jm-claims[data-reading=known]").count() == 1


def test_the_claims_are_those_of_the_settled_moment(app, embedded):
    made = embedded().open(f"{app}/embed/kim-2023?t=2023-09-12T05:20Z&reading=known")
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


def test_in_a_frame_on_another_origin(app, embedded, elsewhere, tmp_path):
    (tmp_path / "article.html").write_text(
        "<!DOCTYPE html><title>An article</title><script>heights = [];"
        "addEventListener('message', (e) => heights.push([e.origin, e.data]));</script>"
        "<link rel='icon' href='data:,'>"
        f"<iframe src='{app}/embed/kim-2023?t=2023-09-12T02:15Z' width='700' height='600' title='Map'></iframe>",
        "utf-8",
    )
    made = embedded()
    made.page.goto(f"{elsewhere}/article.html")
    frame = made.page.frame_locator("iframe")
    frame.locator("main[data-ready=true]").wait_for()
    frame.locator(f".jm-train[data-t='{BRIDGE:.0f}']").wait_for(state="attached")
    frame.get_by_role("button", name="Next event").click()
    frame.locator(f".jm-train:not([data-t='{BRIDGE:.0f}'])").wait_for(state="attached")
    made.page.wait_for_function("heights.length > 0")
    origin, told = made.page.evaluate("heights.at(-1)")
    assert origin == app
    assert told["type"] == "journeymap:height"
    inner = next(each for each in made.page.frames if "/embed/" in each.url)
    assert told["height"] == pytest.approx(
        inner.evaluate("document.documentElement.getBoundingClientRect().height"), abs=1
    )
    # The policy holds: a script written into the page from outside it does not run.
    inner.evaluate(
        f"() => {{ const s = document.createElement('script'); s.textContent = 'window.{MARK} = 1'; document.body.append(s); }}"
    )
    assert inner.evaluate(f"window.{MARK}") is None
    assert [word for word in made.words if "Content Security Policy" not in word] == []


def test_a_second_load_transfers_only_the_page(app, embedded):
    made = embedded().open(f"{app}/embed/kim-2023")
    made.page.reload()
    made.page.locator("main[data-ready=true]").wait_for()
    sizes = json.loads(
        made.page.evaluate(
            "JSON.stringify(performance.getEntriesByType('resource').map((e) => [e.name, e.transferSize]))"
        )
    )
    assert sizes
    assert [each for each in sizes if each[1] > 0] == []


def test_it_reads_without_a_script(app, embedded):
    made = embedded(java_script_enabled=False)
    made.page.goto(f"{app}/embed/kim-2023")
    text = made.page.locator("body").inner_text()
    assert "Border crossing at Tumen rail bridge" in text
    assert "quoting RIA Novosti" in text
    assert "Open the full app" in text


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_it_prints_on_one_page(app, embedded, name):
    made = embedded().open(f"{app}/embed/{name}")
    made.settle()
    printed = made.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(app, embedded, width):
    made = embedded(width=width, height=844).open(f"{app}/embed/kim-2023")
    assert made.page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_as_written_and_nothing_runs(hostile_app, folder, embedded, text):
    write_hostile_data(folder, text)
    made = embedded().open(f"{hostile_app}/embed/journey")
    says = made.page.locator(".jm-evidence-says").first
    says.wait_for()
    assert says.evaluate("e => e.textContent") == text.strip()
    made.page.wait_for_timeout(200)
    assert made.page.evaluate(f"window.{MARK}") is None
    assert made.reader.errors == []
    assert made.reader.elsewhere(hostile_app) == []
    assert made.page.evaluate("document.scrollingElement.scrollWidth") <= 1280


@pytest.fixture
def kept(tmp_path):
    """Address of the file to keep, on disk."""

    def write(name="kim-2023", library=None):
        (tmp_path / "kept.html").write_bytes(
            page_file(library or Library.read(data_directory()), name)
        )
        return (tmp_path / "kept.html").as_uri()

    return write


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_the_file_opens_from_disk_without_a_network(kept, embedded, name):
    made = embedded(offline=True)
    address = kept(name)
    made.open(f"{address}?zone=UTC")
    assert made.reader.requests == [f"{address}?zone=UTC"]
    made.page.locator(".jm-map canvas").first.wait_for()
    assert made.page.locator(".jm-embed-claims .jm-evidence-says").count() > 0
    row = made.page.locator(".jm-events button.jm-events-row").nth(4)
    row.click()
    made.settle()
    t = made.reader.range.input_value()
    assert float(made.page.locator(".jm-train").get_attribute("data-t")) == pytest.approx(
        float(t), abs=1
    )
    assert "&t=" in made.page.url
    assert row.get_attribute("aria-current") == "true"
    assert made.page.get_by_label("At most").is_disabled()
    assert made.words == []
    assert made.reader.errors == []
    assert len(made.reader.requests) == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_the_file_is_shown_as_written_and_nothing_runs(
    kept, folder, embedded, text
):
    write_hostile_data(folder, text)
    made = embedded(offline=True).open(kept("journey", Library.read(folder)))
    says = made.page.locator(".jm-evidence-says").first
    says.wait_for()
    assert says.evaluate("e => e.textContent") == text.strip()
    assert made.page.evaluate(f"window.{MARK}") is None
    assert made.reader.errors == []
    assert len(made.reader.requests) == 1
