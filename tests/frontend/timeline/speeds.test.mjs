// Speeds of playing and steps of keys, made from the span of a journey.
import assert from "node:assert/strict";
import { test } from "node:test";

import { speedsFor, stepsFor, usualSpeed } from "../../../journeymap/frontend/timeline/speeds.js";
import { playingSpeed } from "../../../journeymap/frontend/words/timeline.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR = 365.25 * DAY;

test("any span from seconds to ten thousand years plays in about a minute", () => {
  for (let span = 6; span < 10_000 * YEAR; span *= 1.01) {
    const lasts = span / usualSpeed(span).seconds;
    assert.ok(lasts >= 45 && lasts <= 75, `${span} s play in ${lasts} s`);
  }
});

for (const [span, words] of [
  [43, ["0.1× real time", "0.25× real time", "0.75× real time", "real time", "2× real time", "10 seconds a second"]],
  [12 * 60, ["real time", "5× real time", "10 seconds a second", "30 seconds a second", "2 minutes a second"]],
  [
    65 * HOUR,
    ["5 minutes a second", "20 minutes a second", "1 hour a second", "3 hours a second", "12 hours a second"],
  ],
  [4 * DAY, ["10 minutes a second", "30 minutes a second", "2 hours a second", "6 hours a second", "1 day a second"]],
  [2.4 * YEAR, ["1 day a second", "5 days a second", "2 weeks a second", "1 month a second", "6 months a second"]],
  [300 * YEAR, ["6 months a second", "2 years a second", "5 years a second", "20 years a second", "50 years a second"]],
])
  test(`the speeds of ${span} seconds are ${words[2]} and others beside it`, () => {
    assert.deepEqual(speedsFor(span).map(playingSpeed), words);
  });

test("keys move the time by what fits the span, and by more with Shift", () => {
  const found = [43, HOUR, 65 * HOUR, 9.75 * DAY, 2.4 * YEAR, 300 * YEAR].map(stepsFor);
  assert.deepEqual(
    found.map(({ arrow, shiftArrow }) => [arrow, shiftArrow]),
    [
      [1, 10],
      [10, 60],
      [600, HOUR],
      [600, HOUR],
      [DAY, 7 * DAY],
      [YEAR, 10 * YEAR],
    ],
  );
});
