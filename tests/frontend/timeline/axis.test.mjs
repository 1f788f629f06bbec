// Ticks of a time axis: as many as there is room for, at round seconds to millennia of a zone.
import assert from "node:assert/strict";
import { test } from "node:test";

import { stepFor, ticks } from "../../../journeymap/frontend/timeline/axis.js";

const DAY = 86400;
const at = (text) => Date.parse(text) / 1000;
const labels = (from, to, zone, width) => {
  const span = { from: at(from), to: at(to) };
  return [...ticks(span, zone, stepFor(span, width))].map(({ label }) => label);
};

test("a day has hours, and its midnights are days", () => {
  assert.deepEqual(labels("2023-09-12T00:00Z", "2023-09-13T00:00Z", "UTC", 480), [
    "12 Sep",
    "03:00",
    "06:00",
    "09:00",
    "12:00",
    "15:00",
    "18:00",
    "21:00",
    "13 Sep",
  ]);
});

test("a zone that is off by half an hour has its own whole hours", () => {
  assert.deepEqual(labels("2023-09-12T00:00Z", "2023-09-12T06:00Z", "Asia/Kolkata", 300), [
    "06:00",
    "07:00",
    "08:00",
    "09:00",
    "10:00",
    "11:00",
  ]);
});

test("fourteen months are months of their years", () => {
  const found = labels("2023-01-01T00:00Z", "2024-02-20T00:00Z", "UTC", 490);
  assert.deepEqual(found, ["Jan 2023", "Mar 2023", "May 2023", "Jul 2023", "Sep 2023", "Nov 2023", "Jan 2024"]);
});

test("centuries are round years", () => {
  assert.deepEqual(labels("1801-05-01T00:00Z", "2010-01-01T00:00Z", "UTC", 300), ["1850", "1900", "1950", "2000"]);
});

for (const [what, from, to, zone, width, found] of [
  [
    "seconds",
    "2021-05-01T09:59:58Z",
    "2021-05-01T10:00:41Z",
    "Europe/Zurich",
    300,
    ["12:00:00", "12:00:10", "12:00:20", "12:00:30", "12:00:40"],
  ],
  ["minutes", "2021-05-01T21:51Z", "2021-05-01T22:12Z", "Europe/Zurich", 300, ["23:55", "2 May", "00:05", "00:10"]],
  [
    "minutes of a zone that is off by a quarter",
    "2021-05-01T10:01Z",
    "2021-05-01T10:50Z",
    "Asia/Kathmandu",
    200,
    ["16:00", "16:15", "16:30"],
  ],
  [
    "months before our era",
    "-000404-01-20T00:00Z",
    "-000404-06-20T00:00Z",
    "UTC",
    600,
    ["Feb 405 BCE", "Mar 405 BCE", "Apr 405 BCE", "May 405 BCE", "Jun 405 BCE"],
  ],
  ["years", "1492-07-01T00:00Z", "1494-05-01T00:00Z", "+00:19", 200, ["1493", "1494"]],
  [
    "years before our era",
    "-000333-05-01T00:00Z",
    "-000322-06-10T00:00Z",
    "+00:00",
    490,
    ["332 BCE", "330 BCE", "328 BCE", "326 BCE", "324 BCE"],
  ],
  [
    "centuries of both eras",
    "-000449-01-01T00:00Z",
    "0250-06-10T00:00Z",
    "UTC",
    600,
    ["400 BCE", "300 BCE", "200 BCE", "100 BCE", "1", "100", "200"],
  ],
  [
    "millennia",
    "-009000-01-01T00:00Z",
    "2000-06-10T00:00Z",
    "UTC",
    500,
    ["8000 BCE", "6000 BCE", "4000 BCE", "2000 BCE", "1", "2000"],
  ],
])
  test(`${what} are round ones, labelled as a person would`, () => {
    assert.deepEqual(labels(from, to, zone, width), found);
  });

test("an axis without an end, or without a beginning, has no ticks but ends", () => {
  for (const unit of ["second", "minute", "hour", "day", "month", "year"])
    for (const [from, to] of [
      [0, 8e12],
      [NaN, NaN],
      [0, Infinity],
    ])
      assert.ok(ticks({ from, to }, "UTC", { unit, every: 1 }).length <= 400);
});

test("days begin at the zone's midnight, on either side of a change of its clock", () => {
  const span = { from: at("2024-03-29T12:00Z"), to: at("2024-04-02T12:00Z") };
  const step = { unit: "day", every: 1 };
  const found = [...ticks(span, "Europe/Berlin", step)].map(({ t }) => new Date(t * 1000).toISOString().slice(5, 16));
  assert.deepEqual(found, ["03-29T23:00", "03-30T23:00", "03-31T22:00", "04-01T22:00"]);
});

for (const days of [0.1, 1, 9, 40, 400, 4_000, 80_000, 3_000_000]) {
  test(`labels over ${days} days do not meet, and are at least two on a wide page`, () => {
    for (const width of [300, 490, 900]) {
      const from = at(days < 10_000 ? "1990-03-05T07:20Z" : "1790-03-05T07:20Z");
      const span = { from, to: from + days * DAY };
      const places = [...ticks(span, "Asia/Vladivostok", stepFor(span, width))].map(
        ({ t }) => ((t - span.from) / (days * DAY)) * width,
      );
      assert.ok(places.length >= (width > 400 && days > 0.1 ? 2 : 1), `${places.length} ticks`);
      for (const [i, place] of places.entries())
        if (i) assert.ok(place - places[i - 1] > 40, `${place - places[i - 1]} pixels`);
    }
  });
}
