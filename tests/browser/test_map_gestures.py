"""Fingers, wheel, mouse and keys on the map: what moves it, and what moves the page around it."""

import pytest

from tests.support.fingers import Fingers
from tests.support.samples import at

BRIDGE = at("2023-09-12T12:15+10:00")

# Where the map stands, and how far the page is scrolled; Streamlit scrolls a part of it.
VIEW = """() => {
  const frame = [...document.querySelectorAll("iframe")].find((each) => each.src.includes("streamlit_folium"));
  const page = frame ? frame.contentDocument : document;
  const map = page.querySelector(".leaflet-container").getBoundingClientRect();
  const train = page.querySelector(".jm-train").getBoundingClientRect();
  return {
    train: [Math.round(train.x - map.x), Math.round(train.y - map.y)].join(),
    zoom: page.querySelector(".leaflet-proxy").style.transform,
    t: Number(page.querySelector(".jm-train").dataset.t),
    hint: page.querySelector(".jm-gesture-hint.jm-shown")?.textContent ?? "",
    scrolled: document.querySelector("[data-testid=stMain]")?.scrollTop ?? scrollY,
  };
}"""


@pytest.mark.parametrize("alone", [True, False], ids=["embed", "app"])
def test_one_finger_scrolls_the_page_and_two_move_the_map(app, reader, alone):
    page = reader(width=390, height=844)
    if alone:
        page.embed(f"{app}/embed/kim-2023?t=2023-09-12T02:15Z")
        page.map.and_(page.page.locator("[data-jm-ready=true]")).wait_for()
    else:
        page.open(f"{app}/?journey=kim-2023&t=2023-09-12T02:15Z")
    map_ = page.map if alone else page.map.locator(".leaflet-container")
    box = map_.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7
    fingers = Fingers(page.page)
    before = page.page.evaluate(VIEW)
    fingers.drag((x, y), by=(0, -120))
    after = page.page.evaluate(VIEW)
    page.page.wait_for_function(
        f"(before) => ({VIEW})().scrolled > before + 60", arg=before["scrolled"]
    )
    assert after["t"] == before["t"] == BRIDGE
    assert (after["zoom"], after["train"]) == (before["zoom"], before["train"])
    assert "two fingers" in after["hint"]
    # Sideways nothing scrolls, and the map stays.
    box = map_.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6
    fingers.drag((x, y), by=(-90, 0))
    assert page.page.evaluate(VIEW)["train"] == before["train"]
    scrolled = page.page.evaluate(VIEW)["scrolled"]
    fingers.drag((x - 30, y), (x + 30, y), by=(0, -70))
    page.page.wait_for_function(f"(kept) => ({VIEW})().train !== kept", arg=before["train"])
    after = page.page.evaluate(VIEW)
    assert after["scrolled"] == scrolled
    assert after["t"] == BRIDGE
    page.page.wait_for_function(f"() => ({VIEW})().hint === ''")
    assert page.errors == []


def test_the_wheel_scrolls_the_page_and_zooms_with_a_key(app, reader):
    page = reader(height=600).embed(f"{app}/embed/kim-2023?t=2023-09-12T02:15Z")
    page.map.and_(page.page.locator("[data-jm-ready=true]")).wait_for()
    before = page.page.evaluate(VIEW)
    box = page.map.bounding_box()
    page.page.mouse.move(box["x"] + 300, box["y"] + 250)
    page.page.mouse.wheel(0, 150)
    page.page.wait_for_function(f"() => ({VIEW})().scrolled > 100")
    after = page.page.evaluate(VIEW)
    assert after["zoom"] == before["zoom"]
    assert "Ctrl" in after["hint"]
    page.page.mouse.wheel(0, -150)
    page.page.wait_for_function(f"() => ({VIEW})().scrolled === 0")
    page.page.keyboard.down("Control")
    page.page.mouse.wheel(0, -300)
    page.page.keyboard.up("Control")
    page.page.wait_for_function(f"(zoom) => ({VIEW})().zoom !== zoom", arg=before["zoom"])
    assert page.page.evaluate(VIEW)["scrolled"] == 0


def test_the_traveller_is_brought_back_and_the_map_does_not_leave_the_journey(app, reader):
    page = reader().embed(f"{app}/embed/kim-2023?t=2023-09-12T02:15Z&map=7/36.5/121")
    page.map.and_(page.page.locator("[data-jm-ready=true]")).wait_for()
    back = page.page.get_by_role("button", name="Back to the train")
    back.click()
    inside = """() => {
      const map = document.querySelector(".jm-map").getBoundingClientRect();
      const train = document.querySelector(".jm-train-disc").getBoundingClientRect();
      return train.left > map.left && train.right < map.right && train.top > map.top && train.bottom < map.bottom;
    }"""
    page.page.wait_for_function(inside)
    back.wait_for(state="hidden")
    # A mouse drags the map; far out of the journey's area it does not go, and a key moves it on.
    box = page.map.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x - 300, y + 20, steps=5)
    page.page.mouse.up()
    page.page.wait_for_function(
        "() => new URLSearchParams(location.search).get('map')?.startsWith('7/')"
    )
    for _ in range(60):
        page.page.keyboard.press("ArrowRight")
    lon = "Number(new URLSearchParams(location.search).get('map').split('/')[2])"
    page.page.wait_for_function(f"() => {lon} > 131")
    assert page.page.evaluate(lon) < 160
    assert page.errors == []
