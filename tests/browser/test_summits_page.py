"""The page of the meetings in a real browser: marks, table and reports that lead to each other."""

import pytest

from tests.support.hostile import write_hostile_data
from tests.support.reader import serve


class Summits:
    """One reader's page of meetings, by its parts."""

    def __init__(self, reader, address):
        self.reader = reader
        self.page = reader.page
        self.page.goto(f"{address}/summits")
        self.page.locator(".jm-summits-list").wait_for(timeout=60_000)
        self.table.locator("tr").first.wait_for()

    def with_map(self):
        self.map.locator(".leaflet-container[data-jm-ready=true]").wait_for(timeout=60_000)
        return self

    @property
    def map(self):
        return self.reader.map

    @property
    def table(self):
        return self.page.locator(".jm-summits-table")

    @property
    def meetings(self):
        return self.page.locator(".jm-summits-list > li")

    @property
    def card(self):
        return self.map.locator(".jm-card h2")


def test_a_shared_link_opens_it_on_a_server_that_nobody_has_asked_yet(reader):
    with serve() as fresh:
        page = Summits(reader(), fresh).with_map()
        assert page.page.locator("h1").inner_text() == "Meetings of Putin and Kim"
        assert page.page.locator("[data-testid=stTopNavLink]", has_text="Summits").count() == 1
        assert page.reader.elsewhere(fresh) == []
        assert page.reader.errors == []


def test_the_address_keeps_the_place_that_is_open_and_restores_it(app, reader):
    page = Summits(reader(), app).with_map()
    page.map.locator(".jm-mark[data-sites~=fefu]").click()
    page.page.wait_for_url(f"{app}/summits?event=**")
    again = Summits(reader(), app).with_map()
    again.page.goto(page.page.url)
    again.card.get_by_text("Far Eastern Federal University").wait_for()
    page.page.go_back()
    page.card.wait_for(state="detached")
    assert page.reader.errors == []


def test_every_meeting_place_is_marked_and_nothing_else(app, reader):
    page = Summits(reader(), app).with_map()
    places = set()
    for mark in page.map.locator(".jm-mark").all():
        assert "jm-mark-summit" in mark.get_attribute("class")
        places.add(mark.get_attribute("data-place"))
    # The two places in Pyongyang share a mark from afar, under the name of the talks.
    assert places == {"fefu", "vostochny", "kumsusan_guest_house", "diaoyutai"}
    named = page.map.locator(".jm-labels-front, .leaflet-jm-labels-front-pane").first.inner_text()
    assert "Vostochny Cosmodrome 13 Sep 2023" in " ".join(named.split())
    assert page.map.locator(".jm-route, .jm-train").count() == 0
    assert page.map.locator(".jm-legend li").all_text_contents() == [
        "summit meeting",
        "several places, too close to draw apart",
    ]
    frame = page.map.locator(".leaflet-container").bounding_box()
    for mark in page.map.locator(".jm-mark").all():
        box = mark.bounding_box()
        assert frame["x"] < box["x"] < frame["x"] + frame["width"] - box["width"]
        assert frame["y"] < box["y"] < frame["y"] + frame["height"] - box["height"]


def test_the_table_shows_date_place_and_accuracy(app, reader):
    rows = Summits(reader(), app).table.locator("tbody tr")
    cells = [row.replace("\t", "\n").split("\n") for row in rows.all_inner_texts()]
    assert [(row[0], row[1]) for row in cells] == [
        ("1", "25 Apr 2019"),
        ("2", "13 Sep 2023"),
        ("3", "19 Jun 2024"),
        ("4", "3 Sep 2025"),
        ("?", "After 28 Oct 2025"),
    ]
    assert "Vostochny Cosmodrome" in cells[1]
    assert "Космодром Восточный" in cells[1]
    assert cells[1][-1] == "5 km"
    assert "13:09 (UTC+9)" in cells[1]
    assert "Kim Il Sung Square" in cells[2]
    assert cells[4][-1] == "No later report was found"


def test_a_place_in_the_table_is_opened_on_the_map(app, reader):
    page = Summits(reader(), app).with_map()
    page.table.get_by_role("button", name="Diaoyutai State Guesthouse").click()
    page.card.wait_for()
    assert page.card.all_inner_texts() == ["Diaoyutai State Guesthouse"]
    assert page.table.locator("tr[aria-current=true] td").first.inner_text() == "4"


