// One view leads, the others of the page follow it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

/** A window of one origin, as far as a channel needs it. */
const page = { location: { origin: "https://a.example" }, closed: false };
page.parent = page;
globalThis.window = page;
globalThis.location = page.location;
globalThis.document = { baseURI: "https://a.example/" };
const { JourneyView } = await import("../../../journeymap/frontend/view/journey_view.js");

const journey = (speed) => ({
  journey: { max_speed_kmh: speed, zone: "UTC" },
  span: { from: 0, to: 1000 },
  tracks: { known: { epochs: [{ from: 100, events: [] }] } },
  events: [],
  landmarks: [],
});
const own = journey(80);
/** Answers to requests, by speed, once `answer` is called. */
const requests = new Map();
globalThis.fetch = (url) =>
  new Promise((resolve, reject) => {
    const speed = Number(new URL(url).searchParams.get("max_speed"));
    requests.set(speed, (ok = true) =>
      ok ? resolve({ ok, json: async () => journey(speed) }) : reject(new Error("down")),
    );
  });
const rest = () => new Promise((resolve) => setTimeout(resolve));

let views = [];
afterEach(() => {
  for (const view of views) view.destroy();
  views = [];
  requests.clear();
  assert.equal(page.journeymapChannels.size, 0);
});

function open({ leads = false, ...start } = {}, url = "j.json") {
  const view = new JourneyView(own, { url, channel: "c", leads, start });
  const changes = [];
  view.subscribe((changed) => changes.push([...changed].sort()));
  view.connect();
  views.push(view);
  return { view, changes };
}

test("a follower shows what the leader shows, whoever is first", () => {
  const before = open();
  const { view } = open({ leads: true, t: 200, zone: "UTC" });
  const after = open();
  for (const { view: each } of [before, after]) {
    assert.deepEqual(each.state, view.state);
    assert.deepEqual(each.settled, { moment: 200, reading: "happened", speed: 80 });
  }
  view.set({ t: 300 });
  assert.equal(before.view.state.t, 300);
  assert.deepEqual(before.changes.at(-1), ["t"]);
  assert.equal(after.view.settled.moment, 200);
});

test("a view without a leader shows what it starts with, and has not settled", () => {
  const { view, changes } = open({ t: 5 });
  assert.equal(view.state.t, 5);
  assert.equal(view.settled, null);
  assert.deepEqual(changes, []);
});

test("moments stay within the span, and what does not change is no news", () => {
  const { view, changes } = open({ leads: true });
  view.set({ t: 5000 });
  assert.equal(view.state.t, 1000);
  view.set({ t: 1000 });
  assert.deepEqual(changes, [["t"]]);
});

test("the time comes to rest once", () => {
  const { view, changes } = open({ leads: true });
  const { view: follower } = open();
  view.set({ t: 400 });
  assert.equal(follower.settled.moment, 0);
  view.settle();
  view.settle();
  assert.equal(follower.settled.moment, 400);
  assert.deepEqual(changes, [["t"], ["settled"]]);
});

test("another speed changes nothing before its document is there", async () => {
  const { view } = open({ leads: true });
  const { view: follower, changes } = open();
  const assumed = view.assume(60);
  assert.equal(view.waiting, true);
  assert.equal(view.state.speed, 80);
  requests.get(60)();
  await assumed;
  await rest();
  for (const each of [view, follower]) {
    assert.equal(each.state.speed, 60);
    assert.equal(each.document.journey.max_speed_kmh, 60);
    assert.equal(each.settled.speed, 60);
  }
  assert.deepEqual(changes.slice(-3), [["speed"], ["settled"], ["document"]]);
});

test("the speed asked for last counts", async () => {
  const { view } = open({ leads: true }, "last.json");
  const [first, second] = [view.assume(40), view.assume(50)];
  requests.get(50)();
  await second;
  requests.get(40)();
  await first;
  assert.equal(view.document.journey.max_speed_kmh, 50);
  assert.equal(view.state.speed, 50);
});

test("a speed whose document cannot be loaded leaves the view as it is", async () => {
  const { view, changes } = open({ leads: true }, "down.json");
  const assumed = view.assume(30);
  requests.get(30)(false);
  await assumed;
  assert.equal(view.state.speed, 80);
  assert.deepEqual(changes, [["unavailable"]]);
});

test("what is no speed stands for the journey's own, and no speed is beyond the limit", async () => {
  const { view } = open({ leads: true }, "limit.json");
  await view.assume(NaN);
  assert.equal(view.state.speed, 80);
  const assumed = view.assume(99999);
  requests.get(2000)();
  await assumed;
  assert.equal(view.state.speed, 2000);
});

test("it opens at another speed where the address asks for one", async () => {
  const { view } = open({ leads: true, speed: 70 }, "open.json");
  assert.equal(view.waiting, true);
  requests.get(70)();
  await rest();
  assert.equal(view.settled.speed, 70);
});

test("a view that is destroyed hears nothing more", async () => {
  const { view } = open({ leads: true }, "gone.json");
  const follower = open();
  const assumed = view.assume(20);
  const changes = follower.changes.length;
  follower.view.destroy();
  view.set({ t: 7 });
  view.destroy();
  requests.get(20)();
  await assumed;
  assert.equal(view.state.speed, 80);
  assert.equal(follower.changes.length, changes);
});
