// The view in the address: read with a word for what cannot be, written short, and there and back.
import assert from "node:assert/strict";
import { test } from "node:test";

import { read, write } from "../../journeymap/frontend/address.js";

const at = (text) => Date.parse(text) / 1000;
const journey = {
  journey: { max_speed_kmh: 80 }, span: { from: at("2023-09-10T00:00Z"), to: at("2023-09-14T00:00Z") },
  tracks: { known: { epochs: [{}] } },
};
const plain = { t: at("2023-09-12T02:15Z"), zone: "place", playing: false, dark: false, reading: "happened", speed: 80 };

test("an empty address asks for nothing", () => {
  assert.deepEqual(read("", journey), { t: null, reading: "happened", zone: "place", speed: null, theme: null, problems: [] });
});

test("what is written is read again", () => {
  const view = { ...plain, zone: "Asia/Vladivostok", reading: "known", speed: 100 };
  const search = write("?theme=dark", view, journey);
  assert.equal(search, "?theme=dark&t=2023-09-12T02:15Z&reading=known&zone=Asia/Vladivostok&max_speed=100");
  assert.deepEqual(read(search, journey), { t: view.t, reading: "known", zone: view.zone, speed: 100, theme: "dark", problems: [] });
});

test("what is as it opens anyway is left out", () => {
  assert.equal(write("?reading=known&zone=UTC&max_speed=9", plain, journey), "?t=2023-09-12T02:15Z");
});

test("parameters of others are kept", () => {
  assert.equal(write("?journey=kim-2023&q=a+b", plain, journey), "?journey=kim-2023&q=a+b&t=2023-09-12T02:15Z");
});

for (const [name, value] of [
  ["t", "yesterday"], ["t", "2023-09-12T02:15"], ["t", "2023-13-40T00:00Z"], ["reading", "guessed"], ["zone", "Mars/Olympus"],
  ["max_speed", "0"], ["max_speed", "2001"], ["max_speed", "8e1"], ["theme", "blue"], ["zone", "<img src=x>"],
]) {
  test(`${name}=${value} is told and left out`, () => {
    const asked = read(`?${new URLSearchParams([[name, value]])}`, journey);
    assert.equal(asked.problems.length, 1);
    assert.ok(asked.problems[0].includes(`${name}=${value}`));
    assert.deepEqual({ ...asked, problems: [] }, read("", journey));
  });
}

test("a moment beyond the timeline is told, and its nearest end shown", () => {
  const asked = read("?t=2030-01-01T00:00Z", journey);
  assert.equal(asked.t, journey.span.to);
  assert.equal(asked.problems.length, 1);
});

test("as it was known is not shown where nothing tells when it was public", () => {
  const asked = read("?reading=known", { ...journey, tracks: { known: { epochs: [] } } });
  assert.equal(asked.reading, "happened");
  assert.equal(asked.problems.length, 1);
});

test("a long value is told in short", () => {
  assert.ok(read(`?zone=${"W".repeat(10_000)}`, journey).problems[0].length < 150);
});
