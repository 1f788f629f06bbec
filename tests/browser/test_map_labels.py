"""What is written on the map, where it stands: never on the traveller, nor on the line where there is room."""

import pytest

from tests.support.samples import at

# Label boxes, the traveller's marker, and points of the drawn line, in pixels of the page.
STANDING = """() => {
  const box = (node) => { const r = node.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  const labels = [...document.querySelectorAll(".jm-label-text")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .flatMap((text) => [...text.children].map((line) => {
      const range = document.createRange();
      range.selectNodeContents(line);
      const label = text.closest(".jm-label");
      return { text: text.innerText, kind: label.className.replace("jm-label jm-label-", ""), box: box(range) };
    }));
  const points = [...document.querySelectorAll("path.jm-casing")].flatMap((path) => {
    const matrix = path.getScreenCTM();
    return Array.from({ length: Math.ceil(path.getTotalLength() / 4) }, (_, i) => {
      const { x, y } = path.getPointAtLength(4 * i).matrixTransform(matrix);
      return [x, y];
    });
  });
  return { labels, points, disc: box(document.querySelector(".jm-train-disc")), map: box(document.querySelector(".jm-map")) };
}"""


def meet(a, b):
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


@pytest.mark.parametrize(
    ("journey", "moments"),
    [
        ("kim-2023", ["2023-09-12T02:15Z", "2023-09-10T12:00Z", "2023-09-12T00:30Z"]),
        ("kim-2023-visit", ["2023-09-12T02:15Z", "2023-09-14T02:15Z", "2023-09-16T06:00Z"]),
        ("kim-2019", ["2019-04-24T00:40Z", "2019-04-24T05:00Z"]),
    ],
)
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["desk", "phone"])
def test_no_label_covers_the_traveller_or_the_line(app, reader, journey, moments, size):
    page = reader(*size).embed(f"{app}/embed/{journey}?t={moments[0]}")
    page.map.and_(page.page.locator("[data-jm-ready=true]")).wait_for()
    for moment in moments:
        page.go(at(moment))
        page.frames()
        shown = page.page.evaluate(STANDING)
        labels = [each for each in shown["labels"] if meet(each["box"], shown["map"])]
        assert any(each["kind"] == "traveller" for each in labels), moment
        for label in labels:
            assert not meet(label["box"], shown["disc"]), (moment, label)
            left, top, right, bottom = label["box"]
            covered = [
                point
                for point in shown["points"]
                if left < point[0] < right and top < point[1] < bottom
            ]
            assert covered == [], (moment, label)


def test_the_traveller_says_where_it_is_and_nothing_beside_it_does(app, reader):
    page = reader().embed(f"{app}/embed/kim-2023?t=2023-09-12T02:15Z")
    page.map.and_(page.page.locator("[data-jm-ready=true]")).wait_for()
    # Where in the world that is stands in a corner that the journey leaves free.
    page.page.locator(".jm-locator:not([hidden])").wait_for()
    globe = page.page.locator(".jm-locator").bounding_box()
    ends = (globe["x"] + globe["width"], globe["y"] + globe["height"])
    points = page.page.evaluate(STANDING)["points"]
    assert [p for p in points if globe["x"] < p[0] < ends[0] and globe["y"] < p[1] < ends[1]] == []
    # What explains the map is folded.
    assert page.page.locator(".jm-legend[open], .jm-credits[open]").count() == 0
    assert page.page.locator(".jm-credits").bounding_box()["height"] < 30
    label = page.train.locator(".jm-label-text")
    assert label.inner_text().replace("\n", " ").startswith("12:15 Razdolnaya bridge")
    assert page.train.get_attribute("aria-label") == "The train, 12:15: Razdolnaya bridge"
    assert page.page.locator(".jm-train-ghost").count() == 0
    assert page.page.locator(".jm-label", has_text="Artyom").count() == 0
    # Only a range is known two days before.
    page.go(at("2023-09-11T06:00Z"))
    page.page.locator(".jm-train-ghost").wait_for(state="attached")
    page.frames()
    assert " between " in label.inner_text().replace("\n", " ")
    # While the time moves its label moves with it, and nothing else is arranged.
    page.scrub(at("2023-09-12T02:15Z"))
    page.frames()
    assert "12:15 Razdolnaya bridge" in label.inner_text().replace("\n", " ")
