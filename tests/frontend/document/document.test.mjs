// Documents: each loaded once and no more than a few held; what is worked out of one is worked out once.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import {
  MAX_DOCUMENTS,
  fixesOf,
  loadAtSpeed,
  loadJourney,
  timedEvents,
} from "../../../journeymap/frontend/document/document.js";

let asked = [];
let failing = false;
globalThis.document = { baseURI: "https://a.example/" };
globalThis.fetch = async (url) => {
  asked.push(url);
  return { ok: !failing, status: 503, json: async () => ({ url }) };
};
beforeEach(() => {
  asked = [];
  failing = false;
});

test("a document is fetched once", async () => {
  const [a, b] = await Promise.all([loadJourney("once"), loadJourney("once")]);
  assert.equal(a, b);
  assert.deepEqual(asked, ["once"]);
});

test("of many documents those used last are held", async () => {
  const urls = Array.from({ length: MAX_DOCUMENTS }, (_, i) => `many-${i}`);
  for (const url of urls) await loadJourney(url);
  await loadJourney(urls[0]);
  await loadJourney("one-more");
  asked = [];
  for (const url of [urls[0], ...urls.slice(2), "one-more"]) await loadJourney(url);
  assert.deepEqual(asked, []);
  await loadJourney(urls[1]);
  assert.deepEqual(asked, [urls[1]]);
});

test("one that could not be loaded is asked for again", async () => {
  failing = true;
  await assert.rejects(loadJourney("down"), /503/);
  failing = false;
  assert.deepEqual(await loadJourney("down"), { url: "down" });
});

test("another speed is another document, without the hash of the journey's own", async () => {
  const own = { journey: { max_speed_kmh: 80 } };
  const address = "journeys/kim-2023.0123456789abcdef.json";
  assert.equal(await loadAtSpeed(address, own, 80), own);
  await loadAtSpeed(address, own, 60);
  assert.deepEqual(asked, ["https://a.example/journeys/kim-2023.json?max_speed=60"]);
  await assert.rejects(loadAtSpeed("#packed", own, 60));
});

test("what is asked at every move is worked out once for each document", () => {
  const event = (id, moment, more = {}) => ({ id, moment, km: 1, place: "here", conflict: "", ...more });
  const events = [
    event("late", 30),
    event("no time", null),
    event("early", 10),
    event("not believed", 20, { conflict: "too fast" }),
    event("nowhere", 25, { km: null, place: null }),
  ];
  const document = { events };
  const ids = (found) => found.map(({ id }) => id);
  assert.deepEqual(ids(timedEvents(document)), ["early", "not believed", "nowhere", "late"]);
  assert.deepEqual(ids(fixesOf(document)), ["early", "late"]);
  assert.equal(timedEvents(document), timedEvents(document));
  assert.equal(fixesOf(document), fixesOf(document));
  assert.deepEqual(ids(fixesOf({ events: events.slice(0, 1) })), ["late"]);
});
