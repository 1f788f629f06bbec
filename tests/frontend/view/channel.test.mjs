import assert from "node:assert/strict";
import { test } from "node:test";

/** A window of one origin, as far as a channel needs it. */
const page = { location: { origin: "https://a.example" }, closed: false };
page.parent = page;
globalThis.window = page;
globalThis.location = page.location;
const faults = [];
globalThis.reportError = (error) => faults.push(error.message);
const { join } = await import("../../../journeymap/frontend/view/channel.js");

test("the others hear at once, each a copy of its own, and the speaker never", () => {
  const received = [];
  const one = join("a", () => received.push("itself"));
  const two = join("a", (message) => {
    received.push(message);
    message.view.t = 0;
  });
  const three = join("a", (message) => received.push(message.view.t));
  const said = { type: "view", view: { t: 5 } };
  one.say(said);
  assert.equal(received.length, 2);
  assert.equal(received[1], 5);
  assert.equal(said.view.t, 5);
  for (const each of [one, two, three]) each.leave();
});

test("channels of other names, and who has left, hear nothing", () => {
  const received = [];
  const one = join("b", () => {});
  const two = join("b", () => received.push("left"));
  const other = join("c", () => received.push("other"));
  two.leave();
  one.say({ type: "hello" });
  assert.deepEqual(received, []);
  one.leave();
  other.leave();
  assert.equal(page.journeymapChannels.size, 0);
});

test("a listener's fault is reported, and the next one hears all the same", () => {
  const received = [];
  const one = join("d", () => {});
  const two = join("d", () => {
    throw new Error("broken");
  });
  const three = join("d", () => received.push(true));
  one.say({ type: "hello" });
  assert.deepEqual([received, faults], [[true], ["broken"]]);
  for (const each of [one, two, three]) each.leave();
});

test("frames of one origin meet in the highest window of it, within a page of another", () => {
  const stranger = {
    get location() {
      throw new Error("another origin");
    },
  };
  stranger.parent = stranger;
  page.parent = stranger;
  const received = [];
  const above = join("e", () => received.push(true));
  globalThis.window = { location: page.location, parent: page, closed: false };
  const within = join("e", () => {});
  within.say({ type: "hello" });
  assert.deepEqual(received, [true]);
  globalThis.window.closed = true;
  above.say({ type: "hello" });
  assert.equal(page.journeymapChannels.get("e").size, 1);
});
