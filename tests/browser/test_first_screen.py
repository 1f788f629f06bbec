"""The journey page on its first screen: the answer, the map and the timeline, on any device."""

import io
import itertools

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.support.fingers import Fingers

LINK = "/?journey=kim-2023&t=2023-09-12T02:15Z"
# How far the eye may have to go over nothing, pixels.
MAX_EMPTY = 24


def box(page, name):
    return page.page.locator(name).bounding_box()


def the_answer_is_on_the_first_screen(page, height):
    """Check title, sentence, map and timeline in their order, all above the fold."""
    answer = page.page.locator(".jm-answer")
    said = answer.inner_text()
    assert "12:15 local time (UTC+10)" in said
    assert "Razdolnaya bridge" in said
    assert "RIA Novosti" in said
    assert "two hours later" in said
    assert page.range.get_attribute("aria-valuetext") == said
    order = [
        box(page, name)
        for name in (".jm-heading h1", ".jm-answer", "iframe[src*=streamlit_folium]", ".jm-track")
    ]
    order.append(page.page.get_by_role("button", name="Play", exact=True).bounding_box())
    edges = [0, *itertools.chain(*((each["y"], each["y"] + each["height"]) for each in order))]
    assert edges == sorted(edges)
    assert edges[-1] <= height
    map_, track = order[2:4]
    assert map_["height"] >= 0.5 * height
    assert map_["width"] == pytest.approx(track["width"], abs=1)


