// Windows in words: whole days, months and years at their place, in any zone that is chosen.
import assert from "node:assert/strict";
import { test } from "node:test";

import { hasHours, unitOf, windowWords } from "../../../journeymap/frontend/words/windows.js";

const t = (iso) => (iso === null ? null : Date.parse(iso) / 1000);

for (const [from, to, zone, saying, words] of [
  ["2023-09-12T00:00+10:00", "2023-09-13T00:00+10:00", "+10:00", {}, "12 Sep"],
  ["1812-06-01T00:00+01:00", "1812-07-01T00:00+01:00", "+01:00", {}, "June 1812"],
  ["1812-06-24T00:00+01:00", "1812-06-25T00:00+01:00", "+01:00", { withYear: true }, "24 Jun 1812"],
  ["1812-06-24T00:00+01:00", "1812-06-25T00:00+01:00", "+01:00", { julian: true }, "24 Jun (12 Jun Julian)"],
  [
    "1813-01-06T12:00+01:00",
    "1813-01-06T13:00+01:00",
    "+01:00",
    { julian: true },
    "6 Jan (25 Dec 1812 Julian), 12:00–13:00",
  ],
  ["1812-06-13T00:00Z", "1812-07-13T00:00Z", "UTC", { julian: true }, "13 Jun 1812 – 12 Jul 1812 (June 1812 Julian)"],
  ["-000404-01-01T00:00Z", "-000403-01-01T00:00Z", "UTC", {}, "405 BCE"],
  [null, "1821-01-01T00:00Z", "UTC", {}, "before 1821"],
  ["1812-06-01T00:00Z", null, "UTC", {}, "from June 1812 on"],
  [null, "1821-01-02T12:00Z", "UTC", {}, "by 2 Jan, 12:00"],
])
  test(`it is said as ${words}, in any zone`, () => {
    assert.equal(windowWords([t(from), t(to)], zone, zone, saying), words);
    if (unitOf([t(from), t(to)], zone)) assert.equal(windowWords([t(from), t(to)], "-11:00", zone, saying), words);
  });

test("an hour is stated of a window that is no whole days", () => {
  const day = [t("2023-09-12T00:00Z"), t("2023-09-13T00:00Z")];
  assert.equal(hasHours(day, "UTC"), false);
  assert.equal(hasHours(day, "+10:00"), true);
  assert.equal(hasHours([null, t("1821-01-01T00:00Z")], "UTC"), false);
  assert.equal(hasHours([null, t("1821-01-01T10:00Z")], "UTC"), true);
  assert.equal(hasHours([null, null], "UTC"), false);
});
