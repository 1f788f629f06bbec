"""Text that tries to be a template, a script, a link or markup is shown as written; nothing runs."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from journeymap.exports.html.single_file import page_file
from journeymap.journeys.library import Library
from tests.support.hostile import (
    HOSTILE,
    IN_PROBLEMS,
    MARK,
    MOMENTS,
    write_every_hostile_text,
    write_hostile_data,
)
from tests.support.markup import written
from tests.support.reader import serve
from tests.support.samples import HOUR

TEXTS = list(HOSTILE.values())
# A line and more is cut by what draws it.
SHORT = [text for text in TEXTS if len(text) < 1_000]
TOGETHER = " ".join(SHORT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One data folder that has all of them."""
    folder = tmp_path_factory.mktemp("hostile")
    write_every_hostile_text(folder)
    return folder


@pytest.fixture(scope="module")
def hostile(folder):
    """Address of an app that serves it."""
    with serve(folder) as address:
        yield address


def texts(locator):
    return locator.evaluate_all("all => all.map(e => e.textContent)")


def ran(made):
    """The names of those that ran."""
    frames = [frame.evaluate(f"window.{MARK}") for frame in made.page.frames]
    return [name for name in frames if name is not None]


def nothing_happened(made, address):
    # A picture that fails or a script that the page was just given runs before the next frames.
    made.frames()
    assert ran(made) == []
    assert made.errors == []
    assert made.elsewhere(address) == []
    assert made.sideways() <= 0


def test_each_of_them_would_run(reader):
    """So that a page on which nothing ran says something."""
    made = reader()
    for name, html in (
        ("end-of-script", f"<script>{HOSTILE['end of script']}"),
        ("image", HOSTILE["image"]),
        ("attribute", f'<input value="{HOSTILE["attribute"]}">'),
    ):
        made.page.goto("about:blank")
        made.page.set_content(html)
        made.page.wait_for_function(f"name => window.{MARK} === name", arg=name)


def every_event_in_turn(made):
    """At each event's moment claims, caption and card have its text as it is written."""
    for i, text in enumerate(TEXTS):
        shown = text.strip()
        made.go(MOMENTS + i * HOUR + 300)
        current = made.claims.locator(".jm-role-current").first
        for part in (".jm-evidence-says", ".jm-evidence-source b"):
            assert shown in texts(current.locator(part)), (part, text)
        place = current.locator(".jm-claims-place").first
        assert place.evaluate("e => e.firstChild.data").endswith(shown)
        caption = made.page.locator(".jm-caption").evaluate("e => e.textContent")
        assert shown in caption, text
    # Places near each other share a mark, and its card has all of them.
    heads = []
    for mark in made.map.locator(".jm-mark").all():
        mark.evaluate("e => e.click()")
        card = made.map.locator(".jm-card")
        card.wait_for()
        assert card.locator("a").count() == 0
        heads += texts(card.locator("h2"))
    for text in TEXTS:
        assert any(head.endswith(text.strip()) for head in heads), text


def test_the_page_to_embed(hostile, reader):
    made = reader().embed(f"{hostile}/embed/journey")
    assert texts(made.page.locator("h1")) == [written(TOGETHER).replace("\r\n", "\n")]
    every_event_in_turn(made)
    listed = made.page.locator(".jm-events-place")
    shown = listed.evaluate_all("all => all.map(e => e.firstChild.data)")
    for text in TEXTS:
        assert any(each.endswith(text.strip()) for each in shown), text
    made.read_as_known()
    every_report_in_turn(made)
    nothing_happened(made, hostile)


def every_report_in_turn(made):
    for i, text in enumerate(TEXTS):
        made.go(MOMENTS + i * HOUR + 1200)
        assert text.strip() in texts(made.claims.locator(".jm-evidence-says")), text


