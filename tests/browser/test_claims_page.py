"""The Claims page in a browser: found, filtered, read in full, followed to what contradicts it."""

import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import expect

from journeymap.analysis.claim_search import ClaimFilter, claim_list, search
from journeymap.claims.gazetteer import read_places
from journeymap.claims.table import read_claims
from journeymap.journeys.config import read_config
from journeymap.journeys.library import Library
from tests.support.paths import DATA


@pytest.fixture(scope="module")
def library():
    return Library.read(DATA)


def opened(reader, app, query="", **more):
    """Open the page; returns the reader's page once it is drawn."""
    made = reader(**more)
    made.page.goto(f"{app}/claims{query}")
    counted(made).wait_for()
    made.rest()
    return made


def counted(made):
    return made.page.get_by_text(re.compile(r"^\d+ of \d+ claims$"))


def count(made):
    return int(counted(made).inner_text().split()[0])


def count_after(made, before):
    """How many there are once that is no longer what it was."""
    expect(counted(made)).not_to_contain_text(f"{before} of")
    made.rest()
    return count(made)


def rows(made):
    return made.page.locator(".jm-found tbody tr")


def choose(made, name, option):
    """Choose an option of a filter that is open."""
    filtered = made.page.get_by_role("combobox", name=name, exact=True)
    # Its list closes when the panel scrolls.
    filtered.scroll_into_view_if_needed()
    made.frames()
    filtered.fill(option)
    made.page.get_by_role("option", name=option, exact=True).click()


def card(made):
    return made.page.locator(".jm-beside-claim")


def address(made):
    return parse_qs(urlsplit(made.page.url).query)


def test_every_claim_is_there_and_words_narrow_them(app, reader, library):
    made = opened(reader, app)
    assert count(made) == len(library.table.claims)
    search = made.page.get_by_label("Search", exact=True)
    search.fill("WION chosun")
    search.press("Enter")
    assert count_after(made, len(library.table.claims)) == 1
    assert parse_qs(urlsplit(made.page.url).query)["q"] == ["WION chosun"]
    assert made.elsewhere(app) == []
    assert made.errors == []


def test_nothing_found_says_what_to_do_and_leads_back(app, reader, library):
    made = reader()
    made.page.goto(f"{app}/claims?q=nowhere-in-the-table")
    made.page.get_by_text("No claim matches all of this.").wait_for()
    made.page.get_by_role("button", name="Show all claims").click()
    counted(made).wait_for()
    assert count(made) == len(library.table.claims)


def test_the_address_keeps_every_filter_and_restores_it(app, reader, library):
    made = opened(reader, app)
    everything = count(made)
    made.page.get_by_text("By date of report", exact=True).click()
    made.rest()
    made.page.get_by_text("Only contradicted", exact=True).click()
    filtered = count_after(made, everything)
    made.page.get_by_role("button", name="Filters").click()
    choose(made, "Statuses", "official")
    filtered = count_after(made, filtered)
    query = parse_qs(urlsplit(made.page.url).query)
    assert query == {"order": ["publication"], "contradicted": ["only"], "status": ["official"]}
    again = opened(reader, app, f"?{urlsplit(made.page.url).query}")
    assert count(again) == filtered
    assert 0 < filtered < everything


def test_days_in_the_address_narrow_and_bad_ones_do_not(app, reader, library):
    everything = len(library.table.claims)
    assert 0 < count(opened(reader, app, "?from=2023-09-12&to=2023-09-13")) < everything
    assert (
        count(opened(reader, app, "?from=never&to=2023-99-99&status=unheard&place=nowhere"))
        == everything
    )


def test_the_address_chooses_journeys_and_one_brings_those_it_includes(app, reader, library):
    made = opened(reader, app, "?journey=kim-2023-visit")
    journeys = {"kim-2023", "kim-2023-visit"}
    assert count(made) == sum(claim.journey in journeys for claim in library.table.claims)


