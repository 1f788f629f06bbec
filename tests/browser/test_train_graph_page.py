"""The train graph in a real browser: read, pointed at, clicked, and asked to run what it shows."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.reader import Reader


class Graph:
    """A reader's page of the graph: the chart, its marks and its tooltip."""

    def __init__(self, reader, address=None, query=""):
        self.reader, self.page = reader, reader.page
        if address:
            self.page.goto(f"{address}/train_graph{query}")
        self.chart.wait_for(timeout=60_000)
        self.ready()

    @property
    def chart(self):
        return self.page.locator("[data-testid=stVegaLiteChart] svg.marks")

    @property
    def described(self):
        return self.page.locator("[data-testid=stVegaLiteChart]").get_attribute("aria-label")

    def ready(self):
        self.reader.rest()
        self.reader.frames()

    def marks(self, name):
        """The marks of one kind, by the name of their view."""
        return self.chart.locator(f".{name}_marks_marks > :is(path, line)")

    @property
    def texts(self):
        """Every text of the chart and where it stands."""
        return self.chart.locator("text").evaluate_all(
            "all => all.map(e => [e.textContent, e.getAttribute('transform'), e.getAttribute('opacity')])"
        )

    def point_at(self, mark):
        mark.hover(force=True)
        tooltip = self.page.locator("#vg-tooltip-element.visible")
        tooltip.wait_for()
        rows = tooltip.locator("tr").evaluate_all(
            "all => all.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
        )
        return dict(rows)

    def arrive(self):
        """Wait for the Journey page; return what its address asks for."""
        self.page.locator("input.jm-range").wait_for(timeout=60_000)
        self.reader.settle()
        return {name: value for name, (value,) in parse_qs(urlsplit(self.page.url).query).items()}


def test_it_opens_whole_and_asks_nobody_else(app, reader):
    graph = Graph(reader(), app)
    assert graph.reader.elsewhere(app) == []
    assert graph.reader.errors == []
    assert graph.described.startswith(
        "Train graph of Kim Jong-un’s train to Russia, September 2023"
    )
    shown = [text for text, _, opacity in graph.texts if opacity != "0"]
    assert {
        "Sun 10 September 2023",
        "Tue 12 September 2023",
        "12:00",
        "Vladivostok time (UTC+10)",
    } <= set(shown)
    assert [text for text in shown if text.startswith("Khasan")] == ["Khasan\u2002771"]


def test_its_clock_is_the_journeys_wherever_the_reader_is(app, browser):
    seen = []
    for zone in ("Europe/Lisbon", "Pacific/Auckland", "America/Los_Angeles"):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id=zone)
        context.set_default_timeout(20_000)
        graph = Graph(Reader(context), app)
        seen.append((graph.texts, graph.point_at(graph.marks("estimate").nth(3))))
        context.close()
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][1]["Estimate"] == "12 Sep 2023, 06:00 (UTC+10)"


def test_a_mark_shows_its_claim_and_source_and_leads_to_its_moment(app, reader):
    graph = Graph(reader(), app)
    bridge = graph.marks("estimate").nth(5)
    tooltip = graph.point_at(bridge)
    assert tooltip["Event"] == "passing of Razdolnaya bridge, reported"
    assert "Razdolnaya" in tooltip["Says"]
    assert "quoting RIA Novosti" in tooltip["Source"]
    assert tooltip["Public"] == "12 Sep 2023, 14:22 (UTC+10)"
    bridge.click(force=True)
    assert graph.arrive() == {"journey": "kim-2023", "t": "2023-09-12T02:15Z"}
    assert graph.reader.caption.startswith("At 12:15 local time (UTC+10) on 12 September 2023")


def test_a_click_at_any_time_leads_there_also_after_the_journey_was_seen(app, reader):
    page = reader().open(app)
    page.scrub(float(page.range.get_attribute("min")) + 7200)
    page.settle()
    page.page.get_by_role("link", name="Train graph").click()
    graph = Graph(page)
    box = graph.chart.bounding_box()
    spot = {"x": box["width"] * 0.6, "y": 250}
    graph.chart.hover(position=spot)
    when = graph.page.locator("#vg-tooltip-element.visible tr").first.inner_text()
    assert when.split("\t")[-1].strip().startswith("11 Sep 2023, 1")
    graph.chart.click(position=spot)
    asked = graph.arrive()
    assert asked["t"].startswith("2023-09-11T0")
    assert "on 11 September 2023" in page.caption


