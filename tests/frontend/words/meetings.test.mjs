// What the page of the meetings says of days, hours and what is not known.
import assert from "node:assert/strict";
import { test } from "node:test";

import { afterReport, dayAndHours, notKnownSince } from "../../../journeymap/frontend/words/meetings.js";

const zone = "Asia/Vladivostok";
const t = (iso) => iso && Date.parse(iso) / 1000;

for (const [from, to, words] of [
  ["2023-09-13T13:00+10:00", "2023-09-13T13:00+10:00", ["13 Sep 2023", "13:00 (UTC+10)"]],
  ["2023-09-13T13:00+10:00", "2023-09-13T18:30+10:00", ["13 Sep 2023", "13:00–18:30 (UTC+10)"]],
  ["2023-09-13T13:00+10:00", "2023-09-14T09:00+10:00", ["13 Sep 2023, 13:00 – 14 Sep 2023, 09:00 (UTC+10)", ""]],
  ["2023-09-13T00:00+10:00", "2023-09-14T00:00+10:00", ["13 Sep 2023", ""]],
  ["2023-09-13T00:00+10:00", "2023-09-16T00:00+10:00", ["13 Sep 2023 – 15 Sep 2023", ""]],
  [null, "2023-09-13T13:00+10:00", ["by 13 Sep 2023, 13:00 (UTC+10)", ""]],
  ["2023-09-13T13:00+10:00", null, ["after 13 Sep 2023, 13:00 (UTC+10)", ""]],
  [null, null, ["time not stated", ""]],
])
  test(`${from} to ${to} is ${words.join(" | ")}`, () => {
    assert.deepEqual(dayAndHours({ window: [t(from), t(to)], zone }), words);
  });

for (const [last, table, heading] of [
  [{ reported_at: t("2025-10-28T10:00Z"), reported_day: null }, "After 28 Oct 2025", "After 28 Oct 2025: not known"],
  [{ reported_at: 1, reported_day: "2025-10-27" }, "After 27 Oct 2025", "After 27 Oct 2025: not known"],
  [{ reported_at: null, reported_day: null }, "Beyond these", "Beyond these: not known"],
  [null, "Beyond these", "Beyond these: not known"],
])
  test(`nothing is known: ${heading}, from ${JSON.stringify(last)}`, () => {
    assert.deepEqual([afterReport(last), notKnownSince(last)], [table, heading]);
  });
