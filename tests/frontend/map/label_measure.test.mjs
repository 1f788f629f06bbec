// The lines of a label: few, of about one length, and nothing lost but of a text that is far too long.
import assert from "node:assert/strict";
import { test } from "node:test";

import { brokenLines } from "../../../journeymap/frontend/map/label_measure.js";

const widthOf = (text) => 7 * text.length;

for (const [text, lines] of [
  ["Khasan", ["Khasan"]],
  ["12:15 Razdolnaya bridge", ["12:15 Razdolnaya", "bridge"]],
  ["Kumsusan State Guest House", ["Kumsusan State", "Guest House"]],
  ["a".repeat(60), ["a".repeat(60)]],
  ["", [""]],
]) {
  test(`"${text.slice(0, 30)}" is broken into ${lines.length}`, () => {
    assert.deepEqual(brokenLines(text, widthOf, 150), lines);
  });
}

test("a long text has three lines, and the last of them the rest", () => {
  const lines = brokenLines("word ".repeat(30).trim(), widthOf, 150);
  assert.equal(lines.length, 3);
  assert.equal(lines.join(" "), "word ".repeat(30).trim());
});
