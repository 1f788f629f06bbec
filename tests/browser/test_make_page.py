"""The page on which readers make journeys of their own, from a fresh page to a link to send."""

import json
import os
import re
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import ClassVar

import pytest
from playwright.sync_api import expect

from tests.support.hostile import HOSTILE, MARK
from tests.support.postgres import binaries, postgres
from tests.support.reader import serve

SIX_ROWS = """place\ttime
Berlin\t2024-05-01 08:00
Prague\t2024-05-01 13:30
Vienna\t2024-05-02 09:15
Budapest\t2024-05-02 12:00
Belgrade\t2024-05-03 20:00
Sofia\t2024-05-04 21:10"""


# Streamlit draws it on a canvas, with the cells that are seen as elements within.
TABLE = '[class*="st-key-make-table-"] canvas[data-testid="data-grid-canvas"]'


def gone(locator):
    """Wait until nothing of it is there: while Streamlit runs, an element may be there twice."""
    expect(locator).to_have_count(0, timeout=40_000)


class Maker:
    """A reader's Make page."""

    def __init__(self, reader, address):
        self.page, self.reader, self.root = reader.page, reader, address
        self.navigations = []
        self.page.on("framenavigated", self._navigated)

    def _navigated(self, frame):
        if frame == self.page.main_frame:
            self.navigations.append(frame.url)

    def open(self, query=""):
        self.page.goto(f"{self.root}/make{query}")
        self.button("Paste").wait_for(timeout=60_000)
        return self

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def paste(self, text):
        self.button("Paste").click()
        self.page.get_by_label("Rows from a spreadsheet, with their header").fill(text)
        self.button("Take these rows").click()
        gone(self.page.get_by_label("Rows from a spreadsheet, with their header"))

    def into_table(self):
        """Click into the first cell of the table."""
        self.page.locator(".jm-grid[data-ready]").wait_for(state="attached")
        self.page.locator(TABLE).wait_for()
        box = at_rest(self, self.page.locator(TABLE))
        self.page.mouse.click(box["x"] + 140, box["y"] + 52)
        self.page.locator(f"{TABLE} [aria-selected=true][role=gridcell]").wait_for(state="attached")

    def type_cell(self, text, key):
        """Type a cell as a person does, who sees it opening; then the key that leaves it."""
        self.page.keyboard.press(text[0])
        editor = self.page.locator("#portal .gdg-input")
        editor.wait_for()
        self.page.keyboard.type(text[1:])
        expect(editor).to_have_value(text)
        self.page.keyboard.press(key)
        gone(editor)
        cell = self.page.locator(f"{TABLE} [role=gridcell]").filter(has_text=text)
        cell.first.wait_for(state="attached")
        self.reader.rest()

    def paste_into_table(self, text):
        self.page.evaluate(
            """(text) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/plain", text);
              document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }""",
            text,
        )

    def take_places(self):
        self.page.get_by_role("button", name=re.compile("^Take (this place|all)")).click()
        gone(self.page.get_by_text("not known yet"))

    def save(self, version=1):
        self.page.get_by_role("button", name=re.compile("^Save")).first.click()
        self.page.get_by_text(f"Saved as version {version}").first.wait_for()

    @property
    def links(self):
        """The links shown: to look at, in the app, to embed, to edit."""
        names = ("share", "app", "embed", "edit")
        shown = [self.page.locator(f".st-key-make-link-{name} code") for name in names]
        for link in shown:
            link.wait_for(state="attached")
        return [link.text_content().strip() for link in shown]

    def entitle(self, title):
        field = self.page.get_by_label("Title", exact=True)
        field.fill(title)
        field.press("Enter")
        self.page.get_by_text("Not saved yet").first.wait_for()

    @property
    def map(self):
        return self.page.frame_locator("iframe[src*=streamlit_folium]")


@pytest.fixture
def maker(app, reader):
    return lambda **how: Maker(reader(**how), app)


def made(maker, **how):
    """A journey of six rows, drawn."""
    each = maker(**how).open()
    each.paste(SIX_ROWS)
    each.take_places()
    return each


def at_rest(one, frame):
    """Where a frame is, once Streamlit runs no more and it stays there from one frame to the next."""
    one.reader.rest()
    before = None
    while (box := frame.bounding_box()) != before:
        before = box
        one.reader.frames()
    return box


