// Moments, windows and durations in words, in zones.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isoDay, moment, offsetOf, timeInZone, zoneName, zoneTime } from "../../../journeymap/frontend/words/clock.js";
import { windowWords } from "../../../journeymap/frontend/words/windows.js";

const t = (iso) => Date.parse(iso) / 1000;
const VLADIVOSTOK = "Asia/Vladivostok";

test("midnight is 00:00, of the day that begins", () => {
  assert.equal(moment(t("2023-09-12T00:00+10:00"), VLADIVOSTOK), "12 Sep 2023, 00:00");
});

test("a zone is named after its city, or by its offset", () => {
  assert.equal(zoneName("America/Argentina/Buenos_Aires"), "Buenos Aires");
  assert.equal(zoneName("Etc/GMT+5"), "UTC−5");
});

test("a zone to choose is the time of its city", () => {
  assert.equal(zoneTime("Europe/Moscow"), "Moscow time");
  assert.equal(zoneTime("UTC"), "UTC");
  assert.equal(zoneTime("Etc/GMT+5"), "UTC−5");
});

for (const [iso, zone, isLocal, words] of [
  ["2023-09-12T02:15Z", VLADIVOSTOK, true, "12 Sep 2023, 12:15 local time (UTC+10)"],
  ["2023-09-12T02:15Z", VLADIVOSTOK, false, "12 Sep 2023, 12:15 Vladivostok time (UTC+10)"],
  ["2023-09-12T02:15Z", "UTC", true, "12 Sep 2023, 02:15 UTC"],
  ["2023-01-12T02:15Z", "Europe/London", true, "12 Jan 2023, 02:15 local time (UTC)"],
  ["2023-09-12T02:15Z", "Etc/GMT-5", false, "12 Sep 2023, 07:15 UTC+5"],
  ["2023-09-12T02:15Z", "Etc/GMT-5", true, "12 Sep 2023, 07:15 local time (UTC+5)"],
  // Before standard time, to the minute: the clock of the sun in a city, or at the place.
  ["1812-06-24T12:00Z", "Europe/Vilnius", true, "24 Jun 1812, 13:41 local mean time (UTC+1:41)"],
  ["1812-06-24T12:00Z", "Europe/Vilnius", false, "24 Jun 1812, 13:41 Vilnius mean time (UTC+1:41)"],
  ["1812-06-24T12:00Z", "+00:19", true, "24 Jun 1812, 12:19 local mean time (UTC+0:19)"],
  ["-000404-03-01T12:00Z", "+00:19", false, "1 Mar 405 BCE, 12:19 local mean time (UTC+0:19)"],
  ["0000-12-31T23:59Z", "UTC", false, "31 Dec 1 BCE, 23:59 UTC"],
])
  test(`${iso} is ${words}`, () => {
    assert.equal(timeInZone(moment(t(iso), zone), zone, t(iso), isLocal), words);
  });

test("a day of any year is read from the document", () => {
  for (const [day, words] of [
    ["2023-09-12", "12 Sep 2023"],
    ["0050-02-03", "3 Feb 50"],
    ["-0404-03-01", "1 Mar 405 BCE"],
  ])
    assert.equal(isoDay(day, true), words);
});

test("an offset is that of the moment", () => {
  assert.equal(offsetOf(t("2024-06-19T12:00+09:00"), "Asia/Pyongyang"), "UTC+9");
  assert.equal(offsetOf(t("2016-06-19T12:00+08:30"), "Asia/Pyongyang"), "UTC+8:30");
  assert.equal(offsetOf(t("2023-09-12T00:00Z"), "UTC"), "UTC");
  assert.equal(offsetOf(t("2023-01-12T00:00Z"), "America/St_Johns"), "UTC−3:30");
  assert.equal(offsetOf(t("1812-01-12T00:00Z"), "-04:06"), "UTC−4:06");
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
