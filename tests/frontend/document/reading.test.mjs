// The second reading: nothing is shown before it was public, and then as it was reported.
import assert from "node:assert/strict";
import { test } from "node:test";

import { captionAt } from "../../../journeymap/frontend/words/caption.js";
import { conflictWords } from "../../../journeymap/frontend/words/conflicts.js";
import { delayWords, publicWords } from "../../../journeymap/frontend/words/event_times.js";
import {
  epochIndexAt,
  isKnowable,
  momentsOf,
  shownAt,
  standingAt,
} from "../../../journeymap/frontend/document/reading.js";

const HOUR = 3600;
/** 12 September 2023, 00:00 in Vladivostok. */
const START = Date.parse("2023-09-12T00:00+10:00") / 1000;
const at = (hours) => START + hours * HOUR;

const place = (name, kind = "station", accuracy = 200) => ({
  name,
  name_local: "",
  position: [131, 43],
  zone: "Asia/Vladivostok",
  kind,
  accuracy_m: accuracy,
  detail: "",
});
const claim = (id, hours, more = {}) => ({
  id,
  source: "Gazette",
  via: [],
  url: null,
  status: "reported",
  says: "",
  not_said: "",
  denies: null,
  note: "Later found right.",
  place: null,
  window: [null, null],
  reported_at: at(hours),
  reported_day: null,
  agrees: true,
  disagreement: "",
  ...more,
});
const event = (id, where, km, from, to, claims, more = {}) => ({
  id,
  kind: "pass",
  status: "reported",
  place: where,
  km,
  zone: "Asia/Vladivostok",
  window: [at(from), at(to)],
  moment: at((from + to) / 2),
  first_report: { claim: claims[0].id, at: claims[0].reported_at, day: null },
  delay: [0, HOUR],
  conflict: "",
  claims,
  ...more,
});
const knownAs = (id, where, from, to, claims, more = {}) => ({
  id,
  kind: "pass",
  status: "reported",
  place: where,
  km: { a: 0, bridge: 100 }[where] ?? null,
  zone: "Asia/Vladivostok",
  window: [at(from), to === null ? null : at(to)],
  claims: claims.map((each) => [each, "reported", ""]),
  ...more,
});
const still = (hours, until, km, high) => ({ t: [at(hours), at(until)], best: [km, km], low: [km, km], high });

/** It left A at noon, which was reported at one; it was at the bridge at two, reported at three; B was expected until five. */
const journey = {
  claim_fields: [
    { key: "note", words: "Editor’s note: {value}", editors_only: true },
    { key: "says", words: "{value}", editors_only: false },
  ],
  journey: { traveller: "The train", zone: "Asia/Vladivostok", max_speed_kmh: 80 },
  span: { from: at(0), to: at(24) },
  line: {
    km: [0, 300],
    coordinates: [
      [131, 43],
      [132, 43],
    ],
    legs: [{ from: 0, to: 1, scale: 1 }],
    zones: [{ km: 0, zone: "Asia/Vladivostok" }],
    stops: [
      { place: "a", km: 0 },
      { place: "bridge", km: 100 },
    ],
  },
  tracks: {
    happened: { t: [at(12), at(14)], best: [0, 100], low: [0, 100], high: [0, 100] },
    known: {
      later: 2,
      ways: [{ km: [0, 200] }],
      epochs: [
        {
          from: at(9),
          track: null,
          placed_by: null,
          expected: "b",
          way: null,
          past: null,
          conflicts: {},
          claims: ["hope"],
          events: [
            knownAs("comes", "b", 20, 22, [], {
              kind: "arrival",
              status: "expected",
              claims: [["hope", "expected", ""]],
            }),
          ],
        },
        {
          from: at(13),
          track: still(13, 15, 0, [40, 200]),
          placed_by: "leaves",
          expected: "b",
          way: 0,
          past: null,
          conflicts: {},
          claims: ["c1"],
          events: [knownAs("leaves", "a", 11, null, ["c1"], { kind: "departure" })],
        },
        {
          from: at(15),
          track: still(15, 17, 100, [150, 200]),
          placed_by: "crosses",
          expected: "b",
          way: 0,
          past: null,
          conflicts: { leaves: "The order is wrong." },
          claims: ["c2", "c3"],
          events: [knownAs("crosses", "bridge", 12, 15, ["c2", "c3"])],
        },
        {
          from: at(17),
          track: still(17, 24, 100, [300, 860]),
          placed_by: "crosses",
          expected: null,
          way: null,
          past: null,
          conflicts: {},
          claims: ["c4"],
          events: [knownAs("crosses", "bridge", 13.9, 14.1, ["c2", "c3", "c4"])],
        },
      ],
    },
  },
  events: [
    event("leaves", "a", 0, 11.9, 12.1, [claim("c1", 13)]),
    event("crosses", "bridge", 100, 13.9, 14.1, [claim("c2", 15), claim("c3", 15), claim("c4", 17), claim("c5", 99)]),
    event("comes", "b", null, 20, 22, [claim("hope", 9, { status: "contradicted" })], {
      kind: "arrival",
      status: "contradicted",
    }),
    event("secret", "a", 0, 1, 2, [claim("c6", 99)]),
  ],
  landmarks: [
    event("met", "b", null, -900, -899, [claim("m1", -890)]),
    event("meets", "b", null, 900, 901, [claim("m2", 902)]),
  ],
  unknowns: [{ place: "a", text: "Why." }],
  asides: [{ place: "b", from: "a", note: "" }],
  places: { a: place("A"), b: place("B"), bridge: place("Grey bridge", "bridge") },
};
const ids = (hours) => shownAt(journey, "known", at(hours)).events.map(({ id }) => id);

