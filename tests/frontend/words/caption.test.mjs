// What the caption says: at a place, between places, before the first report and after the last.
import assert from "node:assert/strict";
import { test } from "node:test";

import { captionAt } from "../../../journeymap/frontend/words/caption.js";

const HOUR = 3600;
/** 12 September 2023, 00:00 in Vladivostok. */
const START = Date.parse("2023-09-12T00:00+10:00") / 1000;
const at = (hours) => START + hours * HOUR;

const place = (name, kind = "station") => ({
  name,
  name_local: "",
  position: [131, 43],
  zone: "Asia/Vladivostok",
  kind,
  accuracy_m: 200,
  detail: "",
});
const fix = (id, where, km, from, to, kind = "pass") => ({
  id,
  kind,
  status: "reported",
  place: where,
  km,
  zone: "Asia/Vladivostok",
  window: [at(from), at(to)],
  moment: at((from + to) / 2),
  conflict: "",
  claims: [{ source: "Gazette", via: [], window: [at(from), at(to)], agrees: true, reported_at: at(to) + 900 }],
});

/** From A at noon over the bridge to B at two o'clock, and back to the bridge. */
const journey = {
  journey: { zone: "Asia/Pyongyang", traveller: "The train", max_speed_kmh: 80 },
  span: { from: at(0), to: at(24) },
  line: {
    km: [0, 300],
    legs: [{ from: 0, to: 1, scale: 1.1, basis: "railway" }],
    zones: [
      { km: 0, zone: "Asia/Pyongyang" },
      { km: 50, zone: "Asia/Vladivostok" },
    ],
    stops: [
      { place: "a", km: 0 },
      { place: "bridge", km: 100 },
      { place: "b", km: 200 },
      { place: "bridge", km: 300 },
    ],
  },
  tracks: {
    happened: {
      t: [at(12), at(13), at(14), at(24)],
      best: [0, 100, 200, 200],
      low: [0, 100, 200, 200],
      high: [0, 100, 200, 290],
    },
  },
  events: [
    fix("leaves", "a", 0, 12, 12, "departure"),
    fix("crosses", "bridge", 100, 12.95, 13.05),
    fix("comes", "b", 200, 14, 14, "arrival"),
  ],
  places: { a: place("A"), b: place("B"), bridge: place("Grey bridge", "bridge") },
};
const caption = (hours, zone = "place") => captionAt(journey, at(hours), zone);

test("at a reported place it says so, and how far from the start that is", () => {
  const { sentence, distance, range } = caption(13);
  assert.equal(
    sentence,
    "At 13:00 local time (UTC+10) on 12 September 2023 the train was at the Grey bridge, Gazette reported about 20 minutes later.",
  );
  assert.equal(distance, "About 100 km from A by the line on the map.");
  assert.equal(range, "");
});

for (const [what, changed, hours, words] of [
  ["between two reports the place is an estimate", {}, 12.5, /was somewhere between A and the Grey bridge, judging by/],
  ["and so after the next", {}, 13.5, /was somewhere between the Grey bridge and B, judging by/],
  [
    "a wide window does not make a place certain",
    {
      events: journey.events.map((each) => (each.id === "crosses" ? fix("crosses", "bridge", 100, 12.5, 13.5) : each)),
    },
    13,
    /was near the Grey bridge, judging by reports from Gazette \(about 45 minutes later\)/,
  ],
  [
    "a wide window at the same place does not hide a narrow one",
    { events: [fix("rests", "bridge", 100, 12.5, 13.4), ...journey.events] },
    13,
    /was at the Grey bridge, Gazette reported/,
  ],
  [
    "before the first report nothing is said to have happened",
    {},
    6,
    /^At 05:00 local time \(UTC\+9\) on 12 September 2023 the train had not yet left A, judging by what Gazette reported/,
  ],
  [
    "after the last fix it says when that was",
    {},
    19,
    /no report says where the train was; the last one, by Gazette, is of B about five hours earlier\.$/,
  ],
  ["without a fix it does not pretend to know", { events: [] }, 13, /no report says where the train was\.$/],
  [
    "a fix in conflict with the others does not place the traveller",
    { events: journey.events.map((each) => (each.id === "crosses" ? { ...each, conflict: "too fast" } : each)) },
    13,
    /was near the Grey bridge, judging by/,
  ],
  [
    "a place is only near where the range reaches far beyond it",
    { tracks: { happened: { ...journey.tracks.happened, low: [0, 90, 200, 200], high: [0, 110, 200, 290] } } },
    13,
    /was near the Grey bridge, Gazette reported/,
  ],
])
  test(what, () => {
    assert.match(captionAt({ ...journey, ...changed }, at(hours), "place").sentence, words);
  });

test("where it can have been is said with the speed that this assumes", () => {
  assert.equal(caption(19).range, "At no more than 80 km/h the train can have been 200 to 245 km from A.");
  assert.equal(caption(19).distance, "");
});

test("a range around the turning point of the line is not between a place and itself", () => {
  const wide = { t: [at(0)], best: [200], low: [150], high: [250] };
  const { sentence } = captionAt({ ...journey, tracks: { happened: wide } }, at(14.5), "place");
  assert.match(sentence, /last one, by Gazette, is of B/);
  const early = captionAt({ ...journey, tracks: { happened: { ...wide, best: [190] } } }, at(13.9), "place");
  assert.match(early.sentence, /was somewhere between the Grey bridge and B, judging by/);
});

test("the clock is the place's, or that which was chosen", () => {
  const when = (zone) => caption(13, zone).sentence.match(/^At (.+) on/)?.[1];
  assert.equal(when("place"), "13:00 local time (UTC+10)");
  assert.equal(when("UTC"), "03:00 UTC");
  assert.equal(when("Europe/Moscow"), "06:00 Moscow time (UTC+3)");
  assert.equal(caption(12).zone, "Asia/Pyongyang");
});

test("a journey without sources speaks no evidence", () => {
  const own = journey.events.map((each) => ({ ...each, claims: each.claims.map((one) => ({ ...one, source: "" })) }));
  const said = (hours) => captionAt({ ...journey, events: own }, at(hours), "place").sentence.split(" 2023 ")[1];
  assert.equal(said(13), "the train was at the Grey bridge.");
  assert.equal(said(12.5), "the train was between A and the Grey bridge.");
  assert.equal(said(6), "the train had not yet left A.");
  assert.equal(said(19), "the train was last known to be at B, about five hours earlier.");
});

test("a recording is exact while it lasts, and its gaps are named", () => {
  const tracks = { ...journey.tracks, recorded: { from: at(12), to: at(14) } };
  const ridden = { ...journey, tracks };
  const said = (document, hours) => captionAt(document, at(hours), "place").sentence.split(" 2023 ")[1];
  assert.equal(said(ridden, 12.5), "the train was between A and the Grey bridge.");
  assert.equal(said(ridden, 13), "the train was at the Grey bridge.");
  assert.match(said(ridden, 15), /the last one, by Gazette, is of B/);
  const gap = { ...ridden, tracks: { ...tracks, happened: { ...tracks.happened, high: [0, 150, 200, 290] } } };
  assert.equal(said(gap, 12.5), "the train was probably between A and the Grey bridge; the recording has a gap here.");
  const bare = { ...ridden, events: [], line: { ...journey.line, stops: [] } };
  assert.equal(said(bare, 13.5), "the train was where the map shows it, as recorded.");
  assert.equal(said(bare, 11), "the recording had not yet begun.");
  assert.equal(said(bare, 15), "the recording had ended.");
});
