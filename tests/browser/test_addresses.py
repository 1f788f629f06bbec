"""The address is the state: on the app's own page it follows, restores, and Back undoes what was chosen."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.samples import at

BRIDGE = at("2023-09-12T12:15+10:00")


def asked(page):
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def wait_for_time(made, t):
    """Wait until one timeline is left, and shows that time."""
    expect(made.range).to_have_count(1)
    # Asked of whichever is there each time: the first one found may be that of the journey left.
    expect(made.range).to_have_value(f"{t:.0f}")


def test_the_address_follows_and_a_bare_one_stays_bare(app, reader):
    made = reader().open(app)
    page = made.page
    assert urlsplit(page.url).query == ""
    made.scrub(BRIDGE)
    page.get_by_role("combobox", name="Time zone").select_option("UTC")
    made.query(journey="kim-2023", t="2023-09-12T02:15Z", zone="UTC")
    page.get_by_text("As it was known", exact=True).click()
    made.query(reading="known")
    assert asked(page) == {
        "journey": "kim-2023",
        "t": "2023-09-12T02:15Z",
        "zone": "UTC",
        "reading": "known",
    }


def test_a_link_restores_what_its_sender_saw(app, reader):
    made = reader().open(
        f"{app}/?journey=kim-2023&t=2023-09-12T02:15Z&zone=Asia/Tokyo&max_speed=100&event=khasan-arrival&map=8/42.5/130.7"
    )
    page = made.page
    assert made.t() == BRIDGE
    assert made.caption.startswith("At 11:15 Tokyo time (UTC+9)")
    made.map.get_by_role("dialog").get_by_role("heading", name="Khasan", exact=True).wait_for()
    assert page.get_by_role("spinbutton").input_value() == "100"
    made.query(event="khasan-arrival", max_speed="100", zone="Asia/Tokyo")
    assert asked(page)["map"].startswith("8/42.")
    # The claims beside it are of that moment: the server knows of it too.
    page.locator(f".jm-claims[data-moment='{BRIDGE:.0f}']").wait_for()


def test_an_event_alone_goes_to_its_moment(app, reader, document):
    event = next(each for each in document["events"] if each["id"] == "razdolnaya-bridge")
    made = reader().open(f"{app}/?event=razdolnaya-bridge")
    assert made.t() == pytest.approx(event["moment"], abs=60)
    made.map.get_by_role("dialog").get_by_role(
        "heading", name="Razdolnaya bridge", exact=True
    ).wait_for()


def test_back_and_forward_undo_what_was_chosen(app, reader):
    made = reader().open(app)
    page = made.page
    opening = made.t()
    page.locator(".jm-events button.jm-events-row").nth(4).click()
    made.query(journey="kim-2023")
    chosen = made.t()
    assert chosen != opening
    page.get_by_text("As it was known", exact=True).click()
    made.query(reading="known")
    made.settle()
    page.go_back()
    made.query(reading=None, journey="kim-2023")
    page.locator(".jm-claims[data-reading=happened]").wait_for()
    assert made.t() == chosen
    made.settle()
    page.go_back()
    made.query(journey=None)
    wait_for_time(made, opening)
    made.settle()
    page.go_forward()
    wait_for_time(made, chosen)
    made.settle()
    page.go_forward()
    made.query(reading="known")
    page.locator(".jm-claims[data-reading=known]").wait_for()
    assert made.errors == []


def test_forward_to_a_bare_address_shows_the_first_journey_as_it_opens(app, reader, document):
    made = reader().open(app)
    opening = made.t()
    made.open(f"{app}/?journey=kim-2023&t=2023-09-12T02:15Z")
    made.page.evaluate("history.pushState(null, '', '/')")
    made.page.go_back()
    wait_for_time(made, BRIDGE)
    made.settle()
    made.page.go_forward()
    wait_for_time(made, opening)


def test_another_journey_begins_an_address_of_its_own(app, reader):
    made = reader().open(f"{app}/?journey=kim-2023&t=2023-09-12T02:15Z&zone=UTC")
    page = made.page
    page.get_by_role("combobox", name="Journey", exact=True).select_option("kim-2019")
    page.locator(".jm-heading h1", has_text="April 2019").wait_for()
    made.settle()
    assert asked(page) == {"journey": "kim-2019"}
    page.go_back()
    page.locator(".jm-heading h1", has_text="September 2023").wait_for()
    # The other journey's timeline leaves a moment later.
    wait_for_time(made, BRIDGE)


def test_what_cannot_be_is_named(app, reader):
    made = reader().open(
        f"{app}/?journey=kim-2023&t=x&zone=Nowhere&layer=satellite&event=nothing&map=far"
    )
    notice = made.page.locator(".jm-notice")
    notice.get_by_text("layer=satellite").wait_for()
    for each in ("t=x", "zone=Nowhere", "event=nothing", "map=far"):
        notice.get_by_text(each).wait_for()


def test_the_background_is_in_the_address(app, reader):
    made = reader()
    made.context.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    made.open(f"{app}/?layer=openstreetmap")
    made.map.locator("input[name=jm-background][value=openstreetmap]:checked").wait_for(
        state="attached"
    )
    assert any("tile.openstreetmap.org" in url for url in made.requests)
    made.map.locator(".jm-backgrounds summary").click()
    made.map.get_by_text("Base map", exact=True).click()
    made.query(layer=None)


def test_a_theme_in_the_address_is_the_pages_and_no_choice_of_the_readers(app, reader):
    made = reader(scheme="light")
    for path in ("", "claims", "about"):
        made.page.goto(f"{app}/{path}?theme=dark")
        made.page.wait_for_function(
            "() => { const app = document.querySelector('.stApp'); if (!app) return false;"
            " return getComputedStyle(app).backgroundColor.match(/\\d+/g).every((each) => each < 60); }"
        )
        # What was stored meanwhile for Streamlit to read is taken back.
        made.page.wait_for_function(
            "() => sessionStorage.length === 0"
            " && !Object.values(localStorage).some((each) => /Dark/.test(each))"
        )
        made.rest()
        assert made.page.evaluate("sessionStorage.length") == 0
        assert not made.page.evaluate(
            "Object.values(localStorage).some((each) => /Dark/.test(each))"
        )


def test_the_share_panel_has_the_link_the_code_and_the_files(app, reader):
    made = reader(permissions=["clipboard-read", "clipboard-write"])
    made.open(f"{app}/?journey=kim-2023&t=2023-09-12T02:15Z&reading=known")
    page = made.page
    page.get_by_role("button", name="Share").click()
    panel = page.get_by_role("dialog", name="Share this view")
    link = panel.get_by_role("textbox", name="Link").input_value()
    assert link == f"{app}/share/kim-2023?t=2023-09-12T02:15Z&reading=known"
    panel.get_by_role("button", name="Copy").first.click()
    panel.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == link
    panel.get_by_role("spinbutton", name="Width").fill("640")
    code = panel.get_by_role("textbox", name="Code to embed").input_value()
    assert 'width="640"' in code
    assert f'src="{app}/embed/kim-2023?t=2023-09-12T02:15Z&amp;reading=known"' in code
    assert (
        panel.get_by_role("img", name="QR code").evaluate(
            "image => image.decode().then(() => image.naturalWidth)"
        )
        > 0
    )
    for address in panel.get_by_role("link").evaluate_all(
        "links => links.map((link) => link.href)"
    ):
        assert page.request.get(address).ok, address
    page.keyboard.press("Escape")
    assert not panel.is_visible()


def test_a_shared_link_goes_on_to_the_view(app, reader):
    made = reader()
    made.page.goto(f"{app}/share/kim-2023?t=2023-09-12T02:15Z&reading=known")
    with made.page.expect_popup() as opened:
        made.page.get_by_role("link", name="Open in the full app").first.click()
    made.page = opened.value
    made.query(journey="kim-2023", t="2023-09-12T02:15Z", reading="known")
    made.range.wait_for()
    made.page.locator(".jm-claims[data-reading=known]").wait_for()
    assert made.t() == BRIDGE
