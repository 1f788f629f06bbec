// Moments and events are said as exactly as their journey is told.
import assert from "node:assert/strict";
import { test } from "node:test";

import { momentWords, sayingOf, whenWords } from "../../../journeymap/frontend/words/event_times.js";

const t = (iso) => Date.parse(iso) / 1000;
const event = (from, to = from, more = {}) => ({
  window: [t(from), t(to)],
  moment: (t(from) + t(to)) / 2,
  zone: "UTC",
  claims: [],
  ...more,
});
const journey = (...events) => ({
  events,
  span: { from: events[0].window[0], to: events[events.length - 1].window[1] },
  tracks: { recorded: null },
});
const julian = { claims: [{ calendar: "julian" }] };
const DAY = event("1812-06-24T00:00Z", "1812-06-25T00:00Z");

for (const [what, events, words] of [
  ["an hour", [event("1812-06-20T12:00Z"), DAY], "24 Jun 1812, 10:20 UTC"],
  ["days", [DAY, event("1812-08-01T00:00Z", "1812-09-01T00:00Z")], "24 Jun 1812"],
  [
    "months",
    [event("1812-06-01T00:00Z", "1812-07-01T00:00Z"), event("1812-01-01T00:00Z", "1813-01-01T00:00Z")],
    "June 1812",
  ],
  ["years", [event("1812-01-01T00:00Z", "1813-01-01T00:00Z")], "1812"],
  [
    "Julian days",
    [
      { ...DAY, ...julian },
      { ...DAY, ...julian },
    ],
    "24 Jun 1812 (12 Jun Julian)",
  ],
  ["seconds", [event("1812-06-24T10:20:00Z"), event("1812-06-24T10:20:43Z")], "24 Jun 1812, 10:20:30 UTC"],
])
  test(`a journey that is told in ${what} has its moments so`, () => {
    assert.equal(momentWords(journey(...events), t("1812-06-24T10:20:30Z"), "UTC", true), words);
  });

test("events of several years have theirs, and of some seconds the second", () => {
  const [first, last] = [event("1812-06-24T10:20:00Z"), event("1813-06-24T10:20:43Z")];
  const short = event("1812-06-24T10:20:43Z");
  const said = (one, document) => whenWords(one, "place", sayingOf(document));
  assert.equal(said(first, journey(first, last)), "24 Jun 1812, 10:20 UTC");
  assert.equal(said(short, journey(first, short)), "24 Jun, 10:20:43 UTC");
});
