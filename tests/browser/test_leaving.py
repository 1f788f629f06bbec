"""What is taken out of a page listens to nothing any more."""

import re

from playwright.sync_api import expect

OBSERVERS = """
window.observers = new Set();
window.ResizeObserver = class extends ResizeObserver {
  observe(...which) { observers.add(this); super.observe(...which); }
  disconnect() { observers.delete(this); super.disconnect(); }
};
"""

MAP = """async (assets) => {
  const { mount } = await import(new URL(`${assets}map.bundle.js`, location.href));
  const before = observers.size;
  const node = document.createElement("div");
  node.style.cssText = "width: 600px; height: 400px";
  document.body.append(node);
  const map = L.map(node, { attributionControl: false });
  const { document: url } = document.getElementById("journeymap").dataset;
  const drawn = await mount(map, { document: url, basemap: [], channel: "test" });
  while (!node.dataset.jmReady) await new Promise((next) => setTimeout(next));
  drawn.open([drawn.sites[0]]);
  const state = () => [
    window.journeymapChannels.get("test")?.size ?? 0, observers.size - before,
    node.querySelectorAll(".jm-card, .leaflet-control, .jm-mark, .jm-train, .jm-label, .jm-route").length,
  ];
  const during = state();
  map.remove();
  return [during, state()];
}"""


def test_a_map_that_is_removed_leaves_no_listener_and_no_observer(app, reader):
    page = reader().page
    page.add_init_script(OBSERVERS)
    page.goto(f"{app}/embed/kim-2023")
    page.locator("main[data-ready=true]").wait_for()
    assets = re.search(r'src="([^"]+)embed\.bundle\.js"', page.content())[1]
    (listeners, observers, drawn), after = page.evaluate(MAP, assets)
    assert (listeners, observers) == (1, 1)
    assert drawn > 0
    assert after == [0, 0, 0]


def test_who_leaves_the_page_leaves_no_listener_in_its_channel(app, reader):
    made = reader().open(app)
    count = "[...window.journeymapChannels.values()].reduce((sum, each) => sum + each.size, 0)"
    # Map, heading, timeline, claims, events and the address.
    assert made.page.evaluate(count) == 6
    made.page.get_by_role("link", name="About").click()
    expect(made.page.locator("input.jm-range")).to_have_count(0)
    made.page.wait_for_function(f"{count} === 0")
