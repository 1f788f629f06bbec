"""The Claims page in a browser: found, filtered, read in full, followed to what contradicts it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

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


def card(made):
    return made.page.locator(".st-key-claim-card")


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
    made.page.get_by_text("Publication", exact=True).click()
    made.rest()
    made.page.get_by_text("Only contradicted", exact=True).click()
    filtered = count_after(made, everything)
    made.page.get_by_role("button", name="More filters").click()
    made.page.get_by_role("combobox", name="Statuses").click()
    made.page.get_by_role("option", name="official").click()
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
    made.page.get_by_role("button", name="More filters").click()
    made.page.get_by_role("combobox", name=re.compile("Statuses")).click()
    made.page.get_by_role("option", name="official", exact=True).click()
    assert 0 < count_after(made, contradicted) < contradicted


def test_the_days_to_choose_from_follow_the_order(app, reader):
    made = opened(reader, app, "?journey=kim-2019")
    every = count(made)
    made.page.get_by_text("Days on which it happened").wait_for()
    made.page.get_by_role("slider").first.press("ArrowRight")
    fewer = count_after(made, every)
    assert 0 < fewer < every
    made.page.get_by_role("radio", name="Publication").click()
    made.page.get_by_text("Days on which it was public").wait_for()
    assert count_after(made, fewer) == every


def test_a_contradicted_claim_leads_to_its_counterpart_and_on_to_the_map(app, reader, library):
    made = opened(reader, app, "?q=kozhemyako+telegram+monday")
    # The grid is a canvas: its first row lies below the header.
    made.page.locator(".st-key-claims-grid .dvn-scroller").click(position={"x": 18, "y": 80})
    card(made).wait_for()
    against = made.page.locator(".st-key-contradiction-0")
    against.wait_for()
    made.rest()
    text = card(made).inner_text()
    for words in (
        "Kim came to Primorye on Monday 11 September",
        "TASS, quoting the Telegram channel of Oleg Kozhemyako",
        "11 Sep 2023 (UTC+10)",
        "by the end of 12 Sep 2023",
        "● official",
        "Leaves open: Hour.",
        "Editor’s note",
    ):
        assert words in text
    link = card(made).get_by_role("link")
    assert link.get_attribute("href") == "https://tass.com/world/1673811"
    assert link.get_attribute("target") == "_blank"
    assert "noreferrer" in link.get_attribute("rel")

    assert "Sources disagree on the time" in against.inner_text()
    against.get_by_role("button", name="Go to this claim").first.click()
    card(made).get_by_text("Seoul’s defence ministry assesses").wait_for()
    made.rest()
    assert parse_qs(urlsplit(made.page.url).query)["claim"] == ["xing-mnd-yonhap"]
    back = made.page.locator(".st-key-contradiction-0").inner_text()
    assert "Kim came to Primorye on Monday 11 September" in back

    card(made).get_by_role("button", name="See it on the map").click()
    made.page.wait_for_url(lambda url: "t=" in url and "/claims" not in url)
    asked = parse_qs(urlsplit(made.page.url).query)
    journey = library.journey("kim-2023")
    crossing = next(event for event in journey.events if event.id == "border-crossing")
    assert asked["journey"] == ["kim-2023"]
    assert re.fullmatch(r"2023-09-11T\d\d:\d\dZ", asked["t"][0])
    made.range.wait_for()
    made.settle()
    assert made.t() == pytest.approx(journey.moment(crossing), abs=60)
    assert made.elsewhere(app) == []


def test_the_list_of_contradictions_leads_to_a_claim_and_back(app, reader):
    made = opened(reader, app, "?journey=kim-2023")
    found = made.page.locator(".st-key-claims-found")
    assert found.locator("[class*=st-key-listed-]").count() >= 6
    found.get_by_role("button", name="Compare").first.click()
    # It is drawn part by part.
    expect(card(made)).to_contain_text(
        "The Federal (AP text), quoting AP, quoting Chosun Ilbo, quoting unnamed"
    )
    made.page.get_by_role("button", name="All contradictions").click()
    found.wait_for()
    assert "claim=" not in made.page.url


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


def test_on_a_phone_it_is_a_list_and_nothing_is_wider_than_the_screen(app, reader):
    made = opened(reader, app, "?journey=kim-2023", width=390, height=844)
    made.page.locator(".st-key-claims-grid").wait_for(state="hidden")
    listed = made.page.locator(".st-key-claims-list")
    assert listed.is_visible()
    before = listed.locator("[class*=st-key-reading-]").count()
    listed.get_by_role("button", name="Show more").click()
    listed.locator(f".st-key-reading-{before}").wait_for()
    listed.get_by_role("button", name="Read in full").first.click()
    card(made).wait_for()
    made.rest()
    for scheme in ("light", "dark"):
        made.page.emulate_media(color_scheme=scheme)
        assert made.sideways() <= 0