def test_coming_back_stays_and_keeps_what_was_chosen(app, reader):
    graph = Graph(reader(), app, "?with=kim-2019&reading=known")
    graph.marks("first").first.click(force=True)
    graph.arrive()
    graph.page.go_back()
    graph.chart.wait_for()
    graph.ready()
    # A choice that is still there would lead away in the next run.
    graph.page.get_by_text("The same as a table").click()
    graph.page.locator("[data-testid=stDataFrame]").first.wait_for()
    graph.ready()
    assert "train_graph" in graph.page.url
    assert "2019" in graph.described
    assert "as it was known" in graph.described


def test_a_mark_of_the_second_journey_leads_to_that_one(app, reader):
    graph = Graph(reader(), app, "?with=kim-2019")
    mark = graph.marks("estimate").last
    assert graph.point_at(mark)["Journey"].endswith("April 2019")
    mark.click(force=True)
    assert graph.arrive()["journey"] == "kim-2019"


def test_a_row_of_the_table_leads_to_its_moment(app, reader):
    graph = Graph(reader(height=1600), app)
    graph.page.get_by_text("The same as a table").click()
    table = graph.page.locator("[data-testid=stDataFrame]").first
    table.scroll_into_view_if_needed()
    # The grid draws itself when it comes into view.
    table.locator("canvas[data-testid=data-grid-canvas] table").wait_for(state="attached")
    graph.ready()
    table.locator("canvas").first.click(position={"x": 18, "y": 35 * 2 + 17}, force=True)
    asked = graph.arrive()
    assert asked["journey"] == "kim-2023"
    assert asked["t"] == "2023-09-10T06:00Z"  # the departure from Pyongyang, the second row


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?journey=kim-2023-visit&reading=known",
        "?with=kim-2023-visit",
        "?with=kim-2019&distance=own",
        "?with=kim-2019&clock=calendar",
    ],
)
def test_it_fits_any_screen(app, reader, query):
    graph = Graph(reader(height=800), app, query)
    nothing_runs_into_another(graph)
    in_sight(graph, query)
    graph.page.set_viewport_size({"width": 390, "height": 844})
    graph.page.wait_for_function(
        "document.querySelector('[data-testid=stVegaLiteChart] svg.marks')?.clientWidth <= 390"
    )
    graph.ready()
    on_the_screen(graph)
    nothing_runs_into_another(graph)
    in_sight(graph, query, narrow=True)


# What stands on the graph beside its lines, in full or in brief.
LABELS = {
    "": ["as it happened, estimated|estimate", ".*39 hours later", ".*(can have been|possible)"],
    "?with=kim-2019&distance=own": ["Russia, September 2023", "Vladivostok, April 2019"],
}


def in_sight(graph, query, *, narrow=False):
    """The sentence, the hours and the labels are seen without scrolling."""
    expect(graph.page.get_by_text("the news was", exact=False).first).to_be_in_viewport()
    hours = re.compile(r"^(\d\d:00|[+−]?\d+ h|\d+)$")
    expect(graph.chart.locator("text", has_text=hours).last).to_be_in_viewport(ratio=0.99)
    # On a phone two long titles find no room beside their lines; they stand above them.
    for label in [] if narrow and query else LABELS.get(query, []):
        shown = graph.chart.locator("text", has_text=re.compile(f"^({label})$"))
        expect(shown.first).to_be_in_viewport(ratio=0.99)


def test_it_fits_a_phone_in_the_dark_and_follows_its_reader_to_the_day(app, reader):
    graph = Graph(reader(width=390, height=844, scheme="dark"), app, "?with=kim-2019&distance=own")
    on_the_screen(graph)
    line = graph.chart.locator("path[stroke='var(--graph-line)']").first
    expect(line).to_have_css("stroke", "rgb(255, 93, 98)")
    graph.page.emulate_media(color_scheme="light")
    expect(line).to_have_css("stroke", "rgb(193, 18, 31)")
    graph.page.emulate_media(color_scheme="dark", forced_colors="active")
    paper = graph.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert line.evaluate("path => getComputedStyle(path).stroke") not in {paper, "none"}


def on_the_screen(graph):
    assert graph.page.evaluate("document.scrollingElement.scrollWidth") <= 390
    box = graph.chart.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def nothing_runs_into_another(graph):
    boxes = graph.chart.locator("text").evaluate_all(
        "all => all.filter(e => e.textContent && e.getAttribute('opacity') !== '0')"
        ".map(e => { const b = e.getBoundingClientRect(); return [e.textContent, b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 8
    for i, (one, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[i + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            assert across <= 1 or down <= 3, f"{one} runs into {other}"
