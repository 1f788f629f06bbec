// Which events belong to a moment, in both readings.
import assert from "node:assert/strict";
import { test } from "node:test";

import { rolesAt } from "../../../journeymap/frontend/document/event_roles.js";

const HOUR = 3600;
const event = (id, hours, km) => ({ id, moment: hours === null ? null : hours * HOUR, km, claims: [] });
const journey = (events, epochs = []) => ({ events, tracks: { known: { epochs } } });
const happened = (document, hours) => rolesAt(document, hours * HOUR, "happened");

test("around a moment are the event before, the one begun and the one ahead", () => {
  const trip = journey([event("out", 6, 0), event("half", 8, 100), event("in", 14, 200)]);
  assert.deepEqual(happened(trip, 5), [["out", "next"]]);
  assert.deepEqual(happened(trip, 7), [
    ["out", "current"],
    ["half", "next"],
  ]);
  assert.deepEqual(happened(trip, 9), [
    ["out", "previous"],
    ["half", "current"],
    ["in", "next"],
  ]);
  assert.deepEqual(happened(trip, 48), [
    ["half", "previous"],
    ["in", "current"],
  ]);
});

test("a moment within the same minute is at the event", () => {
  const trip = journey([event("out", 6, 0), event("half", 8, 100)]);
  assert.deepEqual(rolesAt(trip, 8 * HOUR - 30, "happened"), [
    ["out", "previous"],
    ["half", "current"],
  ]);
  assert.deepEqual(rolesAt(trip, 8 * HOUR - 31, "happened"), [
    ["out", "current"],
    ["half", "next"],
  ]);
});

test("events at one moment are current together, those on the line first", () => {
  const trip = journey([event("out", 6, 0), event("word", 12, null), event("half", 12, 100), event("in", 18, 200)]);
  assert.deepEqual(happened(trip, 13), [
    ["out", "previous"],
    ["half", "current"],
    ["word", "current"],
    ["in", "next"],
  ]);
});

test("an event without a time belongs to no moment", () => {
  const trip = journey([event("out", 6, 0), event("untimed", null, 50)]);
  assert.deepEqual(happened(trip, 9), [["out", "current"]]);
  assert.deepEqual(happened(journey([event("untimed", null, 50)]), 9), []);
});

test("in the second reading they are those of the latest publication, then the others of the one before", () => {
  const epoch = (hours, ...ids) => ({ from: hours * HOUR, events: ids.map((id) => ({ id })) });
  const events = [event("out", 6, 0), event("half", 8, 100), event("word", 8, null), event("in", 14, 200)];
  const trip = journey(events, [epoch(8, "out"), epoch(13, "word", "half"), epoch(19, "in", "half")]);
  const known = (hours) => rolesAt(trip, hours * HOUR, "known");
  assert.deepEqual(known(7.99), []);
  assert.deepEqual(known(8), [["out", "current"]]);
  assert.deepEqual(known(13), [
    ["half", "current"],
    ["word", "current"],
    ["out", "previous"],
  ]);
  assert.deepEqual(known(48), [
    ["in", "current"],
    ["half", "current"],
    ["word", "previous"],
  ]);
});
