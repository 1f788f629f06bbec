// The globe of the locator: what is in front is drawn, what is behind is not, and nothing crosses the disc.
import assert from "node:assert/strict";
import { test } from "node:test";

import { seenFrom, seenRing, unitVector } from "../../../journeymap/frontend/map/globe.js";

const ring = (...points) => points.flatMap(([lon, lat]) => unitVector(lon, lat));
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("the point that it is seen from is in the middle, north is up and east is right", () => {
  const project = seenFrom(131, 43);
  const [x, y, z] = project(unitVector(131, 43));
  near(x, 0);
  near(y, 0);
  near(z, 1);
  assert.ok(project(unitVector(131, 50))[1] > 0);
  assert.ok(project(unitVector(140, 43))[0] > 0);
  assert.ok(project(unitVector(-49, -43))[2] < -0.99);
});

test("a ring behind is not seen, one across the rim is closed along it", () => {
  const project = seenFrom(0, 0);
  assert.deepEqual(seenRing(ring([170, 10], [190, 10], [180, -10]), project), []);
  const across = seenRing(ring([60, 0], [120, 60], [120, -60]), project);
  assert.ok(across.length > 3);
  for (const [x, y] of across.slice(1)) near(Math.hypot(x, y), 1);
});
