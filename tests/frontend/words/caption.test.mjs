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
  claims: [{ source: "", via: [], window: [at(from), at(to)], agrees: true, reported_at: at(to) + 900 }],
});

/** From A at noon over the bridge to B at two o'clock, and back to the bridge. */
const journey = {
  journey: { zone: "Asia/Pyongyang", traveller: "The train" },
  span: { from: at(0), to: at(24) },
  line: {
    km: [0, 300],
    legs: [{ from: 0, to: 1, scale: 1.1 }],
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

test("at a reported place it says so, with the kilometres and the age of the last report", () => {
  const { position, report } = caption(13);
  assert.equal(position, "12 Sep 2023, 13:00 local time (UTC+10): at the Grey bridge, 100 km.");
  assert.equal(report, "Last report of a known hour 45 minutes ago.");
});

test("between two reports the place is called an estimate", () => {
  assert.equal(caption(12.5).where, "by estimate between A and the Grey bridge");
  assert.equal(caption(13.5).where, "by estimate between the Grey bridge and B");
});

test("a wide window does not make a place certain", () => {
  const events = journey.events.map((each) =>
    each.id === "crosses" ? fix("crosses", "bridge", 100, 12.5, 13.5) : each,
  );
  assert.equal(captionAt({ ...journey, events }, at(13), "place").where, "by estimate at the Grey bridge");
});

test("a wide window at the same place does not hide a narrow one", () => {
  const events = [fix("rests", "bridge", 100, 12.5, 13.4), ...journey.events];
  assert.equal(captionAt({ ...journey, events }, at(13), "place").where, "at the Grey bridge");
});

test("before the first report nothing is said to have happened", () => {
  const { where, position, report } = caption(6);
  assert.match(where, /^before it was reported to leave A$/);
  assert.match(position, /^12 Sep 2023, 05:00 local time \(UTC\+9\): before it was reported to leave A/);
  assert.equal(report, "No report of a known hour yet.");
});

test("after the last fix it says how long nothing placed it, and where it can have gone", () => {
  const { where, range } = caption(19);
  assert.equal(where, "last placed at B, 5 hours before");
  assert.equal(range, "Possible range 200 to 245 km, between B and the Grey bridge.");
});

test("a range around the turning point of the line is not between a place and itself", () => {
  const wide = { t: [at(0)], best: [200], low: [150], high: [250] };
  const { range } = captionAt({ ...journey, tracks: { happened: wide } }, at(14), "place");
  assert.equal(range, "Possible range 150 to 250 km, between the Grey bridge and B.");
});

test("a narrow range is not worth words", () => {
  assert.equal(caption(13).range, "");
});

test("published lengths are stated where they differ by more than a hundredth", () => {
  assert.equal(caption(13).published, "Distance about 110 km by published lengths.");
  const line = { ...journey.line, legs: [{ from: 0, to: 1, scale: 1.005 }] };
  assert.equal(captionAt({ ...journey, line }, at(13), "place").published, "");
});

test("the clock is the place's, or that which was chosen", () => {
  assert.match(caption(12).when, /^12 Sep 2023, 11:00 local time \(UTC\+9\)$/);
  assert.match(caption(13).when, /local time \(UTC\+10\)$/);
  assert.equal(caption(13, "UTC").when, "12 Sep 2023, 03:00 UTC");
  assert.equal(caption(13, "Europe/Moscow").when, "12 Sep 2023, 06:00 Moscow time (UTC+3)");
});

test("without a fix it does not pretend to know", () => {
  const { where } = captionAt({ ...journey, events: [] }, at(13), "place");
  assert.equal(where, "no report places it on the line");
});

test("a fix in conflict with the others does not place the traveller", () => {
  const events = journey.events.map((each) => (each.id === "crosses" ? { ...each, conflict: "too fast" } : each));
  assert.match(captionAt({ ...journey, events }, at(13), "place").where, /^by estimate/);
});

test("a place is only near where the range reaches far beyond it", () => {
  const happened = { ...journey.tracks.happened, low: [0, 90, 200, 200], high: [0, 110, 200, 290] };
  const wide = captionAt({ ...journey, tracks: { happened } }, at(13), "place");
  assert.equal(wide.where, "near the Grey bridge");
});

test("of a report's age only hours count, not days of publication", () => {
  const dayOnly = (event) => ({
    ...event,
    claims: event.claims.map((claim) => ({ ...claim, reported_day: "2023-09-12" })),
  });
  const said = captionAt({ ...journey, events: journey.events.map(dayOnly) }, at(20), "place");
  assert.equal(said.report, "No report of a known hour yet.");
});

test("a recording is called one while it lasts, and a gap in it as an estimate", () => {
  const tracks = { ...journey.tracks, recorded: { from: at(12), to: at(14) } };
  const ridden = { ...journey, tracks };
  assert.equal(captionAt(ridden, at(12.5), "place").where, "between A and the Grey bridge, as recorded");
  assert.equal(captionAt(ridden, at(13), "place").where, "at the Grey bridge, as recorded");
  assert.equal(captionAt(ridden, at(15), "place").where, "last placed at B, 1 hour before");
  const gap = { ...tracks, happened: { ...tracks.happened, high: [0, 150, 200, 290] } };
  assert.equal(
    captionAt({ ...ridden, tracks: gap }, at(12.5), "place").where,
    "between A and the Grey bridge, by estimate, not recorded",
  );
});

test("a recording without any place is called one", () => {
  const tracks = { ...journey.tracks, recorded: { from: at(12), to: at(14) } };
  const ridden = { ...journey, tracks, events: [], line: { ...journey.line, stops: [] } };
  assert.equal(captionAt(ridden, at(13.5), "place").where, "as recorded");
  assert.equal(captionAt(ridden, at(11), "place").where, "before the recording begins");
  assert.equal(captionAt(ridden, at(15), "place").where, "after the recording ends");
});