def test_a_mark_on_the_map_is_found_in_table_and_reports(app, reader):
    page = Summits(reader(), app).with_map()
    page.map.locator(".jm-mark[data-sites~=vostochny]").click()
    page.card.wait_for()
    page.page.locator(".jm-summits-table tr[aria-current=true]").wait_for()
    assert page.table.locator("tr[aria-current=true] td").first.inner_text() == "2"
    current = page.meetings.and_(page.page.locator("[aria-current=true]"))
    assert current.locator(".jm-summits-day").all_inner_texts() == ["13 Sep 2023"]


def test_each_meeting_shows_what_was_expected_and_what_came_of_it(app, reader):
    page = Summits(reader(), app)
    assert page.meetings.count() == 4
    vostochny = page.meetings.nth(1)
    expected = vostochny.locator(".jm-summits-expected")
    assert "Kim is to go to Vladivostok" in expected.inner_text()
    expected.locator("> details > summary").click()
    assert "The meeting could be at Vostochny on Wednesday" in expected.inner_text()
    assert "more than five hours" in vostochny.locator(".jm-summits-outcome").inner_text()
    beijing = page.meetings.nth(3)
    assert "under discussion, not yet confirmed" in beijing.inner_text()
    assert (
        "Putin invited Kim to visit Russia again"
        in beijing.locator(".jm-summits-outcome").inner_text()
    )
    assert (
        "Newsmax (AP text), quoting AP, quoting the Kremlin; published 3 Sep 2025, 20:24 (UTC+8)"
        in beijing.inner_text()
    )
    assert (
        beijing.get_by_role("link", name="newsmax.com").get_attribute("rel")
        == "noopener noreferrer"
    )


def test_a_report_that_differs_says_in_what(app, reader):
    page = Summits(reader(), app)
    outcome = page.meetings.nth(1).locator(".jm-summits-outcome")
    outcome.locator("> details > summary").click()
    almost = outcome.locator("li", has_text="almost five hours")
    assert "Differs: it puts this before 13 Sep 2023, 18:08 (UTC+9)" in almost.inner_text()


def test_the_gap_is_a_part_of_its_own(app, reader):
    page = Summits(reader(), app)
    gap = page.page.locator(".jm-summits-gap")
    assert gap.get_by_role("heading").all_inner_texts()[0] == "After 28 Oct 2025: not known"
    assert "whether the two met again is not known" in gap.inner_text()
    assert "The Kremlin has nothing to announce" in gap.inner_text()
    assert gap.bounding_box()["height"] > 100


def test_a_screen_reader_finds_its_way(app, reader):
    page = Summits(reader(), app)
    table = page.page.get_by_role("table", name="Meetings of Putin and Kim")
    assert table.get_by_role("columnheader").all_inner_texts() == [
        "No.",
        "Date",
        "Place",
        "Position exact to",
    ]
    assert table.get_by_role("rowheader").count() == 5
    assert page.page.get_by_role("heading", level=2).count() == 5
    assert page.page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it_and_scrolls_back_to_the_map(app, reader, scheme):
    page = Summits(reader(width=390, height=844, scheme=scheme), app).with_map()
    assert page.reader.sideways() <= 0
    assert page.map.locator(".jm-mark").count() == 4
    dark = page.map.locator(".leaflet-container").evaluate("e => e.classList.contains('jm-dark')")
    assert dark == (scheme == "dark")
    page.meetings.nth(3).get_by_role("button", name="Show on the map").click()
    page.card.wait_for()
    frame = page.page.locator("iframe[src*=streamlit_folium]")
    # It scrolls there smoothly.
    page.page.wait_for_function(
        "() => document.querySelector('iframe[src*=streamlit_folium]').getBoundingClientRect().y"
        " >= document.querySelector('[data-testid=stHeader]').getBoundingClientRect().bottom"
    )
    bar = page.page.locator("[data-testid=stHeader]").bounding_box()
    assert frame.bounding_box()["y"] >= bar["y"] + bar["height"]
    assert page.reader.sideways() <= 0


def test_a_folder_without_meetings_says_so(tmp_path, reader):
    write_hostile_data(tmp_path, "plain")
    with serve(tmp_path) as address:
        page = reader().page
        page.goto(f"{address}/summits")
        page.get_by_text("There is no collection of meetings yet.").wait_for()