def test_only_contradicted_claims_and_those_of_a_status(app, reader):
    made = opened(reader, app)
    every = count(made)
    made.page.get_by_text("Only contradicted").click()
    contradicted = count_after(made, every)
    assert 0 < contradicted < every
    made.page.get_by_role("button", name="Filters").click()
    choose(made, "Statuses", "official")
    assert 0 < count_after(made, contradicted) < contradicted


def test_the_days_to_choose_from_follow_the_order(app, reader):
    made = opened(reader, app, "?journey=kim-2019")
    every = count(made)
    made.page.get_by_role("button", name="Filters").click()
    made.page.get_by_text("Days on which it happened").wait_for()
    made.page.get_by_role("slider").first.press("ArrowRight")
    fewer = count_after(made, every)
    assert 0 < fewer < every
    made.page.get_by_role("radio", name="By date of report").click(force=True)
    made.page.get_by_text("Days on which it was public").wait_for()
    assert count_after(made, fewer) == every


def test_a_contradicted_claim_leads_to_its_counterpart_and_on_to_the_map(app, reader, library):
    made = opened(reader, app, "?q=kozhemyako+telegram+monday")
    rows(made).first.locator(".jm-found-where").click()
    card(made).wait_for()
    against = made.page.locator(".jm-beside-opposed").first
    made.rest()
    text = card(made).inner_text()
    for words in (
        "Kim came to Primorye on Monday 11 September",
        "TASS, quoting the Telegram channel of Oleg Kozhemyako",
        "11 Sep 2023 (UTC+10)",
        "12 Sep 2023",
        "● official",
        "The report does not say: Hour.",
        "Editor’s note",
    ):
        assert words in text
    link = card(made).get_by_role("link", name="Read the source")
    assert link.get_attribute("href") == "https://tass.com/world/1673811"
    assert link.get_attribute("target") == "_blank"
    assert "noreferrer" in link.get_attribute("rel")

    assert "Sources disagree on the time" in against.inner_text()
    against.get_by_role("button", name="Go to this claim").first.click()
    card(made).get_by_text("Seoul’s defence ministry assesses").wait_for()
    made.rest()
    assert address(made)["claim"] == ["xing-mnd-yonhap"]
    back = made.page.locator(".jm-beside-opposed").first.inner_text()
    assert "Kim came to Primorye on Monday 11 September" in back

    card(made).get_by_role("link", name="See it on the map").click()
    made.page.wait_for_url(lambda url: "t=" in url and "/claims" not in url)
    asked = address(made)
    journey = library.journey("kim-2023")
    crossing = next(event for event in journey.events if event.id == "border-crossing")
    assert asked["journey"] == ["kim-2023"]
    assert re.fullmatch(r"2023-09-11T\d\d:\d\dZ", asked["t"][0])
    made.range.wait_for()
    made.settle()
    assert made.t() == pytest.approx(journey.moment(crossing), abs=60)
    assert made.elsewhere(app) == []


