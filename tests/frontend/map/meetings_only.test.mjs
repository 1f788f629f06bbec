// A map of only the landmarks: which are kept, and on what days.
import assert from "node:assert/strict";
import { test } from "node:test";

import { landmarksOnly } from "../../../journeymap/frontend/map/meetings_only.js";
import { sitesOf } from "../../../journeymap/frontend/document/sites.js";

const place = (lon) => ({
  name: "",
  name_local: "",
  position: [lon, 43],
  zone: "Asia/Vladivostok",
  kind: "",
  accuracy_m: 500,
  detail: "",
});
const event = (id, kind, key, iso) => ({
  id,
  kind,
  status: "official",
  place: key,
  km: null,
  zone: "Asia/Vladivostok",
  window: [null, null],
  conflict: "",
  claims: [],
  moment: iso ? Date.parse(iso) / 1000 : null,
});
const document = {
  journey: { title: "A journey", landmarks_title: "Meetings" },
  line: {
    coordinates: [
      [130, 43],
      [131, 43],
    ],
    km: [0, 80],
    legs: [{}],
    zones: [],
    stops: [{ place: "a", km: 0 }],
  },
  events: [event("e", "stop", "a", "2023-09-12T00:00Z")],
  landmarks: [
    event("m", "meeting", "b", "2019-04-25T14:05+10:00"),
    event("n", "meeting", "b", "2023-09-13T00:30+10:00"),
    event("o", "meeting", "c"),
    event("s", "statement", "d", "2023-09-13T00:00Z"),
    event("p", "meeting", null),
  ],
  places: { a: place(130), b: place(131), c: place(132), d: place(37) },
  unknowns: [{ place: "a", text: "?" }],
  asides: [],
};

test("only meetings at a place are left, and no journey", () => {
  const only = landmarksOnly(document);
  assert.deepEqual(
    only.landmarks.map(({ id }) => id),
    ["m", "n", "o"],
  );
  assert.deepEqual([only.events, only.unknowns, only.line.coordinates, only.journey.title], [[], [], [], "Meetings"]);
  assert.deepEqual(
    sitesOf(only).map(({ key, role }) => [key, role]),
    [
      ["b", "summit"],
      ["c", "summit"],
    ],
  );
});

test("a place carries the days on its own calendar", () => {
  const { places } = landmarksOnly(document);
  assert.equal(places.b.when, "25 Apr 2019, 13 Sep 2023");
  assert.equal(places.c.when, "");
  assert.equal(places.a.when, undefined);
});

test("the document itself is left as it was", () => {
  const before = structuredClone(document);
  landmarksOnly(document);
  assert.deepEqual(document, before);
});
