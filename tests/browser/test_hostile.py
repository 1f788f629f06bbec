"""Text that tries to be a template, a script, a link or markup is shown as written; nothing runs."""

import json
import urllib.request
from urllib.parse import quote

import pytest

from tests.support.hostile import HOSTILE, MARK, write_hostile_data


def has_run(page):
    return any(frame.evaluate(f"window.{MARK}") for frame in page.page.frames)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_shown_as_written_and_nothing_runs(hostile_app, folder, reader, text):
    write_hostile_data(folder, text)
    with urllib.request.urlopen(f"{hostile_app}/journeys/journey.json") as answer:
        document = json.load(answer)
    written = document["events"][0]["claims"][0]["says"]
    assert written == text.strip()
    page = reader().open(f"{hostile_app}/?journey=journey")

    says = page.claims.locator(".jm-evidence-says").first
    assert says.evaluate("e => e.textContent") == written
    assert (
        page.claims.locator(".jm-evidence-source b").first.evaluate("e => e.textContent") == written
    )
    assert (
        page.claims.locator(".jm-claims-place").first.evaluate("e => e.firstChild.data") == written
    )
    assert page.page.locator(".jm-unknowns li").evaluate("e => e.textContent") == text
    for line in ("h1", "p"):
        assert page.page.locator(f".jm-heading {line}").evaluate("e => e.textContent") == text
    assert page.page.locator(".jm-summary").evaluate("e => e.textContent") == text

    mark = page.map.locator(".jm-mark").first
    mark.evaluate("e => e.click()")
    card = page.map.locator(".jm-card")
    card.wait_for()
    assert written in [
        card.locator(selector).first.evaluate("e => e.textContent")
        for selector in ("h3", ".jm-evidence-says")
    ]
    assert card.locator("a").count() == 0

    page.page.get_by_text("As it was known", exact=True).click()
    page.range.press("End")
    page.page.locator(".jm-claims[data-reading=known]").wait_for()
    assert says.evaluate("e => e.textContent") == written
    assert written in page.page.locator(".jm-caption").evaluate("e => e.textContent")
    page.page.locator(".jm-events h2", has_text="What was known").wait_for()
    assert written in page.page.locator(".jm-events-place").evaluate_all(
        "all => all.map(e => e.firstChild.data)"
    )

    page.page.wait_for_timeout(200)
    assert not has_run(page)
    assert page.errors == []
    assert page.elsewhere(hostile_app) == []
    for root in (page.page.locator("body"), page.map.locator("body")):
        shown = root.evaluate("e => e.innerText")
        assert "{{7*7}}" not in text or "49" not in shown.replace("2049", "")
    assert (
        page.page.locator(".stMainBlockContainer").evaluate("e => e.scrollWidth - e.clientWidth")
        <= 0
    )


@pytest.mark.parametrize(
    "name", ["Jinja expression", "end of script", "image", "Markdown link", "right to left"]
)
def test_a_journey_of_that_name_can_be_opened(hostile_app, folder, reader, name):
    text = HOSTILE[name]
    write_hostile_data(folder, text)
    page = reader().open(f"{hostile_app}/?journey={quote(text, safe='')}")
    assert (
        page.claims.locator(".jm-evidence-says").first.evaluate("e => e.textContent")
        == text.strip()
    )
    assert not has_run(page)
    assert page.errors == []


@pytest.mark.parametrize("name", ["Jinja expression", "end of script", "Markdown", "image"])
def test_an_unknown_journey_of_that_name_is_only_named(hostile_app, folder, reader, name):
    write_hostile_data(folder, "plain")
    page = reader()
    page.page.goto(f"{hostile_app}/?journey={quote(HOSTILE[name], safe='')}")
    told = page.page.locator("[data-testid=stText]").first
    told.wait_for()
    assert told.evaluate("e => e.textContent") == f"There is no journey “{HOSTILE[name]}” here."
    assert not has_run(page)


def test_a_broken_row_is_told_and_nothing_in_it_runs(hostile_app, folder, reader):
    text = HOSTILE["end of script"]
    write_hostile_data(folder, text)
    table = folder / "routes.csv"
    table.write_text(
        table.read_text("utf-8").replace("2023-09-12T01:00+10:00", "about one", 1), "utf-8"
    )
    page = reader().open(f"{hostile_app}/?journey=journey")
    page.page.get_by_text("valid rows are shown").click()
    told = page.page.locator("[data-testid=stExpanderDetails]").inner_text()
    assert "routes.csv, row 2, column time_from" in told
    assert "about one" in told
    assert text in told  # the address that is none is told as written, too
    assert not has_run(page)


def test_two_hundred_broken_rows_do_not_bury_the_page(hostile_app, folder, reader):
    write_hostile_data(folder, "plain")
    table = folder / "routes.csv"
    lines = table.read_text("utf-8").splitlines()
    lines += [lines[1].replace("2023-09-12T01:00+10:00", f"wrong {i}") for i in range(200)]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    page = reader().open(f"{hostile_app}/?journey=journey")
    page.page.get_by_text("valid rows are shown").click()
    assert page.page.locator("[data-testid=stExpanderDetails] [data-testid=stText]").count() <= 20
    assert (
        page.page.locator("[data-testid=stExpanderDetails] [data-testid=stDataFrame]").count() == 1
    )