def empty_strip(page, below):
    """The most rows of pixels that follow each other and show nothing, down the whole page."""
    main = page.page.locator("[data-testid=stMain]")
    height = page.page.viewport_size["height"]
    whole = main.evaluate("main => main.scrollHeight")
    longest = 0
    for top in range(0, whole, (height - below) // 2):
        main.evaluate("(main, top) => main.scrollTo(0, top)", top)
        page.frames()
        shown = np.asarray(Image.open(io.BytesIO(page.page.screenshot())).convert("L")).astype(int)
        rows = shown[below:] if top else shown
        blank = np.ptp(rows, axis=1) < 3
        runs = (len(list(run)) for empty, run in itertools.groupby(blank) if empty)
        longest = max(longest, *runs, 0)
    main.evaluate("main => main.scrollTo(0, 0)")
    return longest


def scrolled(page):
    return page.page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")


def test_a_phone(app, reader):
    made = reader(width=390, height=844, is_mobile=True)
    made.page.add_init_script("navigator.share = (data) => { window.shared = data; };")
    made.open(app + LINK)
    the_answer_is_on_the_first_screen(made, 844)
    main = made.page.locator("[data-testid=stMain]")
    assert main.evaluate("main => main.scrollHeight") < 5 * 844
    assert empty_strip(made, below=44) <= MAX_EMPTY

    # A finger that comes down on the timeline scrolls the page, and the time stays.
    fingers = Fingers(made.page)
    moment, track = made.t(), box(made, ".jm-track")
    middle = track["y"] + track["height"] / 2
    for x in (track["x"] + 60, track["x"] + track["width"] * 0.8):
        fingers.drag((x, middle), by=(0, -300))
        made.page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 100")
        assert made.t() == moment
        main.evaluate("main => main.scrollTo(0, 0)")
    fingers.tap(track["x"] + 60, middle)
    made.frames(5)
    assert made.t() == moment
    # Sideways it moves the time.
    fingers.drag((track["x"] + 60, middle), by=(100, 0))
    made.frames(5)
    assert scrolled(made) == 0
    span = [float(made.range.get_attribute(end)) for end in ("min", "max")]
    share = (160 - 9) / (track["width"] - 18)
    assert made.t() == pytest.approx(span[0] + share * (span[1] - span[0]), abs=1800)
    made.settle()

    made.page.get_by_role("button", name="Share").tap()
    assert "/share/kim-2023?" in made.page.evaluate("shared.url")
    assert made.page.get_by_role("dialog").count() == 0


def test_the_menu_of_a_phone_has_all_that_moved_out_of_the_way(app, reader):
    made = reader(width=390, height=844).open(app + LINK)
    page = made.page
    options = page.get_by_role("button", name="Options")
    folded = [".jm-journey", ".jm-subtitle", ".jm-zone", ".jm-max-speed", ".jm-readings"]
    for part in (*folded, ".jm-events"):
        expect(page.locator(part).locator("visible=true")).to_have_count(0)
    moment = made.t()
    options.click()
    for part in folded:
        expect(page.locator(part).locator("visible=true")).to_have_count(1)
    page.get_by_label("As it was known").check(force=True)
    page.get_by_label("Time zone").select_option("UTC")
    expect(page.locator(".jm-answer")).to_contain_text("02:15 UTC")
    page.get_by_text("What was known").or_(page.get_by_text("All events")).first.click()
    rows = page.locator(".jm-menu button.jm-events-row")
    rows.first.click()
    # The chosen event is shown on the map, which the menu covered.
    expect(page.locator(".jm-menu")).to_be_hidden()
    made.settle()
    assert made.t() != moment
    options.click()
    page.locator(".jm-menu").get_by_label("Journey", exact=True).select_option("kim-2019")
    page.locator(".jm-heading h1", has_text="2019").wait_for()


def test_a_laptop(app, reader):
    made = reader(width=1280, height=800).open(app + LINK)
    the_answer_is_on_the_first_screen(made, 800)
    page = made.page
    # All that a phone has in its menu is in sight; a key passes over the map.
    assert page.get_by_role("button", name="Options").count() == 0
    for part in (".jm-journey", ".jm-subtitle", ".jm-zone", ".jm-max-speed", ".jm-readings"):
        expect(page.locator(part)).to_be_visible()
    skip = page.get_by_role("button", name="Skip the map")
    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] >= 24
    page.keyboard.press("Enter")
    expect(made.range).to_be_focused()
    # Where the keys go is seen.
    for step in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("""() => {
          let at = document.activeElement;
          while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          if (at.matches("input[type=radio]")) at = at.nextElementSibling;
          return getComputedStyle(at).outlineStyle;
        }""")
        assert outline not in {"none", "hidden"}, step
    # The reader's own colours: the moment and the chosen reading differ from what is around them.
    page.emulate_media(forced_colors="active")
    page.locator("input[name=jm-reading][value=known]").check(force=True)
    made.settle()
    chosen, other = (
        page.locator(f"input[name=jm-reading][value={value}] + span").evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )
        for value in ("known", "happened")
    )
    assert chosen != other
    shot = np.asarray(Image.open(io.BytesIO(page.locator(".jm-track").screenshot())).convert("L"))
    span = [float(made.range.get_attribute(end)) for end in ("min", "max")]
    knob = 9 + (shot.shape[1] - 18) * (made.t() - span[0]) / (span[1] - span[0])
    at, beside = (shot[58:70, round(knob + off)].astype(int).mean() for off in (0, 30))
    assert abs(at - beside) > 50


@pytest.mark.parametrize(
    ("width", "height", "root"),
    [(320, 256, 100), (640, 400, 100), (390, 844, 200), (1024, 768, 100), (1440, 900, 200)],
)
def test_nothing_is_lost_on_a_narrow_screen_or_with_large_type(app, reader, width, height, root):
    made = reader(width=width, height=height)
    made.page.add_init_script(
        "addEventListener('DOMContentLoaded', () =>"
        f" document.documentElement.style.setProperty('font-size', '{root}%', 'important'))"
    )
    made.open(app + LINK)
    assert made.sideways() <= 0
    seen = (
        ".jm-heading h1, .jm-answer, .jm-share-button, .jm-track, .jm-controls > button, .jm-claims"
    )
    for each in made.page.locator(seen).locator("visible=true").all():
        bounds = each.bounding_box()
        assert bounds["x"] >= 0
        assert bounds["x"] + bounds["width"] <= width + 1
        assert each.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