test("an epoch lasts until the next publication", () => {
  assert.deepEqual(
    [8, 9, 14.9, 15, 30].map((hours) => epochIndexAt(journey, at(hours))),
    [-1, 0, 1, 2, 3],
  );
});

test("events come in as they are reported, and never before", () => {
  assert.deepEqual(ids(8), []);
  assert.deepEqual(ids(9), ["comes"]);
  assert.deepEqual(ids(14), ["leaves", "comes"]);
  assert.deepEqual(ids(23), ["leaves", "crosses", "comes"]);
});

test("of an event only the claims public by then are shown, with the window that they gave", () => {
  const [, crosses] = shownAt(journey, "known", at(16)).events;
  assert.deepEqual(
    crosses.claims.map(({ id }) => id),
    ["c2", "c3"],
  );
  assert.deepEqual(crosses.window, [at(12), at(15)]);
  assert.deepEqual(shownAt(journey, "known", at(18)).events[1].window, [at(13.9), at(14.1)]);
});

test("what is reported has happened by then", () => {
  assert.deepEqual(shownAt(journey, "known", at(14)).events[0].window, [at(11), at(13)]);
});

test("what was reported before its window is over had happened by the report", () => {
  const early = structuredClone(journey);
  const { id } = shownAt(journey, "known", at(14)).events[0];
  for (const { events } of early.tracks.known.epochs) {
    for (const event of events) if (event.id === id) event.window = [at(11), at(20)];
  }
  assert.deepEqual(shownAt(early, "known", at(14)).events[0].window, [at(11), at(13)]);
});

test("a forecast that failed later is an expectation, and what editors know is left out", () => {
  const shown = shownAt(journey, "known", at(10));
  assert.equal(shown.events[0].status, "expected");
  assert.equal(shown.events[0].claims[0].status, "expected");
  assert.equal(shown.events[0].claims[0].note, "");
  assert.deepEqual([shown.unknowns, shown.asides], [[], []]);
});

test("of the landmarks only those of which something was public are shown", () => {
  assert.deepEqual(
    shownAt(journey, "known", at(10)).landmarks.map(({ id }) => id),
    ["met"],
  );
});

test("a landmark says no more than its public claims do", () => {
  const early = claim("m1", -890, { place: "a", window: [at(-900), null] });
  const late = claim("m3", 900, { place: "b", status: "official", window: [at(-899), at(-899)] });
  const met = event("met", "b", null, -899, -899, [{ ...early, agrees: false, disagreement: "it names A" }, late], {
    status: "official",
  });
  const [then] = shownAt({ ...journey, landmarks: [met] }, "known", at(10)).landmarks;
  assert.deepEqual([then.place, then.status, then.window], ["a", "reported", [at(-900), null]]);
  assert.deepEqual(
    then.claims.map(({ id, agrees, disagreement, note }) => [id, agrees, disagreement, note]),
    [["m1", true, "", ""]],
  );
});

test("a conflict names the place that was reported then", () => {
  const epochs = journey.tracks.known.epochs.map((epoch, i) =>
    i === 1
      ? { ...epoch, events: [knownAs("leaves", "b", 11, null, ["c1"])], conflicts: { leaves: "Too far." } }
      : epoch,
  );
  const other = { ...journey, tracks: { ...journey.tracks, known: { ...journey.tracks.known, epochs } } };
  assert.match(conflictWords(other, "known", at(14)), /\. Passing B: Too far\.$/);
});

test("the same epoch gives the same object, and the first reading the document itself", () => {
  assert.equal(shownAt(journey, "known", at(15)), shownAt(journey, "known", at(16.9)));
  assert.equal(shownAt(journey, "happened", at(15)), journey);
});

test("it stands where it was last reported, with the range on the branch ahead or in no direction", () => {
  assert.deepEqual(standingAt(journey, "known", at(10)), {
    best: 0,
    low: 0,
    high: 0,
    placed: false,
    ahead: null,
    beyond: 0,
    past: null,
  });
  assert.deepEqual(standingAt(journey, "known", at(14)), {
    best: 0,
    low: 0,
    high: 120,
    placed: true,
    ahead: 0,
    beyond: 0,
    past: null,
  });
  assert.deepEqual(standingAt(journey, "known", at(17)), {
    best: 100,
    low: 100,
    high: 300,
    placed: true,
    ahead: null,
    beyond: 200,
    past: null,
  });
});