def fetched(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_from_a_fresh_page_to_a_shared_link_without_a_reload(maker, app):
    # The server has its tables; what is timed is what a person waits for.
    fetched(f"{app}/healthz")
    one = maker()
    begun = time.monotonic()
    one.open()
    one.paste(SIX_ROWS)
    one.take_places()
    one.save()
    # What it took is printed, not asserted: other tests may run on the same machine.
    print(f"from a fresh page to a link: {time.monotonic() - begun:.1f} s")
    look, _, embed, _ = one.links
    # Streamlit writes the address of the draft and of what is saved; no document was loaded for it.
    assert one.page.evaluate("performance.getEntriesByType('navigation').length") == 1
    assert one.page.evaluate("performance.getEntriesByType('navigation')[0].name") == f"{app}/make"
    status, card = fetched(look)
    assert status == 200
    assert b"Berlin to Sofia" in card
    assert fetched(embed)[0] == 200


CLICKS = "addEventListener('click', (event) => { if (event.isTrusted) window.clicks = (window.clicks ?? 0) + 1; }, true)"


def test_six_rows_typed_are_a_link_in_few_clicks_and_no_cell_is_typed_twice(maker):
    one = maker()
    one.page.add_init_script(CLICKS)
    one.open()
    one.into_table()
    for row in SIX_ROWS.splitlines()[1:]:
        place, time_ = row.split("\t")
        one.type_cell(place, "Tab")
        # After the last cell of a row Enter goes on below its first.
        one.type_cell(time_, "Enter")
    one.take_places()
    one.save()
    clicks = one.page.evaluate("window.clicks")
    print(f"clicks beyond typing: {clicks}")
    assert clicks <= 6
    name = one.links[0].rpartition("/")[2]
    rows = fetched(f"{one.root}/journeys/{name}.csv")[1].decode("utf-8-sig")
    for row in SIX_ROWS.splitlines()[1:]:
        place, time_ = row.split("\t")
        assert f"{place}," in rows
        # Local time, by the place.
        assert re.search(re.escape(time_.replace(" ", "T")) + r"\+0[23]:00", rows)


def test_a_table_pasted_into_the_table_is_arranged_and_beside_rows_it_is_asked_about(maker):
    one = maker().open()
    one.into_table()
    one.paste_into_table("date\ttown\n2025-06-03\tOslo\n2025-06-05\tNarvik")
    one.page.locator("input.jm-range").wait_for()
    one.reader.rest()
    one.into_table()
    one.paste_into_table("Time\tPlace\n2025-06-07\tKiruna")
    one.page.get_by_text("This looks like a table: arrange its columns?").wait_for()
    one.button("Add its row below").click()
    gone(one.page.get_by_text("This looks like a table: arrange its columns?"))
    one.page.locator(".jm-caption").filter(has_text="Kiruna").wait_for()


def test_the_preview_is_the_real_map_and_timeline(maker):
    one = made(maker)
    one.map.locator(".leaflet-container[data-jm-ready=true]").wait_for()
    assert "Berlin" in one.map.locator(".leaflet-container").inner_text()
    one.page.locator("input.jm-range").wait_for()
    one.page.locator(".jm-answer, .jm-caption").filter(has_text="at Sofia").wait_for()


def test_a_draft_survives_a_reload(maker):
    one = made(maker)
    one.page.wait_for_url(re.compile(r"\?draft=[0-9a-f]{32}$"))
    one.page.locator("input.jm-range").wait_for()
    one.page.reload()
    one.page.locator("input.jm-range").wait_for()
    one.page.locator(".jm-answer, .jm-caption").filter(has_text="at Sofia").wait_for()
    one.save()


def test_two_who_save_at_once_are_both_kept_and_the_second_sees_the_difference(maker):
    one = made(maker)
    one.save()
    *_, edit = one.links
    other = maker()
    other.open("?" + edit.partition("?")[2])
    other.page.get_by_text("Saved as version 1").first.wait_for()
    one.entitle("Mine")
    other.entitle("Theirs")
    one.save(2)
    other.button("Save as the next version").click()
    other.page.get_by_text("Meanwhile version 2 was saved").first.wait_for()
    other.button("Save mine after it").click()
    other.page.get_by_text("Saved as version 3").first.wait_for()
    # Both are there to be looked at, and brought back.
    other.page.get_by_text("Earlier versions: 2").first.wait_for()


def test_what_is_deleted_is_gone_for_everybody(maker):
    one = made(maker)
    one.save()
    look, _, embed, _ = one.links
    assert fetched(embed)[0] == 200
    one.page.get_by_text("Delete this journey").click()
    one.page.get_by_text("Yes, delete it").click()
    one.button("Delete").click()
    gone(one.page.locator(".st-key-make-links"))
    name = embed.rpartition("/")[2]
    for address in (
        look,
        embed,
        f"{one.root}/journeys/{name}.json",
        f"{one.root}/journeys/{name}.csv",
    ):
        assert fetched(address)[0] == 404


def test_the_saved_journey_is_shown_by_the_app_as_the_built_in_ones_are(maker, reader):
    one = made(maker)
    one.save()
    seen = reader().open(one.links[1])
    assert "at Sofia" in seen.caption
    assert seen.page.get_by_role("heading", name="Berlin to Sofia").count() == 1
    # Nobody says who said it: there is no evidence to speak of.
    assert seen.claims.is_hidden()
    assert seen.page.locator(".jm-readings").is_hidden()
    assert not re.search(
        r"report|source|claim", seen.page.locator(".jm-events").inner_text(), re.IGNORECASE
    )
    name = one.links[2].rpartition("/")[2]
    for path, words in (("claims", "Belgrade"), ("train_graph", "Berlin to Sofia")):
        page = reader().page
        page.goto(f"{one.root}/{path}?journey={name}")
        page.get_by_text(words).first.wait_for(state="attached", timeout=60_000)
        assert not page.get_by_text("This cannot be shown").count()


def test_hostile_rows_are_only_text(maker):
    one = maker().open()
    texts = [
        text
        for text in HOSTILE.values()
        if len(text) < 1_000 and not set(text) & set("\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    ]
    quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
    rows = [
        f"{text}\t52.5\t{13 + i / 10}\t2024-05-01T{i % 24:02d}:00Z\t{text}\t{text}"
        for i, text in enumerate(quoted)
    ]
    one.paste("\n".join(["place\tlat\tlon\ttime\tsays\tsource", *rows]))
    one.map.locator(".leaflet-container[data-jm-ready=true]").wait_for()
    one.reader.settle()
    one.reader.frames()
    assert all(frame.evaluate(f"typeof window.{MARK}") == "undefined" for frame in one.page.frames)
    assert not one.reader.errors
    assert not one.page.get_by_text("Traceback").count()


def test_it_fits_a_narrow_dark_page(maker):
    one = maker(width=390, height=844, scheme="dark").open()
    one.paste(SIX_ROWS)
    one.take_places()
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@contextmanager
def with_store(url):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEYMAP_STORE_URL", url)
        with serve() as address:
            yield address


@pytest.mark.skipif(binaries() is None, reason="PostgreSQL is not installed")
def test_the_page_goes_on_when_postgresql_is_stopped_and_started(reader):
    with postgres(binaries()) as server, with_store(server.url()) as address:
        one = made(lambda **how: Maker(reader(**how), address))
        one.save()
        embed = one.links[2]
        server.stop()
        one.entitle("While it was away")
        one.page.get_by_text("cannot be reached just now").first.wait_for()
        status, words = fetched(embed)
        assert status == 503
        assert b"Traceback" not in words
        # The built-in journeys need no store.
        assert fetched(f"{address}/embed/kim-2023")[0] == 200
        server.start()
        one.page.get_by_text("Traveller, means of travel and line").click()
        one.page.get_by_label("Summary").fill("Nothing was lost.")
        one.page.get_by_label("Summary").press("Control+Enter")
        one.save(2)
        status, page = fetched(embed)
        assert status == 200
        assert b"While it was away" in page


def test_saving_can_be_switched_off_and_a_file_carries_the_journey(reader, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEYMAP_SAVING", "off")
        with serve() as address:
            one = made(lambda **how: Maker(reader(accept_downloads=True, **how), address))
            one.page.get_by_text("Saving is switched off here").first.wait_for()
            one.button("Download").click()
            with one.page.expect_download() as taken:
                one.button("GeoJSON, for maps").click()
            file = tmp_path / "journey.geojson"
            taken.value.save_as(file)
            other = Maker(reader(), address).open()
            other.button("File").click()
            other.page.locator("input[type=file]").set_input_files(os.fspath(file))
            other.page.locator("input.jm-range").wait_for()
            other.page.locator(".jm-answer, .jm-caption").filter(has_text="at Sofia").wait_for()


def test_a_place_that_nobody_knows_is_set_by_a_click_on_the_map(maker):
    one = maker().open()
    one.paste("place\ttime\nNowhere in particular\t2024-05-01T08:00Z")
    one.page.get_by_text("Nothing of this name is in the gazetteer").first.wait_for()
    frame = one.page.locator(".st-key-make-places iframe")
    frame.content_frame.locator(".jm-chooser canvas").wait_for()
    frame.scroll_into_view_if_needed()
    box = at_rest(one, frame)
    one.page.mouse.click(box["x"] + 200, box["y"] + 120)
    one.button("Take it").click()
    one.page.locator("input.jm-range").wait_for()
    gone(one.page.get_by_text("not known yet"))


def test_one_of_several_places_is_chosen_by_its_number_on_the_map(maker):
    one = maker().open()
    one.paste("place\ttime\nSpringfield\t2024-05-01T08:00Z")
    one.page.get_by_text("Choose one by one, or on the map").click()
    frame = one.page.locator(".st-key-make-places iframe")
    second = frame.content_frame.locator(".jm-number").filter(has_text=re.compile("^2$"))
    second.wait_for()
    frame.scroll_into_view_if_needed()
    at_rest(one, frame)
    second.dispatch_event("click")
    one.button("Take it").click()
    gone(one.page.get_by_text("not known yet"))
    one.page.locator(".jm-answer, .jm-caption").filter(has_text="at Springfield").wait_for()


class Nominatim(BaseHTTPRequestHandler):
    """A service that knows every village, and counts who asks."""

    asked: ClassVar[list[str]] = []
    # Set when it is asked for the second time.
    second: ClassVar[Event] = Event()

    def do_GET(self):
        self.asked.append(self.path)
        if len(self.asked) == 2:
            self.second.set()
        answer = json.dumps(
            [
                {
                    "lat": "43.1",
                    "lon": "131.9",
                    "display_name": "A village",
                    "osm_type": "node",
                    "osm_id": 1,
                    "boundingbox": ["43.0", "43.2", "131.8", "132.0"],
                    "address": {"country_code": "ru"},
                }
            ]
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def nominatim():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Nominatim)
    Nominatim.asked.clear()
    Nominatim.second.clear()
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_online_service_is_asked_only_when_chosen_and_what_it_found_stays_when_it_is_stopped(
    reader, nominatim
):
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("", "on"),
            ("_ADDRESS", nominatim),
            ("_AGENT", "journey-map-test (test@example.org)"),
        ):
            patch.setenv(f"JOURNEYMAP_GEOCODING{name}", value)
        with serve() as address:
            one = Maker(reader(), address).open()
            one.paste(
                "place\ttime\n"
                + "\n".join(
                    f"Zzyzxville {letter}\t2024-05-01T0{i}:00Z"
                    for i, letter in enumerate("ABCDEFGH")
                )
            )
            ask = one.page.get_by_role("button", name=re.compile("^Ask the online service for 8"))
            ask.wait_for()
            assert not Nominatim.asked
            ask.click()
            one.button("Stop asking").wait_for()
            Nominatim.second.wait(60)
            one.button("Stop asking").click()
            left = one.page.get_by_role(
                "button", name=re.compile("^Ask the online service for [1-7]")
            )
            left.wait_for()
            assert 1 <= len(Nominatim.asked) < 8
            # The only place of a name is taken.
            one.page.locator("input.jm-range").wait_for()


def test_every_file_reaches_the_reader_whose_advice_is_shown(maker, tmp_path):
    one = maker().open()
    one.button("File").click()
    for name, body, says in (
        ("a.pdf", b"%PDF-1.7", "a.pdf is a PDF, which cannot be read here."),
        ("a.nmea", b"$GPRMC,1,V*00", "a.nmea has no two valid positions"),
    ):
        file = tmp_path / name
        file.write_bytes(body)
        one.page.locator("input[type=file]").set_input_files(os.fspath(file))
        one.page.get_by_text(says).first.wait_for()


def test_of_tracks_recorded_at_once_one_is_chosen(maker, tmp_path):
    times = ("2021-05-01T10:00:00Z", "2021-05-01T10:10:00Z")
    tracks = [
        f"<trk><name>{name}</name><trkseg>"
        + "".join(
            f'<trkpt lat="{lat + at / 10}" lon="8"><time>{time}</time></trkpt>'
            for at, time in enumerate(times)
        )
        + "</trkseg></trk>"
        for name, lat in (("Dove", 47), ("Crow", 49))
    ]
    file = tmp_path / "two.gpx"
    file.write_text(f"<gpx>{''.join(tracks)}</gpx>", encoding="utf-8")
    one = maker().open()
    one.button("File").click()
    one.page.locator("input[type=file]").set_input_files(os.fspath(file))
    one.page.get_by_text("Whose journey?").wait_for()
    one.page.get_by_role("combobox", name="Whose journey?", exact=True).click()
    one.page.get_by_role("option", name="Crow").click()
    one.page.locator("input.jm-range").wait_for()


def test_a_line_without_times_has_no_timeline(maker, tmp_path):
    file = tmp_path / "way.gpx"
    points = '<trkpt lat="47" lon="8"/><trkpt lat="47.1" lon="8"/>'
    file.write_text(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>", encoding="utf-8")
    one = maker().open()
    one.button("File").click()
    one.page.locator("input[type=file]").set_input_files(os.fspath(file))
    one.page.locator(".jm-timeless").wait_for()
    assert one.page.locator("input.jm-range").count() == 0
    assert "1970" not in one.page.content()