def test_the_file_to_take_along(folder, reader, tmp_path):
    (tmp_path / "kept.html").write_bytes(page_file(Library.read(folder), "journey"))
    made = reader(offline=True).embed((tmp_path / "kept.html").as_uri())
    every_report_in_turn(made)
    assert ran(made) == []
    assert made.errors == []
    assert len(made.requests) == 1


def test_the_journey_page(hostile, reader):
    made = reader().open(f"{hostile}/?journey=journey")
    for line in ("h1", ".jm-subtitle"):
        assert texts(made.page.locator(f".jm-heading {line}")) == [TOGETHER]
    assert texts(made.page.locator(".jm-summary")) == [TOGETHER]
    assert texts(made.page.locator(".jm-unknowns li")) == TEXTS
    made.go(MOMENTS + 300)
    assert TEXTS[0] in texts(made.claims.locator(".jm-evidence-says"))
    mark = made.map.locator(".jm-mark").first
    mark.evaluate("e => e.click()")
    card = made.map.locator(".jm-card")
    card.wait_for()
    assert card.locator("a").count() == 0
    made.page.keyboard.press("Escape")
    made.read_as_known()
    made.go(MOMENTS + 32 * HOUR)
    assert TEXTS[-1] in texts(made.claims.locator(".jm-evidence-says"))
    # A row's address that is none, and an id that is of nothing, are shown as written, too.
    made.page.locator("[data-testid=stExpander]").last.locator("summary").click()
    problems = made.page.locator("[data-testid=stExpanderDetails]").last
    problems.locator("[data-testid=stText]").first.wait_for()
    assert all(text in "".join(texts(problems)) for text in IN_PROBLEMS)
    nothing_happened(made, hostile)


def test_a_journey_of_that_name_can_be_opened(hostile, reader):
    made = reader()
    for name in ("Jinja expression", "end of script", "image", "Markdown link", "right to left"):
        made.open(f"{hostile}/?journey={quote(HOSTILE[name], safe='')}")
        assert HOSTILE[name] in texts(made.claims.locator(".jm-evidence-says"))
        assert texts(made.page.locator(".jm-heading h1")) == [HOSTILE[name]]
        assert ran(made) == []
    assert made.errors == []


def test_an_unknown_journey_of_that_name_is_only_named(hostile, reader):
    made = reader()
    for name in ("Jinja expression", "end of script", "Markdown", "image"):
        unknown = f"no {HOSTILE[name]}"
        made.page.goto(f"{hostile}/?journey={quote(unknown, safe='')}")
        error = made.page.locator("[data-testid=stText]").first
        error.wait_for()
        assert unknown in error.evaluate("e => e.textContent")
        assert ran(made) == []


def test_the_claims_page(hostile, reader):
    made = reader(width=390, height=844)
    made.page.goto(f"{hostile}/claims?journey=journey&claim=together")
    card = made.page.locator(".jm-beside-claim")
    card.wait_for()
    shown = texts(card.locator("p"))
    # Says, leaves open, and the editor's note.
    assert sum(TOGETHER in each for each in shown) >= 3
    assert card.get_by_role("link", name="Read the source").count() == 0
    made.page.goto(f"{hostile}/claims?journey=journey")
    counted = made.page.get_by_text(re.compile(r"^\d+ of \d+ claims$"))
    total = int(counted.inner_text().split()[0])
    listed = made.page.locator(".jm-found tbody tr")
    listed.first.wait_for()
    more = made.page.locator(".jm-found").get_by_role("button", name="Show more")
    while (before := listed.count()) < total:
        more.click()
        listed.nth(before).wait_for()
        made.rest()
    assert {text.strip() for text in TEXTS} <= set(texts(listed.locator("a, small, span")))
    made.page.get_by_role("button", name="Filters").click()
    sources = made.page.get_by_role("combobox", name="Sources")
    sources.scroll_into_view_if_needed()
    made.frames()
    sources.click()
    made.page.get_by_role("option").first.wait_for()
    nothing_happened(made, hostile)


