"""Every page, with content and with its panels open, has no violation that axe finds."""

import json
import shutil

import pytest

from tests.support.paths import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
README_LINK = "?t=2023-09-12T02:15Z"

# What Streamlit's own elements violate, by rule and by where. The values of a slider have the theme's red,
# and lie outside the page's own elements, where our style sheets do not know its scheme.
STREAMLITS = {("color-contrast", "stSliderThumbValue")}

# What can differ between light and dark, by the names of axe's rules.
OF_COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """async (rules) => {
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const { violations } = await axe.run(document, { iframes: false, resultTypes: ["violations"], ...only });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
    ({ id, target: JSON.stringify(target), html: html.slice(0, 200), failureSummary })));
}"""


AT_REST = """() => document.getAnimations()
  .every((each) => each.playState !== "running" || each.effect?.getComputedTiming().iterations === Infinity)"""


@pytest.fixture(scope="module")
def axe():
    if not AXE.exists():
        if shutil.which("npm") is None:
            pytest.skip("axe-core comes by npm, which is not installed")
        pytest.fail("axe-core is not here: make types installs it")
    return AXE.read_text("utf-8")


def violations(made, axe, rules):
    """What axe finds in the page and in each of its frames."""
    found = []
    for frame in made.page.frames:
        if not frame.url.startswith("http"):
            continue
        frame.evaluate(axe)
        found += [
            each
            for each in frame.evaluate(RUN, rules)
            if not any(each["id"] == rule and part in each["target"] for rule, part in STREAMLITS)
        ]
    return found


def check(made, axe, what):
    """Run axe on what is open, narrow and wide, light and dark."""
    for width, height in ((1280, 800), (390, 844)):
        made.page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            made.page.emulate_media(color_scheme=scheme)
            made.frames(5)
            # Colours on their way from one scheme to the other are neither's.
            made.page.wait_for_function(AT_REST)
            found = violations(made, axe, OF_COLOURS if scheme == "dark" else None)
            assert found == [], f"{what}, {width}, {scheme}: {json.dumps(found, indent=1)}"


def wait(made, locator):
    made.page.locator(locator).first.wait_for()
    made.rest()


def test_the_journey_page_and_its_panels(app, reader, axe):
    made = reader().open(f"{app}/{README_LINK}")
    check(made, axe, "journey")
    made.page.get_by_role("button", name="Share").first.click()
    made.page.locator("dialog.jm-share[open]").wait_for()
    check(made, axe, "share panel")
    made.page.keyboard.press("Escape")
    # The options of a phone, with all events.
    made.page.locator(".jm-menu-button").first.click()
    made.page.locator("dialog.jm-menu[open]").wait_for()
    made.page.locator("dialog.jm-menu[open] summary").first.click()
    check(made, axe, "menu")
    made.page.keyboard.press("Escape")
    made.page.set_viewport_size({"width": 1280, "height": 800})
    made.claims.locator("button", has_text="Show on the map").first.click()
    made.map.locator(".jm-card").first.wait_for()
    check(made, axe, "card")


def test_the_claims_page_and_its_panels(app, reader, axe):
    made = reader()
    made.page.goto(f"{app}/claims?claim=xing-mnd-yonhap")
    wait(made, ".jm-beside-claim")
    wait(made, ".jm-found tbody tr")
    check(made, axe, "claim")
    made.page.set_viewport_size({"width": 1280, "height": 800})
    made.page.get_by_role("button", name="Back to the list").click()
    made.page.get_by_role("button", name="Compare").first.wait_for()
    made.page.get_by_role("button", name="Filters").click()
    made.page.get_by_role("combobox", name="Contradicts", exact=True).wait_for()
    check(made, axe, "filters")


def test_the_train_graph_with_its_table_and_axes(app, reader, axe):
    made = reader()
    made.page.goto(f"{app}/train_graph?with=kim-2019")
    wait(made, "[data-testid=stVegaLiteChart] svg.marks")
    made.page.get_by_text("The same as a table").click()
    made.page.locator("[data-testid=stDataFrame]").first.wait_for()
    made.page.get_by_role("button", name="Compare, axes").click()
    made.page.get_by_role("combobox", name="Time zone").wait_for()
    check(made, axe, "train graph")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("summits", ".jm-summits-list > li"),
        ("about", "h2"),
        ("?journey=nobody", "[data-testid=stAlert], [data-testid=stText]"),
    ],
)
def test_other_pages(app, reader, axe, path, there):
    made = reader()
    made.page.goto(f"{app}/{path}")
    wait(made, there)
    for more in made.page.locator(".jm-summits-list summary").all()[:6]:
        more.click()
    check(made, axe, path)


def test_making_a_journey_before_there_is_one(app, reader, axe):
    made = reader()
    made.page.goto(f"{app}/make")
    wait(made, "[data-testid=stDataFrame]")
    check(made, axe, "make, empty")


def test_making_a_journey_with_rows_and_a_place_to_choose(app, reader, axe):
    made = reader()
    made.page.goto(f"{app}/make")
    made.page.get_by_role("button", name="Paste", exact=True).click()
    rows = "place\ttime\nSpringfield\t2024-05-01T08:00Z\nBoston\t2024-05-02T08:00Z"
    made.page.get_by_label("Rows from a spreadsheet, with their header").fill(rows)
    made.page.get_by_role("button", name="Take these rows").click()
    made.page.get_by_text("Choose one by one, or on the map").click()
    chooser = made.page.locator(".st-key-make-places iframe").content_frame
    chooser.locator(".jm-number").first.wait_for()
    made.rest()
    check(made, axe, "make, with rows and a place to choose")


@pytest.mark.parametrize(
    "path", ["embed/kim-2023", "share/kim-2023", "nowhere/at/all", "embed/nobody"]
)
def test_pages_without_streamlit(app, reader, axe, path):
    made = reader()
    made.page.goto(f"{app}/{path}{README_LINK}")
    made.page.locator("main[data-ready=true], main h1").first.wait_for()
    check(made, axe, path)
    share = made.page.get_by_role("button", name="Share")
    if share.count():
        share.first.click()
        made.page.locator("dialog.jm-share[open]").wait_for()
        check(made, axe, f"share panel of {path}")
