// The view in the address: read with a word for what cannot be, written short, and there and back.
import assert from "node:assert/strict";
import { test } from "node:test";

import { read, write } from "../../../journeymap/frontend/view/address.js";

const at = (text) => Date.parse(text) / 1000;
const journey = {
  journey: { max_speed_kmh: 80 },
  span: { from: at("2023-09-10T00:00Z"), to: at("2023-09-14T00:00Z") },
  tracks: { known: { epochs: [{}] } },
  events: [
    { id: "bridge", moment: at("2023-09-12T02:15Z") },
    { id: "untimed", moment: null },
  ],
};
const whole = { map: null, layer: null, event: null };
const nothing = { t: null, reading: "happened", zone: "place", speed: null, theme: null, frame: whole, problems: [] };
const plain = {
  t: at("2023-09-12T02:15Z"),
  zone: "place",
  playing: false,
  dark: false,
  reading: "happened",
  speed: 80,
};

test("an empty address asks for nothing", () => {
  assert.deepEqual(read("", journey), nothing);
});

test("what is written is read again", () => {
  const view = { ...plain, zone: "Asia/Vladivostok", reading: "known", speed: 100 };
  const search = write("?theme=dark", { view, speed: 80 });
  assert.equal(search, "?theme=dark&t=2023-09-12T02:15Z&reading=known&zone=Asia/Vladivostok&max_speed=100");
  assert.deepEqual(read(search, journey), {
    ...nothing,
    t: view.t,
    reading: "known",
    zone: view.zone,
    speed: 100,
    theme: "dark",
  });
});

test("what is as it opens anyway is left out", () => {
  assert.equal(
    write("?reading=known&zone=UTC&max_speed=9&map=3/1/2&event=bridge", { view: plain, speed: 80, frame: whole }),
    "?t=2023-09-12T02:15Z",
  );
});

test("parameters of others are kept", () => {
  assert.equal(
    write("?journey=kim-2023&q=a+b", { view: plain, speed: 80 }),
    "?journey=kim-2023&q=a+b&t=2023-09-12T02:15Z",
  );
});

for (const [name, value] of [
  ["t", "yesterday"],
  ["t", "2023-09-12T02:15"],
  ["t", "2023-13-40T00:00Z"],
  ["reading", "guessed"],
  ["zone", "Mars/Olympus"],
  ["max_speed", "0"],
  ["max_speed", "2001"],
  ["max_speed", "8e1"],
  ["theme", "blue"],
  ["zone", "<img src=x>"],
  ["map", "5/43"],
  ["map", "99/43/131"],
  ["map", "5/91/131"],
  ["map", "5/43/1e3"],
  ["map", "nowhere"],
]) {
  test(`${name}=${value} is reported and left out`, () => {
    const asked = read(`?${new URLSearchParams([[name, value]])}`, journey);
    assert.equal(asked.problems.length, 1);
    assert.ok(asked.problems[0].includes(`${name}=${value}`));
    assert.deepEqual({ ...asked, problems: [] }, read("", journey));
  });
}

test("a moment beyond the timeline is reported, and its nearest end shown", () => {
  const asked = read("?t=2030-01-01T00:00Z", journey);
  assert.equal(asked.t, journey.span.to);
  assert.equal(asked.problems.length, 1);
});

test("as it was known is not shown where nothing tells when it was public", () => {
  const asked = read("?reading=known", { ...journey, tracks: { known: { epochs: [] } } });
  assert.equal(asked.reading, "happened");
  assert.equal(asked.problems.length, 1);
});

for (const [written, t] of [
  ["-000404-03-01T00:00Z", "-000404-03-01T00:00Z"],
  ["-0404-03-01T00:00Z", "-000404-03-01T00:00Z"],
  ["-000404-03-01", "-000404-03-01T00:00Z"],
  ["0812-03-01T12:00+01:00", "0812-03-01T11:00Z"],
  ["0000-03-01T00:00Z", "0000-03-01T00:00Z"],
])
  test(`${written} is read, and written as ${t}`, () => {
    const old = { ...journey, span: { from: at("-001000-01-01T00:00Z"), to: at("1000-01-01T00:00Z") } };
    const asked = read(`?t=${encodeURIComponent(written)}`, old);
    assert.deepEqual(asked, { ...nothing, t: at(t) });
    assert.equal(write("", { view: { ...plain, t: asked.t }, speed: 80 }), `?t=${t}`);
  });

test("of a short journey the second is written", () => {
  const view = { ...plain, t: at("2023-09-12T02:15:43Z") };
  assert.equal(write("", { view, speed: 80, rounding: 1 }), "?t=2023-09-12T02:15:43Z");
  assert.equal(write("", { view, speed: 80, rounding: 60 }), "?t=2023-09-12T02:16Z");
});

test("a clock of local mean time is a zone", () => {
  assert.equal(read(`?zone=${encodeURIComponent("+00:19")}`, journey).zone, "+00:19");
});

test("a long value is shortened", () => {
  assert.ok(read(`?zone=${"W".repeat(10_000)}`, journey).problems[0].length < 150);
});

test("what a map shows is written short and read again", () => {
  const frame = { map: { zoom: 7.25, lat: 43.12345, lon: -179.98765 }, layer: "openstreetmap", event: "bridge" };
  const search = write("", { frame });
  assert.equal(search, "?event=bridge&map=7.25/43.123/-179.988&layer=openstreetmap");
  assert.deepEqual(read(search, journey).frame, { ...frame, map: { zoom: 7.25, lat: 43.123, lon: -179.988 } });
});

test("an event without a moment goes to its own, where it has one", () => {
  assert.equal(read("?event=bridge", journey).t, journey.events[0].moment);
  assert.equal(read("?event=untimed", journey).t, null);
  assert.equal(read("?event=bridge&t=2023-09-11T00:00Z", journey).t, at("2023-09-11T00:00Z"));
});