def test_the_train_graph(hostile, reader):
    made = reader()
    made.page.goto(f"{hostile}/train_graph?journey=journey&with={quote(HOSTILE['image'], safe='')}")
    chart = made.page.locator("[data-testid=stVegaLiteChart] svg.marks")
    chart.wait_for(timeout=60_000)
    made.rest()
    tooltip = made.page.locator("#vg-tooltip-element.visible")
    says = set()
    for mark in chart.locator(".estimate_marks_marks > :is(path, line)").all():
        # The tooltip of the one before may lie over this one.
        made.page.mouse.move(0, 0)
        tooltip.wait_for(state="hidden")
        mark.hover(force=True)
        tooltip.wait_for()
        rows = dict(
            tooltip.locator("tr").evaluate_all(
                "all => all.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
            )
        )
        says.add(rows["Says"])
    for text in TEXTS:
        line = " ".join(text.split())
        cut = line[:100]
        assert any(each.startswith(cut) for each in says), text
    titles = texts(chart.locator("text"))
    assert any(HOSTILE["image"] in title for title in titles)
    made.page.locator("[data-testid=stExpander] summary").last.click()
    made.page.locator("[data-testid=stDataFrame]").first.wait_for()
    assert made.page.locator("#vg-tooltip-element :is(a, img, script, h2, b, iframe)").count() == 0
    nothing_happened(made, hostile)


def test_the_page_of_meetings(hostile, reader):
    made = reader(width=390, height=844)
    made.page.goto(f"{hostile}/summits")
    made.map.locator(".leaflet-container[data-jm-ready=true]").wait_for(timeout=60_000)
    meetings = made.page.locator(".jm-summits-list > li")
    meetings.first.wait_for()
    for line in ("h1", "p"):
        assert texts(made.page.locator(f".jm-heading {line}")) == [TOGETHER]
    stripped = [text.strip() for text in TEXTS]
    assert texts(meetings.locator(".jm-evidence-says")) == stripped
    named = made.page.locator(".jm-summits-table td button > span")
    assert set(stripped) <= set(texts(named))
    assert texts(made.page.locator(".jm-summits-gap > p"))[: len(TEXTS)] == TEXTS
    card = made.map.locator(".jm-card")
    for mark in made.map.locator(".jm-mark").all():
        mark.evaluate("e => e.click()")
        card.first.wait_for()
        assert texts(card.locator(".jm-evidence-says"))[0] in stripped
    made.page.locator("[data-testid=stExpander] summary").last.click()
    # An id that leads nowhere is shown as written.
    problems = made.page.locator("[data-testid=stExpanderDetails]").last
    expect(problems).to_contain_text(HOSTILE["end of script"])
    nothing_happened(made, hostile)


def test_broken_rows_are_named_and_two_hundred_do_not_bury_the_page(reader, tmp_path):
    write_hostile_data(tmp_path, HOSTILE["end of script"])
    table = tmp_path / "routes.csv"
    sound = table.read_text("utf-8")
    table.write_text(sound.replace("2023-09-12T01:00+10:00", "about one", 1), "utf-8")
    with serve(tmp_path) as address:
        made = reader().open(f"{address}/?journey=journey")
        expander = made.page.locator("[data-testid=stExpander]").last
        expander.locator("summary").click()
        details = expander.locator("[data-testid=stExpanderDetails]")
        expect(details).to_contain_text("routes.csv, row 2, column Time")
        problems = details.inner_text()
        assert "about one" in problems
        assert HOSTILE["end of script"] in problems
        assert ran(made) == []

        write_hostile_data(tmp_path, "plain")
        lines = table.read_text("utf-8").splitlines()
        lines += [lines[1].replace("2023-09-12T01:00+10:00", f"wrong {i}") for i in range(200)]
        table.write_text("\n".join(lines) + "\n", "utf-8")
        made.open(f"{address}/?journey=journey")
        expander.locator("summary").click()
        details.locator("[data-testid=stDataFrame]").wait_for()
        assert details.locator("[data-testid=stText]").count() <= 20
