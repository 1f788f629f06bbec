// Moments, windows and durations in words, in zones.
import assert from "node:assert/strict";
import { test } from "node:test";

import { duration, inZone, moment, offsetOf, windowWords, zoneName } from "../../../journeymap/frontend/words/clock.js";

const t = (iso) => Date.parse(iso) / 1000;
const VLADIVOSTOK = "Asia/Vladivostok";

test("midnight is 00:00, of the day that begins", () => {
  assert.equal(moment(t("2023-09-12T00:00+10:00"), VLADIVOSTOK), "12 Sep 2023, 00:00");
});

test("a zone is named after its city", () => {
  assert.equal(zoneName("America/Argentina/Buenos_Aires"), "Buenos Aires");
  assert.equal(inZone("12:15", "Asia/Pyongyang"), "12:15 in Pyongyang");
  assert.equal(inZone("12:15", "UTC"), "12:15 UTC");
});

test("an offset is that of the moment", () => {
  assert.equal(offsetOf(t("2024-06-19T12:00+09:00"), "Asia/Pyongyang"), "UTC+9");
  assert.equal(offsetOf(t("2016-06-19T12:00+08:30"), "Asia/Pyongyang"), "UTC+8:30");
  assert.equal(offsetOf(t("2023-09-12T00:00Z"), "UTC"), "UTC");
});

test("durations are exact while they are short and round when they are long", () => {
  for (const [seconds, words] of [
    [0, "0 minutes"],
    [60, "1 minute"],
    [15 * 60, "15 minutes"],
    [3600, "1 hour"],
    [6060, "1 h 41 min"],
    [5 * 86400, "5 days"],
  ])
    assert.equal(duration(seconds), words);
});

test("a window is stated in the chosen zone", () => {
  const window = [t("2023-09-12T12:10+10:00"), t("2023-09-12T12:20+10:00")];
  assert.equal(windowWords(window, VLADIVOSTOK, VLADIVOSTOK), "12 Sep, 12:10–12:20");
  assert.equal(windowWords(window, "UTC", VLADIVOSTOK), "12 Sep, 02:10–02:20");
});

test("a stated minute is no window", () => {
  const at = t("2023-09-12T12:15+10:00");
  assert.equal(windowWords([at, at], VLADIVOSTOK, VLADIVOSTOK), "12 Sep, 12:15");
});

test("a day at the place stays that day in any zone", () => {
  for (const end of ["2023-09-13T00:00+10:00", "2023-09-12T23:59+10:00"]) {
    const window = [t("2023-09-12T00:00+10:00"), t(end)];
    assert.equal(windowWords(window, "Europe/Moscow", VLADIVOSTOK), "12 Sep");
  }
});

test("an end that is missing stays open", () => {
  const at = t("2023-09-12T12:15+10:00");
  assert.equal(windowWords([null, at], VLADIVOSTOK, VLADIVOSTOK), "by 12 Sep, 12:15");
  assert.equal(windowWords([at, null], VLADIVOSTOK, VLADIVOSTOK), "after 12 Sep, 12:15");
  assert.equal(windowWords([null, null], VLADIVOSTOK, VLADIVOSTOK), "time not stated");
});
