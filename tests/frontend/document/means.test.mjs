// Means of travel along a line.
import assert from "node:assert/strict";
import { test } from "node:test";

import { meansAt, offGround } from "../../../journeymap/frontend/document/means.js";
import { goneOn } from "../../../journeymap/frontend/words/means.js";

const leg = (to, basis, means) => ({ from: to - 1, to, basis, ...(means && { means }) });
const line = { km: [0, 10, 20, 30], legs: [leg(1, "great-circle", "ship"), leg(2, "railway"), leg(3, "great-circle")] };

test("the means are those of the leg, and of a railway a train", () => {
  assert.deepEqual(
    [0, 10, 11, 20, 25, 40].map((km) => meansAt(line, km)),
    ["ship", "ship", "train", "train", undefined, undefined],
  );
  assert.equal(meansAt({ km: [], legs: [] }, 0), undefined);
});

test("a way without a course on record is drawn as what it is", () => {
  assert.equal(offGround(leg(1, "great-circle", "boat")), "sea");
  assert.equal(offGround(leg(1, "great-circle", "plane")), "air");
  assert.equal(offGround(leg(1, "recorded", "ship")), undefined);
  assert.equal(offGround(leg(1, "great-circle", "horse")), undefined);
  assert.equal(offGround(leg(1, "great-circle")), undefined);
});

test("words follow the means", () => {
  assert.equal(goneOn("ship"), "had it sailed on as expected");
  assert.equal(goneOn(undefined), "had it gone on as expected");
});
