// Labels: never over one another, in the view where they can be, the journey's own first.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Occupied, arrange, samples } from "../../../journeymap/frontend/map/label_placement.js";

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

test("a label of the journey is led away from a line all around its mark", () => {
  const line = Array.from({ length: 30 }, (_, i) => [
    [100 + 6 * i, 98, 104 + 6 * i, 102],
    [198, 20 + 6 * i, 202, 24 + 6 * i],
  ]).flat();
  const [{ box, leader }] = place([label("Khasan", 200, 100)], { line });
  assert.ok(line.every((sample) => !meet(box, sample)));
  assert.ok(!leader || box[0] > 200 || box[2] < 200);
});

test("what the moment does not need is left out before it covers the line", () => {
  const all = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => [10 * i, 10 * j, 10 * i + 4, 10 * j + 4]),
  );
  assert.deepEqual(place([label("Khasan", 200, 100, { led: false })], { line: all.flat() }), []);
  assert.equal(place([label("Khasan", 200, 100)], { line: all.flat() }).length, 1);
});

test("no other name comes near the traveller, nor a town that it passes", () => {
  const traveller = label("12:15 Razdolnaya bridge", 200, 200, { kind: "traveller", reach: 16, alone: 30 });
  const town = label("Artyom", 222, 204, { kind: "city", reach: 2, front: false, led: false });
  const station = label("Ussuriysk", 200, 182);
  const placed = place([traveller, station, town], { taken: [[184, 184, 216, 216]] });
  assert.deepEqual(
    placed.map((each) => each.label.text),
    ["12:15 Razdolnaya bridge", "Ussuriysk"],
  );
  assert.ok(!meet(placed[1].box, [170, 170, 230, 230]));
});

test("a label stays on its side while that is hardly worse", () => {
  const here = label("Khasan", 200, 100);
  const left = arrange(
    [here],
    () => ({ x: 200, y: 100 }),
    () => SIZE,
    new Occupied(),
    { line: new Occupied(), panels: new Occupied(), view: VIEW },
    () => 1,
  );
  assert.equal(left[0].align, "end");
});

test("a line is sampled where it is drawn in the view, however far apart its vertices", () => {
  const drawn = samples(
    [
      { x: -1e6, y: 50 },
      { x: 1e6, y: 50 },
    ],
    [0, 0, 100, 100],
  );
  assert.ok(drawn.length >= 20 && drawn.length < 30);
  assert.ok(drawn.every(({ x, y }) => x >= -1 && x <= 101 && Math.abs(y - 50) < 1e-6));
  assert.deepEqual(
    samples(
      [
        { x: -9, y: -9 },
        { x: -1, y: -5 },
      ],
      [0, 0, 100, 100],
    ),
    [],
  );
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
