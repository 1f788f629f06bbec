// Labels: never over one another, in the view where they can be, the journey's own first.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Occupied, arrange } from "../../../journeymap/frontend/map/label_placement.js";

const SIZE = { width: 60, height: 28, lineHeight: 15 };
const VIEW = [0, 0, 400, 400];

const label = (text, x, y, more = {}) => ({
  text,
  local: "",
  position: [x, y],
  kind: "place",
  zoom: 0,
  reach: 6,
  front: true,
  led: true,
  ...more,
});

function place(labels, { line = [], panels = [], taken = [] } = {}) {
  const filled = (boxes) => boxes.reduce((all, box) => (all.add(box), all), new Occupied());
  return arrange(
    labels,
    ({ position: [x, y] }) => ({ x, y }),
    () => SIZE,
    filled(taken),
    { line: filled(line), panels: filled(panels), view: VIEW },
  );
}

const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

test("a crowd of the journey's labels is all placed, without overlap", () => {
  const crowd = Array.from({ length: 8 }, (_, i) => label(`stop ${i}`, 200 + 9 * (i % 3), 200 + 9 * Math.floor(i / 3)));
  const placed = place(crowd);
  assert.equal(placed.length, crowd.length);
  for (const [i, a] of placed.entries()) for (const b of placed.slice(i + 1)) assert.ok(!meet(a.box, b.box));
  assert.ok(placed.some(({ leader }) => leader));
});

test("the first label stands to the right of its mark, level with it", () => {
  const [{ box, align }] = place([label("Khasan", 100, 100)]);
  assert.equal(align, "start");
  assert.deepEqual(box, [109, 92.5, 169, 120.5]);
});

test("a label turns away from the edge of the view and from a panel", () => {
  assert.equal(place([label("Vladivostok", 390, 100)])[0].align, "end");
  assert.equal(place([label("Vladivostok", 200, 100)], { panels: [[205, 60, 300, 140]] })[0].align, "end");
});

test("a label keeps off the line where there is a choice", () => {
  const line = Array.from({ length: 20 }, (_, i) => [100 + 6 * i, 98, 104 + 6 * i, 102]);
  const [{ box }] = place([label("Khasan", 100, 100)], { line });
  assert.ok(line.every((sample) => !meet(box, sample)));
});

test("a town under a mark, or of a station's name beside it, is left out; another is kept", () => {
  const town = (text, x) => label(text, x, 100, { kind: "city", reach: 2, front: false, led: false });
  const station = label("Ussuriysk station", 100, 100);
  const placed = place([station, town("Covered", 102), town("Ussuriysk", 70), town("Artyom", 320)], {
    taken: [[94, 94, 106, 106]],
  });
  assert.deepEqual(
    placed.map((each) => each.label.text),
    ["Ussuriysk station", "Artyom"],
  );
});

test("a sea is named within itself, however few pixels that is", () => {
  const scaled = (degree) =>
    arrange(
      [label("Yellow Sea", 38, 10, { kind: "sea", reach: 0, front: false, led: false })],
      ({ position: [lon, lat] }) => ({ x: lon * degree, y: lat * degree }),
      () => SIZE,
      new Occupied(),
      { line: new Occupied(), panels: new Occupied(), view: [0, 0, 38 * degree + 10, 400] },
    );
  const [
    {
      x,
      box: [left, , right],
    },
  ] = scaled(40);
  assert.ok(right <= x + 6 && x - (left + right) / 2 <= 3.5 * 40);
  // On a small map the room that the view leaves lies ashore.
  assert.deepEqual(scaled(8), []);
});
