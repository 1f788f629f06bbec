// Where the traveller is, in codes: at a place, between places, and what only reports say.
import assert from "node:assert/strict";
import { test } from "node:test";

import { whereaboutsAt } from "../../../journeymap/frontend/document/whereabouts.js";
import { neededPlaces } from "../../../journeymap/frontend/map/needs.js";

const HOUR = 3600;
const fix = (id, place, km, from, to, kind = "pass") => ({
  id,
  kind,
  place,
  km,
  window: [from * HOUR, to * HOUR],
  moment: ((from + to) / 2) * HOUR,
  conflict: "",
  claims: [],
});

/** From A over the bridge and a siding to B, and back to the bridge. */
const journey = {
  span: { from: 0, to: 48 * HOUR },
  places: Object.fromEntries(["a", "bridge", "siding", "b"].map((key) => [key, { name: key, accuracy_m: 200 }])),
  line: {
    stops: [
      { place: "a", km: 0 },
      { place: "bridge", km: 100 },
      { place: "siding", km: 150 },
      { place: "b", km: 200 },
      { place: "bridge", km: 300 },
    ],
  },
  tracks: { recorded: null, known: { epochs: [], ways: [] } },
  events: [
    fix("leave", "a", 0, 12, 12.2, "departure"),
    fix("cross", "bridge", 100, 13, 13.1),
    fix("end", "b", 200, 15, 15.2),
  ],
};
const standing = (best, low = best, high = best, more = {}) => ({ best, low, high, placed: true, beyond: 0, ...more });

for (const [name, hour, stood, how, places] of [
  ["before it leaves", 10, standing(0), "not-left", ["a"]],
  ["at a place that an event names", 13.05, standing(100), "at", ["bridge"]],
  ["there, though the range is wide", 13.05, standing(100, 80, 130), "near", ["bridge"]],
  ["passing a place of which nothing was reported", 14, standing(150), "at", ["siding"]],
  ["between two places, known well", 13.5, standing(120, 119, 121), "between", ["bridge", "siding"]],
  ["a range is told by its ends", 14, standing(150, 60, 190), "between", ["a", "b"]],
  ["around the turn both ends are at one place", 20, standing(200, 100, 300), "last", ["b"]],
  ["after the last report the range grows", 20, standing(200, 200, 260), "last", ["b"]],
  ["nothing says where", 1, standing(0, 0, 0, { placed: false }), "unplaced", []],
]) {
  test(name, () => {
    const { how: got, places: named } = whereaboutsAt(journey, "happened", hour * HOUR, stood);
    assert.deepEqual([got, named], [how, places]);
  });
}

test("a moment needs the places around it and both ends, not those between", () => {
  const at = whereaboutsAt(journey, "happened", 13.05 * HOUR, standing(100));
  const needed = neededPlaces(journey, "happened", 13.05 * HOUR, journey.events, at);
  assert.deepEqual([...needed].sort(), ["a", "b", "bridge"]);
});
