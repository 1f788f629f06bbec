"""While the server is away a page goes on, and afterwards it is as it was."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_make_page import SIX_ROWS, Maker
from tests.support.reader import restartable

LINK = "/?journey=kim-2023&t=2023-09-12T02:15Z"
HOUR = 3600
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"


@pytest.fixture(scope="module")
def server():
    with restartable() as each:
        yield each


def lost(page):
    """Wait until the page has noticed, and Streamlit has tried to cover it with its dialog."""
    page.locator(f"[data-testid=stApp]:not({CONNECTED})").wait_for(state="attached")
    bar = page.locator(".jm-outage")
    expect(bar).to_contain_text("The server does not answer")
    page.locator("html[data-jm-dialog-closed]").wait_for(state="attached")
    expect(page.locator("[data-testid=stDialog]")).to_have_count(0)
    return bar


def test_a_page_goes_on_without_its_server_and_with_the_next_one(server, reader):
    made = reader().open(server.address + LINK)
    page = made.page
    page.evaluate("window.stillHere = true")
    moment = made.t()
    made.scrub(moment - HOUR)
    server.stop()
    made.scrub(moment - 2 * HOUR)
    bar = lost(page)

    # Time, playing, reading and claims are the browser's.
    made.scrub(moment - 5 * HOUR)
    assert float(made.train.first.get_attribute("data-t")) == moment - 5 * HOUR
    page.locator("input[name=jm-reading][value=known]").check(force=True)
    page.locator(
        f".jm-claims[data-reading=known][data-moment='{moment - 5 * HOUR:.0f}']"
    ).wait_for()
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(
        "([range, t]) => Number(range.value) > t", arg=[made.range.element_handle(), made.t()]
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    made.scrub(moment - 3 * HOUR)
    page.locator(f".jm-claims[data-moment='{moment - 3 * HOUR:.0f}']").wait_for()
    page.locator(".jm-claims-event:not([open]) > summary").first.click()
    opened = page.locator(".jm-claims-event[open]").count()
    made.query(reading="known", t="2023-09-11T23:15Z")

    server.start()
    page.locator(CONNECTED).wait_for(timeout=90_000)
    made.rest()
    expect(bar).to_be_hidden()
    assert page.evaluate("window.stillHere") is True
    assert made.t() == moment - 3 * HOUR
    assert page.locator("input[name=jm-reading][value=known]").is_checked()
    assert page.locator(".jm-claims-event[open]").count() == opened
    assert made.errors == []
    # The new server knows the page: it answers, and shows another journey.
    made.go(moment)
    page.get_by_role("combobox", name="Journey", exact=True).select_option("kim-2019")
    page.locator(".jm-heading h1", has_text="2019").wait_for()


def test_a_draft_is_there_after_an_outage_as_it_was_and_once(server, reader):
    one = Maker(reader(), server.address).open()
    one.paste(SIX_ROWS)
    one.take_places()
    one.entitle("Before the outage")
    page = one.page
    # The server has it when it names the tab.
    expect(page).to_have_title(re.compile("Before the outage"))
    one.reader.rest()
    rows = page.evaluate(
        "() => document.querySelectorAll('[data-testid=stDataFrame] tbody tr').length"
    )
    one.reader.scrub(one.reader.t() - HOUR)
    moment = one.reader.t()
    server.stop()
    lost(page)
    server.start()
    page.locator(CONNECTED).wait_for(timeout=90_000)
    one.reader.rest()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Before the outage")
    assert one.reader.t() == moment
    assert rows == page.evaluate(
        "() => document.querySelectorAll('[data-testid=stDataFrame] tbody tr').length"
    )
    one.save()
