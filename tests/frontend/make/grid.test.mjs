// What is taken for a table when it is pasted into the table of the Make page.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isTable } from "../../../journeymap/frontend/make/grid.js";

for (const [what, text, whenEmpty, beside] of [
  ["a header and rows", "place\ttime\nOslo\t2025-06-03", true, true],
  ["a header and rows of another system", "time\tplace\r\n2025-06-03\tOslo\r\n", true, true],
  ["rows without a header", "Oslo\t2025-06-03\nNarvik\t2025-06-04", true, false],
  ["cells without numbers", "Oslo\tby bus\nNarvik\tby boat", true, false],
  ["a comma-separated table", "place,time\nOslo,2025-06-03", true, false],
  ["one column", "Oslo\nNarvik", false, false],
  ["one row", "Oslo\t2025-06-03\n", false, false],
  ["a word", "Oslo", false, false],
  ["nothing", "", false, false],
]) {
  test(what, () => {
    assert.equal(isTable(text, true), whenEmpty);
    assert.equal(isTable(text, false), beside);
  });
}
