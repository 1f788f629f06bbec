// Windows that overlap are drawn in lanes of their own.
import assert from "node:assert/strict";
import { test } from "node:test";

import { lanesOf } from "../../../journeymap/frontend/timeline/track_background.js";

test("windows that only touch share a lane", () => {
  assert.deepEqual(
    lanesOf(
      [
        [2, 3],
        [0, 2],
        [3, 9],
      ],
      6,
    ),
    [0, 0, 0],
  );
});

test("windows that overlap do not", () => {
  assert.deepEqual(
    lanesOf(
      [
        [0, 9],
        [1, 2],
        [1, 3],
        [2, 3],
      ],
      6,
    ),
    [0, 1, 2, 1],
  );
});

test("the first in the list has the first lane, whenever it is", () => {
  assert.deepEqual(
    lanesOf(
      [
        [5, 9],
        [0, 6],
        [0, 4],
      ],
      6,
    ),
    [0, 1, 0],
  );
});

test("when the lanes are full the last is shared", () => {
  assert.deepEqual(
    lanesOf(
      [
        [0, 9],
        [0, 9],
        [0, 9],
      ],
      2,
    ),
    [0, 1, 1],
  );
});