# Counts the moments at which the list had no row, as it is drawn.
WATCH = """(list) => {
  window.emptied = 0;
  const look = () => {
    const shown = list.isConnected && getComputedStyle(list).visibility === "visible";
    if (!shown || !list.querySelector("tbody tr")) window.emptied += 1;
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""


def test_a_row_opens_by_click_and_by_key_and_filters_never_blank_the_list(app, reader, library):
    made = opened(reader, app, "?journey=kim-2023")
    made.page.locator(".jm-found").evaluate(WATCH)
    for cell in ("when", "where", "says", "status"):
        row = rows(made).nth(("when", "where", "says", "status").index(cell) + 1)
        name = row.locator("a").get_attribute("data-claim")
        row.locator(f".jm-found-{cell}").click()
        made.query(claim=name)
        expect(row.locator("a")).to_have_attribute("aria-current", "true")
    # One tab stop for the list; arrows lead from row to row.
    made.page.keyboard.press("ArrowDown")
    made.page.keyboard.press("Enter")
    name = rows(made).nth(5).locator("a").get_attribute("data-claim")
    made.query(claim=name)
    made.rest()
    assert rows(made).nth(5).locator("a").evaluate("link => link.matches(':focus')")
    assert rows(made).locator("a[tabindex='0']").count() == 1
    expect(card(made).get_by_role("heading", level=2)).to_be_visible()

    before = count(made)
    made.page.get_by_text("Only contradicted", exact=True).click()
    fewer = count_after(made, before)
    made.page.get_by_role("button", name="Filters").click()
    choose(made, "Contradicts", "YTN")
    fewest = count_after(made, fewer)
    assert 0 < fewest < fewer
    # The list of sources, and what it is in.
    made.page.keyboard.press("Escape")
    made.page.get_by_role("heading", level=1).click()
    made.page.get_by_role("button", name="Show all", exact=True).click()
    assert count_after(made, fewest) == len(library.table.claims)
    assert made.page.evaluate("window.emptied") == 0
    assert made.errors == []


def test_who_contradicts_whom_and_by_when_is_in_the_address_and_in_the_download(
    app, reader, library, tmp_path
):
    listed = claim_list(library)
    # 12 September 2023, 23:00 where the train was.
    until = 1694523600.0
    made = opened(reader, app, "?contradicted_by=KCNA&until=2023-09-12T13:00Z")
    wanted = ClaimFilter(contradicted_by=("KCNA",), until=until)
    names = set(search(listed, wanted).index)
    assert count(made) == len(names) > 1
    expect(made.page.get_by_text("is contradicted by KCNA")).to_contain_text(
        "public until 12 Sep 2023, 23:00 (UTC+10)"
    )
    with made.page.expect_download() as download:
        made.page.get_by_role("button", name="Download these").click()
    download.value.save_as(tmp_path / "claims.csv")
    assert set(pd.read_csv(tmp_path / "claims.csv")["claim"]) == names

    made.page.get_by_role("button", name="Filters").click()
    choose(made, "Contradicts", "YTN")
    made.query(contradicts="YTN", contradicted_by="KCNA", until="2023-09-12T13:00Z")


def test_the_list_of_contradictions_leads_to_a_claim_and_back(app, reader):
    made = opened(reader, app, "?journey=kim-2023")
    found = made.page.locator(".jm-beside")
    found.get_by_role("button", name="Compare").nth(6).wait_for()
    found.get_by_role("button", name="Compare").first.click()
    expect(card(made)).to_contain_text(
        "The Federal (AP text), quoting AP, quoting Chosun Ilbo, quoting unnamed"
    )
    made.query(claim="dep-chosun-evening")
    made.page.get_by_role("button", name="Back to the list").click()
    found.get_by_role("heading", name="Where sources contradict each other").wait_for()
    made.query(claim=None)


def test_what_is_found_is_taken_away_and_read_back(app, reader, library, tmp_path):
    made = opened(reader, app, "?q=razdolnaya")
    with made.page.expect_download() as download:
        made.page.get_by_role("button", name="Download these").click()
    path = tmp_path / "claims.csv"
    download.value.save_as(path)
    gazetteer, _ = read_places(DATA / "places.csv")
    zones = {name: config.zone for name, config in read_config(DATA / "journeys.toml").items()}
    table = read_claims(path, gazetteer, zones)
    assert len(table.claims) == count(made) > 3
    meant = {claim.id: claim for claim in library.table.claims}
    assert all(meant[claim.id] == claim for claim in table.claims)


def test_on_a_phone_a_claim_takes_the_place_of_the_list_and_nothing_is_too_wide(app, reader):
    made = opened(reader, app, "?journey=kim-2023", width=390, height=844)
    before = rows(made).count()
    # The list begins on the first screen.
    assert rows(made).first.bounding_box()["y"] < 550
    made.page.locator(".jm-found").get_by_role("button", name="Show more").click()
    rows(made).nth(before).wait_for()
    row = rows(made).nth(before + 3)
    row.scroll_into_view_if_needed()
    row.tap()
    card(made).wait_for()
    rows(made).first.wait_for(state="hidden")
    expect(card(made)).to_be_in_viewport()
    for scheme in ("light", "dark"):
        made.page.emulate_media(color_scheme=scheme)
        assert made.sideways() <= 0
    made.page.get_by_role("button", name="Back to the list").tap()
    expect(row).to_be_in_viewport()