test("the timeline steps by publications in the second reading", () => {
  assert.deepEqual(momentsOf(journey, "known"), [9, 13, 15, 17].map(at));
  assert.equal(momentsOf(journey, "happened").length, 4);
});

test("without a dated claim there is no second reading", () => {
  const tracks = { ...journey.tracks, known: { epochs: [], ways: [], later: 3 } };
  assert.equal(isKnowable({ ...journey, tracks }), false);
  assert.deepEqual(shownAt({ ...journey, tracks }, "known", at(15)).events, []);
});

const caption = (hours) => captionAt(journey, at(hours), "place", "known");

test("before anything is public the caption says so", () => {
  assert.match(caption(8).sentence, / no report placed the train anywhere yet\.$/);
  assert.equal(caption(8).distance, "");
});

test("what was expected is said, and when it no longer was", () => {
  assert.match(caption(10).sentence, /; the destination expected was B, Gazette reported about an hour earlier\.$/);
  assert.equal(caption(10).expected, "");
  assert.equal(caption(14).expected, "The destination expected then was B.");
  assert.equal(caption(18).expected, "The destination expected before, B, was no longer expected then.");
});

test("it says where it was last reported, by whom and when", () => {
  assert.match(
    caption(14).sentence,
    / the latest report, by Gazette about an hour earlier, was that the train had left A\.$/,
  );
  assert.match(
    caption(15.5).sentence,
    / the latest report, by Gazette about 30 minutes earlier, placed the train at the Grey bridge\.$/,
  );
});

test("the age of a report of which only the day is known is counted in days", () => {
  const events = journey.events.map((each) => ({
    ...each,
    claims: each.claims.map((one) => ({ ...one, reported_day: "2023-09-11" })),
  }));
  assert.match(
    captionAt({ ...journey, events }, at(14), "place", "known").sentence,
    /, by Gazette the day before, was that/,
  );
});

test("the range lies on the way to what was expected, or in no direction known", () => {
  assert.equal(
    caption(14).range,
    "At no more than 80 km/h the train can have been 0 to 120 km from A, on the way to B.",
  );
  assert.equal(
    caption(17).range,
    "Since then the train can have gone up to 200 km further at no more than 80 km/h, in any direction.",
  );
});

test("a report from an area is in it", () => {
  const places = { ...journey.places, bridge: place("Grey country", "area", 9000) };
  assert.match(
    captionAt({ ...journey, places }, at(15.5), "place", "known").sentence,
    / placed the train in Grey country\.$/,
  );
});

test("conflicts are those of the time, with the speed assumed", () => {
  assert.equal(conflictWords(journey, "known", at(14)), "");
  assert.match(
    conflictWords(journey, "known", at(15)),
    /^With a speed limit of 80 km\/h, one report .* Departure from A: The order is wrong\.$/,
  );
  assert.equal(conflictWords(journey, "happened", at(15)), "");
});

test("an hour of publication is said as one, and a day by its end", () => {
  assert.equal(publicWords(journey, at(14), "place"), "public by 12 Sep, 13:00 (UTC+10)");
  const events = journey.events.map((each) => ({
    ...each,
    claims: each.claims.map((one) => ({ ...one, reported_day: "2023-09-11" })),
  }));
  assert.equal(publicWords({ ...journey, events }, at(14), "place"), "public by the end of 11 Sep");
});

const delayed = (delay, more = {}) => delayWords({ ...journey.events[0], delay, ...more }, "place");

test("the delay of the first report is rounded, and stated as exactly as the window lets it", () => {
  const by = "became public at 13:00";
  assert.equal(delayed([HOUR, HOUR]), `${by}, about an hour later`);
  assert.equal(delayed([HOUR, 7 * HOUR]), `${by}, between an hour and seven hours later`);
  assert.equal(delayed([0, 7 * HOUR]), `${by}, at most seven hours later`);
  assert.equal(delayed([HOUR, null]), `${by}, at least an hour later`);
  assert.equal(delayed([null, null]), by);
  assert.equal(delayed([0, HOUR], { first_report: null }), "");
  const day = { first_report: { claim: "c", at: 0, day: "2023-09-13" } };
  assert.equal(delayed([0, 2 * HOUR], day), "became public on 13 Sep 2023, the next day");
  const days = { ...day, window: [at(-48), at(12)] };
  assert.equal(delayed([0, 72 * HOUR], days), "became public on 13 Sep 2023, at most three days later");
});

test("a report of another day is stated with its day and zone", () => {
  const first_report = { claim: "c", at: at(37), day: null };
  assert.equal(
    delayed([HOUR, HOUR], { first_report }),
    "became public on 13 Sep 2023, 13:00 local time (UTC+10), about an hour later",
  );
});
