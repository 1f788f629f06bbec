// Sentences that have a form for each number or for what may be missing.
import assert from "node:assert/strict";
import { test } from "node:test";

import { claimOrigin, sourceWords } from "../../../journeymap/frontend/words/claims.js";
import { conflictWords } from "../../../journeymap/frontend/words/conflicts.js";
import { siteWords } from "../../../journeymap/frontend/words/kinds.js";
import { markWords } from "../../../journeymap/frontend/words/map.js";

const conflict = (kind, place) => ({ kind, place, conflict: "Too far." });
const conflicting = (...events) =>
  conflictWords({ journey: { max_speed_kmh: 80 }, events, places: { a: { name: "A" } } }, "happened", 0);
const [pass, stop, left] = [conflict("pass", "a"), conflict("stop", null), conflict("departure", "a")];

for (const [said, words] of [
  [siteWords({ role: "summit", summit: true }), "summit meeting"],
  [siteWords({ role: "stop", summit: true }), "reported here; summit meeting"],
  [siteWords({ role: "stop", summit: false }), "reported here"],
  [siteWords({ role: "stop", summit: false, sourced: false }), "stop"],
  [markWords({ names: "A, B", role: "an area", count: 1 }), "A, B: an area; 1 event"],
  [markWords({ names: "A, B", role: "an area", count: 2 }), "A, B: an area; 2 events"],
  [sourceWords({ source: "A", via: [] }), "A"],
  [sourceWords({ source: "A", via: ["B", "C"] }), "A, quoting B, quoting C"],
  [claimOrigin({ source: "A", published: "published 12 Sep", link: "" }), "A; published 12 Sep"],
  [claimOrigin({ source: "A", published: "published 12 Sep", link: "b.org" }), "A; published 12 Sep; b.org"],
  [conflicting(), ""],
  [
    conflicting(stop),
    "With a speed limit of 80 km/h, one report cannot be true together with the others. Stop, place not stated: Too far.",
  ],
  [
    conflicting(pass, stop),
    "With a speed limit of 80 km/h, 2 reports cannot be true together with the others. " +
      "Passing A: Too far. – Stop, place not stated: Too far.",
  ],
  [
    conflicting(pass, stop, left, pass, pass),
    "With a speed limit of 80 km/h, 5 reports cannot be true together with the others. " +
      "Passing A: Too far. – Stop, place not stated: Too far. – Departure from A: Too far. And 2 more.",
  ],
])
  test(words || "nothing to say is nothing said", () => {
    assert.equal(said, words);
  });
